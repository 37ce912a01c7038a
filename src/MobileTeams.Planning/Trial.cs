namespace MobileTeams.Planning;

/// <summary>One way to put a visit into a schedule: its job (and its twin's) with route and gap, and what that does to the price.</summary>
internal struct Spot
{
    public int Job;
    public int Route;
    public int Gap;

    /// <summary>The second job, or −1.</summary>
    public int Job2;
    public int Route2;
    public int Gap2;

    /// <summary>How visits that must keep apart from this one are ordered around it.</summary>
    public Side Side;

    /// <summary>Nobody in the tied routes waits for a wished time.</summary>
    public bool IsHasty;

    /// <summary>About when the job would start if it had no ties.</summary>
    public int Natural;

    /// <summary>The change of the price of all routes; not of what is left out.</summary>
    public Price Delta;

    public static Spot One(int job, int route, int gap) => new() { Job = job, Route = route, Gap = gap, Job2 = -1, Route2 = -1 };
}

/// <summary>Before or after those to keep apart from.</summary>
internal enum Side
{
    /// <summary>Whoever can start first goes first.</summary>
    ByTime,
    Before,
    After,
}

/// <summary>Tries changes of a schedule and says what they cost exactly; ties carry them from route to route.</summary>
/// <remarks>Times are the least solution of all floors together: a route is timed, those tied to it get their floors raised, and so on until nothing moves; a circle
/// of waiting shows as a start beyond its limit. If a tied stop could move forward, everything tied is timed anew from nothing. Scratch: one per schedule.</remarks>
internal sealed class Trial
{
    private const int Unknown = Model.AnyTime;

    /// <summary>Larger parties are not worth the time.</summary>
    private const int MostInParty = 12;

    private readonly Schedule day;
    private readonly Model model;
    private readonly Clock clock;
    private readonly int[] slotOf;
    private readonly RouteTimes[] drafts;
    private readonly int[] draftRoute;
    private readonly bool[] isQueued;
    private readonly int[] queue;
    private readonly int[] jobStamp;
    private readonly int[] jobStart;
    private int draftCount;
    private int queueHead;
    private int queueCount;
    private int stamp;
    private int newJob = -1;
    private int newRoute;
    private int newJob2 = -1;
    private int newRoute2;
    private bool mustStartOver;

    public Trial(Schedule day)
    {
        (this.day, model) = (day, day.Model);
        clock = new Clock(model);
        slotOf = new int[model.Routes];
        Array.Fill(slotOf, -1);
        (drafts, draftRoute) = (new RouteTimes[model.Routes], new int[model.Routes]);
        for (var route = 0; route < model.Routes; route++) drafts[route] = new RouteTimes();
        (isQueued, queue) = (new bool[model.Routes], new int[Math.Max(1, model.Routes)]);
        (jobStamp, jobStart) = (new int[model.Jobs], new int[model.Jobs]);
    }

    /// <summary>A spot that does not fit is tried once more with nobody waiting in any route tied to it. For answers; a search has no time for it.</summary>
    public bool IsThorough { get; init; }

    /// <summary>The routes that the last spot shown changes.</summary>
    public ReadOnlySpan<int> DraftRoutes => draftRoute.AsSpan(0, draftCount);

    public RouteTimes Draft(int route) => drafts[slotOf[route]];

    /// <summary>False when a hard rule forbids the spot. Fills in <see cref="Spot.Delta"/> and how the ties are solved.</summary>
    public bool Evaluate(ref Spot spot)
    {
        if (spot.Job2 < 0 && !model.HasTies[spot.Job] && !HasActiveTies(spot.Route))
        {
            Begin();
            var draft = Add(spot.Route);
            draft.Insert(spot.Gap, spot.Job);
            if (!clock.Time(spot.Route, draft, Waiting.Best)) return false;
            spot.Delta = draft.Price - day.Routes[spot.Route].Price;
            return true;
        }

        var natural = spot.Natural;
        var hasAparts = model.Aparts[spot.Job].Length > 0;
        if (EvaluateTied(ref spot, Side.ByTime, natural)) return true;
        return hasAparts && (EvaluateTied(ref spot, Side.After, natural) || EvaluateTied(ref spot, Side.Before, natural));
    }

