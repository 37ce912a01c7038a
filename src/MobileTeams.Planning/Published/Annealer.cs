namespace MobileTeams.Planning.Published;

/// <summary>One search: takes strings of services out of neighbouring routes, puts them back where they cost least, and sometimes goes on from a worse plan.</summary>
/// <remarks>Slack induction by string removals: Christiaens, Vanden Berghe 2020, doi:10.1287/trsc.2019.0914. Annealing: Kirkpatrick, Gelatt, Vecchi 1983,
/// doi:10.1126/science.220.4598.671. Not thread-safe; several run side by side on one layout.</remarks>
internal sealed class Annealer : ISteppedSearch<Annealer>
{
    private const double MeanRemoved = 10;
    private const double LongestString = 10;
    private const int RetriedLeftOut = 6;

    /// <summary>What idle time of every route costs beside that of the most idle, quarter by quarter.</summary>
    private static readonly double[] IdleShares = [0.3, 0.1, 0.03, 0.01];

    private readonly Temperatures heat;
    private readonly Layout layout;
    private readonly Nearness nearness;
    private readonly Dice dice;
    private readonly Tours work;
    private readonly Tours current;
    private readonly Spots spots;
    private readonly Removal removal;
    private readonly Waits waits;
    private readonly List<int> missing = [];
    private readonly List<int> missingInCurrent = [];
    private readonly List<int> gone = [];
    private readonly List<int> order = [];
    private readonly bool[] isGone;
    private readonly bool[] isRuined;
    private readonly bool[] isListed;
    private readonly long[] key;
    private long currentCost;
    private int stage;
    private double firstTemperature;

    public Annealer(Layout layout, Nearness nearness, ulong seed)
    {
        (this.layout, this.nearness) = (layout, nearness);

        // Hard windows leave few ways from plan to plan, and long detours on them.
        heat = layout.IsPlain ? new Temperatures(10, 0.01) : new Temperatures(3, 0.003);
        dice = new Dice(seed);
        (work, current, Best) = (new Tours(layout), new Tours(layout), new Tours(layout));
        var ripple = new Ripple(layout, work);
        waits = new Waits(layout, work, ripple);
        removal = new Removal(layout, work, ripple, waits);
        spots = new Spots(layout, work, ripple, waits, dice) { Removal = removal };
        (isGone, isRuined, isListed, key) = (new bool[layout.Jobs], new bool[layout.Routes], new bool[layout.Jobs + layout.LeaveOut.Length], new long[layout.Jobs + layout.LeaveOut.Length]);
        for (var job = 0; job < layout.Jobs; job++) missing.Add(job);
        if (!layout.IsRich) return;
        waits.Guide(IdleShares[0]);
    }

    public Tours Best { get; }

    public long BestCost { get; private set; } = long.MaxValue;

    /// <inheritdoc/>
    public long Steps { get; private set; }

    /// <summary>Puts everything in, one after the other.</summary>
    public void Construct()
    {
        spots.BlinkOnceIn = 0;
        List();
        foreach (var item in order) key[item] = item >= layout.Jobs ? ((layout.Mate[layout.FirstNode[item - layout.Jobs]] >= 0 ? 0L : 1L << 40) + layout.Due[layout.FirstNode[item - layout.Jobs]]) : 1L << 50;
        SortByKey();
        if (!PutIn()) work.CopyFrom(current);
        spots.BlinkOnceIn = 100;
        missing.Clear();
        for (var job = 0; job < layout.Jobs; job++)
            if (!work.IsIn(job)) missing.Add(job);
        KeepCurrent();
        KeepBest();
        var placed = Math.Max(1, layout.Services - missing.Count);
        firstTemperature = Math.Max(1, (layout.TravelWeight > 0 ? (double)layout.TravelWeight * work.Travelled : work.Cost) / placed);
    }

    /// <summary>Begins where another search begins.</summary>
    public void Begin(Annealer other)
    {
        Adopt(other);
        firstTemperature = other.firstTemperature;
    }

    /// <inheritdoc/>
    public bool IsBehind(Annealer other) => BestCost > other.BestCost;

    /// <summary>The best solution; may be asked from other threads while the search goes on.</summary>
    public Solution Solution()
    {
        lock (Best) return Published.Solution.Of(layout, Best);
    }

