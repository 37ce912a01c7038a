using System.Collections.Immutable;
using MobileTeams.Dispatch.Days;
using MobileTeams.Dispatch.Visits;

namespace MobileTeams.Dispatch.Proposals;

/// <summary>Some of what a proposal changes: the chosen visits go where it puts them, all others stay with their teams in their order.</summary>
public static class ProposalParts
{
    /// <summary>The routes that change when only these visits' changes are accepted, timed anew; to be published on the day the proposal was made for.</summary>
    /// <remarks>A visit of another team comes before the first one there that starts later. Times follow from the order: a visit that was not chosen may start at another time, but with the same team.</remarks>
    public static Proposal Only(this Proposal proposal, Day day, DayFacts facts, IReadOnlySet<VisitId> accepted)
    {
        var stops = proposal.Routes.SelectMany(route => route.Stops.Select(stop => (route.Team, Stop: stop))).Where(stop => accepted.Contains(stop.Stop.Visit)).ToLookup(stop => stop.Team, stop => stop.Stop);
        var touched = stops.Select(team => team.Key)
            .Concat(accepted.Where(day.Visits.ContainsKey).SelectMany(id => day.Visits[id].Assignments.Select(assignment => assignment.Team)))
            .Where(day.Teams.ContainsKey);
        var routes = WithCompanions(day, touched).OrderBy(team => team.Value)
            .Select(team => new PlannedRoute(team, [.. Merged(Staying(day, day.Teams[team], accepted), [.. stops[team]])], day.Teams[team].Breaks)).ToList();
        var drawn = Publishing.Retimed(new DayDraft(day, facts), routes, proposal.Now);
        return proposal with { Routes = [.. routes.Select(route => Timed(drawn, route))] };
    }

    // Where two teams come together, one is not drawn anew without the other.
    private static HashSet<TeamShiftId> WithCompanions(Day day, IEnumerable<TeamShiftId> teams)
    {
        var all = new HashSet<TeamShiftId>();
        var waiting = new Stack<TeamShiftId>(teams);
        while (waiting.TryPop(out var team))
        {
            if (!all.Add(team)) continue;
            foreach (var other in day.Teams[team].Route.Where(id => !day.Visits[id].HasBegun()).SelectMany(id => day.Visits[id].Assignments)) waiting.Push(other.Team);
        }

        return all;
    }

    private static List<PlannedStop> Staying(Day day, TeamDay team, IReadOnlySet<VisitId> accepted) =>
    [
        .. from id in team.Route
           where !accepted.Contains(id) && !day.Visits[id].HasBegun()
           let own = day.Visits[id].Assignments.First(assignment => assignment.Team == team.Shift.Id)
           select new PlannedStop(id, own.Start, own.End, own.TravelSeconds, own.TravelMetres),
    ];

    private static IEnumerable<PlannedStop> Merged(List<PlannedStop> staying, List<PlannedStop> coming)
    {
        var next = 0;
        foreach (var stop in staying)
        {
            for (; next < coming.Count && coming[next].Start < stop.Start; next++) yield return coming[next];
            yield return stop;
        }

        for (; next < coming.Count; next++) yield return coming[next];
    }

    private static PlannedRoute Timed(Day drawn, PlannedRoute route) => route with
    {
        Stops = [.. route.Stops.Select(stop => drawn.Visits[stop.Visit].Assignments.First(assignment => assignment.Team == route.Team)).Zip(route.Stops, (own, stop) => new PlannedStop(stop.Visit, own.Start, own.End, own.TravelSeconds, own.TravelMetres))],
        Breaks = drawn.Teams[route.Team].Breaks,
    };
}
