namespace MobileTeams.Planning;

/// <summary>Looks at everything in a problem once and says what cannot be.</summary>
internal sealed class ProblemFaults
{
    private const int Furthest = 100_000_000; // three years: sums of a few such times still fit an int
    private const int Dearest = 100_000_000; // a million kronor a minute: sums still fit a long

    private readonly List<ProblemFault> all = [];
    private readonly IReadOnlyList<Travel> travel;
    private readonly IReadOnlyList<Route> routes;
    private readonly IReadOnlyList<Visit> visits;

    /// <summary>A committed visit is a fact; a fault in its ties costs the others their place, not it.</summary>
    private readonly bool[] isCommitted;

    private ProblemFaults(IReadOnlyList<Travel> travel, IReadOnlyList<Route> routes, IReadOnlyList<Visit> visits)
    {
        (this.travel, this.routes, this.visits) = (travel, routes, visits);
        isCommitted = new bool[visits.Count];
        OpenRoutes = new bool[routes.Count];
        PlannableVisits = new bool[visits.Count];
        Array.Fill(OpenRoutes, true);
        Array.Fill(PlannableVisits, true);
    }

    public IReadOnlyList<ProblemFault> All => all;

    public bool[] OpenRoutes { get; }

    public bool[] PlannableVisits { get; }

    public static ProblemFaults Find(
        IReadOnlyList<Travel> travel, IReadOnlyList<Route> routes, IReadOnlyList<Visit> visits, IReadOnlyList<Tie> ties, PriceList prices)
    {
        var faults = new ProblemFaults(travel, routes, visits);
        faults.CheckPrices(prices);
        for (var route = 0; route < routes.Count; route++) faults.CheckRoute(route);
        for (var visit = 0; visit < visits.Count; visit++) faults.CheckVisit(visit);
        faults.CheckCommitted();
        for (var tie = 0; tie < ties.Count; tie++) faults.CheckTie(tie, ties[tie]);
        faults.CheckCircles(ties);
        return faults;
    }

    private void CheckPrices(PriceList prices)
    {
        int[] all =
        [
            prices.PromisePerMinute, prices.PromisedToAnother, prices.EarlyPerMinute, prices.LatePerMinute, prices.NewFace, prices.PerMinute,
            prices.PerKilometre, prices.OvertimePerMinute, prices.PerRoute,
        ];
        foreach (var price in all)
        {
            if (IsPrice(price)) continue;
            this.all.Add(new ProblemFault("prices.range", "prices", $"A price of {price} öre cannot be; prices run from 0 to {Dearest}."));
            Array.Fill(OpenRoutes, false);
        }
    }

    private void CheckRoute(int index)
    {
        var route = routes[index];
        void Fault(string rule, string text)
        {
            all.Add(new ProblemFault(rule, $"route {index}", text));
            OpenRoutes[index] = false;
        }

        if (!IsPlace(route.StartPlace) || !IsPlace(route.EndPlace)) Fault("route.place", $"Route {index} starts or ends at a place that is not in the matrix.");
        if (!IsTime(route.ShiftStart) || !IsTime(route.ShiftEnd)) Fault("route.time", $"The shift of route {index} lies out of range.");
        else if (route.ShiftEnd < route.ShiftStart) Fault("route.shift", $"The shift of route {index} ends before it starts.");
        else if (route.ShiftEnd - route.ShiftStart > 86_400) Fault("route.shift-length", $"The shift of route {index} is longer than 24 hours.");
        if (route.Mode < 0 || route.Mode >= travel.Count) Fault("route.mode", $"Route {index} travels by way {route.Mode}, which is not given.");
        if (route.Crew is < 1 or > 4) Fault("route.crew", $"Route {index} has a crew of {route.Crew}; 1 to 4 can ride.");
        if (route.People.Count > route.Crew) Fault("route.people", $"Route {index} names {route.People.Count} people for a crew of {route.Crew}.");
        if (route.MaxWork is < 0 or > Furthest || route.MaxOvertime is < 0 or > 86_400) Fault("route.work", $"The limits of work in route {index} cannot be.");
        if (!IsPrice(route.PerMinute) || !IsPrice(route.PerKilometre) || !IsPrice(route.OvertimePerMinute))
            Fault("route.price", $"A price of route {index} is out of range.");
        if (route.Now is { } now && (!IsPlace(now.Place) || !IsTime(now.FreeFrom)))
            Fault("route.now", $"Route {index} is at a place or time that cannot be.");
        foreach (var rest in route.Breaks)
        {
            if (rest.Length is < 0 or > 86_400 || !IsTime(rest.Earliest) || !IsTime(rest.Latest) || rest.Latest < rest.Earliest || rest.AfterWork < 0 ||
                (rest.TakenAt is { } taken && !IsTime(taken)))
                Fault("route.break", $"A break of route {index} has a length or a band that cannot be.");
        }

        for (var rest = 1; rest < route.Breaks.Count; rest++)
        {
            if (route.Breaks[rest].TakenAt is not null && route.Breaks[rest - 1].TakenAt is null)
                Fault("route.break-order", $"Route {index} has taken break {rest} but not the one before it.");
        }
    }

