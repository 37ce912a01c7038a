using MobileTeams.Dispatch.Days;
using MobileTeams.Dispatch.Patients;
using MobileTeams.Dispatch.People;
using MobileTeams.Dispatch.Proposals;
using MobileTeams.Dispatch.Visits;
using MobileTeams.Measures;

namespace MobileTeams.Dispatch.Tests.Days;

/// <summary>The road takes twice as long in the rush: in what is expected of the day, in the plan, and in both the same.</summary>
public sealed class TravelByTimeOfDayTests
{
    private readonly Town town = new();
    private readonly Patient anna, bo;
    private readonly Visit first, second;
    private readonly TeamShift n1;
    private readonly Day begun;

    public TravelByTimeOfDayTests()
    {
        (anna, bo) = (town.Patient("Anna", 10), town.Patient("Bo", 20));
        (first, second) = (town.Visit(anna, "08:00-09:00", 30), town.Visit(bo, "08:00-10:00", 30));
        n1 = town.Team("N1", "07:00-16:00", town.Nurse("Eva"));
        begun = town.Begin([n1], [first, second]);
    }

    /// <summary>Rush until 08:35, and from 15:30.</summary>
    private DayFacts InRush => town.Facts with
    {
        Travel = new DayTravel(
            [new(town.At("06:00"), Town.Road(100, 120)), new(town.At("08:35"), Town.Road(100)), new(town.At("15:30"), Town.Road(100, 120))], Town.Rows(100)),
    };

    [Fact]
    public void Who_sets_out_in_the_rush_arrives_later_but_never_later_than_who_waits_for_its_end()
    {
        var travel = InRush.Travel;
        (GeoPoint From, GeoPoint To) way = (Town.Place(10), Town.Place(20)); // 10 minutes, 20 in the rush
        Assert.Equal(20 * 60, travel.Between(way.From, way.To, town.At("07:00")).Seconds);
        Assert.Equal(15 * 60, travel.Between(way.From, way.To, town.At("08:30")).Seconds); // waits until 08:35, then 10 minutes
        Assert.Equal(10 * 60, travel.Between(way.From, way.To, town.At("08:35")).Seconds);
        Assert.Equal(20 * 60, travel.Between(way.From, way.To, town.At("15:30")).Seconds);
        Assert.Equal(20 * 60, travel.Between(way.From, way.To, town.At("06:00").AddHours(-3)).Seconds); // the first holds before it begins
        Assert.Equal(20 * 60, travel.Between(way.From, way.To, town.At("23:00")).Seconds); // the last to the end
        var arrival = DateTimeOffset.MinValue;
        for (var ready = town.At("06:00"); ready < town.At("17:00"); ready = ready.AddSeconds(50))
        {
            var then = ready.AddSeconds(travel.Between(way.From, way.To, ready).Seconds);
            Assert.True(then >= arrival);
            arrival = then;
        }
    }

    [Fact]
    public void A_day_is_expected_by_the_time_of_day()
    {
        var published = town.Accepted(begun, town.Plan(begun, (n1, [first, second]))).Day;
        var day = Assert.IsType<DayChange.Accepted>(published.Apply(new DayEvent.RoadsChanged(town.Origin("06:30")), InRush)).Day;

        // Anna as before: 20 minutes from 07:00 are enough. From her at 08:30, 15 minutes to Bo; from him at 09:15, 20 minutes home.
        Assert.Equal("N1: Anna 08:00-08:30 | Bo 08:45-09:15 | hem 09:35", town.Drawn(day));
        Assert.Equal(15 * 60, day.Visits[second.Id].Assignments[0].TravelSeconds);
    }

    [Fact]
    public void A_plan_has_the_times_that_the_day_has_when_it_is_published()
    {
        var proposal = Planner.Plan(begun, InRush, new DayProblemOptions(), 1, TimeSpan.FromMilliseconds(200), 1, null, CancellationToken.None);
        Assert.Empty(proposal.LeftOut);
        var day = Assert.IsType<DayChange.Accepted>(begun.Apply(proposal.Published(town.Origin("06:30")), InRush)).Day;
        var planned = proposal.Routes.SelectMany(route => route.Stops).ToDictionary(stop => stop.Visit);
        foreach (var visit in day.Visits.Values)
            Assert.Equal((planned[visit.Visit.Id].Start, planned[visit.Visit.Id].TravelSeconds), (visit.Assignments[0].Start, visit.Assignments[0].TravelSeconds));
    }
}
