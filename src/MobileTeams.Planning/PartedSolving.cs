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
    private Solving?[] searched = [];
    private long stepsBefore;
    private TimeSpan joining;

    public static bool Suits(Problem problem, SolverOptions options) => options.Scope is null && problem.Visits.Count >= Large && problem.Routes.Count >= FewestRoutes;

    public Plan Run(IProgress<PlanProgress>? progress)
    {
        var best = new Search(model, options.Seed);
        if (start is not null) best.Follow(start);
        best.Construct(start is null, MustStop);
        var dice = new Dice(options.Seed);
        for (var round = 0; round < Rounds && !IsOver(best); round++)
        {
            progress?.Report(Standing(best));
            var plan = Timetable.PlanOf(best.Best);
            var found = Searched(Parts.Of(problem, plan, dice), round, () => progress?.Report(Standing(best)));
            if (IsTimeToJoin()) best = Joined(best, plan, found);
        }

        best.Finish(MustStop);
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
            if (stop.IsCancellationRequested || !IsTimeToJoin()) break;
            RoutePlan[] tried = [.. routes];
            part.WriteTo(tried, found);
            if (Followed(plan, tried) is var next && next.BestPrice < best.BestPrice) (best, routes) = (next, tried);
        }

        return best;
    }

    private Search Followed(Plan plan, RoutePlan[] routes)
    {
        var began = clock.Elapsed;
        var next = new Search(model, options.Seed);
        next.Follow(plan with { Routes = routes });
        next.Construct(false, MustStop);
        if (clock.Elapsed - began is var took && took > joining) joining = took;
        return next;
    }

    private (Part Part, Plan Found)[] Searched(List<Part> parts, int round, Action glance)
    {
        var (threads, next, end) = (Math.Min(options.Threads, parts.Count), -1, EndOf(round));
        var found = new (Part, Plan)[parts.Count];
        searched = new Solving?[parts.Count];
        Abreast.Run(threads, (_, ending) =>
        {
            while (Interlocked.Increment(ref next) is var index && index < parts.Count)
            {
                var limits = new SolverOptions
                {
                    Seed = (options.Seed * 1000) + (ulong)((round * parts.Count) + index),
                    Iterations = options.Iterations is { } all ? Share.Of(Share.Of(all, Rounds, round), parts.Count, index) : null,
                    Time = end is { } until ? Later(TimeSpan.Zero, (until - clock.Elapsed) * Share.OfRest(parts.Count - index, threads)) : null,
                };
                searched[index] = new Solving(parts[index].Problem, limits, parts[index].Start(), ending, isNew: round == 0 && start is null);
                found[index] = (parts[index], searched[index]!.Run(null));
            }
        }, glance, stop);
        stepsBefore = Steps();
        searched = [];
        return found;
    }

    /// <summary>When the parts of a round are to be found, so that every round has as long, all are joined and the last touches have their time.</summary>
    private TimeSpan? EndOf(int round)
    {
        if (options.Time is not { } time) return null;
        var now = clock.Elapsed;
        return now + (((time * Solving.SearchedShare) - now) / (Rounds - round)) - joining;
    }

    private bool IsOver(Search best) => MustStop() || best.BestPrice <= options.Target || !IsTimeToJoin();

    private bool IsTimeToJoin() => !(clock.Elapsed + joining > options.Time);

    private bool MustStop() => stop.IsCancellationRequested || clock.Elapsed >= options.Time;

    private static TimeSpan Later(TimeSpan a, TimeSpan b) => a > b ? a : b;

    private long Steps()
    {
        var steps = stepsBefore;
        foreach (var solving in searched) steps += solving?.Steps ?? 0;
        return steps;
    }

    private PlanProgress Standing(Search best) => new(clock.Elapsed.TotalSeconds, Steps(), best.Standing.Placed, best.Standing.LeftOut, best.BestPrice);
}
