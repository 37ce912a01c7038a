using MobileTeams.Measures;

namespace MobileTeams.Planning;

/// <summary>How long to search. The search stops at whichever limit comes first; at least one of iterations and time is needed.</summary>
/// <remarks>With a limit of iterations only, the same seed gives the same plan on any machine and any number of threads.</remarks>
public sealed record SolverOptions
{
    public ulong Seed { get; init; } = 1;

    /// <summary>Removals and repairs in all.</summary>
    public long? Iterations { get; init; }

    /// <summary>Time on the clock. What has found no place when it is up is left out.</summary>
    public TimeSpan? Time { get; init; }

    /// <summary>Good enough: stop at this price or below. A day that is searched in parts has no price of its own while they go on; there it is compared from round to round.</summary>
    public Price? Target { get; init; }

    /// <summary>How many threads to use; with a limit of iterations they say how fast, never what comes out.</summary>
    public int Threads { get; init; } = 1;

    /// <summary>What may change of the plan to start from; null: everything.</summary>
    public SearchScope? Scope { get; init; }
}

/// <summary>Where the search stands, in numbers to read.</summary>
public sealed record PlanProgress(double Seconds, long Iterations, int Placed, int LeftOut, Price Price);

/// <summary>Finds a good plan, and then better ones until it is told to stop. See README.md in this folder for how.</summary>
public static class Solver
{
    /// <summary>The best plan found. A plan always comes back, also after cancellation: visits that found no place are in <see cref="Plan.LeftOut"/>.</summary>
    /// <param name="problem">The day.</param>
    /// <param name="options">When to stop.</param>
    /// <param name="start">A plan to start from; it is followed as far as the problem's rules allow, and a worse one never comes back.</param>
    /// <param name="progress">Told at most four times a second, and at the end, from the calling thread; with several threads also while they search. What it throws ends the search.</param>
    /// <param name="stop">Stops the search.</param>
    /// <exception cref="ArgumentException">No limit, or one that cannot be; a scope without a plan to start from.</exception>
    /// <exception cref="InputException"><c>plan.start</c>: the plan to start from is for other routes or visits.</exception>
    public static Plan Run(
        Problem problem, SolverOptions options, Plan? start = null, IProgress<PlanProgress>? progress = null, CancellationToken stop = default)
    {
        if (options is { Iterations: null, Time: null }) throw new ArgumentException("A search needs a limit of iterations or time.", nameof(options));
        if (options.Iterations < 0 || options.Time < TimeSpan.Zero || options.Threads < 1) throw new ArgumentException("A limit of the search is negative, or there is no thread.", nameof(options));
        if (options.Scope is not null && start is null) throw new ArgumentException("A search with a scope needs a plan to start from.", nameof(start));
        if (start is not null) CheckStart(problem, start);

        return PartedSolving.Suits(problem, options) ? new PartedSolving(problem, options, start, stop).Run(progress) : new Solving(problem, options, start, stop, isNew: start is null).Run(progress);
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