    /// <inheritdoc/>
    public void Adopt(Annealer other)
    {
        work.CopyFrom(other.Best);
        if (layout.IsRich) waits.Guide(IdleShares[stage]);
        missing.Clear();
        for (var job = 0; job < layout.Jobs; job++)
            if (!work.IsIn(job)) missing.Add(job);
        KeepCurrent();
        KeepBest();
    }

    /// <inheritdoc/>
    public void Step(double progress)
    {
        Steps++;
        if (layout.Services == 0) return;
        if (layout.IsRich && Math.Min(3, (int)(progress * 4)) is var quarter && quarter != stage) Guide(quarter);
        if (!Ruin() || !Recreate())
        {
            Restore();
            return;
        }

        var cost = Cost();
        var temperature = firstTemperature * heat.At(progress);
        if (cost < currentCost + (temperature * Cooling.MinusLog(1 - dice.Unit())))
        {
            KeepCurrent();
            if (cost - GuideOnly() < BestCost) KeepBest();
        }
        else Restore();
    }

    private long Cost()
    {
        var cost = work.Cost;
        foreach (var job in missing)
        {
            if (job >= layout.Services) cost += layout.MissedBreakCost;
            else if (layout.FirstNode[layout.PatientOf[job]] == job) cost += layout.LeaveOut[layout.PatientOf[job]];
        }

        return cost;
    }

    private void KeepCurrent()
    {
        current.CopyFrom(work);
        missingInCurrent.Clear();
        missingInCurrent.AddRange(missing);
        currentCost = Cost();
    }

    private void KeepBest()
    {
        lock (Best) Best.CopyFrom(work);
        BestCost = Cost() - GuideOnly();
    }

    private long GuideOnly() => layout.IsRich ? waits.GuideOnly() : 0;

    private void Guide(int quarter)
    {
        stage = quarter;
        waits.Guide(IdleShares[quarter]);
        KeepCurrent();
    }

    private void Restore()
    {
        work.CopyFrom(current);
        missing.Clear();
        missing.AddRange(missingInCurrent);
    }

    // Ruin

    private bool Ruin()
    {
        gone.Clear();
        var seed = dice.Below(layout.Services);
        for (var tries = 0; tries < 20 && !work.IsIn(seed); tries++) seed = dice.Below(layout.Services);
        var near = dice.OneIn(2) ? nearness.InTime[seed] : nearness.OnTheWay[seed];
        TakeStrings(near);
        if (dice.OneIn(2)) TakeMates();
        foreach (var job in gone) isGone[job] = false;
        missing.AddRange(gone);
        return gone.Count == 0 || removal.TakeOut(gone);
    }

    private void Take(int job)
    {
        if (isGone[job] || !work.IsIn(job)) return;
        isGone[job] = true;
        gone.Add(job);
    }

    private void TakeStrings(int[] near)
    {
        var used = 0;
        foreach (var stops in work.Stops) used += stops > 0 ? 1 : 0;
        var mean = (double)(layout.Jobs - missing.Count) / Math.Max(1, used);
        var longest = Math.Min(LongestString, Math.Max(1, mean));
        var strings = (int)((dice.Unit() * ((4 * MeanRemoved / (1 + longest)) - 1)) + 1);
        foreach (var job in near)
        {
            if (strings <= 0) break;
            var route = work.Route[job];
            if (route < 0 || isGone[job] || isRuined[route]) continue;
            isRuined[route] = true;
            TakeString(job, route, longest);
            strings--;
        }

        Array.Clear(isRuined);
    }

    private void TakeString(int job, int route, double longest)
    {
        var count = work.Stops[route];
        var length = Math.Min(count, (int)((dice.Unit() * Math.Min(longest, count)) + 1));
        var kept = 0;

        // A split string leaves some of its middle in place.
        if (length > 1 && length < count && dice.OneIn(2))
        {
            kept = 1;
            while (length + kept < count && dice.OneIn(100)) kept++;
        }

        var whole = length + kept;
        var back = dice.Below(whole);
        var first = job;
        while (back > 0 && work.Prev[first] < layout.Jobs) (first, back) = (work.Prev[first], back - 1);
        var skipFrom = kept > 0 ? 1 + dice.Below(length - 1) : int.MaxValue;
        for (var stop = 0; stop < whole && first < layout.Jobs; stop++, first = work.Next[first])
            if (stop < skipFrom || stop >= skipFrom + kept) Take(first);
    }

