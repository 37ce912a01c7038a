using MobileTeams.Dispatch.Days;
using MobileTeams.Dispatch.People;

namespace MobileTeams.Dispatch.Tests.Days;

public sealed class WorkSharesTests
{
    private readonly Town town = new();

    private TeamShift Shift(string from, string to, DutyKind duty = DutyKind.Working, params Person[] crew) => town.Team("N", "07:00-16:00", crew) with
    {
        Duty = duty,
        Start = town.Time.Instant(DateOnly.Parse(from[..10], null), TimeOnly.Parse(from[11..], null)),
        End = town.Time.Instant(DateOnly.Parse(to[..10], null), TimeOnly.Parse(to[11..], null)),
    };

    [Theory]
    [InlineData("2025-01-14 21:00", "2025-01-15 06:15", true)]
    [InlineData("2025-01-14 14:30", "2025-01-15 01:00", true)] // 22 to 1: three hours
    [InlineData("2025-01-14 14:30", "2025-01-15 00:59", false)]
    [InlineData("2025-01-15 03:00", "2025-01-15 11:00", true)] // 3 to 6
    [InlineData("2025-01-15 03:01", "2025-01-15 11:00", false)]
    [InlineData("2025-01-14 07:00", "2025-01-14 22:00", false)]
    [InlineData("2025-03-30 00:30", "2025-03-30 05:00", true)] // the clock jumps from 2 to 3: three and a half hours
    [InlineData("2025-03-30 01:30", "2025-03-30 05:00", false)] // … and two and a half
    public void Night_work_is_three_hours_between_22_and_6(string from, string to, bool isNight) => Assert.Equal(isNight, WorkShares.IsNight(Shift(from, to), town.Time));

    [Theory]
    [InlineData("2025-01-17 21:00", "2025-01-18 06:15", false)] // Friday
    [InlineData("2025-01-18 00:00", "2025-01-18 06:15", true)]
    [InlineData("2025-01-19 21:00", "2025-01-20 06:15", true)] // Sunday
    [InlineData("2025-01-20 07:00", "2025-01-20 15:00", false)]
    public void A_weekend_duty_begins_on_a_Saturday_or_Sunday(string from, string to, bool isWeekend) => Assert.Equal(isWeekend, WorkShares.IsWeekend(Shift(from, to), town.Time));

    [Fact]
    public void Everybody_is_given_what_their_teams_do()
    {
        var (eva, ola, nils) = (town.Person("Eva"), town.Person("Ola"), town.Nurse("Nils"));
        var pair = town.Team("N1", "07:00-16:00", eva, ola);
        var night = Shift("2025-01-14 21:00", "2025-01-15 06:00", DutyKind.OnCall, eva);
        var standby = Shift("2025-01-14 21:00", "2025-01-15 06:00", DutyKind.Standby, nils);
        var (anna, bo) = (town.Visit(town.Patient("Anna", 10), "08:00-09:00", 20), town.Visit(town.Patient("Bo", 15), "10:00-11:00", 30));
        var day = town.Begin([pair, night, standby], [anna, bo]);
        day = town.Accepted(day, town.Plan(day, (pair, [anna, bo]))).Day;
        var shares = WorkShares.Of([day], town.Time).ToDictionary(share => share.Person);
        var minutes = (int count) => TimeSpan.FromMinutes(count);

        // Ten minutes to Anna, five on to Bo.
        Assert.Equal(new WorkShare(ola.Id, 1, 0, 0, 0, minutes(540), 2, minutes(50), minutes(15)), shares[ola.Id]);
        Assert.Equal(new WorkShare(eva.Id, 2, 1, 0, 0, minutes(1080), 2, minutes(50), minutes(15)), shares[eva.Id]);
        Assert.Equal(new WorkShare(nils.Id, 0, 0, 0, 1, minutes(0), 0, minutes(0), minutes(0)), shares[nils.Id]);
    }

    [Fact]
    public void A_spread_is_told_by_its_ends_its_mean_and_its_deviation()
    {
        // Mean 4; the squares of -2, 0, 0 and 2 make 8, a fourth of that is 2.
        Assert.Equal(new Spread(2, 4, 6, Math.Sqrt(2)), Spread.Of([4, 2, 6, 4]));
        Assert.Equal(0, Spread.Of([3, 3]).Deviation);
        Assert.Equal(default, Spread.Of([]));
    }
}
