namespace MobileTeams.Planning;

/// <summary>What searches have in common that go side by side.</summary>
internal interface ISteppedSearch<TSearch>
{
    /// <summary>Removals and repairs so far.</summary>
    long Steps { get; }

    /// <summary>One removal and repair, at <paramref name="progress"/> (0 to 1) of the whole search.</summary>
    void Step(double progress);

    /// <summary>The other's best plan is better than its own.</summary>
    bool IsBehind(TSearch other);

    /// <summary>Goes on from another search's best plan.</summary>
    void Adopt(TSearch other);
}

/// <summary>Some searches side by side that meet now and then, where whoever is behind goes on from the best plan.</summary>
/// <remarks>By iterations there are always as many searches and they meet after the same steps, so that threads do not change the plan; by time each thread has one.</remarks>
/// <param name="searches">As many as <see cref="CountFor"/> says.</param>
/// <param name="iterations">How many steps they take in all, if that is a limit.</param>
/// <param name="timeGone">How much of the time is gone, 1 when it is up; always 0 without a limit of time.</param>
/// <param name="isDone">A search has nothing more to do, which ends them all when they meet.</param>
internal sealed class CooperativeSearch<TSearch>(TSearch[] searches, long? iterations, Func<double> timeGone, Func<TSearch, bool> isDone)
    where TSearch : ISteppedSearch<TSearch>
{
    private const int ByIterations = 2;
    private const int Meetings = 20;
    private const int StepsInTurn = 50;

    /// <summary>The search with the best plan; may be asked while they go on.</summary>
    public TSearch Best
    {
        get
        {
            var best = searches[0];
            foreach (var search in searches)
                if (best.IsBehind(search)) best = search;
            return best;
        }
    }

    /// <summary>Steps of all searches so far.</summary>
    public long Steps
    {
        get
        {
            long steps = 0;
            foreach (var search in searches) steps += search.Steps;
            return steps;
        }
    }

    public static int CountFor(long? iterations, int threads) => iterations is null ? threads : ByIterations;

    /// <summary>Goes on until a limit is reached. Now and then <paramref name="glance"/> is called on the calling thread.</summary>
    public void Run(int threads, Action glance, CancellationToken stop)
    {
        for (var meeting = 1; meeting <= Meetings && !stop.IsCancellationRequested && !Array.Exists(searches, search => isDone(search)); meeting++)
        {
            var until = (double)meeting / Meetings;
            if (threads > 1 && searches.Length > 1) Abreast.Run(searches.Length, (index, end) => _ = Go(index, until, long.MaxValue, end), glance, stop);
            else InTurn(until, glance, stop);
            var best = Best;
            foreach (var search in searches)
                if (search.IsBehind(best)) search.Adopt(best);
        }
    }

    private void InTurn(double until, Action glance, CancellationToken stop)
    {
        for (var goes = true; goes;)
        {
            goes = false;
            for (var index = 0; index < searches.Length; index++) goes |= Go(index, until, StepsInTurn, stop);
            glance();
        }
    }

    /// <summary>Steps of one search until it has come so far; false when it was there already.</summary>
    private bool Go(int index, double until, long most, CancellationToken stop)
    {
        var (search, step) = (searches[index], 0L);
        for (; step < most && !stop.IsCancellationRequested && !isDone(search) && Progress(index) is var progress && progress < until; step++) search.Step(progress);
        return step > 0;
    }

    private double Progress(int index) => Math.Min(1, Math.Max(iterations is { } all ? ByShare(searches[index].Steps, Share.Of(all, searches.Length, index)) : 0, timeGone()));

    private static double ByShare(long steps, long share) => share > 0 ? (double)steps / share : 1;
}
