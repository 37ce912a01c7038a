using System.Collections.Immutable;
using MobileTeams.Dispatch.People;
using MobileTeams.Dispatch.Visits;

namespace MobileTeams.Dispatch.Days;

/// <summary>A plan becomes the day's routes and the patients' promises. What has started stays where it is.</summary>
internal static class Publishing
{
    public static DayChange Apply(DayDraft draft, DayEvent.PlanPublished published)
    {
        if (Refuses(draft, published) is { } refusal) return new DayChange.Refused(refusal);
        var leaving = Redraw(draft, published.Routes);
        var moved = leaving.Where(id => draft[id].Promised is { } told && draft.Before.Visits[id].Promised is { } before && told != before);
        var next = draft.Planned(out var hasCircle);
        return hasCircle ? new DayChange.Refused(Circle(published)) : Day.Accept(draft, next, published, moved);
    }

    /// <summary>The day as it would be with these routes, asking no rule.</summary>
    public static Day Drawn(DayDraft draft, IEnumerable<PlannedRoute> routes)
    {
        _ = Redraw(draft, routes);
        return draft.Planned(out _);
    }

    /// <summary>The day as it would be with these orders, every time and break found anew for the promises as they are, nothing before <paramref name="now"/>.</summary>
    public static Day Retimed(DayDraft draft, IEnumerable<PlannedRoute> routes, DateTimeOffset? now)
    {
        foreach (var id in Redraw(draft, routes)) draft.Set(draft[id] with { Promised = draft.Before.Visits[id].Promised, PromisedTo = draft.Before.Visits[id].PromisedTo });
        return draft.Timed(out _, now);
    }

    // The visits that left their old routes, most of them for a new one.
    private static List<VisitId> Redraw(DayDraft draft, IEnumerable<PlannedRoute> planned)
    {
        var routes = planned.ToDictionary(route => route.Team, route => route with { Stops = [.. Open(draft.Before, route)] });
        var starts = routes.Values
            .SelectMany(route => route.Stops.Select(stop => (stop.Visit, Planned: new Assignment(route.Team, stop.Start, stop.End, stop.TravelSeconds, stop.TravelMetres))))
            .ToLookup(stop => stop.Visit, stop => stop.Planned);
        var leaving = draft.Before.Visits.Values
            .Where(visit => !StaysPut(visit) && (starts.Contains(visit.Visit.Id) || visit.Assignments.Any(assignment => routes.ContainsKey(assignment.Team))))
            .Select(visit => visit.Visit.Id).OrderBy(id => id.Value).ToList();
        foreach (var id in leaving) draft.Remove(id);
        foreach (var route in routes.Values)
        {
            foreach (var stop in route.Stops) draft.Insert(stop.Visit, route.Team, draft.Day.Teams[route.Team].Route.Length);
            draft.Set(draft.Day.Teams[route.Team] with { Breaks = Breaks(draft.Day.Teams[route.Team].Shift, route) });
        }

        foreach (var id in leaving) draft.Set(starts.Contains(id) ? Told(draft[id], draft.Before.Visits[id], [.. starts[id]]) : Waiting(draft[id]));
        return leaving;
    }

    // A plan says nothing of a break that is not due before the route is over; it is then taken after the last visit.
    private static ImmutableArray<PlannedBreak> Breaks(TeamShift shift, PlannedRoute route)
    {
        var over = route.Stops.Length > 0 ? route.Stops[^1].End : shift.Start;
        var untold = shift.Breaks.Skip(route.Breaks.Length).Select(rest => new PlannedBreak(over > rest.EarliestStart ? over : rest.EarliestStart, rest.Length));
        return route.Breaks.AddRange(untold);
    }

    private static DayVisit Waiting(DayVisit visit) => visit with { Status = VisitStatus.Requested, DispatchedAt = null, AcknowledgedAt = null, EnRouteAt = null, Halves = [] };

