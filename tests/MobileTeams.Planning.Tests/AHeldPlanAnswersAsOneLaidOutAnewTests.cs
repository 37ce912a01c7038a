namespace MobileTeams.Planning.Tests;

public sealed class AHeldPlanAnswersAsOneLaidOutAnewTests
{
    [Fact]
    public void On_two_hundred_days_with_breaks_running_routes_and_visits_for_two()
    {
        var (asked, offered) = (0, 0);
        for (ulong seed = 1; seed <= 200; seed++)
        {
            var whole = RandomDays.Small(seed, visits: 14, hasTies: seed % 2 == 0);
            var last = whole.Visits.Count - 1;
            if (whole.Routes.Any(route => route.Committed.Any(stop => stop.Visit == last)) || whole.Ties.Any(tie => tie.A == last || tie.B == last)) continue;
            var problem = Problem.Create(whole.Travel, whole.Routes, [.. whole.Visits.Take(last)], whole.Ties, whole.Prices);
            var plan = problem.Solve(60);
            var held = HeldPlan.Of(problem, plan);

            // Another visit in between leaves no trace.
            _ = held.Rank(whole.Visits[0] with { Staff = 2 });
            var offers = held.Rank(whole.Visits[last]);
            Assert.Equal(HeldPlan.Of(whole, plan).Rank(last).Select(Told), offers.Select(Told));
            (asked, offered) = (asked + 1, offered + offers.Count);
        }

        Assert.True(asked > 100 && offered > 200, $"{asked} asked, {offered} offers");
    }

    [Fact]
    public void And_has_no_offer_for_a_visit_with_something_wrong()
    {
        var problem = Drawn.Day(Drawn.Route(), Drawn.Visit(1));
        Assert.Empty(HeldPlan.Of(problem, problem.Solve()).Rank(new Visit(0, 99, 600)));
    }

    private static string Told(Offer offer) =>
        $"{offer with { Moved = [] }} {string.Join("; ", offer.Moved)}";
}
