namespace MobileTeams.Planning.Tests;

public sealed class LimitsAreKeptTests
{
    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(13)]
    [InlineData(1_501)]
    public void So_many_iterations_and_none_more(long iterations)
    {
        var problem = RandomDays.County(7, 260, 80);
        foreach (var threads in new[] { 1, 2 })
        {
            var options = new SolverOptions { Iterations = iterations, Threads = threads };
            Assert.Equal(iterations, Iterations(told => Solver.Run(problem, options, progress: told)));
            Assert.Equal(iterations, Iterations(told => new PartedSolving(problem, options, null, CancellationToken.None).Run(told)));
        }
    }

    [Fact]
    public void When_the_time_is_up_what_has_no_place_is_left_out()
    {
        var problem = RandomDays.County(7, 260, 80);
        var options = new SolverOptions { Time = TimeSpan.Zero, Threads = 2 };
        foreach (var plan in new[] { Solver.Run(problem, options), new PartedSolving(problem, options, null, CancellationToken.None).Run(null) })
        {
            Assert.Empty(PlanChecker.Check(problem, plan).Broken);
            Assert.Equal(problem.Visits.Count, plan.LeftOut.Count);
        }

        var start = problem.Solve(10);
        Assert.Equal(start.Price, Solver.Run(problem, options, start).Price);
        Assert.Equal(start.Price, new PartedSolving(problem, options, start, CancellationToken.None).Run(null).Price);
    }

    [Fact]
    public void Work_for_several_threads_ends_with_its_time_and_wastes_none()
    {
        for (var threads = 1; threads <= 8; threads++)
        {
            for (var count = threads; count <= 25; count++)
            {
                var ready = new double[threads];
                for (var done = 0; done < count; done++)
                {
                    var thread = Array.IndexOf(ready, ready.Min());
                    ready[thread] += (1 - ready[thread]) * Share.OfRest(count - done, threads);
                }

                Assert.All(ready, end => Assert.Equal(1, end, 9));
            }
        }
    }

    private static long Iterations(Func<IProgress<PlanProgress>, Plan> run)
    {
        var told = new Last();
        _ = run(told);
        return told.Value!.Iterations;
    }

    private sealed class Last : IProgress<PlanProgress>
    {
        public PlanProgress? Value { get; private set; }

        public void Report(PlanProgress value) => Value = value;
    }
}
