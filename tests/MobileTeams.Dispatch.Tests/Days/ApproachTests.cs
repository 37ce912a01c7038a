using MobileTeams.Dispatch.Days;
using MobileTeams.Dispatch.Patients;
using MobileTeams.Dispatch.People;
using MobileTeams.Dispatch.Visits;
using MobileTeams.Measures;

namespace MobileTeams.Dispatch.Tests.Days;

/// <summary>N1 has left Anna (10 minutes out) at 08:31 for Bo (20 minutes out), whom 08:25 to 09:10 was promised. By the day's own times it is there at 08:41.</summary>
public sealed class ApproachTests
{
    private readonly Town town = new();
    private readonly Patient bo;
    private readonly Visit first, second;
    private readonly TeamShift n1;
    private readonly Day rolling;

    public ApproachTests()
    {
        bo = town.Patient("Bo", 20);
        (first, second) = (town.Visit(town.Patient("Anna", 10), "08:00-09:00", 30), town.Visit(bo, "08:00-10:00", 30));
        n1 = town.Team("N1", "07:00-16:00", town.Nurse("Eva"));
        var day = town.Begin([n1], [first, second]);
        day = town.Accepted(day, town.Plan(day, (n1, [first, second]))).Day;
        day = town.Accepted(day, new DayEvent.VisitArrived(town.Origin("08:00", n1), first.Id)).Day;
        day = town.Accepted(day, new DayEvent.VisitCompleted(town.Origin("08:30", n1), first.Id)).Day;
        rolling = town.Accepted(day, new DayEvent.VisitEnRoute(town.Origin("08:31", n1), second.Id)).Day;
    }

    [Fact]
    public void A_position_moves_the_arrival_and_its_age_counts()
    {
        Assert.Equal(("08:41", 0, null), At(rolling, "08:35"));

        // At 08:36 it stands 2 minutes from Anna's door, 8 from Bo's: there at 08:44, also when that is read three minutes later.
        var day = Seen(rolling, "08:36", 12);
        Assert.Equal(("08:44", 0, "08:36"), At(day, "08:36"));
        Assert.Equal(("08:44", 0, "08:36"), At(day, "08:39"));

        // It turned round: at 09:00 it is back where Anna lives, 10 minutes away; at 09:03 it has not come nearer and will be three minutes late.
        Assert.Equal(("09:10", 0, "09:00"), At(Seen(day, "09:00", 10), "09:00"));
        Assert.Equal(("09:13", 3, "09:03"), At(Seen(day, "09:03", 10), "09:03"));
    }

    [Fact]
    public void An_old_position_is_forgotten_for_the_days_own_times()
    {
        var day = Seen(rolling, "08:32", 0); // 20 minutes away, so there at 08:52
        Assert.Equal(("08:52", 0, "08:32"), At(day, "08:37"));
        Assert.Equal(("08:41", 0, null), At(day, "08:38"));
        Assert.Equal(("08:50", 0, null), At(day, "08:50")); // nobody arrives before now
    }

    [Fact]
    public void A_position_on_no_row_of_the_matrix_goes_by_the_way_from_there()
    {
        var wood = GeoPoint.FromLonLat(lon: 17.123, lat: 60.31);
        var seen = new DayEvent.TeamSeen(town.Origin("08:36", n1), n1.Id, wood);
        var row = new SeenRow([.. Enumerable.Repeat(TravelMatrix.Unreachable, 100)], [.. Enumerable.Repeat(TravelMatrix.Unreachable, 100)]);
        (row.Seconds[20], row.Metres[20]) = (25 * 60, 20_000);
        var known = town.Facts with { Travel = town.Facts.Travel with { Seen = new Dictionary<GeoPoint, SeenRow> { [wood] = row } } };
        var day = Assert.IsType<DayChange.Accepted>(rolling.Apply(seen, known)).Day;
        Assert.Equal("09:01", town.Clock(day.Visits[second.Id].Assignments[0].Start));

        // Where no way is known, as the crow flies: it is still some time after 08:36 and no magic number.
        day = town.Accepted(rolling, seen).Day;
        Assert.Equal(town.At("08:36").AddSeconds(DayTravel.Estimate(wood, bo.Place).Seconds), day.Visits[second.Id].Assignments[0].Start);
        Assert.Null(known.Travel.FindSeen(wood, Town.Place(30)));
    }

    [Fact]
    public void Nobody_approaches_who_is_at_a_door_or_has_not_set_out()
    {
        var there = town.Accepted(rolling, new DayEvent.VisitArrived(town.Origin("08:44", n1), second.Id)).Day;
        Assert.Null(Approach.Of(there, there.Teams[n1.Id], town.At("08:45")));
        Assert.Equal(second.Id, Assert.Single(there.ListNear(there.Teams[n1.Id])).Visit.Id);
    }

    [Fact]
    public void A_position_is_news_when_it_is_far_enough_or_late_enough()
    {
        TeamPosition At(string clock, double minute) => new(GeoPoint.FromLonLat(lon: 17 + (minute * 0.01), lat: 60.3), town.At(clock), PositionSource.Device); // a minute of the road is 551 m of degrees
        bool IsNews(TeamPosition seen, TeamPosition? last, string now) => seen.IsNewsAfter(last, town.At(now));
        Assert.True(IsNews(At("08:36", 12), null, "08:36"));
        Assert.False(IsNews(At("08:36", 13), At("08:36", 12), "08:36"));
        Assert.True(IsNews(At("08:37", 12.2), At("08:36", 12), "08:37")); // 110 m
        Assert.False(IsNews(At("08:37", 12.1), At("08:36", 12), "08:37")); // 55 m
        Assert.True(IsNews(At("08:38", 12), At("08:36", 12), "08:38"));
        Assert.False(IsNews(At("08:35", 12), At("08:36", 12), "08:38"));

        // Seen right after the one before and told when it might be; told again, it says nothing.
        Assert.True(IsNews(At("08:36", 13), At("08:36", 12), "08:37"));
        Assert.False(IsNews(At("08:36", 12), At("08:36", 12), "08:39"));

        // The door that was left is known at the same moment; the first position after it counts at once, unless it is the door's.
        var door = At("08:36", 10) with { Source = PositionSource.Visit };
        Assert.True(IsNews(At("08:36", 12), door, "08:36"));
        Assert.False(IsNews(At("08:36", 10), door, "08:36"));
        Assert.False(IsNews(At("08:35", 12), door, "08:36"));
    }

    private Day Seen(Day day, string clock, int minute) => town.Accepted(day, new DayEvent.TeamSeen(town.Origin(clock, n1), n1.Id, Town.Place(minute))).Day;

    private (string Start, int Late, string? SeenAt) At(Day day, string clock)
    {
        var now = town.At(clock);
        var seen = day.AsSeenAt(now, town.Facts);
        var approach = Assert.IsType<Approach>(Approach.Of(seen, seen.Teams[n1.Id], now));
        Assert.Equal(second.Id, approach.Visit);
        return (town.Clock(approach.Start), (int)approach.Late.TotalMinutes, approach.SeenAt is { } at ? town.Clock(at) : null);
    }
}
