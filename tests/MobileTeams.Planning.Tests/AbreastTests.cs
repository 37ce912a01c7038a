namespace MobileTeams.Planning.Tests;

public sealed class AbreastTests
{
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void A_fault_stops_all_threads_and_is_thrown_when_they_have_ended(bool isOfTheOnlooker)
    {
        var ended = 0;
        var thrown = Assert.Throws<InvalidOperationException>(() => Abreast.Run(3, (index, stop) =>
        {
            if (index == 0 && !isOfTheOnlooker) throw new InvalidOperationException("work");
            _ = stop.WaitHandle.WaitOne();
            _ = Interlocked.Increment(ref ended);
        }, () => throw new InvalidOperationException("onlooker"), TestContext.Current.CancellationToken));
        Assert.Equal(isOfTheOnlooker ? ("onlooker", 3) : ("work", 2), (thrown.Message, ended));
    }

    [Fact]
    public void What_progress_throws_ends_a_search_at_once()
    {
        var problem = RandomDays.County(6, 120, 16);
        foreach (var threads in new[] { 1, 2 })
            _ = Assert.Throws<InvalidOperationException>(() => Solver.Run(problem, new SolverOptions { Time = TimeSpan.FromMinutes(5), Threads = threads }, progress: new Faulty()));
    }

    private sealed class Faulty : IProgress<PlanProgress>
    {
        public void Report(PlanProgress value) => throw new InvalidOperationException("progress");
    }
}
