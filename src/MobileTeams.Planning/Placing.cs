using MobileTeams.Measures;

namespace MobileTeams.Planning;

/// <summary>Finds the best place for one visit in a schedule, for its second person too. Scratch inside: one per schedule.</summary>
internal sealed class Placing(Schedule day, Trial trial)
{
    private const int PairsTried = 24;
    private const int PairsTriedAtLast = 400;
    private const int GapsPerRoute = 3;
    private const int FewHalves = 32;
    private const int ManyHalves = 200;

    private readonly Model model = day.Model;
    private readonly Prospects prospects = new();
    private readonly List<Half> firsts = [];
    private readonly List<Half> seconds = [];
    private readonly List<(long Weight, int First, int Second)> pairs = [];

    /// <summary>One person's part of a visit for two, priced as if it were alone.</summary>
    private readonly record struct Half(int Route, int Gap, int Start, int Latest, long Weight);

    /// <summary>The cheapest spot by <paramref name="guide"/> that costs less than <paramref name="limit"/>. With <paramref name="blinks"/>, one gap in a hundred
    /// is overlooked. <paramref name="isEverywhere"/>: all places are priced exactly, not the likeliest only.</summary>
    public bool TryFindBest(int visit, Guide guide, long limit, Dice? blinks, out Spot best, bool isEverywhere = false)
    {
        best = default;
        var bestWeight = limit;
        if (day.IsPlaced(visit))
        {
            // One of two is already there, held by a commitment; the other is sought.
            for (var route = 0; route < model.Routes; route++)
                if (MayGo(visit, route, day.RouteOf[visit])) FindIn(model.Twin[visit], route, guide, blinks, ref bestWeight, ref best);
            return bestWeight < limit;
        }

        prospects.Clear();
        var needsTwo = false;
        foreach (var route in model.RoutesFor[visit])
        {
            if (model.NeedsTwin(route, visit)) needsTwo = true;
            else if (isEverywhere || !MayGo(visit, route, -1)) continue;
            else Gather(visit, route, guide, limit, blinks);
        }

        for (var index = 0; index < prospects.Count; index++)
        {
            var spot = Spot.One(visit, prospects[index].Route, prospects[index].Gap);
            spot.Natural = prospects[index].Start;
            if (!trial.Evaluate(ref spot) || guide.Weigh(spot.Delta) is var weight && weight >= bestWeight) continue;
            (bestWeight, best) = (weight, spot);
        }

        // None of the likely places fits: all are tried.
        if (isEverywhere || (bestWeight >= limit && prospects.IsFull))
            foreach (var route in model.RoutesFor[visit])
                if (!model.NeedsTwin(route, visit) && MayGo(visit, route, -1)) FindIn(visit, route, guide, blinks, ref bestWeight, ref best, isBounded: !isEverywhere);
        if (needsTwo) FindPair(visit, guide, blinks, ref bestWeight, ref best);
        return bestWeight < limit;
    }

    /// <summary>Adds the likeliest gaps of a route to the prospects, by about what they cost.</summary>
    private void Gather(int job, int route, Guide guide, long limit, Dice? blinks)
    {
        var open = model.Open[route][job]!;
        var fixedWeight = guide.Weigh(model.FixedPrice(route, job));
        if (fixedWeight >= limit || !prospects.Takes(fixedWeight)) return;
        var count = day.Routes[route].Count;
        var (soonest, lastOpen) = (SoonestEnd(job, open), open[^1]);
        var (ready, latestStart) = (day.EarliestReady[route], day.LatestStart[route]);
        for (var gap = model.Route[route].Committed.Length; gap <= count; gap++)
        {
            if (ready[gap] > lastOpen) return;
            if (gap < count && latestStart[gap] < soonest) continue;
            if (blinks is not null && blinks.OneIn(100)) continue;
            if (!CouldFit(job, route, gap, open, out var start, out _, out var metres)) continue;
            var weight = fixedWeight + guide.Weigh(About(job, route, gap, open, ref start, metres));
            if (weight < limit || blinks is null) prospects.Add(new Prospect(weight, route, gap, start));
        }
    }

