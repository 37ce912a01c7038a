using System.Collections.Immutable;
using MobileTeams.Dispatch.Days;
using MobileTeams.Dispatch.Visits;

namespace MobileTeams.Dispatch.Proposals;

public enum ChangeKind
{
    /// <summary>The same teams at the same time.</summary>
    Same,

    /// <summary>Another time.</summary>
    Moved,

    /// <summary>Other teams, at whatever time.</summary>
    Reassigned,

    /// <summary>It had no team and gets one.</summary>
    New,

    /// <summary>It had a team and gets none.</summary>
    Dropped,

    /// <summary>It had no team and gets none.</summary>
    StillWaiting,
}

/// <param name="TeamsBefore">In the order of the visit's assignments.</param>
/// <param name="StartBefore">Null when it had no team.</param>
/// <param name="PromiseBefore">What the patient was told; null when nothing.</param>
/// <param name="PromiseAfter">What the patient will have been told after publishing.</param>
public sealed record VisitChange(
    VisitId Visit,
    ChangeKind Kind,
    ImmutableArray<TeamShiftId> TeamsBefore,
    ImmutableArray<TeamShiftId> TeamsAfter,
    DateTimeOffset? StartBefore,
    DateTimeOffset? StartAfter,
    StartWindow? PromiseBefore,
    StartWindow? PromiseAfter)
{
    /// <summary>The patient was told a window, and it would be another one or none.</summary>
    public bool ChangesPromise => PromiseBefore is not null && PromiseBefore != PromiseAfter;
}

/// <summary>A proposal against the day as it is.</summary>
/// <param name="Visits">Every visit that is not over, changed or not.</param>
public sealed record ProposalChanges(ImmutableArray<VisitChange> Visits)
{
    /// <summary>The visits that become anything else: what can be taken or left, one by one.</summary>
    public IEnumerable<VisitChange> Offered => Visits.Where(visit => visit.Kind is not (ChangeKind.Same or ChangeKind.StillWaiting));

    public IEnumerable<VisitChange> Of(ChangeKind kind) => Visits.Where(visit => visit.Kind == kind);

    internal static ProposalChanges Between(Day day, Proposal proposal)
    {
        var replaced = proposal.Routes.Select(route => route.Team).ToHashSet();
        var stops = proposal.Routes.SelectMany(route => route.Stops.Select(stop => (route.Team, Stop: stop))).ToLookup(stop => stop.Stop.Visit);
        var visits = day.Visits.Values.Where(visit => !visit.Status.IsHistory() && !visit.Status.IsOver())
            .OrderBy(visit => visit.Visit.Allowed.Earliest).ThenBy(visit => visit.Visit.Id.Value)
            .Select(visit => Change(visit, [.. stops[visit.Visit.Id]], replaced));
        return new ProposalChanges([.. visits]);
    }

    private static VisitChange Change(DayVisit visit, ImmutableArray<(TeamShiftId Team, PlannedStop Stop)> stops, HashSet<TeamShiftId> replaced)
    {
        var before = visit.Assignments.Select(assignment => assignment.Team).ToImmutableArray();
        var startBefore = before.IsEmpty ? (DateTimeOffset?)null : visit.Assignments[0].Start;
        var isUntouched = stops.IsEmpty && (visit.HasBegun() || (!before.IsEmpty && !before.Any(replaced.Contains)));
        var after = isUntouched ? before : stops.Select(stop => stop.Team).ToImmutableArray();
        var startAfter = isUntouched ? startBefore : stops.IsEmpty ? null : stops[0].Stop.Start;
        var promise = startAfter is not { } start || isUntouched || visit.HasBegun() || (visit.Promised is { } told && told.Contains(start))
            ? visit.Promised
            : PromiseWindow.Of(start, visit.Visit.Allowed);
        var kind = (before.IsEmpty, after.IsEmpty) switch
        {
            (true, true) => ChangeKind.StillWaiting,
            (true, false) => ChangeKind.New,
            (false, true) => ChangeKind.Dropped,
            _ => !before.ToHashSet().SetEquals(after) ? ChangeKind.Reassigned : startBefore != startAfter ? ChangeKind.Moved : ChangeKind.Same,
        };
        return new VisitChange(visit.Visit.Id, kind, before, after, startBefore, startAfter, visit.Promised, kind == ChangeKind.Dropped ? null : promise);
    }
}
