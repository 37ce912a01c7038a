namespace MobileTeams.Planning.Tests;

public sealed class SameSeedSamePlanTests
{
    [Fact]
    public void On_one_thread_and_on_two()
    {
        var problem = RandomDays.County(3, 80, 12);
        var one = Solver.Run(problem, new SolverOptions { Seed = 5, Iterations = 1_000, Threads = 1 });
        var two = Solver.Run(problem, new SolverOptions { Seed = 5, Iterations = 1_000, Threads = 2 });
        Assert.Equal(Orders(one), Orders(two));
        Assert.Equal(one.Price, two.Price);
    }

    [Fact]
    public void Another_seed_takes_another_way()
    {
        var problem = RandomDays.County(3, 80, 12);
        var one = Solver.Run(problem, new SolverOptions { Seed = 5, Iterations = 400 });
        var other = Solver.Run(problem, new SolverOptions { Seed = 6, Iterations = 400 });
        Assert.NotEqual(Orders(one), Orders(other));
    }

    [Fact]
    public void A_search_with_more_iterations_is_never_worse_than_its_start()
    {
        var problem = RandomDays.County(4, 60, 9);
        var start = problem.SolveAndCheck(100);
        var better = problem.SolveAndCheck(1_000, start);
        Assert.True(better.Price.Total <= start.Price.Total);
    }

    private static string Orders(Plan plan) => string.Join("|", plan.Routes.Select(route => string.Join(" ", route.Stops.Select(stop => (stop.Visit, stop.Start)))));
}
