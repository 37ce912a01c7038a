namespace MobileTeams.Planning;

/// <summary>Some routes of a plan with their visits as a problem of its own. What is tied to routes outside stays in its route at its second.</summary>
internal sealed class Part
{
    private readonly Problem whole;
    private readonly Plan plan;
    private readonly int[] routes;
    private readonly List<int> visits = [];
    private readonly Dictionary<int, int> routeOf = [];
    private readonly Dictionary<int, int> visitOf = [];

    /// <param name="whole">The whole day.</param>
    /// <param name="plan">A plan for it.</param>
    /// <param name="routes">The routes of the part.</param>
    /// <param name="waiting">Visits without a route that the part may take on.</param>
    public Part(Problem whole, Plan plan, int[] routes, List<int> waiting)
    {
        (this.whole, this.plan, this.routes) = (whole, plan, routes);
        for (var index = 0; index < routes.Length; index++) routeOf[routes[index]] = index;
        var (start, isHeld) = (new Dictionary<int, (int Start, int Route)>(), new HashSet<int>());
        foreach (var route in plan.Routes)
        {
            foreach (var stop in route.Stops)
            {
                if (start.TryGetValue(stop.Visit, out var other) && routeOf.ContainsKey(route.Route) != routeOf.ContainsKey(other.Route)) isHeld.Add(stop.Visit);
                if (!start.ContainsKey(stop.Visit) || routeOf.ContainsKey(route.Route)) start[stop.Visit] = (stop.Start, route.Route);
                if (routeOf.ContainsKey(route.Route)) Add(stop.Visit);
            }
        }

        foreach (var route in routes)
            foreach (var stop in whole.Routes[route].Committed) Add(stop.Visit);
        foreach (var visit in FreeOf(waiting)) Add(visit);
        var ties = new List<Tie>();
        foreach (var tie in whole.Ties)
        {
            if (!whole.IsPlannable(tie.A) || !whole.IsPlannable(tie.B)) continue;
            var (hasA, hasB) = (visitOf.TryGetValue(tie.A, out var a), visitOf.TryGetValue(tie.B, out var b));
            if (hasA && hasB) ties.Add(tie with { A = a, B = b });
            else if (hasA && start.ContainsKey(tie.B)) isHeld.Add(tie.A);
            else if (hasB && start.ContainsKey(tie.A)) isHeld.Add(tie.B);
        }

        var own = new Visit[visits.Count];
        for (var index = 0; index < own.Length; index++)
        {
            var visit = visits[index];
            own[index] = isHeld.Contains(visit) && start.TryGetValue(visit, out var at) ? Held(whole.Visits[visit], at.Start, routeOf[at.Route]) : Mapped(whole.Visits[visit]);
        }

        Problem = Problem.Create(whole.Travel, Array.ConvertAll(routes, route => Mapped(whole.Routes[route])), own, ties, whole.Prices);

        void Add(int visit)
        {
            if (visitOf.TryAdd(visit, visits.Count)) visits.Add(visit);
        }
    }

    public Problem Problem { get; }

    /// <summary>The part of the plan, to start from.</summary>
    public Plan Start()
    {
        var own = new RoutePlan[routes.Length];
        for (var route = 0; route < own.Length; route++) own[route] = Renumbered(plan.Routes[routes[route]], route, visit => visitOf[visit]);
        var leftOut = new List<int>();
        foreach (var visit in plan.LeftOut)
            if (visitOf.TryGetValue(visit, out var index)) leftOut.Add(index);
        return new Plan(own, leftOut, new PlanPrice());
    }

    /// <summary>Writes the part's new routes into the routes of the whole.</summary>
    public void WriteTo(RoutePlan[] all, Plan found)
    {
        for (var route = 0; route < routes.Length; route++) all[routes[route]] = Renumbered(found.Routes[route], routes[route], visit => visits[visit]);
    }

    /// <summary>Those that wait and are tied to nothing outside: a part does not see what it would break there.</summary>
    private List<int> FreeOf(List<int> waiting)
    {
        var (inside, free) = (new HashSet<int>(waiting), new HashSet<int>(waiting));
        inside.UnionWith(visits);
        for (var isSure = false; !isSure;)
        {
            isSure = true;
            foreach (var tie in whole.Ties)
            {
                var (hasA, hasB) = (inside.Contains(tie.A), inside.Contains(tie.B));
                if (hasA == hasB || !free.Remove(hasA ? tie.A : tie.B)) continue;
                _ = inside.Remove(hasA ? tie.A : tie.B);
                isSure = false;
            }
        }

        return waiting.FindAll(free.Contains);
    }

    private static RoutePlan Renumbered(RoutePlan route, int number, Func<int, int> visit)
    {
        var stops = new Stop[route.Stops.Count];
        for (var stop = 0; stop < stops.Length; stop++) stops[stop] = route.Stops[stop] with { Visit = visit(route.Stops[stop].Visit) };
        return route with { Route = number, Stops = stops };
    }

    private Route Mapped(Route route)
    {
        if (route.Committed.Count == 0) return route;
        var committed = new CommittedStop[route.Committed.Count];
        for (var stop = 0; stop < committed.Length; stop++) committed[stop] = route.Committed[stop] with { Visit = visitOf[route.Committed[stop].Visit] };
        return route with { Committed = committed };
    }

    private Visit Mapped(Visit visit)
    {
        if (visit.PinnedRoute is { } pinned) visit = visit with { PinnedRoute = routeOf.TryGetValue(pinned, out var own) ? own : null };
        if (visit.Promise is not { Routes: { } promised } promise) return visit;
        var here = new List<int>();
        foreach (var route in promised)
            if (routeOf.TryGetValue(route, out var own)) here.Add(own);
        return visit with { Promise = promise with { Routes = here } };
    }

    /// <summary>In this route at this second, and too dear to leave out.</summary>
    private static Visit Held(Visit visit, int start, int route) => new(visit.Patient, visit.Place, visit.Duration)
    {
        SetUp = visit.SetUp,
        Windows = [new StartWindow(start, start)],
        PinnedRoute = route,
        LeavingOut = new LeavingOut(PriceClass.LeftOut, 1_000_000),
    };
}
