using MobileTeams.Measures;

namespace MobileTeams.Planning;

/// <summary>How a route waits.</summary>
internal enum Waiting
{
    /// <summary>Everything that is tied to other routes as soon as the hard rules allow; the rest waits for its wished time as long as that makes nobody later.</summary>
    Easy,

    /// <summary>Nothing before its wished time.</summary>
    Held,

    /// <summary>Waits for a wished time as long as that makes nobody behind late: the cheapest of a few such timetables. For routes without ties.</summary>
    Best,
}

/// <summary>Times one route: when each job starts, where the breaks go, what it costs.</summary>
/// <remarks>
/// <para>Every stop starts as early as its floor, its windows and the way there allow; that is the least solution of a monotone system, because travel never
/// overtakes and the next open second never falls. Breaks ride in lanes: lane b holds the earliest second at which the route is ready to go on with b breaks taken.</para>
/// <para>Scratch inside: one per thread.</para>
/// </remarks>
internal sealed class Clock(Model model)
{
    private int[] laneStart = new int[64];
    private bool[] tookBreak = new bool[64];
    private int[] breakAt = new int[64];
    private int[] wishFloor = new int[32];
    private int[] cap = new int[32];
    private readonly int[] ready = new int[16];
    private readonly int[] since = new int[16];
    private readonly int[] left = new int[16];
    private readonly RouteTimes other = new();

    /// <summary>By job: not before this second, because of its ties. <see cref="Model.AnyTime"/> where there is none; whoever sets one resets it.</summary>
    public int[] Floor { get; } = AnyTimes(model.Jobs);

    /// <summary>The latest second to set out and still reach <paramref name="to"/> by <paramref name="arrival"/>; if there is no way, <paramref name="fallback"/>.</summary>
    public static int LatestLeave(Travel travel, int from, int to, int arrival, int fallback) =>
        travel.IsReachable(from, to) ? travel.LatestReady(from, to, arrival) : fallback;

    /// <summary>What one stop costs whatever comes before and after it: promised and wished times, faces.</summary>
    public static Price PriceOfStop(Model model, int route, int job, int start) =>
        model.FixedPrice(route, job) + new Price(0, model.Promised[job].At(start), model.Soft[job].At(start), 0);

    /// <summary>Fills in the times and the price of <paramref name="times"/>, whose jobs are given. False when a hard rule is broken; then the times mean nothing.</summary>
    public bool Time(int route, RouteTimes times, Waiting waiting)
    {
        Reserve(times.Count + 1, model.Route[route].Breaks.Length + 1);
        if (waiting == Waiting.Easy) return TimeEasily(route, times);
        if (waiting == Waiting.Held) return Run(route, times, Floors(times, isHeld: true));

        var hasWishes = false;
        for (var stop = model.Route[route].Started; stop < times.Count; stop++) hasWishes |= model.Wish[times.Jobs[stop]] != Model.AnyTime;
        if (!hasWishes) return Run(route, times, Floors(times, isHeld: false));
        var isHeld = Run(route, times, Floors(times, isHeld: true));
        if (isHeld && !IsLate(route, times)) return true;

        // Waiting makes somebody late, or is impossible.
        if (isHeld) other.CopyFrom(times);
        if (!Run(route, times, Floors(times, isHeld: false))) return isHeld && Keep(times);
        if (!IsEarly(route, times)) return !isHeld || times.Price <= other.Price || Keep(times);
        Caps(route, times, keepsTied: false);
        if (!isHeld || times.Price < other.Price) other.CopyFrom(times);
        return (Run(route, times, CappedFloors(times)) && times.Price < other.Price) || Keep(times);
    }

    private bool TimeEasily(int route, RouteTimes times)
    {
        if (!Run(route, times, Floors(times, isHeld: false))) return false;
        if (!IsEarly(route, times)) return true;
        other.CopyFrom(times);
        Caps(route, times, keepsTied: true);
        return (Run(route, times, CappedFloors(times)) && times.Price < other.Price && HasTiedAsIn(other, times)) || Keep(times);
    }

    private bool HasTiedAsIn(RouteTimes before, RouteTimes times)
    {
        for (var stop = 0; stop < times.Count; stop++)
            if (model.HasTies[times.Jobs[stop]] && before.Start[stop] != times.Start[stop]) return false;
        return true;
    }

