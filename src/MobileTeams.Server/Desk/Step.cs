using System.Collections.Immutable;
using MobileTeams.Dispatch;
using MobileTeams.Dispatch.Days;

namespace MobileTeams.Server.Desk;

/// <summary>How a visit stands, in what a dispatcher decides: with whom, after whom, pinned or not, how long.</summary>
internal sealed record Standing(VisitId Visit, ImmutableArray<(TeamShiftId Team, VisitId? After)> Places, bool IsPinned, TimeSpan Duration)
{
    public static Standing Of(Day day, VisitId id)
    {
        var visit = day.Visits[id];
        return new Standing(
            id,
            [.. visit.Assignments.Select(assignment => (assignment.Team, day.Teams[assignment.Team].Route.IndexOf(id) is > 0 and var index ? day.Teams[assignment.Team].Route[index - 1] : (VisitId?)null))],
            visit.IsPinned,
            visit.Visit.Duration);
    }

    /// <summary>With the same teams, pinned and as long as here; what came in before it in the route is not held against it.</summary>
    public bool Holds(Day day) =>
        day.Visits.TryGetValue(Visit, out var visit) && visit.IsPinned == IsPinned && visit.Visit.Duration == Duration
        && visit.Assignments.Select(assignment => assignment.Team).ToHashSet().SetEquals(Places.Select(place => place.Team));
}

/// <summary>A deed that can be taken back: how its visits stood before it and stood after it.</summary>
internal sealed record Step(DayEventId Deed, string Says, ImmutableArray<Standing> Before, ImmutableArray<Standing> After)
{
    public Step Reversed => this with { Before = After, After = Before };

    /// <summary>The event that brings back how it was before: each visit after the one it came after, where that one still is.</summary>
    public DayEvent Undoing(Day day, EventOrigin origin)
    {
        if (Before is [var one] && After is [var other] && one.Duration != other.Duration) return new DayEvent.VisitResized(origin, one.Visit, one.Duration);
        var routes = Before.SelectMany(standing => standing.Places).Select(place => place.Team).Distinct().ToDictionary(team => team, team => RouteAsBefore(day, team));
        return new DayEvent.VisitsPlaced(
            origin,
            [.. Before.Select(standing => new VisitPlace(standing.Visit, [.. standing.Places.Select(place => new TeamPlace(place.Team, routes[place.Team].IndexOf(standing.Visit)))], standing.IsPinned))],
            Deed);
    }

    private List<VisitId> RouteAsBefore(Day day, TeamShiftId team)
    {
        var route = day.Teams[team].Route.Where(id => Before.All(standing => standing.Visit != id)).ToList();
        var coming = Before.SelectMany(standing => standing.Places.Where(place => place.Team == team).Select(place => (standing.Visit, place.After))).ToList();
        while (coming.Count > 0)
        {
            // A visit that came after another one of these waits until that one has its place.
            var next = coming.FindIndex(one => one.After is not { } after || coming.TrueForAll(other => other.Visit != after));
            var (visit, before) = coming[Math.Max(next, 0)];
            coming.RemoveAt(Math.Max(next, 0));
            route.Insert(before is not { } known ? 0 : route.IndexOf(known) is >= 0 and var index ? index + 1 : route.Count, visit);
        }

        return route;
    }
}
