namespace MobileTeams.Planning.Published;

/// <summary>Waiting, idle time and work of routes, for the earliest times or those of a <see cref="Ripple"/>. Nobody sets out earlier than needed: stops before a wait are
/// started later, as far as that makes nobody late, or as far as the lateness costs less than the waiting.</summary>
/// <remarks>Not thread-safe.</remarks>
internal sealed class Waits
{
    private readonly Layout layout;
    private readonly Tours tours;
    private readonly Ripple ripple;
    private readonly int[] wait;
    private readonly int[] longest;
    private readonly int[] idle;
    private readonly int[] work;
    private readonly long[] delayed;
    private readonly int[] delayedLate;
    private readonly int[] stamp;
    private readonly int[] touched;
    private readonly int[] node;
    private readonly int[] start;
    private readonly int[] gap;
    private int now;
    private int touchedCount;

    public Waits(Layout layout, Tours tours, Ripple ripple)
    {
        (this.layout, this.tours, this.ripple) = (layout, tours, ripple);
        (wait, longest, idle, work, stamp, touched) =
            (new int[layout.Routes], new int[layout.Routes], new int[layout.Routes], new int[layout.Routes], new int[layout.Routes], new int[layout.Routes]);
        (delayed, delayedLate) = (new long[layout.Routes], new int[layout.Routes]);
        (node, start, gap) = (new int[layout.Jobs + 1], new int[layout.Jobs + 1], new int[layout.Jobs + 1]);
    }

    /// <summary>Only the most idle route costs anything, so that nothing tells the search that the others are idle too; therefore idle time above a level costs a
    /// share of the same price in every route while the search goes on.</summary>
    public long IdleShare { get; private set; }

    /// <summary>See <see cref="IdleShare"/>.</summary>
    public int IdleLevel { get; private set; }

    /// <summary>Sets what idle time of all routes costs from here on; the level is what they have on average.</summary>
    public void Guide(double share)
    {
        long sum = 0;
        foreach (var one in tours.Idle) sum += one;
        (IdleShare, IdleLevel, tours.MostDelay) = ((long)(layout.IdleWeight * share), (int)(sum / layout.Routes), tours.Highest);
        ripple.Begin();
        now++;
        touchedCount = 0;
        for (var route = 0; route < layout.Routes; route++) Touch(route);
        Keep(Sum(tours.Highest));
    }

    /// <summary>What is in <see cref="Tours.Rich"/> only to guide the search.</summary>
    public long GuideOnly()
    {
        long above = 0;
        foreach (var one in tours.Idle) above += Math.Max(0, one - IdleLevel);
        return above * IdleShare;
    }

    /// <summary>The rich part of the cost with the ripple's times, where these routes have also changed, and this is the highest lateness.</summary>
    public long Cost(int highest, List<int>? routes = null)
    {
        now++;
        touchedCount = 0;
        if (routes is not null)
            foreach (var route in routes) Touch(route);
        for (var index = 0; index < ripple.ChangedCount; index++)
        {
            var node = ripple.Changed[index];
            if (tours.Route[node] is >= 0 and var route) Touch(route);

            // How far a partner can be delayed depends on this one.
            if (layout.Partner[node] is >= 0 and var partner && tours.Route[partner] is >= 0 and var other) Touch(other);
        }

        return Sum(highest);
    }

    /// <summary>Takes over what the last <see cref="Cost"/> worked out.</summary>
    public void Keep(long cost)
    {
        for (var index = 0; index < touchedCount; index++)
        {
            var route = touched[index];
            (tours.Wait[route], tours.LongestWait[route], tours.Idle[route], tours.Work[route]) = (wait[route], longest[route], idle[route], work[route]);
            (tours.Delayed[route], tours.DelayedLate[route]) = (delayed[route], delayedLate[route]);
        }

        tours.Rich = cost;
    }

    /// <summary>The starts of a route's stops when it waits as little as it should, in order; how many.</summary>
    public int Starts(int route, int[] nodes, int[] starts)
    {
        Measure(route);
        var count = tours.Stops[route];
        Array.Copy(node, nodes, count);
        Array.Copy(start, starts, count);
        return count;
    }

    private void Touch(int route)
    {
        if (stamp[route] == now) return;
        stamp[route] = now;
        touched[touchedCount++] = route;
        Measure(route);
    }

    private long Sum(int highest)
    {
        var (waits, longestWait, mostIdle, latest) = (0L, 0, 0, highest);
        long later = 0, works = 0, above = 0;
        for (var route = 0; route < layout.Routes; route++)
        {
            var isNew = stamp[route] == now;
            waits += isNew ? wait[route] : tours.Wait[route];
            longestWait = Math.Max(longestWait, isNew ? longest[route] : tours.LongestWait[route]);
            var idleHere = isNew ? idle[route] : tours.Idle[route];
            mostIdle = Math.Max(mostIdle, idleHere);
            above += Math.Max(0, idleHere - IdleLevel);
            later += isNew ? delayed[route] : tours.Delayed[route];
            latest = Math.Max(latest, isNew ? delayedLate[route] : tours.DelayedLate[route]);
            works += isNew ? work[route] : tours.Work[route];
        }

        var cost = (layout.WaitWeight * waits) + (layout.LongestWaitWeight * longestWait) + (layout.IdleWeight * mostIdle) + (IdleShare * above) + later + ((latest - highest) * layout.HighestWeight);
        return layout.BalanceWeight == 0 ? cost : cost + (layout.BalanceWeight * Imbalance(works));
    }

