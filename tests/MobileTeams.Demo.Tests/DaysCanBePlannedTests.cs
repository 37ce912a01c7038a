using MobileTeams.Dispatch.Days;
using MobileTeams.Dispatch.Organisations;
using MobileTeams.Dispatch.Proposals;

namespace MobileTeams.Demo.Tests;

public sealed class DaysCanBePlannedTests(Norduppland norduppland)
{
    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    public void Even_a_short_search_finds_a_team_for_nearly_everybody(int index)
    {
        CareCentre centre = norduppland.World.Centres[index];

        var figures = PlannedDay.Of(norduppland, centre, Norduppland.Today, iterations: 400).Proposal.Figures;

        // A short search leaves some out that a longer one places; what is asked for leaves room for both care and driving.
        Assert.True(figures.LeftOut <= 0.08 * (figures.Visits + figures.LeftOut), $"{figures.LeftOut} left out of {figures.Visits + figures.LeftOut}.");
        Assert.InRange(figures.CareShare, 0.35, 0.75);
        Assert.InRange((figures.CareSeconds + figures.TravelSeconds) / (double)figures.ShiftSeconds, 0.5, 0.85);
    }

    [Fact]
    public void Days_planned_together_break_no_rule_and_meet_fewer_new_faces_than_days_that_do_not_care()
    {
        var days = Enumerable.Range(0, 3).Select(day => PlannedDay.Asked(norduppland, norduppland.World.Centres[2], Norduppland.Today.AddDays(day))).ToList();

        var careless = Planned(FacePrices.Exchanged(0));
        var plan = Planned(FacePrices.Exchanged(10_000) with { FadeWithDays = true });

        Assert.All(plan.Days, day => Assert.Empty(DayRules.Broken(day.Day, days[0].Facts)));
        Assert.Empty(plan.Figures.Rest);
        Assert.Empty(plan.Figures.RosterRest);
        Assert.True(plan.Figures.LeftOut <= 0.08 * (plan.Figures.Visits + plan.Figures.LeftOut));
        Assert.True(plan.Figures.FirstMeetings < careless.Figures.FirstMeetings, $"{plan.Figures.FirstMeetings} of {careless.Figures.FirstMeetings}");

        WeekPlan Planned(FacePrices faces)
        {
            var options = new WeekOptions { IterationsPerDay = 200, Rounds = 2 };
            return WeekPlanner.Plan(days, options with { Day = options.Day with { Faces = faces } });
        }
    }
}