    /// <summary>About what a gap costs: as if those behind only moved up to what they wait.</summary>
    private Price About(int job, int route, int gap, int[] open, ref int start, long metres)
    {
        var (limits, times, here) = (model.Route[route], day.Routes[route], model.Place[job]);
        var isFirst = gap == 0 && !limits.IsRunning;
        var before = gap > 0 && gap > limits.Started ? model.Place[times.Jobs[gap - 1]] : limits.FromPlace;
        var after = gap < times.Count ? model.Place[times.Jobs[gap]] : limits.EndPlace;
        if (!isFirst)
        {
            // From where the route really is then, not from where it could be at best.
            var free = gap > limits.Started ? times.Start[gap - 1] + model.Duration[times.Jobs[gap - 1]] : limits.FreeFrom;
            var depart = Math.Max(free, model.Release[job]);
            start = Math.Max(start, Model.NextOpen(open, depart + limits.Travel.Seconds(before, here, depart) + (before == here ? 0 : model.SetUp[job])));
        }

        var wish = model.Wish[job];
        var back = limits.Travel.Seconds(here, after, start);
        var leg = model.Duration[job] + back + (gap < times.Count && after != here ? model.SetUp[times.Jobs[gap]] : 0);
        if (wish > start && (gap == times.Count || wish + leg <= times.Start[gap] + day.Slack[route][gap])) start = Model.NextOpen(open, wish) is var held && held != Model.Never ? held : start;
        long work = gap < times.Count ? Math.Max(0, start + leg - times.Start[gap] - day.Slack[route][gap])
            : times.Count == 0 && !limits.IsRunning ? leg : Math.Max(0, start + leg - times.End);
        if (isFirst)
        {
            var leave = start - limits.Travel.Seconds(before, here, start) - model.SetUp[job];
            work += times.Count == 0 ? start - leave : times.Leave - leave;
        }

        var cost = (work * limits.PerSecond) + (metres * limits.PerMetre) + (times.Count == 0 && !limits.IsRunning ? limits.PerRoute : 0);
        if (gap == times.Count && start + leg > limits.ShiftEnd) cost += (start + leg - Math.Max(limits.ShiftEnd, times.End)) * limits.OvertimePerSecond;
        return new Price(0, model.Promised[job].At(start), model.Soft[job].At(start), cost);
    }

    /// <summary>The cheapest spot in one route for a job whose partner, if any, is already there.</summary>
    /// <remarks>Bounded, it takes for granted that nobody else's price falls: wrong where somebody comes too early and is pushed.</remarks>
    private void FindIn(int job, int route, Guide guide, Dice? blinks, ref long bestWeight, ref Spot best, bool isBounded = true)
    {
        if (model.Open[route][job] is not { } open) return;
        var count = day.Routes[route].Count;
        var (soonest, lastOpen) = (SoonestEnd(job, open), open[^1]);
        var (ready, latestStart) = (day.EarliestReady[route], day.LatestStart[route]);
        var fixedWeight = guide.Weigh(model.FixedPrice(route, job));
        if (isBounded && fixedWeight >= bestWeight) return;
        for (var gap = model.Route[route].Committed.Length; gap <= count; gap++)
        {
            if (ready[gap] > lastOpen) return;
            if (gap < count && latestStart[gap] < soonest) continue;
            if (blinks is not null && blinks.OneIn(100)) continue;
            if (!CouldFit(job, route, gap, open, out var start, out _, out var metres)) continue;
            var least = fixedWeight + guide.Weigh(new Price(0, LateAt(model.Promised[job], start), LateAt(model.Soft[job], start), metres * model.Route[route].PerMetre));
            if (isBounded && least >= bestWeight) continue;
            var spot = Spot.One(job, route, gap);
            spot.Natural = start;
            if (!trial.Evaluate(ref spot)) continue;
            var weight = guide.Weigh(spot.Delta);
            if (weight >= bestWeight) continue;
            (bestWeight, best) = (weight, spot);
        }
    }