    /// <summary>Wished times as far as <see cref="Caps"/> allow to wait for them.</summary>
    private int[] CappedFloors(RouteTimes times)
    {
        for (var stop = 0; stop < times.Count; stop++)
            wishFloor[stop] = Math.Max(model.HasTies[times.Jobs[stop]] ? Floor[times.Jobs[stop]] : Model.AnyTime, Math.Min(model.Wish[times.Jobs[stop]], cap[stop]));
        return wishFloor;
    }

    private bool Keep(RouteTimes times)
    {
        times.CopyFrom(other);
        return true;
    }

    private bool IsLate(int route, RouteTimes times)
    {
        for (var stop = model.Route[route].Started; stop < times.Count; stop++)
            if (times.Start[stop] > model.WishEnd[times.Jobs[stop]]) return true;
        return false;
    }

    private bool IsEarly(int route, RouteTimes times)
    {
        for (var stop = model.Route[route].Started; stop < times.Count; stop++)
            if (times.Start[stop] < model.Wish[times.Jobs[stop]]) return true;
        return false;
    }

    private int[] Floors(RouteTimes times, bool isHeld)
    {
        var floors = wishFloor;
        for (var stop = 0; stop < times.Count; stop++)
        {
            var job = times.Jobs[stop];
            floors[stop] = model.HasTies[job] ? Floor[job] : Model.AnyTime;
            if (isHeld && model.Wish[job] > floors[stop]) floors[stop] = model.Wish[job];
        }

        return floors;
    }

    private bool Run(int route, RouteTimes times, int[] floors)
    {
        var limits = model.Route[route];
        if (times.BreakGap.Length != limits.Breaks.Length) (times.BreakGap, times.BreakStart) = (new int[limits.Breaks.Length], new int[limits.Breaks.Length]);
        if (times.Count == 0 && !limits.IsRunning)
        {
            (times.Leave, times.End, times.Price) = (limits.Leave, limits.Leave, default);
            Array.Fill(times.BreakGap, -1);
            return true;
        }

        // Too long at work may be mended by setting out later, if there is waiting on the way.
        var leave = limits.FreeFrom;
        for (var attempt = 0; attempt < 8; attempt++)
        {
            var lane = Forward(route, times, floors, leave);
            if (lane < 0) return false;
            Backtrack(route, times, lane);
            var over = WorkSeconds(limits, times) - limits.MaxWork;
            if (over <= 0)
            {
                SetPrice(route, times);
                return true;
            }

            if (limits.IsRunning) return false;
            leave = (int)Math.Min(times.Leave + over, Model.Unlimited);
            if (leave > limits.HardEnd) return false;
        }

        return false;
    }

    private static long WorkSeconds(RouteModel limits, RouteTimes times)
    {
        long work = (long)times.End - times.Leave - limits.TakenSeconds;
        for (var rest = 0; rest < times.BreakGap.Length; rest++)
            if (times.BreakGap[rest] >= 0) work -= limits.Breaks[rest].Length;
        return work;
    }

