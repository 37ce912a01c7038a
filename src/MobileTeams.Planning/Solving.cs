using System.Diagnostics;

namespace MobileTeams.Planning;

/// <summary>One run of the solver: a plan, searches that make it cheaper side by side, and the last touches.</summary>
internal sealed class Solving
{
    /// <summary>The rest of the time is for the last touches.</summary>
    public const double SearchedShare = 0.98;

    private static readonly TimeSpan BetweenTellings = TimeSpan.FromMilliseconds(250);

    private readonly SolverOptions options;
    private readonly CancellationToken stop;
    private readonly Stopwatch clock = Stopwatch.StartNew();
    private readonly CooperativeSearch<Search> searches;
    private TimeSpan told;

    /// <param name="problem">The day.</param>
    /// <param name="options">When to stop.</param>
    /// <param name="start">A plan to start from.</param>
    /// <param name="stop">Stops the search.</param>
    /// <param name="isNew">The plan to start from is rough, or there is none: the search begins warm.</param>
    public Solving(Problem problem, SolverOptions options, Plan? start, CancellationToken stop, bool isNew)
    {
        (this.options, this.stop) = (options, stop);
        var model = ModelBuilder.Build(problem);
        var home = options.Scope is { } scope ? new Home(model, start!, scope) : null;
        var all = new Search[CooperativeSearch<Search>.CountFor(options.Iterations, options.Threads)];
        for (var index = 0; index < all.Length; index++) all[index] = new Search(home?.Model ?? model, (options.Seed * 1000) + (ulong)index, home);
        if (start is not null) all[0].Follow(start);
        all[0].Construct(isNew, MustStop);
        for (var index = 1; index < all.Length; index++) all[index].Begin(all[0]);
        searches = new CooperativeSearch<Search>(all, options.Iterations, TimeGone, search => !search.HasWork || search.BestPrice <= options.Target);
    }

    /// <summary>Removals and repairs of all searches so far.</summary>
    public long Steps => searches.Steps;

    public Plan Run(IProgress<PlanProgress>? progress)
    {
        searches.Run(options.Threads, () => Tell(progress), stop);
        var best = searches.Best;
        best.Finish(MustStop);
        progress?.Report(Standing());
        return Timetable.PlanOf(best.Best);
    }

    private bool MustStop() => stop.IsCancellationRequested || clock.Elapsed >= options.Time;

    private double TimeGone() => options.Time is { } time ? clock.Elapsed / (time * SearchedShare) : 0;

    private void Tell(IProgress<PlanProgress>? progress)
    {
        if (progress is null || clock.Elapsed - told < BetweenTellings) return;
        told = clock.Elapsed;
        progress.Report(Standing());
    }

    private PlanProgress Standing()
    {
        var best = searches.Best.Standing;
        return new PlanProgress(clock.Elapsed.TotalSeconds, Steps, best.Placed, best.LeftOut, best.Price);
    }
}