    /// <summary>Carries out a spot that was evaluated on this very schedule.</summary>
    public void Commit(Spot spot)
    {
        Show(spot);
        Take();
    }

    /// <summary>Leaves in <see cref="DraftRoutes"/> what an evaluated spot would do.</summary>
    public void Show(Spot spot)
    {
        var isRight = spot.Job2 < 0 && !model.HasTies[spot.Job] && !HasActiveTies(spot.Route) ? Evaluate(ref spot) : Settle(spot, spot.IsHasty, spot.Side, spot.Natural);
        if (!isRight) throw new InvalidOperationException("A spot that fitted does not fit.");
    }

    /// <summary>Times the given routes anew, and all that is tied to them. False, and nothing changed, when that breaks a hard rule.</summary>
    public bool Retime(IReadOnlyList<int> routes)
    {
        (newJob, newJob2) = (-1, -1);
        var isPatient = RetimeAll(routes, isHasty: false, out var patient, out var canHurry);
        if (isPatient && !canHurry)
        {
            Take();
            return true;
        }

        if (RetimeAll(routes, isHasty: true, out var hasty, out _) && (!isPatient || hasty < patient))
        {
            Take();
            return true;
        }

        if (!isPatient || !RetimeAll(routes, isHasty: false, out _, out _)) return false;
        Take();
        return true;
    }

    /// <summary>Lets one tied route wait for wished times if it does not, or stop waiting if it does, where that makes the whole cheaper.</summary>
    public bool TryWaitOtherwise(int route)
    {
        if (!HasActiveTies(route)) return false;
        (newJob, newJob2) = (-1, -1);
        Begin();
        var draft = Add(route);
        draft.IsHeld = !draft.IsHeld;
        StartOver();
        if (draftCount > MostInParty || !Run(isFromNothing: true, isHasty: false) || Delta() >= default(Price)) return false;
        Take();
        return true;
    }

    /// <summary>The route and all that ties join to it, as the schedule stands.</summary>
    public List<int> Party(int route)
    {
        Begin();
        _ = Add(route);
        StartOver();
        return [.. DraftRoutes];
    }

    private bool RetimeAll(IReadOnlyList<int> routes, bool isHasty, out Price price, out bool canHurry)
    {
        Begin();
        foreach (var route in routes)
            if (slotOf[route] < 0) Add(route);
        StartOver();
        for (var slot = 0; slot < draftCount; slot++) drafts[slot].IsHeld = true;
        var isRight = Run(isFromNothing: true, isHasty);
        price = Delta();
        canHurry = draftCount > 1 || (draftCount == 1 && HasActiveTies(draftRoute[0]));
        return isRight;
    }

    private bool EvaluateTied(ref Spot spot, Side side, int natural)
    {
        var isPatient = Settle(spot, isHasty: false, side, natural);
        var patient = Delta();
        var isHasty = (!isPatient || SomebodyIsLate()) && Settle(spot, isHasty: true, side, natural);
        if (!isPatient && !isHasty) return false;
        spot.IsHasty = !isPatient || (isHasty && Delta() < patient);
        spot.Delta = spot.IsHasty ? Delta() : patient;
        spot.Side = side;
        return true;
    }

    private bool SomebodyIsLate()
    {
        for (var slot = 0; slot < draftCount; slot++)
        {
            var draft = drafts[slot];
            for (var stop = model.Route[draftRoute[slot]].Started; stop < draft.Count; stop++)
                if (draft.Start[stop] > model.WishEnd[draft.Jobs[stop]]) return true;
        }

        return false;
    }

    private bool Settle(Spot spot, bool isHasty, Side side, int natural)
    {
        Order(spot.Job, side, natural);
        for (var attempt = 0; attempt < 2; attempt++)
        {
            Begin();
            (newJob, newRoute, newJob2, newRoute2) = (spot.Job, spot.Route, spot.Job2, spot.Route2);
            Mark(newJob);
            Add(newRoute).Insert(spot.Gap, newJob);
            if (newJob2 >= 0)
            {
                Mark(newJob2);
                Add(newRoute2).Insert(spot.Gap2, newJob2);
            }

            if (attempt == 1) StartOver();
            mustStartOver = false;
            var isRight = Run(isFromNothing: attempt == 1, isHasty);
            if (isRight) return true;
            if (!mustStartOver && !(IsThorough && isHasty) && !MayHasten(spot.Route, spot.Gap) && (spot.Job2 < 0 || !MayHasten(spot.Route2, spot.Gap2))) return false;
        }

        return false;
    }