    private long Imbalance(long works)
    {
        var mean = (double)works / layout.Routes;
        var unit = 1.0 / layout.Instance.Scale;
        double sum = 0;
        for (var route = 0; route < layout.Routes; route++)
            sum += Math.Ceiling((Math.Abs((stamp[route] == now ? work[route] : tours.Work[route]) - mean) * unit) - 1e-9);
        return (long)sum;
    }

    private void Measure(int route)
    {
        var carer = layout.Instance.Carers[route];
        var hasShift = carer.ShiftEnd < Layout.Unlimited;
        (wait[route], longest[route], work[route], delayed[route], delayedLate[route]) = (0, 0, 0, 0, 0);
        idle[route] = hasShift ? carer.ShiftEnd - carer.ShiftStart : 0;
        var first = layout.StartOf(route);
        var end = layout.EndOf(route);
        var count = tours.Stops[route];
        if (count == 0) return;
        Compress(first, count);
        if (layout.LateWeight[0] < layout.WaitWeight && !layout.IsHard && !layout.Instance.LeavesAtShiftStart) DelayPrefix(count, route);

        var (waits, most, busy) = (0, 0, 0);
        var total = 0;
        for (var stop = 0; stop < count; stop++)
        {
            busy += tours.Distance(stop == 0 ? first : node[stop - 1], node[stop]) + (node[stop] < layout.Services ? layout.Duration[node[stop]] : 0);
            total += gap[stop];
            if (stop == 1 && layout.IsBreak(node[0]) && !layout.IsBreak(node[1])) continue;
            waits += gap[stop];
            most = Math.Max(most, gap[stop]);
        }

        var back = tours.Distance(node[count - 1], end);
        (wait[route], longest[route], work[route]) = (waits, most, busy + back);
        if (!hasShift) return;
        var leaves = start[0] - tours.Distance(first, node[0]) - gap[0];
        var returns = start[count - 1] + layout.Duration[node[count - 1]] + back;
        idle[route] = Math.Max(0, leaves - carer.ShiftStart) + total + Math.Max(0, carer.ShiftEnd - returns);
    }

    /// <summary>Fills node, start and gap (the wait before each stop), from the last stop to the first.</summary>
    private void Compress(int first, int count)
    {
        var current = first;
        for (var stop = 0; stop < count; stop++)
        {
            current = tours.Next[current];
            (node[stop], start[stop]) = (current, ripple.TimeOf(current));
        }

        for (var stop = count - 2; stop >= 0; stop--)
        {
            var slack = start[stop + 1] - start[stop] - layout.Duration[node[stop]] - tours.Distance(node[stop], node[stop + 1]);
            if (slack > 0 && !layout.Instance.LeavesAtShiftStart)
            {
                var later = Math.Min(slack, Room(stop, layout.LastInTime(node[stop], start[stop]) - start[stop]));
                start[stop] += later;
                slack -= later;
            }

            gap[stop + 1] = slack;
        }

        gap[0] = layout.Instance.LeavesAtShiftStart ? start[0] - tours.Time[first] - tours.Distance(first, node[0]) : 0;
    }

    /// <summary>How much later a stop may start for its partner's sake, at most <paramref name="most"/>.</summary>
    private int Room(int stop, int most)
    {
        var (one, partner) = (node[stop], layout.Partner[node[stop]]);
        if (partner < 0 || tours.Route[partner] < 0) return Math.Max(0, most);
        return Math.Max(0, Math.Min(most, ripple.TimeOf(partner) - layout.Gap[one] - start[stop]));
    }

    /// <summary>Starts everything before the first wait later while that is cheaper than waiting.</summary>
    private void DelayPrefix(int count, int route)
    {
        var wall = 1;
        while (wall < count && gap[wall] == 0) wall++;
        while (wall < count)
        {
            var step = gap[wall];
            long price = 0;
            for (var stop = 0; stop < wall && step > 0; stop++)
            {
                var one = node[stop];
                var room = layout.LastInTime(one, start[stop]) - start[stop];
                step = Math.Min(step, Room(stop, int.MaxValue));
                if (room > 0) step = Math.Min(step, room);
                else if (layout.IsBreak(one) || layout.Windows[one] is not null) step = 0;
                else
                {
                    price += layout.LateWeight[one];
                    step = Math.Min(step, Math.Max(0, tours.MostDelay - (start[stop] - layout.Due[one])));
                }
            }

            if (step <= 0 || price >= layout.WaitWeight) return;
            for (var stop = 0; stop < wall; stop++)
            {
                start[stop] += step;
                if (layout.IsCounted[node[stop]] && layout.Windows[node[stop]] is null) delayedLate[route] = Math.Max(delayedLate[route], start[stop] - layout.Due[node[stop]]);
            }

            delayed[route] += price * step;
            gap[wall] -= step;
            while (wall < count && gap[wall] == 0) wall++;
        }
    }
}
