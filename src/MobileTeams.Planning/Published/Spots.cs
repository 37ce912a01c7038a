namespace MobileTeams.Planning.Published;

/// <summary>Finds where a service, a pair of services or a break costs least, and puts it there.</summary>
/// <remarks>Every place is first given a lower bound of what it costs (the detour, the lateness of the service itself and of the next stop), which rejects most; the most
/// promising are timed and priced exactly, with all they push. Not thread-safe.</remarks>
internal sealed class Spots
{
    private const int Most = 8;

    private readonly Layout layout;
    private readonly Tours tours;
    private readonly Ripple ripple;
    private readonly Waits waits;
    private readonly Dice dice;
    private readonly Shortlist one = new(Most);
    private readonly Shortlist two = new(Most);
    private readonly int[] emptySeen;
    private int lookAt;
    private int blink;

    public Spots(Layout layout, Tours tours, Ripple ripple, Waits waits, Dice dice)
    {
        (this.layout, this.tours, this.ripple, this.waits, this.dice) = (layout, tours, ripple, waits, dice);
        emptySeen = new int[layout.Routes];
    }

    /// <summary>Once in how many a place is overlooked; 0: never.</summary>
    public int BlinkOnceIn { get; set; } = 100;

    /// <summary>Puts in the services of a patient that are missing; false if that costs <paramref name="limit"/> or more, or cannot be.</summary>
    public bool Insert(int patient, long limit)
    {
        var first = layout.FirstNode[patient];
        var second = layout.Mate[first];
        if (second < 0 || tours.IsIn(second)) return InsertOne(first, limit, out _);
        if (tours.IsIn(first)) return InsertOne(second, limit, out _);
        if (layout.Partner[first] >= 0) return InsertTwo(first, second, limit);
        if (dice.OneIn(2)) (first, second) = (second, first);
        if (!InsertOne(first, limit, out var price)) return false;
        if (InsertOne(second, limit == long.MaxValue ? limit : limit - price, out _)) return true;
        TakeBack(first);
        return false;
    }

    /// <summary>Puts in a break.</summary>
    public bool InsertBreak(int rest, long limit)
    {
        var route = layout.RoutesFor[rest][0];
        var (best, bestBefore) = (limit, -1);
        for (var before = layout.StartOf(route); before != layout.EndOf(route); before = tours.Next[before])
        {
            var price = Try(rest, before, -1, -1, best);
            if (price < best) (best, bestBefore) = (price, before);
        }

        return bestBefore >= 0 && Put(rest, bestBefore, -1, -1);
    }

    private bool InsertOne(int node, long limit, out long price)
    {
        price = limit;
        var bestBefore = -1;
        if (layout.IsPlain) bestBefore = Nearest(node, ref price);
        else
        {
            Gather(node, one, limit);
            for (var index = 0; index < one.Count && one[index].Key < price; index++)
            {
                ref readonly var place = ref one[index];
                var found = place.IsExact ? place.Key : Try(node, place.Before, -1, -1, price);
                if (found < price) (price, bestBefore) = (found, place.Before);
            }

            if (bestBefore < 0 && one.IsFull) bestBefore = Anywhere(node, ref price);
        }

        return bestBefore >= 0 && Put(node, bestBefore, -1, -1);
    }

    private bool InsertTwo(int node, int other, long limit)
    {
        var (best, bestBefore, bestOther) = (limit, -1, -1);
        Gather(node, one, limit);
        Gather(other, two, limit);
        for (var a = 0; a < one.Count; a++)
        {
            if (two.Count == 0 || one[a].Key + two[0].Key >= best) break;
            for (var b = 0; b < two.Count && one[a].Key + two[b].Key < best; b++)
            {
                if (tours.Route[one[a].Before] == tours.Route[two[b].Before]) continue;
                var price = Together(node, one[a], other, two[b], best, out var isExact);
                if (price >= best) continue;
                if (!isExact) price = Try(node, one[a].Before, other, two[b].Before, best);
                if (price < best) (best, bestBefore, bestOther) = (price, one[a].Before, two[b].Before);
            }
        }

        if (bestBefore >= 0) return Put(node, bestBefore, other, bestOther);

        // No two of the best fit together: one after the other.
        if (!InsertOne(node, limit, out var first)) return false;
        if (InsertOne(other, limit == long.MaxValue ? limit : limit - first, out _)) return true;
        TakeBack(node);
        return false;
    }

