using System.Collections.Immutable;
using MobileTeams.Dispatch;
using MobileTeams.Dispatch.Days;

namespace MobileTeams.Server.Desk;

/// <summary>A visit is taken from a lane, or the queue, to a lane at some place of its route.</summary>
/// <param name="From">The lane it is taken from; null from the queue.</param>
/// <param name="Position">Index in the route as it is without the visit.</param>
internal sealed record Move(VisitId Visit, TeamShiftId? From, TeamShiftId To, int Position)
{
    /// <summary>The move to where an instant lies between the visits of a lane.</summary>
    public static Move At(Day day, VisitId visit, TeamShiftId? from, TeamShiftId to, DateTimeOffset at) => new(
        visit, from, to,
        day.Teams[to].Route.Where(id => id != visit).Count(id => day.Visits[id].Assignments.First(assignment => assignment.Team == to).Start < at));

    /// <summary>The move as something that happens to the day. Of a visit that two teams make only the half in this lane is moved.</summary>
    public DayEvent Deed(Day day, EventOrigin origin)
    {
        var teams = day.Visits[Visit].Assignments.Select(assignment => assignment.Team).ToList();
        if (teams.Count < 2 || From is not { } from || (from != To && teams.Contains(To))) return new DayEvent.VisitAssigned(origin, Visit, To, Position);
        var places = teams.Select(team => team == from ? new TeamPlace(To, Position) : new TeamPlace(team, day.Teams[team].Route.IndexOf(Visit)));
        return new DayEvent.VisitsPlaced(origin, [new VisitPlace(Visit, [.. places], IsPinned: true)]);
    }

    /// <summary>Two visits change places.</summary>
    public static DayEvent Swap(Day day, EventOrigin origin, VisitId one, VisitId other)
    {
        ImmutableArray<TeamPlace> PlacesOf(VisitId visit) => [.. day.Visits[visit].Assignments.Select(assignment => new TeamPlace(assignment.Team, day.Teams[assignment.Team].Route.IndexOf(visit)))];
        return new DayEvent.VisitsPlaced(origin, [new VisitPlace(one, PlacesOf(other), IsPinned: true), new VisitPlace(other, PlacesOf(one), IsPinned: true)]);
    }

    /// <summary>A visit stays where it is, and is pinned there or not.</summary>
    public static DayEvent Pin(Day day, EventOrigin origin, VisitId visit, bool isPinned) => new DayEvent.VisitsPlaced(
        origin,
        [new VisitPlace(visit, [.. day.Visits[visit].Assignments.Select(assignment => new TeamPlace(assignment.Team, day.Teams[assignment.Team].Route.IndexOf(visit)))], isPinned)]);
}
