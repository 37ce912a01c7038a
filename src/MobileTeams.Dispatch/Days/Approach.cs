using MobileTeams.Dispatch.Visits;

namespace MobileTeams.Dispatch.Days;

/// <summary>A team on its way: to whom, when it is now expected to start there, and by what that is known.</summary>
/// <param name="Late">After the promised window, or the agreed one where nothing was promised; zero when in time.</param>
/// <param name="SeenAt">When the tablet said where it is; null when only the day's own times are known: there is no position, or it is old.</param>
public sealed record Approach(VisitId Visit, DateTimeOffset Start, TimeSpan Late, DateTimeOffset? SeenAt)
{
    /// <summary>Null while the team is not on its way to anybody.</summary>
    /// <param name="day">As it is seen now: <see cref="Day.AsSeenAt"/>.</param>
    public static Approach? Of(Day day, TeamDay team, DateTimeOffset now)
    {
        if (team.Route.Select(id => day.Visits[id]).FirstOrDefault(visit => visit.StatusOf(team.Shift.Id) == VisitStatus.EnRoute) is not { } visit) return null;
        var start = visit.Assignments.First(assignment => assignment.Team == team.Shift.Id).Start;
        var latest = visit.Promised?.Latest ?? visit.Visit.Allowed.Latest;
        var setOut = visit.HalfOf(team.Shift.Id).EnRouteAt;
        var seen = team.Position is { Source: PositionSource.Device } position && !position.IsOld(now) && !(position.At < setOut) ? position.At : (DateTimeOffset?)null;
        return new Approach(visit.Visit.Id, start, start > latest ? start - latest : TimeSpan.Zero, seen);
    }
}
