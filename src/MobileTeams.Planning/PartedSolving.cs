using System.Diagnostics;

namespace MobileTeams.Planning;

/// <summary>Solves a day too large for one search: neighbourhoods of routes are searched one by one or side by side, then divided anew along other seams.</summary>
/// <remarks>Every neighbourhood is a problem with its own search and seed, so that by iterations threads do not change the plan. What comes of a round is taken over
/// when the whole, timed anew, is cheaper.</remarks>
internal sealed class PartedSolving(Problem problem, SolverOptions options, Plan? start, CancellationToken stop)
{
    /// <summary>From so many visits on a day is searched in parts.</summary>
    public const int Large = 1_500;

    private const int Rounds = 5;
    private const int FewestRoutes = 120;

    private readonly Stopwatch clock = Stopwatch.StartNew();
    private readonly Model model = ModelBuilder.Build(problem);
    private long steps;

    public static bool Suits(Problem problem, SolverOptions options) => options.Scope is null && problem.Visits.Count >= Large && problem.Routes.Count >= FewestRoutes;

    public Plan Run(IProgress<PlanProgress>? progress)
    {
        var best = new Search(model, options.Seed);
        if (start is not null) best.Follow(start);
        best.Construct(start is null, () => stop.IsCancellationRequested);
        var dice = new Dice(options.Seed);
        for (var round = 0; round < Rounds && !IsOver(best); round++)
        {
            progress?.Report(Standing(best));
            var plan = Timetable.PlanOf(best.Best);
            best = Joined(best, plan, Searched(Parts.Of(problem, plan, dice), round, () => progress?.Report(Standing(best))));
        }

        best.Finish(() => stop.IsCancellationRequested || clock.Elapsed > options.Time * 1.02);
        progress?.Report(Standing(best));
        return Timetable.PlanOf(best.Best);
    }

    /// <summary>The parts put together, if the whole is cheaper then; otherwise those parts that make it cheaper one by one.</summary>
    private Search Joined(Search best, Plan plan, (Part Part, Plan Found)[] parts)
    {
        RoutePlan[] routes = [.. plan.Routes];
        foreach (var (part, found) in parts) part.WriteTo(routes, found);
        if (Followed(plan, routes) is var all && all.BestPrice < best.BestPrice) return all;
        routes = [.. plan.Routes];
        foreach (var (part, found) in parts)
        {
            if (stop.IsCancellationRequested) break;
            RoutePlan[] tried = [.. routes];
            part.WriteTo(tried, found);
            if (Followed(plan, tried) is var next && next.BestPrice < best.BestPrice) (best, routes) = (next, tried);
        }

        return best;
    }

    private Search Followed(Plan plan, RoutePlan[] routes)
    {
        var next = new Search(model, options.Seed);
        next.Follow(plan with { Routes = routes });
        next.Construct(false, () => stop.IsCancellationRequested);
        return next;
    }

    private (Part Part, Plan Found)[] Searched(List<Part> parts, int round, Action glance)
    {
        var left = options.Time - clock.Elapsed;
        var (threads, next) = (Math.Min(options.Threads, parts.Count), -1);
        var limits = new SolverOptions
        {
            Iterations = options.Iterations / Rounds / parts.Count,
            Time = left is { } time ? TimeSpan.FromSeconds(Math.Max(0, time.TotalSeconds / (Rounds - round) * threads / parts.Count)) : null,
        };
        var found = new (Part, Plan)[parts.Count];
        Abreast.Run(threads, thread =>
        {
            while (Interlocked.Increment(ref next) is var index && index < parts.Count)
            {
                var own = limits with { Seed = (options.Seed * 1000) + (ulong)((round * parts.Count) + index) };
                var solving = new Solving(parts[index].Problem, own, parts[index].Start(), stop, isNew: round == 0 && start is null);
                found[index] = (parts[index], solving.Run(null));
                _ = Interlocked.Add(ref steps, solving.Steps);
            }
        }, glance);
        return found;
    }

    private bool IsOver(Search best) => stop.IsCancellationRequested || best.BestPrice <= options.Target || clock.Elapsed >= options.Time;

    private PlanProgress Standing(Search best) => new(clock.Elapsed.TotalSeconds, Interlocked.Read(ref steps), best.Standing.Placed, best.Standing.LeftOut, best.BestPrice);
}
