using System.Collections.Immutable;
using MobileTeams.Dispatch.Visits;

namespace MobileTeams.Dispatch.Days;

/// <summary>How far one of a visit's teams has come; what one team reports does not count for the other.</summary>
public sealed record TeamHalf(
    TeamShiftId Team,
    VisitStatus Status,
    DateTimeOffset? DispatchedAt,
    DateTimeOffset? AcknowledgedAt,
    DateTimeOffset? EnRouteAt,
    DateTimeOffset? ArrivedAt,
    DateTimeOffset? EndedAt);

/// <summary>A visit seen from one of its teams, and put together from both.</summary>
public static class TeamHalves
{
    /// <summary>How far a team has come with a visit; as far as the visit, where it is the only one or nothing sets it apart.</summary>
    public static TeamHalf HalfOf(this DayVisit visit, TeamShiftId team)
    {
        foreach (var half in visit.Halves)
            if (half.Team == team) return half;
        return new TeamHalf(team, visit.Status, visit.DispatchedAt, visit.AcknowledgedAt, visit.EnRouteAt, visit.ArrivedAt, visit.EndedAt);
    }

    /// <summary>How far a team has come with a visit.</summary>
    public static VisitStatus StatusOf(this DayVisit visit, TeamShiftId team) => visit.Halves.IsEmpty ? visit.Status : visit.HalfOf(team).Status;

    /// <summary>Some team has begun with it: on the way, there, or done.</summary>
    public static bool HasBegun(this DayVisit visit) => IsBegun(visit.Status) || visit.Halves.Any(half => IsBegun(half.Status));

    /// <summary>The visit with one team's half changed.</summary>
    internal static DayVisit With(this DayVisit visit, TeamHalf half)
    {
        ImmutableArray<TeamHalf> halves = visit.Assignments.Length < 2 ? [half] : [.. visit.Assignments.Select(one => one.Team == half.Team ? half : visit.HalfOf(one.Team))];
        var areAlike = halves.All(one => one with { Team = half.Team } == half);
        return visit with
        {
            Status = Together(halves),
            DispatchedAt = Latest(halves, one => one.DispatchedAt),
            AcknowledgedAt = Latest(halves, one => one.AcknowledgedAt),
            EnRouteAt = Latest(halves, one => one.EnRouteAt),
            ArrivedAt = Latest(halves, one => one.ArrivedAt),
            EndedAt = Latest(halves, one => one.EndedAt),
            Halves = areAlike ? [] : halves,
        };
    }

    // As far as the one that is behind; when both have ended, somebody who got in counts.
    private static VisitStatus Together(ImmutableArray<TeamHalf> halves)
    {
        var behind = halves.MinBy(half => half.Status.Progress())!.Status;
        return halves.Any(half => half.Status == VisitStatus.Completed) && behind == VisitStatus.NoAnswer ? VisitStatus.Completed : behind;
    }

    private static DateTimeOffset? Latest(ImmutableArray<TeamHalf> halves, Func<TeamHalf, DateTimeOffset?> time) => halves.All(half => time(half) is not null) ? halves.Max(time) : null;

    private static bool IsBegun(VisitStatus status) => status.IsStarted() || status.IsHistory();
}
