using MobileTeams.Measures;

namespace MobileTeams.Planning;

/// <summary>Times visits in a given order with every upper limit lifted: late is late, but it has a time.</summary>
internal sealed class HandMade(Problem problem)
{
    public Plan Time(IReadOnlyList<IReadOnlyList<int>> orders)
    {
        if (orders.Count != problem.Routes.Count)
            throw new InputException("plan.orders", $"The plan has {orders.Count} routes, the day has {problem.Routes.Count}.");
        var model = Limitless(ModelBuilder.Build(problem));
        var jobs = Jobs(model, orders);
        var relaxed = Relaxed(model, jobs);
        var day = Timed(model, jobs) ?? Timed(relaxed, jobs) ?? Timed(relaxed.Changed(arcs: NoArcs(model)), jobs)
            ?? throw new InputException("plan.orders", "Somewhere in the plan there is no way from one place to the next.");
        return Timetable.PlanOf(day);
    }

    private static Schedule? Timed(Model model, List<int>[] jobs)
    {
        var day = Schedule.OfCommitted(model);
        if (day is null) return null;
        var routes = new List<int>();
        for (var route = 0; route < jobs.Length; route++)
        {
            foreach (var job in jobs[route]) day.Append(route, job);
            if (day.Routes[route].Count > 0) routes.Add(route);
        }

        return new Trial(day).Retime(routes) ? day : null;
    }

    private List<int>[] Jobs(Model model, IReadOnlyList<IReadOnlyList<int>> orders)
    {
        var jobs = new List<int>[orders.Count];
        var isUsed = new bool[model.Jobs];
        for (var route = 0; route < orders.Count; route++)
        {
            jobs[route] = [];
            var committed = Array.ConvertAll(model.Route[route].Committed, job => model.VisitOf[job]);
            foreach (var visit in orders[route])
            {
                var place = $"route {route}";
                if (visit < 0 || visit >= problem.Visits.Count) throw new InputException("plan.orders", $"Visit {visit} does not exist.", place);
                if (!problem.IsOpen(route) || !problem.IsPlannable(visit))
                    throw new InputException("plan.orders", $"Route {route} or visit {visit} is itself at fault.", place);
                if (Array.IndexOf(committed, visit) >= 0) continue;
                var job = isUsed[visit] || model.IsCommitted[visit] ? model.Twin[visit] : visit;
                if (job < 0 || isUsed[job] || model.IsCommitted[job]) throw new InputException("plan.orders", $"Visit {visit} is done more often than it takes people.", place);
                isUsed[job] = true;
                jobs[route].Add(job);
            }
        }

        return jobs;
    }

    private static Model Limitless(Model model)
    {
        var open = new int[]?[model.Routes][];
        for (var route = 0; route < model.Routes; route++)
        {
            open[route] = new int[]?[model.Jobs];
            for (var job = 0; job < model.Jobs; job++)
            {
                var windows = model.IsCommitted[job] ? Model.Always : (int[])ModelBuilder.WindowsOf(model.Problem.Visits[model.VisitOf[job]]).Clone();
                windows[^1] = Model.Always[1];
                open[route][job] = windows;
            }
        }

        // Who of two comes first is the hand's business, not ours.
        return model.Changed(open, aparts: NoArcs(model), route: Array.ConvertAll(model.Route, route => route with { HardEnd = Model.Unlimited }));
    }

    /// <summary>A route that must be too long at work is; one whose breaks cannot be where they should goes without.</summary>
    private static Model Relaxed(Model model, List<int>[] jobs)
    {
        var routes = (RouteModel[])model.Route.Clone();
        for (var route = 0; route < routes.Length; route++)
        {
            var times = new RouteTimes();
            foreach (var job in routes[route].Committed) times.Insert(times.Count, job);
            foreach (var job in jobs[route]) times.Insert(times.Count, job);
            if (new Clock(model).Time(route, times, Waiting.Best)) continue;
            routes[route] = routes[route] with { MaxWork = Model.Unlimited };
            if (!new Clock(model.Changed(route: routes)).Time(route, times, Waiting.Best)) routes[route] = routes[route] with { Breaks = [], BreakIndex = [] };
        }

        return model.Changed(route: routes);
    }

    private static TieArc[][] NoArcs(Model model)
    {
        var arcs = new TieArc[model.Jobs][];
        Array.Fill(arcs, []);
        return arcs;
    }
}
