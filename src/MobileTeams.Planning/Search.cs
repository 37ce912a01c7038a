namespace MobileTeams.Planning;

/// <summary>One search for a better plan: takes some visits out and puts them back better, and sometimes goes on from a worse plan.</summary>
/// <remarks>
/// Adjacent string removal, greedy insertion with blinks: Christiaens, Vanden Berghe 2020, doi:10.1287/trsc.2019.0914. Removal of related visits: Shaw 1998,
/// doi:10.1007/3-540-49481-2_30; Ropke, Pisinger 2006, doi:10.1287/trsc.1050.0135. Not thread-safe; several searches may run side by side on one model.
/// </remarks>
internal sealed class Search : ISteppedSearch<Search>
{
    private const double MeanRemoved = 10;
    private const int LongestString = 10;
    private const int RetriedLeftOut = 8;
    private const int FewRoutes = 100;

    private readonly Model model;
    private readonly Dice dice;
    private readonly Neighbours neighbours;
    private readonly Trial trial;
    private readonly Placing placing;
    private readonly bool[] isTaken;
    private readonly bool[] isRuined;
    private readonly List<int> taken = [];
    private readonly List<int> touchedRoutes = [];
    private readonly List<int> leftOutBefore = [];
    private readonly List<int> toInsert = [];
    private readonly List<int> candidates = [];
    private readonly long[] key;
    private readonly Price unplannable;
    private readonly int unplannables;
    private readonly Home? home;
    private readonly int[] seeds;
    private readonly double meanRemoved = MeanRemoved;
    private readonly Guide guide;
    private double firstTemperature;
    private int halvings;

    public Search(Model model, ulong seed, Home? home = null)
    {
        (this.model, this.home) = (model, home);
        if (home is not null) meanRemoved = Math.Min(MeanRemoved, 2.0 + home.Most);
        dice = new Dice(seed);
        neighbours = new Neighbours(model);
        Day = Schedule.OfCommitted(model)!;
        Best = new Schedule(model);
        trial = new Trial(Day);
        placing = new Placing(Day, trial);
        (isTaken, isRuined, key) = (new bool[model.Visits], new bool[model.Routes], new long[model.Visits]);
        for (var visit = 0; visit < model.Visits; visit++)
        {
            if (Day.IsDone(visit)) continue;
            if (model.Problem.IsPlannable(visit)) LeftOut.Add(visit);
            else (unplannable, unplannables) = (unplannable + model.LeavingOut[visit], unplannables + 1);
        }

        var inReach = new List<int>();
        for (var visit = 0; visit < model.Visits; visit++)
            if (home is null || home.IsInReach(visit)) inReach.Add(visit);
        seeds = [.. inReach];
        guide = model.StrictGuide;
        KeepBest();
    }

    /// <summary>The plan the search stands on.</summary>
    public Schedule Day { get; }

    /// <summary>The best plan it has seen, and its whole price.</summary>
    public Schedule Best { get; }

    public Price BestPrice => Standing.Price;

    /// <summary>The best plan in numbers; may be read from other threads while the search goes on.</summary>
    public Standing Standing { get; private set; } = new(0, 0, default);

    /// <inheritdoc/>
    public long Steps { get; private set; }

    /// <summary>There is something that may be taken out or put in.</summary>
    public bool HasWork => seeds.Length > 0;

    public List<int> BestLeftOut { get; } = [];

    /// <summary>Plannable visits that are not done in <see cref="Day"/>.</summary>
    public List<int> LeftOut { get; } = [];

    /// <summary>Puts in what fits, hardest first.</summary>
    public void Construct(bool isNew, Func<bool> mustStop)
    {
        toInsert.Clear();
        toInsert.AddRange(LeftOut);
        foreach (var visit in toInsert) key[visit] = Difficulty(visit);
        SortByKey(toInsert);
        foreach (var visit in toInsert)
        {
            if (mustStop()) break;
            _ = Insert(visit, blinks: null);
        }

        KeepBest();
        Heat(isNew);
    }

