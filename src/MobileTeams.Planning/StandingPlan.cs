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

        offers.Sort(Insertion.Compare);
        return offers;
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
