using MobileTeams.Dispatch.Days;
using MobileTeams.Dispatch.People;
using MobileTeams.Dispatch.Proposals;

namespace MobileTeams.Dispatch.Tests.Days;

/// <summary>Eva's own day begins at noon. Her shift ends at 20:00 on Tuesday; it may go on for as long as her next duty leaves eleven hours.</summary>
public sealed class OvertimeTests
{
    private static readonly TimeSpan Most = TimeSpan.FromHours(1);
    private readonly Town town = new();
    private readonly Person eva;
    private readonly TeamShift shift;

    public OvertimeTests()
    {
        eva = town.Change(town.Person("Eva") with { DayBreakpoint = new TimeOnly(12, 0) });
        shift = town.Team("K1", "13:00-20:00", eva) with { Breaks = [new MealBreak(TimeSpan.FromMinutes(30), town.At("16:00"), town.At("17:30"))] };
    }

    private TimeSpan Overtime(TeamShift shift) => RestOf.Overtime(town.Begin([shift], []), town.Facts, shift, Most);

    private void Next(int hour, int minute)
    {
        var start = town.Time.Instant(Town.Date.AddDays(1), new TimeOnly(hour, minute));
        town.Duties(eva, new WorkPeriod(start, start.AddHours(4), DutyKind.Working, []));
    }

    [Fact]
    public void Nothing_the_day_after_leaves_all_of_it() => Assert.Equal(Most, Overtime(shift));

    [Theory]
    [InlineData(6, 30, 0)] // the roster itself leaves ten and a half hours: they get no shorter
    [InlineData(7, 0, 0)]
    [InlineData(7, 20, 20)]
    [InlineData(7, 59, 59)]
    [InlineData(9, 0, 60)]
    public void It_ends_eleven_hours_before_the_next_duty(int hour, int minute, int allowed)
    {
        Next(hour, minute);
        Assert.Equal(TimeSpan.FromMinutes(allowed), Overtime(shift));
    }

    [Fact]
    public void Standby_has_none() => Assert.Equal(TimeSpan.Zero, Overtime(shift with { Duty = DutyKind.Standby }));

    [Fact]
    public void A_planned_day_keeps_to_it()
    {
        // The visit ends at 20:10, ten minutes from the centre: the team is back at 20:20.
        var day = town.Begin([shift], [town.Visit(town.Patient("Anna", 10), "19:50-19:50", 20)]);
        Next(7, 10);
        Assert.Equal(1, Planned(new DayProblemOptions { MaxOvertime = Most }));
        Assert.Equal(0, Planned(new DayProblemOptions { MaxOvertime = Most, KeepsRest = true }));
        Next(7, 20);
        Assert.Equal(1, Planned(new DayProblemOptions { MaxOvertime = Most, KeepsRest = true }));

        int Planned(DayProblemOptions options)
        {
            var problem = DayProblem.Of(day, town.Facts, options);
            return problem.ProposalOf(Planning.Solver.Run(problem.Problem, new Planning.SolverOptions { Iterations = 20 })).Figures.Visits;
        }
    }
}