    /// <summary>What two places cost at least when each service waits for the other; exactly, if they push nobody in other routes.</summary>
    private long Together(int node, in Place place, int other, in Place otherPlace, long bound, out bool isExact)
    {
        isExact = false;
        var start = layout.Begin(node, Math.Max(place.Start, otherPlace.Start + layout.Gap[other]));
        var otherStart = layout.Begin(other, Math.Max(otherPlace.Start, start + layout.Gap[node]));
        if (layout.IsRich) return place.Key + otherPlace.Key;
        var highest = tours.Highest;
        var (isTied, price) = (false, place.Base + otherPlace.Base);
        price += Lateness(node, start, ref highest) + Lateness(other, otherStart, ref highest);
        if (price >= bound) return price;
        price += Push(place.After, start + place.Leg, ref highest, ref isTied);
        if (price >= bound) return price;
        price += Push(otherPlace.After, otherStart + otherPlace.Leg, ref highest, ref isTied);
        isExact = !isTied && start + layout.Gap[node] <= otherStart && otherStart + layout.Gap[other] <= start;
        return Math.Min(Layout.Never, price + ((highest - tours.Highest) * layout.HighestWeight));
    }

    private long Lateness(int node, int start, ref int highest)
    {
        if (start > layout.Deadline[node]) return Layout.Never;
        var late = layout.Late(node, start);
        if (late > highest) highest = late;
        return late * layout.LateWeight[node];
    }

    /// <summary>What it costs in its own route when a node starts as late as this; at least that, if it pushes services of other routes (<paramref name="isTied"/>).</summary>
    private long Push(int node, int start, ref int highest, ref bool isTied)
    {
        long price = 0;
        var (time, leg, next) = (tours.Time, tours.Leg, tours.Next);
        while (start > time[node])
        {
            if (start > layout.Deadline[node]) return Layout.Never;
            if (layout.Windows[node] is not null) start = layout.Begin(node, start);
            if (layout.LateWeight[node] > 0 || layout.IsCounted[node])
            {
                var late = layout.Windows[node] is null ? Math.Max(0, start - layout.Due[node]) : layout.Late(node, start);
                price += (late - tours.Late[node]) * layout.LateWeight[node];
                if (late > highest && layout.IsCounted[node]) highest = late;
            }

            if (layout.Partner[node] is >= 0 and var partner && tours.Route[partner] >= 0) isTied = true;
            if (next[node] < 0) break;
            start += leg[node];
            node = next[node];
        }

        return price;
    }

    /// <summary>The exact change of cost with one or two services put in, or <see cref="Layout.Never"/>.</summary>
    private long Try(int node, int before, int other, int otherBefore, long bound)
    {
        var price = Fixed(node, before);
        if (other >= 0) price += Fixed(other, otherBefore);
        if (price >= bound && !layout.IsRich) return Layout.Never;
        tours.Link(node, before);
        if (other >= 0) tours.Link(other, otherBefore);
        var isFine = ripple.Insert(node, other, layout.IsRich ? Layout.Never : bound - price);
        if (isFine)
        {
            price += ripple.MoreTardiness + ((ripple.Highest - tours.Highest) * layout.HighestWeight);
            if (layout.IsRich) price += waits.Cost(ripple.Highest) - tours.Rich;
        }

        if (other >= 0) tours.Unlink(other);
        tours.Unlink(node);
        return isFine ? price : Layout.Never;
    }

    private long Fixed(int node, int before)
    {
        var route = tours.Route[before];
        var price = layout.TravelWeight * tours.Detour(node, before);
        if (node < layout.Services) price += layout.FitCost[((long)node * layout.Routes) + route];
        return tours.Stops[route] == 0 ? price + layout.VehicleCost : price;
    }

    private bool Put(int node, int before, int other, int otherBefore)
    {
        Add(node, before);
        if (other >= 0) Add(other, otherBefore);
        if (!ripple.Insert(node, other, Layout.Never)) throw new InvalidOperationException("A place that fitted does not fit.");
        ripple.Keep();
        if (layout.IsRich) waits.Keep(waits.Cost(tours.Highest));
        return true;
    }

    private void Add(int node, int before)
    {
        var route = tours.Route[before];
        tours.Travelled += tours.Detour(node, before);
        if (node < layout.Services) tours.Fit += layout.FitCost[((long)node * layout.Routes) + route];
        if (tours.Stops[route] == 0) tours.Fit += layout.VehicleCost;
        tours.Load[route] += layout.Demand[node];
        tours.Link(node, before);
    }

