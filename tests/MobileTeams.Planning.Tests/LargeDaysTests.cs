namespace MobileTeams.Planning.Tests;

/// <summary>Days that are searched in parts.</summary>
public sealed class LargeDaysTests
{
    [Fact]
    public void Break_no_rule_become_cheaper_and_do_not_depend_on_the_threads()
    {
        Assert.False(PartedSolving.Suits(RandomDays.County(7, 300, 130), new SolverOptions()));
        Assert.True(PartedSolving.Suits(RandomDays.County(7, PartedSolving.Large, 130), new SolverOptions()));
        var problem = RandomDays.County(7, 260, 80);
        Plan Run(long iterations, int threads) => new PartedSolving(problem, new SolverOptions { Iterations = iterations, Threads = threads }, null, CancellationToken.None).Run(null);
        var (first, one, two) = (Run(0, 1), Run(1_500, 1), Run(1_500, 2));
        var verdict = PlanChecker.Check(problem, one);
        Assert.Empty(verdict.Broken);
        Assert.Equal(verdict.Price, one.Price);
        Assert.Equal(one.Price, two.Price);
        Assert.Equal(Orders(one), Orders(two));
        Assert.True(one.Price.Total < first.Price.Total, $"{first.Price.Total} to {one.Price.Total}");
    }

    [Fact]
    public void The_parts_of_a_plan_put_together_again_are_a_plan()
    {
        var (changed, worse) = (0, 0);
        for (ulong seed = 1; seed <= 60; seed++)
        {
            var problem = RandomDays.Small(seed, visits: 24, routes: 6);
            var plan = problem.Solve(10);
            var routes = plan.Routes.ToArray();
            var (model, leftOut) = (ModelBuilder.Build(problem), plan.LeftOut.Where(problem.IsPlannable).ToList());
            foreach (var (half, waiting) in new (int[], List<int>)[] { ([0, 2, 4], leftOut), ([1, 3, 5], []) })
            {
                var part = new Part(problem, plan, half, waiting);
                Assert.All(part.Problem.Faults, fault => Assert.NotEmpty(problem.Faults));
                part.WriteTo(routes, Solver.Run(part.Problem, new SolverOptions { Iterations = 100 }, part.Start()));
            }

            var whole = StandingPlan.Of(model, plan with { Routes = routes }).Day;
            var verdict = PlanChecker.Check(problem, Timetable.PlanOf(whole));
            Assert.Empty(verdict.Broken);
            if (verdict.Price.Total.LeftOut > plan.Price.Total.LeftOut) worse++;
            if (verdict.Price.Total < plan.Price.Total) changed++;
        }

        // Whatever is tied over the seam was held at its second; only with breaks and ties on one route can the whole be timed otherwise than its parts.
        Assert.True(changed > 5 && worse <= 3, $"{changed} became cheaper, {worse} leave out more");
    }

    private static string Orders(Plan plan) => string.Join("|", plan.Routes.Select(route => string.Join(" ", route.Stops.Select(stop => (stop.Visit, stop.Start)))));
}