    /// <summary>The lane that ends first, or −1. <c>laneStart</c>, <c>tookBreak</c> and <c>breakAt</c> keep the way there.</summary>
    private int Forward(int route, RouteTimes times, int[] floors, int leave)
    {
        var limits = model.Route[route];
        var open = model.Open[route];
        var breaks = limits.Breaks;
        var lanes = breaks.Length + 1;
        var (ready, since, left, count) = (this.ready, this.since, this.left, times.Count);
        ready.AsSpan(0, lanes).Fill(Model.Never);
        (ready[0], since[0], left[0]) = (leave, limits.WorkSince, limits.Leave);
        var (place, setUpPlace) = (limits.FromPlace, limits.SetUpPlace);
        for (var stop = limits.Started; stop <= count; stop++)
        {
            var isFirst = stop == 0 && !limits.IsRunning;
            var grace = limits.BreakGrace;
            for (var lane = 1; lane < lanes; lane++)
            {
                var rest = breaks[lane - 1];
                var at = (stop * lanes) + lane;
                tookBreak[at] = false;
                var inTime = grace;
                if (limits.IsRunning) grace += rest.Length;
                var before = ready[lane - 1];
                if (before == Model.Never) continue;
                var start = Math.Max(before, rest.Earliest);
                var isInTime = start <= rest.Latest && (isFirst || rest.AfterWork is not { } most || start - since[lane - 1] <= most);
                if ((!isInTime && start > inTime) || start + rest.Length > ready[lane]) continue;
                (ready[lane], since[lane], tookBreak[at], breakAt[at]) = (start + rest.Length, start + rest.Length, true, start);
                left[lane] = isFirst ? (lane == 1 ? start : left[lane - 1]) : left[lane - 1];
            }

            if (stop == count) break;
            var job = times.Jobs[stop];
            var to = model.Place[job];
            if (open[job] is not { } windows) return -1;
            var setUp = to == setUpPlace ? 0 : model.SetUp[job];
            var floor = floors[stop];
            var isAlive = false;
            for (var lane = 0; lane < lanes; lane++)
            {
                if (ready[lane] == Model.Never) continue;
                var depart = Math.Max(ready[lane], model.Release[job]);
                var way = limits.Travel.SecondsIfAny(place, to, depart);
                if (way == TravelMatrix.Unreachable)
                {
                    if (!model.IsCommitted[job]) return -1;
                    way = 0;
                }

                var start = Model.NextOpen(windows, Math.Max(depart + way + setUp, floor));
                if (start > limits.HardEnd)
                {
                    ready[lane] = Model.Never;
                    continue;
                }

                if (isFirst && ready[0] != Model.Never && lane == 0)
                {
                    left[0] = Math.Max(leave, LatestLeave(limits.Travel, place, to, start - setUp, start));
                    since[0] = left[0];
                }

                laneStart[(stop * lanes) + lane] = start;
                ready[lane] = start + model.Duration[job];
                isAlive = true;
            }

            if (!isAlive) return -1;
            (place, setUpPlace) = (to, to);
        }

        var best = -1;
        for (var lane = 0; lane < lanes; lane++)
        {
            if (ready[lane] == Model.Never) continue;
            var way = limits.Travel.SecondsIfAny(place, limits.EndPlace, ready[lane]);
            if (way == TravelMatrix.Unreachable)
            {
                if (count > limits.Committed.Length) return -1;
                way = 0;
            }

            var end = ready[lane] + way;
            if (end > limits.HardEnd || !MayGoWithout(limits, lane, left[lane], since[lane], end)) continue;
            if (best >= 0 && end >= times.End) continue;
            (best, times.End, times.Leave) = (lane, end, left[lane]);
        }

        return best;
    }

    /// <summary>Every break after the first <paramref name="taken"/> is not due: the route is over before, or had not begun.</summary>
    private static bool MayGoWithout(RouteModel limits, int taken, int leave, int since, int end)
    {
        for (var rest = taken; rest < limits.Breaks.Length; rest++)
        {
            var due = limits.Breaks[rest];
            if (end <= limits.BreakGrace) continue;
            if (leave <= due.Latest && end > due.Latest) return false;
            if (rest == taken && due.AfterWork is { } most && end - since > most) return false;
        }

        return true;
    }

    private void Backtrack(int route, RouteTimes times, int lane)
    {
        var limits = model.Route[route];
        var lanes = limits.Breaks.Length + 1;
        Array.Fill(times.BreakGap, -1);
        for (var stop = times.Count; stop >= limits.Started; stop--)
        {
            if (stop < times.Count) times.Start[stop] = laneStart[(stop * lanes) + lane];
            while (lane > 0 && tookBreak[(stop * lanes) + lane])
            {
                (times.BreakGap[lane - 1], times.BreakStart[lane - 1]) = (stop, breakAt[(stop * lanes) + lane]);
                lane--;
            }
        }

        for (var stop = 0; stop < limits.Started; stop++) times.Start[stop] = model.FixedStart[times.Jobs[stop]];
    }