    private void TakeBack(int node)
    {
        Removed.Clear();
        Removed.Add(node);
        if (!Removal!.TakeOut(Removed)) throw new InvalidOperationException("What fitted before does not fit any more.");
    }

    /// <summary>The way to take out what turned out not to fit.</summary>
    public Removal? Removal { get; set; }

    private List<int> Removed { get; } = [];

    private bool Blinks()
    {
        if (BlinkOnceIn == 0 || --blink > 0) return false;
        blink = 1 + dice.Below((2 * BlinkOnceIn) - 1);
        return true;
    }

    /// <summary>Where time windows are hard and nothing hangs together, detour and latest starts say all.</summary>
    private int Nearest(int node, ref long price)
    {
        var (bestBefore, best) = (-1, price);
        lookAt++;
        foreach (var route in layout.RoutesFor[node])
        {
            if (tours.Load[route] + layout.Demand[node] > layout.Instance.Capacity) continue;
            var isEmpty = tours.Stops[route] == 0;
            if (isEmpty)
            {
                if (emptySeen[layout.Kinds[route]] == lookAt) continue;
                emptySeen[layout.Kinds[route]] = lookAt;
            }

            var fit = layout.FitCost[((long)node * layout.Routes) + route] + (isEmpty ? layout.VehicleCost : 0);
            if (fit < best) NearestIn(route, node, fit, isEmpty, ref best, ref bestBefore);
        }

        price = best;
        return bestBefore;
    }

    private void NearestIn(int route, int node, long fit, bool isEmpty, ref long best, ref int bestBefore)
    {
        var (next, time, latest, leg, durations) = (tours.Next, tours.Time, tours.Latest, tours.Leg, layout.Duration);
        var (place, at, size) = (layout.Place, layout.Place[node], layout.Instance.Places);
        var outward = layout.Instance.Travel.AsSpan(at * size, size);
        var inward = layout.TravelTo.AsSpan(at * size, size);
        var (opens, deadline, duration) = (layout.Opens[node], layout.Deadline[node], layout.Duration[node]);
        var most = Most(best - fit);
        var before = layout.StartOf(route);
        for (var after = next[before]; after >= 0; (before, after) = (after, next[after]))
        {
            // Whoever has to be reached before it is over is out of reach.
            if (opens + duration > latest[after]) continue;
            var leave = time[before] + durations[before];
            if (leave > deadline) return;
            var there = inward[place[before]];
            var back = outward[place[after]];
            var detour = there + back - (isEmpty ? 0 : leg[before] - durations[before]);
            if (detour >= most || leave + there > deadline) continue;
            if (Math.Max(leave + there, opens) + duration + back > latest[after] || Blinks()) continue;
            (best, bestBefore) = (fit + (layout.TravelWeight * detour), before);
            most = Most(best - fit);
        }

        // The detour from which on a place costs too much.
        long Most(long left) => layout.TravelWeight == 1 ? left : (left + layout.TravelWeight - 1) / Math.Max(1, layout.TravelWeight);
    }

    private int Anywhere(int node, ref long price)
    {
        var (best, bestBefore) = (price, -1);
        var mate = layout.Partner[node] >= 0 && tours.IsIn(layout.Partner[node]) ? tours.Route[layout.Partner[node]] : -1;
        foreach (var route in layout.RoutesFor[node])
        {
            if (route == mate || tours.Load[route] + layout.Demand[node] > layout.Instance.Capacity) continue;
            for (var before = layout.StartOf(route); before != layout.EndOf(route); before = tours.Next[before])
            {
                var found = Try(node, before, -1, -1, best);
                if (found < best) (best, bestBefore) = (found, before);
            }
        }

        price = best;
        return bestBefore;
    }

    private void Gather(int node, Shortlist list, long limit)
    {
        list.Clear();
        lookAt++;
        var partner = layout.Partner[node];
        var mate = partner >= 0 && tours.IsIn(partner) ? tours.Route[partner] : -1;
        var soonest = mate >= 0 ? tours.Time[partner] + layout.Gap[partner] : int.MinValue;
        foreach (var route in layout.RoutesFor[node])
        {
            if (route == mate || tours.Load[route] + layout.Demand[node] > layout.Instance.Capacity) continue;
            if (tours.Stops[route] == 0)
            {
                if (emptySeen[layout.Kinds[route]] == lookAt && partner < 0) continue;
                emptySeen[layout.Kinds[route]] = lookAt;
            }

            var fit = layout.FitCost[((long)node * layout.Routes) + route] + (tours.Stops[route] == 0 ? layout.VehicleCost : 0);
            if (layout.IsRich) fit -= Gain(route, node);
            if (list.Takes(fit)) GatherIn(route, node, list, Math.Min(limit, Layout.Never), fit, soonest);
        }
    }