    /// <summary>From half of what a visit costs in all classes to a thousandth of what it costs in the last: first the care finds its shape, then the roads.</summary>
    private void Heat(bool isNew)
    {
        var visits = Math.Max(1, model.Visits);
        firstTemperature = Math.Max(1, 0.5 * guide.Weigh(Day.RoutesPrice with { LeftOut = 0 }) / visits * (isNew ? 1 : 0.1));
        halvings = 1 + Math.Max(0, Math.ILogB(firstTemperature / Math.Max(1, 0.001 * Day.RoutesPrice.Cost / visits)));
    }

    /// <summary>Begins where another search begins.</summary>
    public void Begin(Search other)
    {
        Adopt(other);
        (firstTemperature, halvings) = (other.firstTemperature, other.halvings);
    }

    /// <inheritdoc/>
    public bool IsBehind(Search other) => BestPrice > other.BestPrice;

    /// <inheritdoc/>
    public void Adopt(Search other)
    {
        Day.CopyFrom(other.Best);
        LeftOut.Clear();
        LeftOut.AddRange(other.BestLeftOut);
        KeepBest();
    }

    /// <inheritdoc/>
    public void Step(double progress)
    {
        Steps++;
        var before = guide.Weigh(Total());
        Day.Remember();
        leftOutBefore.Clear();
        leftOutBefore.AddRange(LeftOut);
        var moved = home?.Moved(Day) ?? 0;
        if (!Ruin() || !Recreate() || (home is not null && home.Moved(Day) > Math.Max(home.Most, moved)))
        {
            Undo();
            return;
        }

        var total = Total();
        var threshold = firstTemperature * Cooling.Half(halvings * progress) * Cooling.MinusLog(1 - dice.Unit());
        var isBest = total < BestPrice;
        if (!isBest && guide.Weigh(total) >= before + (long)Math.Min(threshold, long.MaxValue / 4)) Undo();
        else if (isBest) KeepBest();
    }

    /// <summary>Returns to the best plan, puts in everything that still fits and pays, and moves single visits for as long as that makes it cheaper and nobody says stop.</summary>
    public void Finish(Func<bool> mustStop)
    {
        Day.CopyFrom(Best);
        LeftOut.Clear();
        LeftOut.AddRange(BestLeftOut);
        var passes = model.Routes <= FewRoutes ? 10 : 1;
        for (var isBetter = true; isBetter && passes > 0 && !mustStop(); passes--)
        {
            isBetter = false;
            foreach (var visit in seeds)
            {
                if (mustStop()) break;
                isBetter |= Improve(visit);
            }
        }

        KeepBest();
    }

    private bool Improve(int visit)
    {
        if (Day.IsDone(visit) && !IsMovable(visit)) return false;
        var (before, moved) = (Total(), home?.Moved(Day) ?? 0);
        Day.Remember();
        leftOutBefore.Clear();
        leftOutBefore.AddRange(LeftOut);
        taken.Clear();
        if (IsMovable(visit)) Take(visit);
        if (TakeOut() && LeftOut.Contains(visit) && Insert(visit, blinks: null, isEverywhere: model.Routes <= FewRoutes) && Total() < before && (home is null || home.Moved(Day) <= Math.Max(home.Most, moved))) return true;
        Undo();
        return false;
    }

    /// <summary>Puts all the visits of a plan where they were, as far as the rules of this day allow.</summary>
    public void Follow(Plan plan)
    {
        new Following(Day, trial, placing).Follow(plan);
        LeftOut.RemoveAll(Day.IsDone);
        KeepBest();
    }

    private Price Total()
    {
        var price = Day.RoutesPrice + unplannable;
        foreach (var visit in LeftOut) price += model.LeavingOut[visit];
        return price;
    }

    private void KeepBest()
    {
        Best.CopyFrom(Day);
        BestLeftOut.Clear();
        BestLeftOut.AddRange(LeftOut);
        Standing = new Standing(model.Visits - LeftOut.Count - unplannables, LeftOut.Count + unplannables, Total());
    }

    private void Undo()
    {
        Day.Undo();
        LeftOut.Clear();
        LeftOut.AddRange(leftOutBefore);
    }

    // Ruin

