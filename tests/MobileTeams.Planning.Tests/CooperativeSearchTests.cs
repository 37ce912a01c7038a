namespace MobileTeams.Planning.Tests;

public sealed class CooperativeSearchTests
{
    [Theory]
    [InlineData(0, 0, 0)]
    [InlineData(1, 1, 0)]
    [InlineData(7, 4, 3)]
    [InlineData(400, 200, 200)]
    public void All_iterations_are_taken_and_none_more(long iterations, long first, long second)
    {
        foreach (var threads in new[] { 1, 2 })
        {
            Walker[] walkers = [new(), new()];
            Run(new CooperativeSearch<Walker>(walkers, iterations, () => 0, _ => false), threads);
            Assert.Equal((first, second), (walkers[0].Steps, walkers[1].Steps));
        }
    }

    [Fact]
    public void Every_search_has_its_turn_where_time_ends_them_on_one_thread()
    {
        Walker[] walkers = [new(), new()];
        Run(new CooperativeSearch<Walker>(walkers, 1_000_000, () => walkers.Sum(walker => walker.Steps) / 4_000.0, _ => false), 1);
        Assert.InRange(walkers[0].Steps - walkers[1].Steps, -50, 50);
        Assert.InRange(walkers.Sum(walker => walker.Steps), 4_000, 4_001);
    }

    [Fact]
    public void Whoever_looks_on_sees_the_best_of_all_and_whoever_is_behind_takes_it_on()
    {
        Walker[] walkers = [new(), new() { Stride = 3 }];
        var together = new CooperativeSearch<Walker>(walkers, 200, () => 0, _ => false);
        var seen = new List<Walker>();
        together.Run(1, () => seen.Add(together.Best), CancellationToken.None);
        Assert.All(seen, best => Assert.Same(walkers[1], best));
        Assert.Equal(300, walkers[0].Reached); // 100 steps of 3, which it met after every fifth of its own
    }

    [Fact]
    public void One_that_is_done_ends_them_when_they_meet()
    {
        Walker[] walkers = [new(), new()];
        Run(new CooperativeSearch<Walker>(walkers, 400, () => 0, walker => walker == walkers[1] && walker.Reached >= 12), 2);
        Assert.Equal((20, 12), (walkers[0].Steps, walkers[1].Steps)); // they meet after each ten steps
    }

    private static void Run(CooperativeSearch<Walker> together, int threads) => together.Run(threads, () => { }, CancellationToken.None);

    /// <summary>Gets a stride further at each step.</summary>
    private sealed class Walker : ISteppedSearch<Walker>
    {
        public int Stride { get; init; } = 1;

        public long Reached { get; private set; }

        public long Steps { get; private set; }

        public void Step(double progress)
        {
            Steps++;
            Reached += Stride;
        }

        public bool IsBehind(Walker other) => Reached < other.Reached;

        public void Adopt(Walker other) => Reached = other.Reached;
    }
}
