namespace MobileTeams.Planning;

/// <summary>A plan held up to ask what would happen if.</summary>
internal sealed class StandingPlan
{
    private readonly Model model;
    private readonly Schedule day;
    private readonly Trial trial;
    private readonly Placing placing;

    private StandingPlan(Schedule day)
    {
        (model, this.day) = (day.Model, day);
        trial = new Trial(day) { IsThorough = true };
        placing = new Placing(day, trial);
    }

    /// <summary>The price of the routes, without what is left out.</summary>
    public Price Price => day.RoutesPrice;

    public Schedule Day => day;

    public static StandingPlan Of(Model model, Plan plan, int without = -1)
    {
        var standing = new StandingPlan(Schedule.OfCommitted(model)!);
        new Following(standing.day, standing.trial, standing.placing).Follow(without < 0 ? plan : Without(plan, without));
        return standing;
    }

    /// <summary>The same schedule under a model with changed rules.</summary>
    public static StandingPlan Of(Model model, Schedule day)
    {
        var copy = new Schedule(model);
        copy.CopyFrom(day);
        return new StandingPlan(copy);
    }

    public List<Offer> Offers(int visit)
    {
        var offers = new List<Offer>();
        for (var route = 0; route < model.Routes; route++)
        {
            if (model.Open[route][visit] is null || model.NeedsTwin(route, visit) || !placing.MayGo(visit, route, -1)) continue;
            AddBest(offers, Spots(visit, route, model.Route[route].Started), model.Route[route].Committed.Length);
        }

        var pairs = new List<Spot>();
        placing.ListPairs(visit, pairs);
        for (var route = 0; route < model.Routes; route++)
        {
            var own = pairs.FindAll(pair => pair.Route == route);
            if (own.Count > 0) AddBest(offers, own, 0);
        }

        offers.Sort(Compare);
        return offers;
    }

    /// <summary>What <paramref name="ask"/> answers while the visit is taken out of the plan; its default when the plan cannot be timed without it.</summary>
    public T? Without<T>(int visit, Func<T> ask)
    {
        day.Remember();
        var isRight = TakeOut(visit);
        var answer = isRight ? ask() : default;
        day.Undo();
        return answer;
    }

    /// <summary>For each route the cheapest way to take the visit on when one of its own visits goes to another route; the cheapest first.</summary>
    public List<Ejection> Ejections(int visit)
    {
        var ejections = new List<Ejection>();
        for (var route = 0; route < model.Routes; route++)
        {
            if (model.Open[route][visit] is null || model.NeedsTwin(route, visit)) continue;
            Ejection? best = null;
            for (var stop = model.Route[route].Committed.Length; stop < day.Routes[route].Count; stop++)
            {
                var leaves = day.Routes[route].Jobs[stop];
                if (leaves >= model.Visits || model.Twin[leaves] >= 0 || model.Problem.Visits[leaves].PinnedRoute is not null) continue;
                if (Exchanged(visit, route, leaves) is { } found && (best is null || found.Price < best.Price)) best = found;
            }

            if (best is not null) ejections.Add(best);
        }

        ejections.Sort(static (a, b) => a.Price.CompareTo(b.Price) is not 0 and var byPrice ? byPrice : a.Start != b.Start ? a.Start.CompareTo(b.Start) : a.Route.CompareTo(b.Route));
        return ejections;
    }

    private Ejection? Exchanged(int visit, int route, int leaves)
    {
        var before = Starts();
        var price = day.RoutesPrice;
        day.Remember();
        var ejection = TakeOut(leaves) && placing.MayGo(visit, route, -1) && PutIn(visit, route, out var spot) && placing.TryFindElsewhere(leaves, route, out var other)
            ? Carried(spot, other) : null;
        day.Undo();
        return ejection;

        Ejection Carried(Spot came, Spot went)
        {
            trial.Commit(went);
            var position = day.PositionOf[visit];
            var moved = new List<Moved>();
            for (var job = 0; job < model.Visits; job++)
                if (job != visit && job != leaves && before[job] != Model.AnyTime && day.IsPlaced(job) && day.StartOf(job) != before[job])
                    moved.Add(new Moved(job, day.RouteOf[job], day.StartOf(job) - before[job], Outside(job, day.StartOf(job)) - Outside(job, before[job])));
            came.Gap = position;
            return new Ejection(
                route, position, ArrivalOf(came, day.Routes[route]), day.StartOf(visit), leaves, day.RouteOf[leaves], day.StartOf(leaves), day.RoutesPrice - price, moved);
        }
    }

    private bool PutIn(int visit, int route, out Spot best)
    {
        best = default;
        var isFound = false;
        foreach (var spot in Spots(visit, route, model.Route[route].Committed.Length))
            if (!isFound || spot.Delta < best.Delta) (best, isFound) = (spot, true);
        if (isFound) trial.Commit(best);
        return isFound;
    }

    private int[] Starts()
    {
        var starts = new int[model.Visits];
        for (var visit = 0; visit < starts.Length; visit++) starts[visit] = day.IsPlaced(visit) ? day.StartOf(visit) : Model.AnyTime;
        return starts;
    }