    private void TakeMates()
    {
        for (var index = gone.Count - 1; index >= 0; index--)
            if (gone[index] < layout.Services && layout.Mate[gone[index]] is >= 0 and var mate) Take(mate);
    }

    // Recreate

    /// <summary>Items to put in: a patient as <c>Jobs + patient</c>, a break as its node.</summary>
    private void List()
    {
        order.Clear();
        foreach (var job in missing)
        {
            var item = job < layout.Services ? layout.Jobs + layout.PatientOf[job] : job;
            if (isListed[item]) continue;
            isListed[item] = true;
            order.Add(item);
        }

        foreach (var item in order) isListed[item] = false;
    }

    private bool Recreate()
    {
        List();
        var old = missingInCurrent.Count;
        if (old > RetriedLeftOut && old < missing.Count) ForgetSome();
        Sort();
        return PutIn();
    }

    /// <summary>Of what has long been missing, only some are tried again.</summary>
    private void ForgetSome()
    {
        dice.Shuffle(order);
        var tried = 0;
        for (var index = order.Count - 1; index >= 0; index--)
        {
            var node = order[index] >= layout.Jobs ? layout.FirstNode[order[index] - layout.Jobs] : order[index];
            if (!current.IsIn(node) && ++tried > RetriedLeftOut && !(order[index] >= layout.Jobs && layout.Mate[node] is >= 0 and var mate && current.IsIn(mate))) order.RemoveAt(index);
        }
    }

    /// <summary>False if half a patient is left that cannot be taken out.</summary>
    private bool PutIn()
    {
        foreach (var item in order)
        {
            if (item < layout.Jobs) _ = spots.InsertBreak(item, layout.MissedBreakCost);
            else _ = spots.Insert(item - layout.Jobs, layout.LeaveOut[item - layout.Jobs]);
        }

        missing.Clear();
        gone.Clear();
        foreach (var item in order)
        {
            if (item < layout.Jobs) continue;
            var first = layout.FirstNode[item - layout.Jobs];
            if (layout.Mate[first] is >= 0 and var mate && work.IsIn(first) != work.IsIn(mate)) gone.Add(work.IsIn(first) ? first : mate);
        }

        if (gone.Count > 0 && !removal.TakeOut(gone)) return false;
        for (var job = 0; job < layout.Jobs; job++)
            if (!work.IsIn(job)) missing.Add(job);
        return true;
    }

    private void Sort()
    {
        dice.Shuffle(order);
        var how = dice.Below(14);
        if (how < 4) return;
        foreach (var item in order) key[item] = Key(item, how);
        SortByKey();
    }

    private long Key(int item, int how)
    {
        if (item < layout.Jobs) return how % 2 == 0 ? long.MaxValue : long.MinValue;
        var node = layout.FirstNode[item - layout.Jobs];
        var place = layout.Place[node];
        var depot = layout.Place[layout.StartOf(0)];
        return how switch
        {
            < 6 => -(layout.Demand[node] + (long)layout.Duration[node]),
            < 8 => -layout.Instance.TravelFrom(depot, place),
            < 9 => layout.Instance.TravelFrom(depot, place),
            < 10 => layout.Due[node] - layout.Opens[node],
            < 11 => layout.Opens[node],
            < 12 => -layout.Due[node],
            _ => layout.Mate[node] >= 0 ? 0 : 1,
        };
    }

    private void SortByKey()
    {
        // Stable, so that the order before decides between equals.
        for (var index = 1; index < order.Count; index++)
        {
            var item = order[index];
            var place = index;
            for (; place > 0 && key[order[place - 1]] > key[item]; place--) order[place] = order[place - 1];
            order[place] = item;
        }
    }
}

/// <summary>How warm the search is: as shares of the mean cost of a service, at first and at last.</summary>
internal readonly record struct Temperatures(double First, double Last)
{
    public double At(double progress) => First * Cooling.Half(Math.Log2(First / Last) * progress);
}