    /// <summary>The ties on people allow the visit in this route, together with <paramref name="other"/> (−1: alone).</summary>
    public bool MayGo(int visit, int route, int other)
    {
        if (other >= 0 && model.SharePerson[route][other]) return false;
        foreach (var tie in model.PersonTies[visit])
        {
            if (!day.IsPlaced(tie.Other)) continue;
            var share = model.SharePerson[route];
            var shares = share[day.RouteOf[tie.Other]] || (other >= 0 && model.SharePerson[other][day.RouteOf[tie.Other]]);
            if (model.Twin[tie.Other] is >= 0 and var twin && day.IsPlaced(twin))
                shares |= share[day.RouteOf[twin]] || (other >= 0 && model.SharePerson[other][day.RouteOf[twin]]);
            if (shares != tie.MustShare) return false;
        }

        return true;
    }

    /// <summary>No visit of the job is over before: whoever is behind and has to start earlier cannot be behind it.</summary>
    private int SoonestEnd(int job, int[] open) => Math.Max(open[0], model.Release[job]) is var first && first == int.MinValue ? first : first + model.Duration[job];

    private static long LateAt(SoftTime wish, int start) => start > wish.Latest ? wish.At(start) : 0;

    /// <summary>False when the job surely breaks a hard rule in this gap. Else the earliest and latest start it could have, and the metres it adds.</summary>
    private bool CouldFit(int job, int route, int gap, int[] open, out int start, out int latest, out long metres)
    {
        var (limits, times, here) = (model.Route[route], day.Routes[route], model.Place[job]);
        (start, latest, metres) = (0, 0, 0);
        var before = gap > 0 && gap > limits.Started ? model.Place[times.Jobs[gap - 1]] : limits.FromPlace;
        var depart = Math.Max(day.EarliestReady[route][gap], model.Release[job]);
        var way = limits.Travel.SecondsIfAny(before, here, depart);
        if (way == TravelMatrix.Unreachable) return false;
        var hasSetUp = gap > limits.Started ? before != here : limits.SetUpPlace != here;
        start = Model.NextOpen(open, depart + way + (hasSetUp ? model.SetUp[job] : 0));
        if (start == Model.Never) return false;
        var finish = start + model.Duration[job];
        var after = gap < times.Count ? model.Place[times.Jobs[gap]] : limits.EndPlace;
        way = limits.Travel.SecondsIfAny(here, after, finish);
        if (way == TravelMatrix.Unreachable) return false;
        var setUp = gap < times.Count && after != here ? model.SetUp[times.Jobs[gap]] : 0;
        var end = gap < times.Count ? day.LatestStart[route][gap] : limits.HardEnd;
        if (finish + way + setUp > end) return false;
        latest = Model.LastOpen(open, limits.Travel.LatestReady(here, after, end - setUp) - model.Duration[job]);
        metres = limits.Travel.Metres(before, here, depart) + limits.Travel.Metres(here, after, finish);
        if ((times.Count > 0 || limits.IsRunning) && limits.Travel.IsReachable(before, after)) metres -= limits.Travel.Metres(before, after, depart);
        return true;
    }

    /// <summary>The cheapest spot, class by class, for a visit for one in any route but this.</summary>
    public bool TryFindElsewhere(int visit, int but, out Spot best)
    {
        (best, var isFound) = (default, false);
        foreach (var route in model.RoutesFor[visit])
        {
            if (route == but || model.NeedsTwin(route, visit) || !MayGo(visit, route, -1)) continue;
            for (var gap = model.Route[route].Committed.Length; gap <= day.Routes[route].Count; gap++)
                if (TryGap(visit, route, gap, out var spot) && (!isFound || spot.Delta < best.Delta)) (best, isFound) = (spot, true);
        }

        return isFound;
    }

    /// <summary>Whether a visit fits alone in exactly this gap, and what it costs there.</summary>
    public bool TryGap(int visit, int route, int gap, out Spot spot)
    {
        spot = Spot.One(visit, route, gap);
        if (model.Open[route][visit] is not { } open || !CouldFit(visit, route, gap, open, out spot.Natural, out _, out _)) return false;
        return trial.Evaluate(ref spot);
    }

    /// <summary>Ways for two routes to meet for a visit for two, the most promising ones evaluated.</summary>
    public void ListPairs(int visit, List<Spot> found)
    {
        if (model.Twin[visit] < 0) return;
        FindPairs(visit, Guide.Plain, null, ManyHalves);
        for (var index = 0; index < Math.Min(PairsTriedAtLast, pairs.Count); index++)
        {
            var spot = SpotOf(visit, pairs[index].First, pairs[index].Second);
            if (trial.Evaluate(ref spot)) found.Add(spot);
        }
    }

