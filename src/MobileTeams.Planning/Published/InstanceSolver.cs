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
    private const int Searches = 2;
    private const int Meetings = 20;

    /// <summary>The best solution found; also after cancellation.</summary>
    /// <param name="instance">What to solve.</param>
    /// <param name="budget">When to stop.</param>
    /// <param name="tell">Told about once a second: seconds gone and the best so far.</param>
    /// <param name="stop">Stops the search.</param>
    /// <exception cref="ArgumentException">No limit, or one that cannot be.</exception>
    public static Solution Run(Instance instance, InstanceBudget budget, Action<double, Solution>? tell = null, CancellationToken stop = default)
    {
        if (budget is { Iterations: null, Time: null } || budget.Iterations < 0 || budget.Time < TimeSpan.Zero || budget.Threads < 1)
            throw new ArgumentException("A search needs a limit of iterations or time that is not below nought, and a thread.", nameof(budget));
        var clock = new Clock(budget);
        var layout = new Layout(instance);
        var nearness = new Nearness(layout);

        // By iterations there are always as many searches, whatever the threads; by time each thread has one.
        var searches = new Annealer[budget.Iterations is null ? budget.Threads : Searches];
        for (var index = 0; index < searches.Length; index++) searches[index] = new Annealer(layout, nearness, (budget.Seed * 1000) + (ulong)index);
        searches[0].Construct();
        for (var index = 1; index < searches.Length; index++) searches[index].Begin(searches[0]);
        var told = 1.0;
        for (var meeting = 1; meeting <= Meetings && !stop.IsCancellationRequested; meeting++)
        {
            var until = (double)meeting / Meetings;
            void Go(int index)
            {
                while (!stop.IsCancellationRequested && Progress(searches[index], budget, searches.Length, clock) is var progress && progress < until)
                {
                    searches[index].Step(progress);
                    if (index > 0 || tell is null || clock.Seconds < told) continue;
                    tell(clock.Seconds, Solution.Of(layout, searches[0].Best));
                    told = Math.Floor(clock.Seconds) + 1;
                }
            }

            if (searches.Length == 1 || budget.Threads == 1)
                for (var index = 0; index < searches.Length; index++) Go(index);
            else Abreast.Run(searches.Length, Go);
            var best = Better(searches);
            foreach (var search in searches)
                if (search.BestCost > best.BestCost) search.Adopt(best);
        }

        return Solution.Of(layout, Better(searches).Best);
    }

    private static double Progress(Annealer search, InstanceBudget budget, int searches, Clock clock)
    {
        var byIterations = budget.Iterations is { } iterations ? search.Steps * (double)searches / Math.Max(1, iterations) : 0;
        var byTime = budget.Time is { } time ? clock.Seconds / Math.Max(1e-9, time.TotalSeconds) : 0;
        return Math.Max(byIterations, byTime);
    }

    private static Annealer Better(Annealer[] searches)
    {
        var best = searches[0];
        foreach (var search in searches)
            if (search.BestCost < best.BestCost) best = search;
        return best;
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