    private static DayVisit Told(DayVisit visit, DayVisit old, ImmutableArray<Assignment> planned)
    {
        var isSameTeam = old.Assignments.Select(assignment => assignment.Team).ToHashSet().SetEquals(planned.Select(assignment => assignment.Team));
        var staysTold = isSameTeam && old.Status is (VisitStatus.Dispatched or VisitStatus.Acknowledged);
        var keepsPromise = old.Promised is { } promised && promised.Contains(planned[0].Start);
        return visit with
        {
            Assignments = planned,
            Status = staysTold ? old.Status : VisitStatus.Published,
            DispatchedAt = staysTold ? old.DispatchedAt : null,
            AcknowledgedAt = staysTold ? old.AcknowledgedAt : null,
            EnRouteAt = null,
            Halves = staysTold ? old.Halves : [],
            Promised = keepsPromise ? old.Promised : PromiseWindow.Of(planned[0].Start, old.Visit.Allowed),
            PromisedTo = keepsPromise && !old.PromisedTo.IsEmpty ? old.PromisedTo : [.. planned.Select(assignment => assignment.Team)],
        };
    }

    private static Refusal? Refuses(DayDraft draft, DayEvent.PlanPublished published)
    {
        var day = draft.Before;
        if (!day.StillFits(published.DecidedOn)) return new Refusal.DayMovedOn(published.DecidedOn, day.Version);
        foreach (var route in published.Routes)
        {
            if (!day.Teams.ContainsKey(route.Team)) return new Refusal.UnknownTeam(route.Team);
            foreach (var stop in route.Stops)
            {
                if (!day.Visits.TryGetValue(stop.Visit, out var visit)) return new Refusal.UnknownVisit(stop.Visit);
                if (visit.Assignments.Any(assignment => assignment.Team == route.Team)) continue;
                if (visit.Status.IsOver()) return new Refusal.VisitIsOver(stop.Visit, visit.Status);
                if (StaysPut(visit)) return new Refusal.VisitIsUnderWay(stop.Visit, visit.Status);
            }
        }

        var teams = published.Routes.SelectMany(route => Open(day, route).Select(stop => (stop.Visit, route.Team))).ToLookup(stop => stop.Visit, stop => stop.Team);
        foreach (var visit in teams)
            if (RefusesCrew(draft, published, day.Visits[visit.Key], [.. visit]) is { } broken) return broken;

        var replaced = published.Routes.Select(route => route.Team).ToHashSet();
        var dropped = day.Visits.Values.Where(visit => visit.IsPinned && !StaysPut(visit) && !teams.Contains(visit.Visit.Id) && visit.Assignments.Any(one => replaced.Contains(one.Team)));
        return dropped.OrderBy(visit => visit.Visit.Id.Value).Select(visit => Broken(visit, visit.Assignments[0].Team, [new BrokenRule(DayRules.Pinned, 0, null)])).FirstOrDefault();
    }

    private static Refusal? RefusesCrew(DayDraft draft, DayEvent.PlanPublished published, DayVisit visit, IReadOnlyList<TeamShiftId> teams)
    {
        var start = published.Routes.SelectMany(route => route.Stops).First(stop => stop.Visit == visit.Visit.Id).Start;
        var rules = DayRules.OfCrew(draft.Before, draft.Facts, visit.Visit, teams, start);
        if (visit.IsPinned && !teams.ToHashSet().SetEquals(visit.Assignments.Select(assignment => assignment.Team))) rules = rules.Add(new BrokenRule(DayRules.Pinned, 0, null));
        return rules.IsEmpty ? null : Broken(visit, teams[0], rules);
    }

    private static Refusal.RuleBroken Broken(DayVisit visit, TeamShiftId team, ImmutableArray<BrokenRule> rules) => new(visit.Visit.Id, team, rules);

    private static Refusal.RuleBroken Circle(DayEvent.PlanPublished published)
    {
        var first = published.Routes.First(route => route.Stops.Length > 0);
        return new Refusal.RuleBroken(first.Stops[0].Visit, first.Team, [new BrokenRule(DayRules.OrderCircle, 0, null)]);
    }

    private static IEnumerable<PlannedStop> Open(Day day, PlannedRoute route) => route.Stops.DistinctBy(stop => stop.Visit).Where(stop => !StaysPut(day.Visits[stop.Visit]));

    private static bool StaysPut(DayVisit visit) => visit.HasBegun();
}