    private void FindPair(int visit, Guide guide, Dice? blinks, ref long bestWeight, ref Spot best)
    {
        if (!TryPairs(visit, guide, blinks, FewHalves, ref bestWeight, ref best) && blinks is null)
            _ = TryPairs(visit, guide, blinks, ManyHalves, ref bestWeight, ref best);
    }

    /// <summary>Tries the most promising pairs; true when one of them fits at all.</summary>
    private bool TryPairs(int visit, Guide guide, Dice? blinks, int mostHalves, ref long bestWeight, ref Spot best)
    {
        FindPairs(visit, guide, blinks, mostHalves);
        var tried = 0;
        var hasOne = false;
        foreach (var (_, first, second) in pairs)
        {
            if (tried >= PairsTriedAtLast || (hasOne && tried >= PairsTried)) break;
            tried++;
            var spot = SpotOf(visit, first, second);
            if (!trial.Evaluate(ref spot)) continue;
            hasOne = true;
            var exact = guide.Weigh(spot.Delta);
            if (exact >= bestWeight) continue;
            (bestWeight, best) = (exact, spot);
        }

        return hasOne;
    }

    private Spot SpotOf(int visit, int first, int second) => new()
    {
        Job = visit,
        Route = firsts[first].Route,
        Gap = firsts[first].Gap,
        Job2 = model.Twin[visit],
        Route2 = seconds[second].Route,
        Gap2 = seconds[second].Gap,
        Natural = Math.Max(firsts[first].Start, seconds[second].Start),
    };

    /// <summary>The pairs of halves that could meet, the cheapest sum first.</summary>
    private void FindPairs(int visit, Guide guide, Dice? blinks, int mostHalves)
    {
        pairs.Clear();
        FindHalves(visit, guide, blinks, firsts, mostHalves);
        if (firsts.Count == 0) return;
        FindHalves(model.Twin[visit], guide, blinks, seconds, mostHalves);
        for (var first = 0; first < firsts.Count; first++)
        {
            for (var second = 0; second < seconds.Count; second++)
            {
                var (a, b) = (firsts[first], seconds[second]);
                if (a.Start > b.Latest || b.Start > a.Latest || !MayGo(visit, a.Route, b.Route)) continue;
                pairs.Add((a.Weight + b.Weight, first, second));
            }
        }

        pairs.Sort();
    }

    private void FindHalves(int job, Guide guide, Dice? blinks, List<Half> halves, int most)
    {
        halves.Clear();
        for (var route = 0; route < model.Routes; route++)
        {
            if (model.Route[route].Crew > 1 || model.Open[route][job] is not { } open) continue;
            var from = halves.Count;
            var (count, soonest) = (day.Routes[route].Count, SoonestEnd(job, open));
            var fixedWeight = guide.Weigh(model.FixedPrice(route, job));
            for (var gap = model.Route[route].Committed.Length; gap <= count; gap++)
            {
                if (day.EarliestReady[route][gap] > open[^1]) break;
                if (gap < count && day.LatestStart[route][gap] < soonest) continue;
                if (blinks is not null && blinks.OneIn(100)) continue;
                if (!CouldFit(job, route, gap, open, out var start, out var latest, out var metres)) continue;
                halves.Add(new Half(route, gap, start, latest, fixedWeight + guide.Weigh(new Price(0, 0, 0, metres * model.Route[route].PerMetre))));
            }

            // The nearest few gaps of a route are enough to choose from.
            while (halves.Count - from > GapsPerRoute)
            {
                var worst = from;
                for (var half = from + 1; half < halves.Count; half++)
                    if (halves[half].Weight > halves[worst].Weight) worst = half;
                halves.RemoveAt(worst);
            }
        }

        if (halves.Count <= most) return;
        halves.Sort(static (a, b) => a.Weight != b.Weight ? a.Weight.CompareTo(b.Weight) : a.Route != b.Route ? a.Route.CompareTo(b.Route) : a.Gap.CompareTo(b.Gap));
        halves.RemoveRange(most, halves.Count - most);
    }
}
