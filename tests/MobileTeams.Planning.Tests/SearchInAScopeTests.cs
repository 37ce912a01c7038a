namespace MobileTeams.Planning.Tests;

public sealed class SearchInAScopeTests
{
    [Fact]
    public void Routes_outside_keep_their_visits_in_their_order_and_no_more_move_than_may()
    {
        var (moved, checkedDays) = (0, 0);
        for (ulong seed = 1; seed <= 80; seed++)
        {
            var problem = RandomDays.Small(seed, visits: 20, routes: 5);
            var start = problem.Solve(0);
            var scope = new HashSet<int> { 0, 2, 4 };
            var most = (int)(seed % 4);
            var plan = Solver.Run(problem, new SolverOptions { Seed = seed, Iterations = 300, Scope = new SearchScope(scope, most) }, start);
            var verdict = PlanChecker.Check(problem, plan);
            Assert.True(verdict.IsRight, $"Day {seed}: {string.Join("; ", verdict.Broken)}");
            foreach (var route in new[] { 1, 3 })
            {
                // What was left out may go into the scope only; what the start has stays, unless it could not be followed.
                Assert.Equal(start.Routes[route].Order(), plan.Routes[route].Order());
            }

            var others = 0;
            for (var visit = 0; visit < problem.Visits.Count; visit++)
            {
                var (before, after) = (RoutesOf(start, visit), RoutesOf(plan, visit));
                if (before.Count > 0 && after.Count > 0 && !after.IsSubsetOf(before)) others++;
            }

            Assert.True(others <= most, $"Day {seed}: {others} moved, {most} may");
            (moved, checkedDays) = (moved + others, checkedDays + 1);
        }

        Assert.True(moved > 10, $"{moved} moved on {checkedDays} days");
    }

    [Fact]
    public void A_scope_without_a_plan_to_start_from_is_refused()
    {
        var problem = Drawn.Day(Drawn.Route(), Drawn.Visit(1));
        _ = Assert.Throws<ArgumentException>(() => Solver.Run(problem, new SolverOptions { Iterations = 1, Scope = new SearchScope(new HashSet<int> { 0 }) }));
    }

    [Fact]
    public void A_visit_with_nobody_goes_to_the_scope_even_if_another_route_is_cheaper()
    {
        // Place 1 is next door to route 1, whose only visit is at 2; route 0 stays at home at first.
        var problem = Drawn.Day([Drawn.Route(0), Drawn.Route(1)], [Drawn.Visit(2), Drawn.Visit(1)]);
        var start = Timetable.Of(problem, [[], [0]]);
        Assert.Equal([1], start.LeftOut);
        var plan = Solver.Run(problem, new SolverOptions { Iterations = 100, Scope = new SearchScope(new HashSet<int> { 0 }) }, start);
        Assert.Equal(("1", "0"), (plan.Routes[0].Order(), plan.Routes[1].Order()));
    }

    private static HashSet<int> RoutesOf(Plan plan, int visit) =>
        [.. from route in plan.Routes from stop in route.Stops where stop.Visit == visit select route.Route];
}
