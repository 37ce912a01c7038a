using MobileTeams.Measures;

namespace MobileTeams.Planning;

/// <summary>Times visits in a given order with every upper limit lifted: late is late, but it has a time.</summary>
internal sealed class HandMade(Problem problem)
{
    public Plan Time(IReadOnlyList<IReadOnlyList<int>> orders)
    {
        if (orders.Count != problem.Routes.Count)
            throw new InputException("plan.orders", $"The plan has {orders.Count} routes, the day has {problem.Routes.Count}.");
        var model = ModelBuilder.Build(problem);
        model = model.Changed(aparts: NoArcs(model)); // who of two comes first is the hand's business, not ours
        var jobs = Jobs(model, orders);
        var all = Relaxed(model, jobs, isEverywhere: true);
        var day = Timed(Relaxed(model, jobs, isEverywhere: false), jobs) ?? Timed(all, jobs) ?? Timed(all.Changed(arcs: NoArcs(model)), jobs)
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

    /// <summary>A route that cannot keep its rules gives them up in this order: windows and the shift's end, the longest work, the breaks.</summary>
    private static Model Relaxed(Model model, List<int>[] jobs, bool isEverywhere)
    {
        var (open, routes, wish) = ((int[]?[][])model.Open.Clone(), (RouteModel[])model.Route.Clone(), (int[])model.Wish.Clone());
        var changed = model.Changed(open: open, route: routes, wish: wish);
        for (var route = 0; route < model.Routes; route++)
        {
            var times = new RouteTimes();
            foreach (var job in routes[route].Committed) times.Insert(times.Count, job);
            foreach (var job in jobs[route]) times.Insert(times.Count, job);
            if (!isEverywhere && Keeps()) continue;
            open[route] = LateOpen(model);
            foreach (var job in jobs[route]) wish[job] = Model.AnyTime; // no waiting that makes anybody later than need be
            routes[route] = routes[route] with { HardEnd = Model.Unlimited };
            if (Keeps()) continue;
            routes[route] = routes[route] with { MaxWork = Model.Unlimited };
            if (!Keeps()) routes[route] = routes[route] with { Breaks = [], BreakIndex = [] };

            bool Keeps() => new Clock(changed).Time(route, times, Waiting.Best);
        }

        return changed;
    }

    /// <summary>Every window stays open for ever once it has opened; nothing is forbidden.</summary>
    private static int[]?[] LateOpen(Model model)
    {
        var open = new int[]?[model.Jobs];
        for (var job = 0; job < model.Jobs; job++)
        {
            var windows = model.IsCommitted[job] ? Model.Always : (int[])ModelBuilder.WindowsOf(model.Problem.Visits[model.VisitOf[job]]).Clone();
            windows[^1] = Model.Always[1];
            open[job] = windows;
        }

        return open;
    }

    private static TieArc[][] NoArcs(Model model)
    {
        var arcs = new TieArc[model.Jobs][];
        Array.Fill(arcs, []);
        return arcs;
    }
}