    private bool Ruin()
    {
        taken.Clear();
        if (seeds.Length == 0) return false;
        var seed = seeds[dice.Below(seeds.Length)];
        for (var tries = 0; tries < 50 && !IsMovable(seed); tries++) seed = seeds[dice.Below(seeds.Length)];
        if (!IsMovable(seed)) return LeftOut.Count > 0;
        switch (dice.Below(20))
        {
            case < 14:
                TakeStrings(seed);
                break;
            case < 17:
                TakeRelated(seed);
                break;
            case < 18:
                TakePatients(seed);
                break;
            default:
                TakeRoute(seed);
                break;
        }

        if (dice.OneIn(3)) TakeTied();
        return TakeOut();
    }

    private bool IsMovable(int visit) =>
        Day.IsPlaced(visit) && (home is null || home.MayMove(Day, visit)) && (!model.IsCommitted[visit] || (model.Twin[visit] >= 0 && Day.IsPlaced(model.Twin[visit]) && !model.IsCommitted[model.Twin[visit]]));

    private void Take(int visit)
    {
        if (isTaken[visit] || !IsMovable(visit)) return;
        isTaken[visit] = true;
        taken.Add(visit);
    }

    private void TakeStrings(int seed)
    {
        var placed = model.Visits - LeftOut.Count;
        var used = 0;
        foreach (var times in Day.Routes)
            if (times.Count > 0) used++;
        var longest = Math.Min(LongestString, Math.Max(1, (double)placed / Math.Max(1, used)));
        var most = (4 * meanRemoved / (1 + longest)) - 1;
        var strings = (int)((dice.Unit() * most) + 1);
        foreach (var near in neighbours.Near(seed))
        {
            if (strings <= 0) break;
            if (isTaken[near] || !IsMovable(near)) continue;
            var route = Day.RouteOf[near];
            if (model.Twin[near] >= 0 && Day.IsPlaced(model.Twin[near]) && (isRuined[route] || dice.OneIn(2))) route = Day.RouteOf[model.Twin[near]];
            if (isRuined[route]) continue;
            isRuined[route] = true;
            strings--;
            var job = Day.RouteOf[near] == route ? near : model.Twin[near];
            TakeString(route, Day.PositionOf[job], longest);
        }

        Array.Clear(isRuined);
    }

    private void TakeString(int route, int position, double longest)
    {
        var times = Day.Routes[route];
        var first = model.Route[route].Committed.Length;
        if (position < first) return;
        var length = Math.Min((int)((dice.Unit() * Math.Min(longest, times.Count - first)) + 1), times.Count - first);

        // A split string keeps some of its middle.
        var kept = 0;
        if (dice.OneIn(2) && length > 1)
            while (length + kept < times.Count - first && !dice.OneIn(100) && kept < length) kept++;
        var whole = length + kept;
        var from = Math.Max(first, position - whole + 1);
        var start = from + dice.Below(Math.Min(position, times.Count - whole) - from + 1);
        var keepFrom = kept > 0 ? start + dice.Below(length + 1) : -1;
        for (var stop = start; stop < start + whole; stop++)
            if (kept == 0 || stop < keepFrom || stop >= keepFrom + kept) Take(model.VisitOf[times.Jobs[stop]]);
    }

    private void TakeRelated(int seed)
    {
        var count = 1 + dice.Below((int)meanRemoved * 2);
        foreach (var related in neighbours.Related(seed))
        {
            if (taken.Count >= count) return;
            if (!dice.OneIn(4)) Take(related);
        }
    }

    private void TakePatients(int seed)
    {
        foreach (var near in neighbours.Near(seed))
        {
            if (taken.Count >= meanRemoved) return;
            var patient = model.Problem.Visits[near].Patient;
            for (var visit = 0; visit < model.Visits; visit++)
                if (model.Problem.Visits[visit].Patient == patient) Take(visit);
        }
    }

    private void TakeRoute(int seed)
    {
        var times = Day.Routes[Day.RouteOf[seed]];
        for (var stop = 0; stop < times.Count; stop++) Take(model.VisitOf[times.Jobs[stop]]);
        var count = Math.Min(5, dice.Below(1 + taken.Count));
        foreach (var near in neighbours.Near(seed))
        {
            if (count <= 0) return;
            Take(near);
            count--;
        }
    }

    private void TakeTied()
    {
        for (var index = 0; index < taken.Count && taken.Count < 3 * meanRemoved; index++)
        {
            foreach (var arc in model.Arcs[taken[index]]) Take(model.VisitOf[arc.Other]);
            foreach (var apart in model.Aparts[taken[index]]) Take(model.VisitOf[apart.Other]);
            foreach (var tie in model.PersonTies[taken[index]]) Take(tie.Other);
        }
    }