    /// <summary>A tied stop behind the gap might start earlier than now, by a break that moves or a detour that is a short cut; then the floors it gives others now
    /// may be too high.</summary>
    private bool MayHasten(int route, int gap)
    {
        var times = day.Routes[route];
        for (var stop = gap; stop < times.Count; stop++)
            if (model.HasTies[times.Jobs[stop]] && HasPartner(times.Jobs[stop])) return true;
        return false;
    }

    private void Order(int job, Side side, int natural)
    {
        foreach (var apart in model.Aparts[job])
        {
            if (!day.IsPlaced(apart.Other)) continue;
            var isFirst = side == Side.Before || (side == Side.ByTime && natural <= day.StartOf(apart.Other));
            day.AFirst[apart.Tie] = model.Problem.Ties[apart.Tie].A == job ? isFirst : !isFirst;
        }
    }

    private void Begin()
    {
        for (var slot = 0; slot < draftCount; slot++) slotOf[draftRoute[slot]] = -1;
        while (queueCount > 0) isQueued[Dequeue()] = false;
        draftCount = 0;
        stamp++;
        (newJob, newJob2) = (-1, -1);
    }

    private RouteTimes Add(int route)
    {
        if (slotOf[route] >= 0) return drafts[slotOf[route]];
        var slot = draftCount++;
        (slotOf[route], draftRoute[slot]) = (slot, route);
        drafts[slot].CopyFrom(day.Routes[route]);
        return drafts[slot];
    }

    private void Mark(int job) => (jobStamp[job], jobStart[job]) = (stamp, Unknown);

    /// <summary>Adds every route that is tied to the drafts, and forgets when their tied stops start.</summary>
    private void StartOver()
    {
        for (var slot = 0; slot < draftCount; slot++)
        {
            var draft = drafts[slot];
            for (var stop = 0; stop < draft.Count; stop++)
            {
                var job = draft.Jobs[stop];
                if (!model.HasTies[job]) continue;
                Mark(job);
                if (model.FixedStart[job] != Model.AnyTime) jobStart[job] = model.FixedStart[job];
                foreach (var arc in model.Arcs[job])
                    if (IsPresent(arc.Other)) _ = Add(RouteOf(arc.Other));
                foreach (var arc in model.Aparts[job])
                    if (IsPresent(arc.Other)) _ = Add(RouteOf(arc.Other));
            }
        }
    }

    private bool Run(bool isFromNothing, bool isHasty)
    {
        for (var slot = 0; slot < draftCount; slot++) Enqueue(slot);
        var patience = 100 + (20 * draftCount);
        while (queueCount > 0)
        {
            if (--patience < 0) return false;
            var slot = Dequeue();
            isQueued[slot] = false;
            var (route, draft) = (draftRoute[slot], drafts[slot]);
            var isTied = SetFloors(route, draft);
            if (isHasty && isTied) draft.IsHeld = false;
            var isRight = clock.Time(route, draft, !isTied ? Waiting.Best : draft.IsHeld ? Waiting.Held : Waiting.Easy);
            ClearFloors(draft);
            if (!isRight) return false;
            if (!Note(draft, isFromNothing)) return false;
            if (!Pass(route, draft)) return false;
        }

        return true;
    }

    private bool SetFloors(int route, RouteTimes draft)
    {
        var isTied = false;
        for (var stop = 0; stop < draft.Count; stop++)
        {
            var job = draft.Jobs[stop];
            if (!model.HasTies[job]) continue;
            var floor = Model.AnyTime;
            foreach (var arc in model.Arcs[job])
            {
                if (!IsPresent(arc.Other)) continue;
                isTied = true;
                var start = Known(arc.Other);
                if (start != Unknown && arc.GapIn != Model.NoGap) floor = Math.Max(floor, start + arc.GapIn);
            }

            foreach (var arc in model.Aparts[job])
            {
                if (!IsPresent(arc.Other) || RouteOf(arc.Other) == route) continue;
                isTied = true;
                var start = Known(arc.Other);
                if (start != Unknown && !GoesFirst(job, arc)) floor = Math.Max(floor, start + model.Duration[arc.Other]);
            }

            clock.Floor[job] = floor;
        }

        return isTied;
    }

