using MobileTeams.Measures;

namespace MobileTeams.Planning;

/// <summary>Puts times to routes.</summary>
public static class Timetable
{
    /// <summary>The times of a plan made by hand: for each route its visits in order. Whatever is too late, too long or not allowed is timed all the same, so that
    /// <see cref="PlanChecker"/> can say what is wrong with it. Committed stops come first whether they are named or not; visits in no route are left out.</summary>
    /// <exception cref="InputException"><c>plan.orders</c>: another number of routes, a visit that does not exist or is named more often than it takes people, a route
    /// at fault, or a way that does not exist.</exception>
    public static Plan Of(Problem problem, IReadOnlyList<IReadOnlyList<int>> orders) => new HandMade(problem).Time(orders);

    /// <summary>Writes a schedule out as a plan, with every time and price named.</summary>
    internal static Plan PlanOf(Schedule day)
    {
        var model = day.Model;
        var routes = new RoutePlan[model.Routes];
        var price = new PlanPrice();
        for (var route = 0; route < routes.Length; route++) routes[route] = Write(day, route, ref price);
        var leftOut = new List<int>();
        for (var visit = 0; visit < model.Visits; visit++)
        {
            if (day.IsDone(visit)) continue;
            leftOut.Add(visit);
            var amount = model.LeavingOut[visit];
            price = price with
            {
                Mandatory = price.Mandatory + amount.LeftOut,
                OptionalInPromises = price.OptionalInPromises + amount.Promises,
                OptionalInCare = price.OptionalInCare + amount.Care,
                OptionalInCost = price.OptionalInCost + amount.Cost,
            };
        }

        return new Plan(routes, leftOut, price);
    }

    private static RoutePlan Write(Schedule day, int route, ref PlanPrice price)
    {
        var (model, times, limits) = (day.Model, day.Routes[route], day.Model.Route[route]);
        if (times.Count == 0 && !limits.IsRunning) return new RoutePlan(route, times.Leave, [], [], 0, 0, times.Leave);
        var (stops, breaks) = (new Stop[times.Count], new List<PlannedBreak>());
        var home = model.Problem.Routes[route].StartPlace;
        var (place, setUpPlace, ready) = (home, -1, times.Leave);
        long metres = 0, rested = limits.TakenSeconds, promised = 0, otherRoute = 0, early = 0, late = 0, faces = 0;
        WriteTaken(model, route, times, breaks);
        var rest = 0;
        for (var stop = 0; stop < times.Count; stop++)
        {
            if (stop == limits.Started && limits.IsRunning) (place, setUpPlace, ready) = (limits.FromPlace, limits.SetUpPlace, limits.FreeFrom);
            var (job, start) = (times.Jobs[stop], times.Start[stop]);
            ready = WriteBreaks(limits, times, stop, ref rest, breaks, ready);
            var hasStarted = stop < limits.Started;
            if (!hasStarted) ready = Math.Max(ready, model.Release[job]);
            var isReachable = limits.Travel.IsReachable(place, model.Place[job]);
            var seconds = isReachable ? limits.Travel.Seconds(place, model.Place[job], ready) : 0;
            var way = isReachable ? limits.Travel.Metres(place, model.Place[job], ready) : 0;
            var setUp = model.Place[job] == setUpPlace ? 0 : model.SetUp[job];
            var end = hasStarted ? model.Problem.Routes[route].Committed[stop].End ?? (start + model.Duration[job]) : start + model.Duration[job];
            var arrival = hasStarted ? start - setUp : ready + seconds;
            stops[stop] = new Stop(model.VisitOf[job], arrival, setUp, start, end, seconds, way, model.IsCommitted[job]);
            metres += way;
            promised += model.Promised[job].At(start);
            otherRoute += model.PromisedRoute[route][job];
            faces += model.Faces[route][job];
            if (start < model.Soft[job].Earliest) early += model.Soft[job].At(start);
            else late += model.Soft[job].At(start);
            (place, setUpPlace, ready) = (model.Place[job], model.Place[job], end);
        }

        if (times.Count == limits.Started && limits.IsRunning) (place, ready) = (limits.FromPlace, limits.FreeFrom);
        ready = WriteBreaks(limits, times, times.Count, ref rest, breaks, ready);
        var isHome = limits.Travel.IsReachable(place, limits.EndPlace);
        var homeSeconds = isHome ? limits.Travel.Seconds(place, limits.EndPlace, ready) : 0;
        var homeMetres = isHome ? limits.Travel.Metres(place, limits.EndPlace, ready) : 0;
        for (var taken = 0; taken < times.BreakGap.Length; taken++)
            if (times.BreakGap[taken] >= 0) rested += limits.Breaks[taken].Length;
        price = price with
        {
            PromisedTimes = price.PromisedTimes + promised,
            PromisedRoutes = price.PromisedRoutes + otherRoute,
            Early = price.Early + early,
            Late = price.Late + late,
            Faces = price.Faces + (model.FacesAreCost ? 0 : faces),
            FacesInCost = price.FacesInCost + (model.FacesAreCost ? faces : 0),
            Work = price.Work + ((times.End - times.Leave - rested) * limits.PerSecond),
            Distance = price.Distance + ((metres + homeMetres) * limits.PerMetre),
            Overtime = price.Overtime + (Math.Max(0, times.End - limits.ShiftEnd) * limits.OvertimePerSecond),
            Routes = price.Routes + limits.PerRoute,
        };
        return new RoutePlan(route, times.Leave, stops, breaks, homeSeconds, homeMetres, times.End);
    }

    private static void WriteTaken(Model model, int route, RouteTimes times, List<PlannedBreak> breaks)
    {
        if (!model.Route[route].IsRunning) return;
        var given = model.Problem.Routes[route].Breaks;
        for (var index = 0; index < given.Count && given[index].TakenAt is { } at; index++)
        {
            var after = 0;
            while (after < model.Route[route].Started && times.Start[after] < at) after++;
            breaks.Add(new PlannedBreak(index, after, at, at + given[index].Length));
        }
    }

    private static int WriteBreaks(RouteModel limits, RouteTimes times, int gap, ref int rest, List<PlannedBreak> breaks, int ready)
    {
        for (; rest < times.BreakGap.Length && times.BreakGap[rest] == gap; rest++)
        {
            var start = times.BreakStart[rest];
            ready = start + limits.Breaks[rest].Length;
            breaks.Add(new PlannedBreak(limits.BreakIndex[rest], gap, start, ready));
        }

        return ready;
    }
}
