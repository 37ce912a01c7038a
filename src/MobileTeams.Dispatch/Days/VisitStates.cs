using MobileTeams.Dispatch.Visits;

namespace MobileTeams.Dispatch.Days;

/// <summary>What the states of a visit mean for what may still happen to it.</summary>
public static class VisitStates
{
    /// <summary>Nothing more happens: done, declined or cancelled. A visit where nobody opened is not over, somebody may yet.</summary>
    public static bool IsOver(this VisitStatus status) => status is VisitStatus.Completed or VisitStatus.Declined or VisitStatus.Cancelled;

    /// <summary>Somebody is at the patient's.</summary>
    public static bool IsUnderWay(this VisitStatus status) => status is VisitStatus.Arrived or VisitStatus.InProgress;

    /// <summary>Somebody is on the way to it, or there: it stays with its team when a plan is published.</summary>
    public static bool IsStarted(this VisitStatus status) => status is VisitStatus.EnRoute || status.IsUnderWay();

    /// <summary>It has its place in the past of a route: begun or ended.</summary>
    public static bool IsHistory(this VisitStatus status) => status.IsUnderWay() || status.IsOver() || status is VisitStatus.NoAnswer;

    /// <summary>How far the visit has come, from 0 (requested) to 8 (completed), for facts that arrive late or skip steps.</summary>
    public static int Progress(this VisitStatus status) => status switch
    {
        VisitStatus.Requested => 0,
        VisitStatus.Planned => 1,
        VisitStatus.Published or VisitStatus.Redirected => 2,
        VisitStatus.Dispatched => 3,
        VisitStatus.Acknowledged => 4,
        VisitStatus.EnRoute => 5,
        VisitStatus.Arrived => 6,
        VisitStatus.InProgress => 7,
        _ => 8,
    };
}
