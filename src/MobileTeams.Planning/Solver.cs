using System.Diagnostics;
using MobileTeams.Measures;

namespace MobileTeams.Planning;

/// <summary>How long to search. The search stops at whichever limit comes first; at least one of iterations and time is needed.</summary>
/// <remarks>With a limit of iterations only, the same seed gives the same plan on any machine and any number of threads.</remarks>
public sealed record SolverOptions
{
    public ulong Seed { get; init; } = 1;

    /// <summary>Removals and repairs in all.</summary>
    public long? Iterations { get; init; }

    /// <summary>Time on the clock.</summary>
    public TimeSpan? Time { get; init; }

    /// <summary>Good enough: stop at this price or below.</summary>
    public Price? Target { get; init; }

    /// <summary>How many threads to use; says how fast, never what comes out.</summary>
    public int Threads { get; init; } = 1;
}

/// <summary>Where the search stands, in numbers to read.</summary>
public sealed record PlanProgress(double Seconds, long Iterations, int Placed, int LeftOut, Price Price);

/// <summary>Finds a good plan, and then better ones until it is told to stop. See README.md in this folder for how.</summary>
public static class Solver
{
    private const int Searches = 2;
    private const int StepsInRound = 50;
    private const int Exchanges = 12;

    /// <summary>The best plan found. A plan always comes back, also after cancellation: visits that found no place are in <see cref="Plan.LeftOut"/>.</summary>
    /// <param name="problem">The day.</param>
    /// <param name="options">When to stop.</param>
    /// <param name="start">A plan to start from; it is followed as far as the problem's rules allow, and a worse one never comes back.</param>
    /// <param name="progress">Told at most four times a second, and at the end, from the calling thread.</param>
    /// <param name="stop">Stops the search.</param>
    /// <exception cref="ArgumentException">No limit, or one that cannot be.</exception>
    /// <exception cref="InputException"><c>plan.start</c>: the plan to start from is for other routes or visits.</exception>
    public static Plan Run(
        Problem problem, SolverOptions options, Plan? start = null, IProgress<PlanProgress>? progress = null, CancellationToken stop = default)
    {
        if (options is { Iterations: null, Time: null }) throw new ArgumentException("A search needs a limit of iterations or time.", nameof(options));
        if (options.Iterations < 0 || options.Time < TimeSpan.Zero || options.Threads < 1) throw new ArgumentException("A limit of the search is negative, or there is no thread.", nameof(options));
        if (start is not null) CheckStart(problem, start);

        var clock = Stopwatch.StartNew();
        bool IsOver() => stop.IsCancellationRequested || clock.Elapsed >= options.Time;
        var model = ModelBuilder.Build(problem);
        var searches = new Search[Searches];
        for (var index = 0; index < Searches; index++) searches[index] = new Search(model, (options.Seed * Searches) + (ulong)index);
        if (start is not null) searches[0].Follow(start);
        searches[0].Construct(start is null, () => stop.IsCancellationRequested);
        for (var index = 1; index < Searches; index++) searches[index].Adopt(searches[0]);

        long done = 0;
        var exchanged = 0;
        var told = TimeSpan.Zero;
        var best = Better(searches);
        var all = options.Iterations ?? long.MaxValue - Searches;
        while (!IsOver() && !(best.BestPrice <= options.Target) && done < all && model.Visits > 0)
        {
            var steps = (int)Math.Min(StepsInRound, (all - done + Searches - 1) / Searches);
            Round(searches, steps, done, options, clock, IsOver);
            done += (long)steps * Searches;
            best = Better(searches);
            var part = (int)(Progress(options, done, clock) * Exchanges);
            if (part > exchanged)
            {
                exchanged = part;
                foreach (var search in searches)
                    if (search.BestPrice > best.BestPrice) search.Adopt(best);
            }

            if (progress is null || clock.Elapsed - told < TimeSpan.FromMilliseconds(250)) continue;
            told = clock.Elapsed;
            Tell(progress, best, clock, done);
        }

        best.Finish();
        if (progress is not null) Tell(progress, best, clock, done);
        return Timetable.PlanOf(best.Best);
    }

    private static void Round(Search[] searches, int steps, long done, SolverOptions options, Stopwatch clock, Func<bool> isOver)
    {
        void Go(int index)
        {
            for (var step = 0; step < steps && !isOver(); step++) searches[index].Step(Progress(options, done + ((long)step * Searches), clock));
        }

        if (options.Threads == 1)
            for (var index = 0; index < searches.Length; index++) Go(index);
        else
            _ = Parallel.For(0, searches.Length, new ParallelOptions { MaxDegreeOfParallelism = options.Threads }, Go);
    }

    private static double Progress(SolverOptions options, long done, Stopwatch clock)
    {
        var byIterations = options.Iterations is { } iterations ? (double)done / Math.Max(1, iterations) : 0;
        var byTime = options.Time is { } time ? clock.Elapsed.TotalSeconds / Math.Max(1e-9, time.TotalSeconds) : 0;
        return Math.Clamp(Math.Max(byIterations, byTime), 0, 1);
    }

    private static Search Better(Search[] searches)
    {
        var best = searches[0];
        foreach (var search in searches)
            if (search.BestPrice < best.BestPrice) best = search;
        return best;
    }

    private static void Tell(IProgress<PlanProgress> progress, Search best, Stopwatch clock, long done)
    {
        var leftOut = 0;
        for (var visit = 0; visit < best.Best.Model.Visits; visit++)
            if (!best.Best.IsDone(visit)) leftOut++;
        progress.Report(new PlanProgress(clock.Elapsed.TotalSeconds, done, best.Best.Model.Visits - leftOut, leftOut, best.BestPrice));
    }

    private static void CheckStart(Problem problem, Plan start)
    {
        if (start.Routes.Count != problem.Routes.Count)
            throw new InputException("plan.start", $"The plan to start from has {start.Routes.Count} routes, the day has {problem.Routes.Count}.");
        for (var route = 0; route < start.Routes.Count; route++)
        {
            if (start.Routes[route].Route != route) throw new InputException("plan.start", "The routes of the plan to start from are not in the order of the day's.", $"route {route}");
            foreach (var stop in start.Routes[route].Stops)
                if (stop.Visit < 0 || stop.Visit >= problem.Visits.Count)
                    throw new InputException("plan.start", $"The plan to start from has visit {stop.Visit}, which the day has not.", $"route {route}");
        }
    }
}