    private void SetPrice(int route, RouteTimes times)
    {
        var limits = model.Route[route];
        var (faces, promised, promisedRoute, soft) = (model.Faces[route], model.Promised, model.PromisedRoute[route], model.Soft);
        long promises = limits.StartedPrice.Promises, care = limits.StartedPrice.Care, metres = 0, met = 0;
        var (place, rest) = (limits.FromPlace, 0);
        var ready = limits.IsRunning ? limits.FreeFrom : times.Leave;
        for (var stop = limits.Started; stop <= times.Count; stop++)
        {
            for (; rest < times.BreakGap.Length && times.BreakGap[rest] == stop; rest++) ready = times.BreakStart[rest] + limits.Breaks[rest].Length;
            var to = stop < times.Count ? model.Place[times.Jobs[stop]] : limits.EndPlace;
            if (stop < times.Count) ready = Math.Max(ready, model.Release[times.Jobs[stop]]);
            if (limits.Travel.IsReachable(place, to)) metres += limits.Travel.Metres(place, to, ready);
            if (stop == times.Count) break;
            var (job, start) = (times.Jobs[stop], times.Start[stop]);
            promises += promisedRoute[job] + promised[job].At(start);
            met += faces[job];
            care += soft[job].At(start);
            ready = start + model.Duration[job];
            place = to;
        }

        var overtime = Math.Max(0, times.End - limits.ShiftEnd);
        var cost = limits.StartedPrice.Cost + limits.PerRoute + (metres * limits.PerMetre) + (WorkSeconds(limits, times) * limits.PerSecond) +
                   (overtime * limits.OvertimePerSecond);
        times.Price = model.FacesAreCost ? new Price(0, promises, care, cost + met) : new Price(0, promises, care + met, cost);
    }

    /// <summary>For each stop the latest start that breaks no hard rule, and makes no stop behind later than its wish or than it is now;
    /// with <paramref name="keepsTied"/>, no stop with ties later than now.</summary>
    private void Caps(int route, RouteTimes times, bool keepsTied)
    {
        var limits = model.Route[route];
        var open = model.Open[route];
        long latestEnd = limits.HardEnd;
        if (limits.MaxWork < Model.Unlimited) latestEnd = Math.Min(latestEnd, times.End + (limits.MaxWork - WorkSeconds(limits, times)));
        var end = (int)Math.Min(latestEnd, Model.Unlimited);
        var rest = limits.Breaks.Length - 1;
        var (to, setUp) = (limits.EndPlace, 0);
        for (var stop = times.Count - 1; stop >= limits.Started; stop--)
        {
            var job = times.Jobs[stop];
            var place = model.Place[job];
            var latest = LatestLeave(limits.Travel, place, to, end - setUp, end);
            for (; rest >= 0 && (times.BreakGap[rest] > stop || times.BreakGap[rest] < 0); rest--)
            {
                // A break that is not taken must stay undue; waiting must not push the end past it. Holding still is always right.
                if (times.BreakGap[rest] < 0) latest = Math.Min(latest, times.Start[stop] + model.Duration[job]);
                else latest = Math.Min(latest - limits.Breaks[rest].Length, limits.Breaks[rest].AfterWork is null ? limits.Breaks[rest].Latest : times.BreakStart[rest]);
            }

            var wish = keepsTied && model.HasTies[job] ? times.Start[stop] : Math.Max(times.Start[stop], model.WishEnd[job]);
            var start = Model.LastOpen(open[job]!, Math.Min(latest - model.Duration[job], wish));
            cap[stop] = end = Math.Max(start, times.Start[stop]);
            var before = stop > 0 ? model.Place[times.Jobs[stop - 1]] : limits.SetUpPlace;
            setUp = before == place ? 0 : model.SetUp[job];
            to = place;
        }
    }

    private void Reserve(int stops, int lanes)
    {
        if (stops > cap.Length)
        {
            Array.Resize(ref cap, stops * 2);
            Array.Resize(ref wishFloor, stops * 2);
        }

        if (stops * lanes <= laneStart.Length) return;
        Array.Resize(ref laneStart, stops * lanes * 2);
        Array.Resize(ref tookBreak, stops * lanes * 2);
        Array.Resize(ref breakAt, stops * lanes * 2);
    }

    private static int[] AnyTimes(int count)
    {
        var times = new int[count];
        Array.Fill(times, Model.AnyTime);
        return times;
    }
}