    /// <summary>Takes a visit out, its second person too; false when the rest cannot be timed.</summary>
    private bool TakeOut(int visit)
    {
        var routes = new List<int>();
        foreach (var job in model.Twin[visit] is >= 0 and var twin ? new[] { visit, twin } : [visit])
        {
            if (!day.IsPlaced(job)) continue;
            foreach (var member in trial.Party(day.RouteOf[job]))
                if (!routes.Contains(member)) routes.Add(member);
            day.TakeOut(job);
        }

        return routes.Count == 0 || trial.Retime(routes);
    }

    /// <summary>Every gap from <paramref name="from"/> on that breaks no hard rule, in order.</summary>
    public List<Spot> Spots(int visit, int route, int from)
    {
        var spots = new List<Spot>();
        for (var gap = from; gap <= day.Routes[route].Count; gap++)
            if (placing.TryGap(visit, route, gap, out var spot)) spots.Add(spot);
        return spots;
    }

    /// <summary>The times all changed routes would have; valid until the next spot is tried.</summary>
    public Trial Show(Spot spot)
    {
        trial.Show(spot);
        return trial;
    }

    private void AddBest(List<Offer> offers, List<Spot> spots, int committed)
    {
        var (cheapest, soonest, now) = (-1, -1, -1);
        var starts = new int[spots.Count];
        for (var index = 0; index < spots.Count; index++)
        {
            starts[index] = Show(spots[index]).Draft(spots[index].Route).Start[spots[index].Gap];
            if (spots[index].Gap < committed)
            {
                if (now < 0 || starts[index] < starts[now]) now = index;
                continue;
            }

            if (cheapest < 0 || spots[index].Delta < spots[cheapest].Delta) cheapest = index;
            if (soonest < 0 || starts[index] < starts[soonest]) soonest = index;
        }

        if (cheapest >= 0 && starts[cheapest] == starts[soonest]) soonest = cheapest;
        if (cheapest >= 0) offers.Add(OfferOf(spots[cheapest], true, soonest == cheapest, false));
        if (soonest >= 0 && soonest != cheapest) offers.Add(OfferOf(spots[soonest], false, true, false));
        if (now >= 0) offers.Add(OfferOf(spots[now], false, false, true));
    }

    private Offer OfferOf(Spot spot, bool isCheapest, bool isSoonest, bool isDiversion)
    {
        var changed = Show(spot);
        var moved = new List<Moved>();
        foreach (var route in changed.DraftRoutes)
        {
            var draft = changed.Draft(route);
            for (var stop = model.Route[route].Started; stop < draft.Count; stop++)
            {
                var job = draft.Jobs[stop];
                if (job == spot.Job || job == spot.Job2 || day.StartOf(job) == draft.Start[stop]) continue;
                moved.Add(new Moved(
                    model.VisitOf[job], route, draft.Start[stop] - day.StartOf(job), Outside(model.VisitOf[job], draft.Start[stop]) - Outside(model.VisitOf[job], day.StartOf(job))));
            }
        }

        var times = changed.Draft(spot.Route);
        var start = times.Start[spot.Gap];
        return new Offer(
            spot.Route, spot.Job2 < 0 ? null : spot.Route2, spot.Gap, ArrivalOf(spot, times), start, isCheapest, isSoonest, isDiversion, spot.Delta, moved,
            day.Routes[spot.Route].Count == 0 && !model.Route[spot.Route].IsRunning ? 0 : times.End - day.Routes[spot.Route].End);
    }

    private int Outside(int visit, int start)
    {
        var promised = model.Promised[visit];
        return start < promised.Earliest ? promised.Earliest - start : start > promised.Latest ? start - promised.Latest : 0;
    }

    private int ArrivalOf(Spot spot, RouteTimes times)
    {
        var limits = model.Route[spot.Route];
        var isFirst = spot.Gap <= limits.Started;
        var place = isFirst ? limits.FromPlace : model.Place[times.Jobs[spot.Gap - 1]];
        var ready = isFirst ? (limits.IsRunning ? limits.FreeFrom : times.Leave) : times.Start[spot.Gap - 1] + model.Duration[times.Jobs[spot.Gap - 1]];
        for (var rest = 0; rest < times.BreakGap.Length; rest++)
            if (times.BreakGap[rest] == spot.Gap) ready = times.BreakStart[rest] + limits.Breaks[rest].Length;
        ready = Math.Max(ready, model.Release[spot.Job]);
        return ready + limits.Travel.Seconds(place, model.Place[spot.Job], ready);
    }

    /// <summary>Cheapest by class, then by start, then by route.</summary>
    private static int Compare(Offer a, Offer b)
    {
        var byPrice = a.Price.CompareTo(b.Price);
        if (byPrice != 0) return byPrice;
        return a.Start != b.Start ? a.Start.CompareTo(b.Start) : a.Route.CompareTo(b.Route);
    }

    private static Plan Without(Plan plan, int visit)
    {
        var routes = new RoutePlan[plan.Routes.Count];
        for (var route = 0; route < routes.Length; route++)
        {
            var stops = new List<Stop>();
            foreach (var stop in plan.Routes[route].Stops)
                if (stop.Visit != visit) stops.Add(stop);
            routes[route] = plan.Routes[route] with { Stops = stops };
        }

        return plan with { Routes = routes };
    }
}
