using System.Diagnostics;

namespace MobileTeams.Planning;

/// <summary>One run of the solver: some searches side by side that meet now and then, where whoever is behind goes on from the best plan.</summary>
/// <remarks>By iterations there are always as many searches and they meet after the same steps, so that threads do not change the plan; by time each thread has one.</remarks>
internal sealed class Solving
{
    private const int SearchesByIterations = 2;
    private const int Meetings = 20;
    private const int StepsInTurn = 50;

    private readonly SolverOptions options;
    private readonly CancellationToken stop;
    private readonly Stopwatch clock = Stopwatch.StartNew();
    private readonly Search[] searches;
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
        searches = new Search[options.Iterations is null ? options.Threads : SearchesByIterations];
        for (var index = 0; index < searches.Length; index++) searches[index] = new Search(home?.Model ?? model, (options.Seed * 1000) + (ulong)index, home);
        if (start is not null) searches[0].Follow(start);
        searches[0].Construct(isNew, () => stop.IsCancellationRequested);
        for (var index = 1; index < searches.Length; index++) searches[index].Begin(searches[0]);
    }

    /// <summary>Removals and repairs of all searches so far.</summary>
    public long Steps
    {
        get
        {
            long steps = 0;
            foreach (var search in searches) steps += search.Steps;
            return steps;
        }
    }

    public Plan Run(IProgress<PlanProgress>? progress)
    {
        for (var meeting = 1; meeting <= Meetings && !IsOver(); meeting++)
        {
            Together((double)meeting / Meetings, progress);
            var best = Best();
            foreach (var search in searches)
                if (search.BestPrice > best.BestPrice) search.Adopt(best);
        }

        Best().Finish(MustStop);
        if (progress is not null) progress.Report(Standing());
        return Timetable.PlanOf(Best().Best);
    }

    private void Together(double until, IProgress<PlanProgress>? progress)
    {
        if (options.Threads > 1 && searches.Length > 1)
        {
            Abreast.Run(searches.Length, index => { while (Goes(searches[index], until)) searches[index].Step(Progress(searches[index])); }, () => Tell(progress));
            return;
        }

        for (var goes = true; goes;)
        {
            goes = false;
            foreach (var search in searches)
                for (var step = 0; step < StepsInTurn && Goes(search, until); step++)
                {
                    search.Step(Progress(search));
                    goes = true;
                }

            Tell(progress);
        }
    }

    private bool Goes(Search search, double until) => !stop.IsCancellationRequested && !(search.BestPrice <= options.Target) && search.HasWork && Progress(search) < until;

    private bool IsOver()
    {
        foreach (var search in searches)
            if (search.BestPrice <= options.Target) return true;
        return stop.IsCancellationRequested;
    }

    /// <summary>The last touches may take a little longer than the time given, but never long.</summary>
    private bool MustStop() => stop.IsCancellationRequested || clock.Elapsed > options.Time * 1.02;

    private double Progress(Search search)
    {
        var byIterations = options.Iterations is { } iterations ? search.Steps * (double)searches.Length / Math.Max(1, iterations) : 0;
        var byTime = options.Time is { } time ? clock.Elapsed.TotalSeconds / Math.Max(1e-9, time.TotalSeconds) : 0;
        return Math.Min(1, Math.Max(byIterations, byTime));
    }

    private Search Best()
    {
        var best = searches[0];
        foreach (var search in searches)
            if (search.BestPrice < best.BestPrice) best = search;
        return best;
    }

    private void Tell(IProgress<PlanProgress>? progress)
    {
        if (progress is null || clock.Elapsed - told < TimeSpan.FromMilliseconds(250)) return;
        told = clock.Elapsed;
        progress.Report(Standing());
    }

    private PlanProgress Standing()
    {
        var best = searches[0].Standing;
        foreach (var search in searches)
            if (search.Standing.Price < best.Price) best = search.Standing;
        return new PlanProgress(clock.Elapsed.TotalSeconds, Steps, best.Placed, best.LeftOut, best.Price);
    }
}