    private void CheckVisit(int index)
    {
        var visit = visits[index];
        void Fault(string rule, string text)
        {
            all.Add(new ProblemFault(rule, $"visit {index}", text));
            PlannableVisits[index] = false;
        }

        if (visit.Patient < 0) Fault("visit.patient", $"Visit {index} has no patient.");
        if (!IsPlace(visit.Place)) Fault("visit.place", $"Visit {index} is at place {visit.Place}, which is not in the matrix.");
        if (visit.Duration is < 0 or > 86_400) Fault("visit.duration", $"Visit {index} takes {visit.Duration} s; 0 to 86400 is possible.");
        if (visit.SetUp is < 0 or > 86_400) Fault("visit.set-up", $"Visit {index} needs {visit.SetUp} s to set up; 0 to 86400 is possible.");
        if (visit.Staff is not (1 or 2)) Fault("visit.staff", $"Visit {index} takes {visit.Staff} people; 1 or 2 is possible.");
        foreach (var window in visit.Windows)
        {
            if (!IsTime(window.Earliest) || !IsTime(window.Latest)) Fault("visit.window-time", $"A window of visit {index} lies out of range.");
            else if (window.Latest < window.Earliest)
                Fault("visit.window", $"A window of visit {index} closes at {window.Latest} s, before it opens at {window.Earliest} s.");
        }

        if (visit.Soft is { } soft && (!IsTime(soft.Earliest) || !IsTime(soft.Latest) || soft.Latest < soft.Earliest))
            Fault("visit.soft", $"The wished window of visit {index} closes before it opens.");
        if (visit.Promise is { } promise)
        {
            if (!IsTime(promise.Earliest) || !IsTime(promise.Latest) || promise.Latest < promise.Earliest)
                Fault("visit.promise", $"The promised window of visit {index} closes before it opens.");
            foreach (var promised in promise.Routes ?? [])
                if (!IsRoute(promised)) Fault("visit.promise-route", $"Visit {index} is promised to route {promised}, which is not given.");
        }

        if (visit.PinnedRoute is { } pinned && !IsRoute(pinned)) Fault("visit.pinned", $"Visit {index} is pinned to route {pinned}, which is not given.");
        if (visit.Release is { } release && !IsTime(release)) Fault("visit.release", $"Visit {index} is released at a time out of range.");
        if (visit.LeavingOut.Amount is < 0 or > Dearest || !Enum.IsDefined(visit.LeavingOut.Class)) Fault("visit.leaving-out", $"Leaving out visit {index} has no possible price.");
        var dear = !IsPrice(visit.NewFace) || !IsPrice(visit.Soft?.EarlyPerMinute) || !IsPrice(visit.Soft?.LatePerMinute) ||
                   !IsPrice(visit.Promise?.PerMinute) || !IsPrice(visit.Promise?.OtherRoute);
        foreach (var face in visit.Faces) dear |= !IsPrice(face.Price);
        if (dear) Fault("visit.price", $"A price of visit {index} is out of range.");
    }

    private void CheckCommitted()
    {
        var times = new int[visits.Count];
        for (var index = 0; index < routes.Count; index++)
        {
            var before = int.MinValue;
            var isFrozen = false;
            foreach (var stop in routes[index].Committed)
            {
                var place = $"route {index}";
                if (stop.Visit < 0 || stop.Visit >= visits.Count)
                {
                    all.Add(new ProblemFault("route.committed", place, $"Route {index} is committed to visit {stop.Visit}, which is not given."));
                    OpenRoutes[index] = false;
                    continue;
                }

                if (!PlannableVisits[stop.Visit])
                {
                    all.Add(new ProblemFault("route.committed-fault", place, $"Route {index} is committed to visit {stop.Visit}, which is at fault itself."));
                    OpenRoutes[index] = false;
                }

                if (++times[stop.Visit] > visits[stop.Visit].Staff || (times[stop.Visit] > 1 && CountIn(routes[index], stop.Visit) > 1))
                {
                    all.Add(new ProblemFault("route.committed-twice", place, $"Visit {stop.Visit} is committed more often than it takes people."));
                    OpenRoutes[index] = false;
                }

                var isBackwards = stop.Start is { } start && (!IsTime(start) || start < before || (stop.End is { } end && (!IsTime(end) || end < start)));
                if (isBackwards || (stop.Start is null && stop.End is not null) || (isFrozen && stop.Start is not null))
                {
                    all.Add(new ProblemFault("route.committed-time", place, $"The committed stops of route {index} are not in the order of time."));
                    OpenRoutes[index] = false;
                }

                isFrozen |= stop.Start is null;
                before = stop.Start is { } began ? stop.End ?? began + visits[stop.Visit].Duration : before;
            }
        }

        // A visit committed to a route that is shut cannot be planned anew elsewhere: somebody may be there.
        for (var index = 0; index < routes.Count; index++)
        {
            if (OpenRoutes[index]) continue;
            foreach (var stop in routes[index].Committed)
                if (stop.Visit >= 0 && stop.Visit < visits.Count) PlannableVisits[stop.Visit] = false;
        }

        for (var index = 0; index < routes.Count; index++)
        {
            if (!OpenRoutes[index]) continue;
            foreach (var stop in routes[index].Committed) isCommitted[stop.Visit] = PlannableVisits[stop.Visit];
        }
    }

