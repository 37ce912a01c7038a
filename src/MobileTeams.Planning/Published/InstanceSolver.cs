using System.Diagnostics;

namespace MobileTeams.Planning.Published;

/// <summary>How long to search an instance, and with what. At least one of iterations and time is needed.</summary>
/// <remarks>With a limit of iterations only, the same seed gives the same solution on any machine and any number of threads.</remarks>
public sealed record InstanceBudget(TimeSpan? Time, long? Iterations = null, int Threads = 1, ulong Seed = 1)
{
    /// <summary>The time is what the whole process has been computing, divided by the threads: for measuring on a machine that others use too.</summary>
    public bool CountsProcessorTime { get; init; }
}

/// <summary>Finds a good solution of a published instance, then better ones until the budget is spent.</summary>
public static class InstanceSolver
{
    /// <summary>The best solution found; also after cancellation.</summary>
    /// <param name="instance">What to solve.</param>
    /// <param name="budget">When to stop.</param>
    /// <param name="tell">Told about once a second: seconds gone and the best so far, from the calling thread.</param>
    /// <param name="stop">Stops the search.</param>
    /// <exception cref="ArgumentException">No limit, or one that cannot be.</exception>
    public static Solution Run(Instance instance, InstanceBudget budget, Action<double, Solution>? tell = null, CancellationToken stop = default)
    {
        if (budget is { Iterations: null, Time: null } || budget.Iterations < 0 || budget.Time < TimeSpan.Zero || budget.Threads < 1)
            throw new ArgumentException("A search needs a limit of iterations or time that is not below nought, and a thread.", nameof(budget));
        var clock = new Clock(budget);
        var layout = new Layout(instance);
        var nearness = new Nearness(layout);

        var searches = new Annealer[CooperativeSearch<Annealer>.CountFor(budget.Iterations, budget.Threads)];
        for (var index = 0; index < searches.Length; index++) searches[index] = new Annealer(layout, nearness, (budget.Seed * 1000) + (ulong)index);
        searches[0].Construct();
        for (var index = 1; index < searches.Length; index++) searches[index].Begin(searches[0]);
        var together = new CooperativeSearch<Annealer>(searches, budget.Iterations, () => budget.Time is { } time ? clock.Seconds / time.TotalSeconds : 0, _ => false);
        var next = 1.0;
        together.Run(budget.Threads, Tell, stop);
        return together.Best.Solution();

        void Tell()
        {
            if (tell is null || clock.Seconds < next) return;
            tell(clock.Seconds, together.Best.Solution());
            next = Math.Floor(clock.Seconds) + 1;
        }
    }

    private sealed class Clock(InstanceBudget budget)
    {
        private readonly long began = Stopwatch.GetTimestamp();
        private readonly TimeSpan computedBefore = Environment.CpuUsage.TotalTime;

        public double Seconds => budget.CountsProcessorTime
            ? (Environment.CpuUsage.TotalTime - computedBefore).TotalSeconds / budget.Threads
            : Stopwatch.GetElapsedTime(began).TotalSeconds;
    }
}