    private void GatherIn(int route, int node, Shortlist list, long limit, long fit, int soonest)
    {
        var (next, time, duration, slack) = (tours.Next, tours.Time, layout.Duration, tours.Slack);
        var hasBreak = layout.BreakOf[route] is >= 0 and var rest && tours.IsIn(rest);
        var isFirst = tours.Stops[route] == 0;
        var (size, at, weight, lateWeight) = (layout.Instance.Places, layout.Place[node], layout.TravelWeight, layout.LateWeight[node]);
        var outward = layout.Instance.Travel.AsSpan(at * size, size);
        var inward = layout.TravelTo.AsSpan(at * size, size);
        var (opens, deadline, due, length, leastLate) = (layout.Opens[node], layout.Deadline[node], layout.Due[node], layout.Duration[node], layout.LeastLateWeight);
        var place = tours.Place;
        var end = layout.EndOf(route);
        for (var before = layout.StartOf(route); before != end; before = next[before])
        {
            var (from, to) = hasBreak ? (tours.RealBefore(before), tours.RealAfter(next[before])) : (before, next[before]);

            // It opens too late for those behind: they would wait and be late.
            if (opens + length - time[to] - slack[to] is > 0 and var sure && !list.Takes(fit + (sure * leastLate))) continue;
            var there = inward[place[from]];
            var soon = Math.Max(soonest, time[from] + duration[from] + there);

            // From here on it only gets later.
            if (soon > deadline) break;
            var back = outward[place[to]];
            var travel = weight * (there + back - (isFirst ? 0 : hasBreak ? tours.Distance(from, to) : tours.Leg[from] - duration[from]));
            var price = fit + travel;
            if (soon > due && layout.Windows[node] is null) price += lateWeight * (soon - due);
            if (price >= limit || !list.Takes(price)) continue;
            var start = layout.Begin(node, soon);
            if (start > deadline) break;
            var leg = length + back;
            if (layout.IsHard && start + leg > tours.Latest[to]) continue;
            if (start + leg - time[to] - slack[to] is > 0 and var beyond && !list.Takes(price + (beyond * leastLate))) continue;
            var (highest, isTied) = (tours.Highest, layout.Partner[node] is >= 0 and var partner && tours.IsIn(partner));
            price = fit + travel + Lateness(node, start, ref highest);
            price += Push(to, start + leg, ref highest, ref isTied);
            price += (highest - tours.Highest) * layout.HighestWeight;
            if (!list.Takes(price) || Blinks()) continue;
            list.Add(new Place(price, fit + travel, before, to, start, leg, !isTied && !layout.IsRich && !hasBreak));
        }
    }

    /// <summary>The most that can be saved by putting a service into a route: waiting that it fills, idle time.</summary>
    private long Gain(int route, int node)
    {
        var filled = Math.Min(tours.Wait[route], layout.Duration[node] * 2);
        var gain = layout.WaitWeight * filled;
        if (layout.BalanceWeight > 0) gain += layout.BalanceWeight * layout.Duration[node] / layout.Instance.Scale * (tours.Work[route] * (long)layout.Routes < WorkOfAll() ? 1 : -1);
        if (layout.IdleWeight == 0) return gain;
        gain += waits.IdleShare * Math.Clamp(tours.Idle[route] - waits.IdleLevel, 0, layout.Duration[node] * 2);
        var (most, second) = (0, 0);
        for (var other = 0; other < layout.Routes; other++)
        {
            if (tours.Idle[other] > most) (most, second) = (tours.Idle[other], most);
            else if (tours.Idle[other] > second) second = tours.Idle[other];
        }

        return tours.Idle[route] == most ? gain + (layout.IdleWeight * Math.Min(most - second, layout.Duration[node] * 2)) : gain;
    }

    private long WorkOfAll()
    {
        long sum = 0;
        foreach (var work in tours.Work) sum += work;
        return sum;
    }
}