    private static int CountIn(Route route, int visit)
    {
        var count = 0;
        foreach (var stop in route.Committed)
            if (stop.Visit == visit) count++;
        return count;
    }

    private void CheckTie(int index, Tie tie)
    {
        var (knowsA, knowsB) = (IsVisit(tie.A), IsVisit(tie.B));
        var text = !knowsA || !knowsB ? $"Tie {index} is between visits {tie.A} and {tie.B}; one of them is not given."
            : tie.A == tie.B ? $"Tie {index} ties visit {tie.A} to itself."
            : tie is Tie.Sequence gap && (gap.Most < gap.Least || !IsTime(gap.Least) || !IsTime(gap.Most)) ? $"Tie {index} asks for at least {gap.Least} s and at most {gap.Most} s."
            : null;
        if (text is null) return;
        all.Add(new ProblemFault("tie", $"tie {index}", text));
        if (knowsA && !isCommitted[tie.A]) PlannableVisits[tie.A] = false;
        if (knowsB && !isCommitted[tie.B]) PlannableVisits[tie.B] = false;
    }

    /// <summary>Ties on the start times are differences x_B ≥ x_A + gap. If their longest paths never settle, they ask for a visit before itself.</summary>
    private void CheckCircles(IReadOnlyList<Tie> ties)
    {
        var arcs = new List<(int From, int To, int Gap, int Tie)>();
        for (var index = 0; index < ties.Count; index++)
        {
            var tie = ties[index];
            if (!IsVisit(tie.A) || !IsVisit(tie.B) || !PlannableVisits[tie.A] || !PlannableVisits[tie.B]) continue;
            if (isCommitted[tie.A] && isCommitted[tie.B]) continue;
            var (least, most) = tie switch
            {
                Tie.SameStart => (0, 0),
                Tie.Sequence gap => (gap.Least, gap.Most),
                _ => (1, 0),
            };
            if (least > most) continue;
            arcs.Add((tie.A, tie.B, least, index));
            arcs.Add((tie.B, tie.A, -most, index));
        }

        var (reach, came) = (new long[visits.Count], new int[visits.Count]);
        Array.Fill(came, -1);
        var moved = -1;
        for (var round = 0; round <= visits.Count; round++)
        {
            moved = -1;
            for (var arc = 0; arc < arcs.Count; arc++)
            {
                var (from, to, gap, _) = arcs[arc];
                if (!PlannableVisits[from] || !PlannableVisits[to] || reach[from] + gap <= reach[to]) continue;
                (reach[to], came[to], moved) = (reach[from] + gap, arc, to);
            }

            if (moved < 0) return;
        }

        for (var step = 0; step < visits.Count; step++) moved = arcs[came[moved]].From; // now surely on the circle
        var onCircle = new List<int>();
        do
        {
            onCircle.Add(moved);
            moved = arcs[came[moved]].From;
        }
        while (moved != onCircle[0]);
        onCircle.Sort();
        all.Add(new ProblemFault("tie.circle", $"tie {arcs[came[moved]].Tie}", $"The ties between visits {string.Join(", ", onCircle)} contradict each other."));
        foreach (var visit in onCircle)
            if (!isCommitted[visit]) PlannableVisits[visit] = false;
        CheckCircles(ties);
    }

    private bool IsPlace(int place) => place >= 0 && place < travel[0].Size;

    private bool IsRoute(int route) => route >= 0 && route < routes.Count;

    private bool IsVisit(int visit) => visit >= 0 && visit < visits.Count;

    private static bool IsTime(int second) => second is >= -Furthest and <= Furthest;

    private static bool IsPrice(int? ore) => ore is null or (>= 0 and <= Dearest);
}