    private void ClearFloors(RouteTimes draft)
    {
        for (var stop = 0; stop < draft.Count; stop++) clock.Floor[draft.Jobs[stop]] = Model.AnyTime;
    }

    /// <summary>Writes down when the tied stops start; false if one moved forward and the floors it gave may be too high.</summary>
    private bool Note(RouteTimes draft, bool isFromNothing)
    {
        for (var stop = 0; stop < draft.Count; stop++)
        {
            var job = draft.Jobs[stop];
            if (!model.HasTies[job]) continue;
            var (old, now) = (Known(job), draft.Start[stop]);
            if (old == now) continue;
            if (!isFromNothing && old != Unknown && now < old && HasPartner(job))
            {
                mustStartOver = true;
                return false;
            }

            (jobStamp[job], jobStart[job]) = (stamp, now);
        }

        return true;
    }

    /// <summary>Puts everybody in line whom these times push; false if it pushes what has already started.</summary>
    private bool Pass(int route, RouteTimes draft)
    {
        for (var stop = 0; stop < draft.Count; stop++)
        {
            var job = draft.Jobs[stop];
            if (!model.HasTies[job]) continue;
            var start = draft.Start[stop];
            foreach (var arc in model.Arcs[job])
                if (arc.GapOut != Model.NoGap && IsPresent(arc.Other) && !Push(arc.Other, start + arc.GapOut)) return false;
            foreach (var arc in model.Aparts[job])
            {
                if (!IsPresent(arc.Other) || RouteOf(arc.Other) == route || !GoesFirst(job, arc)) continue;
                if (!Push(arc.Other, start + model.Duration[job])) return false;
            }
        }

        return true;
    }

    private bool Push(int job, int floor)
    {
        var start = Known(job);
        if (start == Unknown || start >= floor) return true;
        if (model.FixedStart[job] != Model.AnyTime) return false;
        var route = RouteOf(job);
        _ = Add(route);
        Enqueue(slotOf[route]);
        return true;
    }

    private bool GoesFirst(int job, TieArc apart) => day.AFirst[apart.Tie] == (model.Problem.Ties[apart.Tie].A == job);

    private bool HasActiveTies(int route)
    {
        if (day.TiedJobs[route] == 0) return false;
        var times = day.Routes[route];
        for (var stop = 0; stop < times.Count; stop++)
            if (model.HasTies[times.Jobs[stop]] && HasPartner(times.Jobs[stop])) return true;
        return false;
    }

    private bool HasPartner(int job)
    {
        foreach (var arc in model.Arcs[job])
            if (IsPresent(arc.Other)) return true;
        foreach (var arc in model.Aparts[job])
            if (IsPresent(arc.Other)) return true;
        return false;
    }

    private bool IsPresent(int job) => job == newJob || job == newJob2 || day.RouteOf[job] >= 0;

    private int RouteOf(int job) => job == newJob ? newRoute : job == newJob2 ? newRoute2 : day.RouteOf[job];

    private int Known(int job) => jobStamp[job] == stamp ? jobStart[job] : day.RouteOf[job] >= 0 ? day.StartOf(job) : Unknown;

    private Price Delta()
    {
        var delta = default(Price);
        for (var slot = 0; slot < draftCount; slot++) delta += drafts[slot].Price - day.Routes[draftRoute[slot]].Price;
        return delta;
    }

    private void Take()
    {
        for (var slot = 0; slot < draftCount; slot++)
        {
            var route = draftRoute[slot];
            slotOf[route] = -1;
            day.Exchange(route, ref drafts[slot]);
        }

        draftCount = 0;
    }

    private void Enqueue(int slot)
    {
        if (isQueued[slot]) return;
        isQueued[slot] = true;
        queue[(queueHead + queueCount) % queue.Length] = slot;
        queueCount++;
    }

    private int Dequeue()
    {
        var slot = queue[queueHead];
        queueHead = (queueHead + 1) % queue.Length;
        queueCount--;
        return slot;
    }
}