    private bool TakeOut()
    {
        touchedRoutes.Clear();
        foreach (var visit in taken)
        {
            isTaken[visit] = false;
            LeftOut.Add(visit);
            if (!model.IsCommitted[visit]) TakeOutJob(visit);
            if (model.Twin[visit] is >= 0 and var twin && Day.IsPlaced(twin) && !model.IsCommitted[twin]) TakeOutJob(twin);
        }

        return taken.Count == 0 || trial.Retime(touchedRoutes);
    }

    private void TakeOutJob(int job)
    {
        foreach (var arc in model.Arcs[job])
            if (Day.IsPlaced(arc.Other)) Touch(Day.RouteOf[arc.Other]);
        foreach (var apart in model.Aparts[job])
            if (Day.IsPlaced(apart.Other)) Touch(Day.RouteOf[apart.Other]);
        Touch(Day.RouteOf[job]);
        Day.TakeOut(job);
    }

    private void Touch(int route)
    {
        if (!touchedRoutes.Contains(route)) touchedRoutes.Add(route);
    }

    // Recreate

    private bool Recreate()
    {
        toInsert.Clear();
        toInsert.AddRange(taken);
        candidates.Clear();
        foreach (var visit in leftOutBefore) candidates.Add(visit);
        dice.Shuffle(candidates);
        for (var index = 0; index < Math.Min(RetriedLeftOut, candidates.Count); index++) toInsert.Add(candidates[index]);
        Sort(toInsert);
        foreach (var visit in toInsert) _ = Insert(visit, dice);
        return true;
    }

    private bool Insert(int visit, Dice? blinks, bool isEverywhere = false)
    {
        if (!placing.TryFindBest(visit, guide, guide.Weigh(model.LeavingOut[visit]), blinks, out var spot, isEverywhere)) return false;
        trial.Commit(spot);
        _ = LeftOut.Remove(visit);
        return true;
    }

    private void Sort(List<int> visits)
    {
        dice.Shuffle(visits);
        var order = dice.Below(12);
        if (order < 3) return;
        foreach (var visit in visits)
        {
            key[visit] = order switch
            {
                < 6 => Difficulty(visit),
                < 8 => WindowSeconds(visit),
                < 9 => -DistanceFromHome(visit),
                < 10 => DistanceFromHome(visit),
                < 11 => -model.Duration[visit],
                _ => model.Problem.Visits[visit].Windows is { Count: > 0 } windows ? windows[0].Earliest : 0,
            };
        }

        SortByKey(visits);
    }

    private void SortByKey(List<int> visits)
    {
        // Stable, so that the order before decides between equals.
        for (var index = 1; index < visits.Count; index++)
        {
            var visit = visits[index];
            var place = index;
            for (; place > 0 && key[visits[place - 1]] > key[visit]; place--) visits[place] = visits[place - 1];
            visits[place] = visit;
        }
    }

    /// <summary>Small for what is hard to place: dear to leave out, for two people, few routes, narrow windows.</summary>
    private long Difficulty(int visit)
    {
        var priority = model.LeavingOut[visit].LeftOut / Price.PerOre;
        var ties = model.HasTies[visit] ? 1 : 0;
        return (-priority * 1_000_000_000L) + (((model.Twin[visit] >= 0 ? 0 : 2) - ties) * 10_000_000L) + (model.RoutesFor[visit].Length * 3_600L) + WindowSeconds(visit);
    }

    private long WindowSeconds(int visit)
    {
        var windows = model.Problem.Visits[visit].Windows;
        if (windows.Count == 0) return 86_400;
        long seconds = 0;
        foreach (var window in windows) seconds += (long)window.Latest - window.Earliest;
        return Math.Min(seconds, 86_400);
    }

    private long DistanceFromHome(int visit) =>
        model.Problem.Travel[0].Matrix(0).Seconds(model.Problem.Routes.Count > 0 ? model.Route[0].FromPlace : model.Place[visit], model.Place[visit]);
}

/// <summary>A plan in numbers.</summary>
internal sealed record Standing(int Placed, int LeftOut, Price Price);
