using MobileTeams.Dispatch.People;
using MobileTeams.Dispatch.Visits;

namespace MobileTeams.Dispatch.Days;

/// <summary>What teams report from the road. A fact may skip steps; one that lags behind fills in its time and is noted; none is lost.</summary>
internal static class VisitFacts
{
    public static DayChange Reached(DayDraft draft, DayEvent fact, VisitId id, VisitStatus status)
    {
        if (Refuses(draft, fact, id) is { } refusal) return new DayChange.Refused(refusal);
        var visit = draft[id];
        var at = fact.Origin.At;
        var isReopened = visit.Status == VisitStatus.NoAnswer && at > visit.EndedAt && status.Progress() >= VisitStatus.EnRoute.Progress();
        if (!isReopened && visit.Status.Progress() >= status.Progress())
            return Day.Note(draft.Before with { Visits = draft.Before.Visits.SetItem(id, WithMissingTime(visit, status, at)) }, fact, visit.Status == status ? "note.reached" : "note.passed");

        var reached = (isReopened ? visit with { EndedAt = null, Reason = null } : visit) with { Status = status };
        draft.Set(status switch
        {
            VisitStatus.Acknowledged => reached with { AcknowledgedAt = at },
            VisitStatus.EnRoute => reached with { EnRouteAt = at },
            VisitStatus.Arrived or VisitStatus.InProgress => reached with { ArrivedAt = reached.ArrivedAt ?? at },
            _ => reached with { EndedAt = at },
        });
        if (status.Progress() >= VisitStatus.EnRoute.Progress()) Follow(draft, fact, id, status);
        return Day.Accept(draft, fact);
    }

    public static DayChange NobodyOpened(DayDraft draft, DayEvent.VisitNoAnswer fact)
    {
        if (Refuses(draft, fact, fact.Visit) is { } refusal) return new DayChange.Refused(refusal);
        var visit = draft[fact.Visit];
        if (visit.Status.IsOver()) return Day.Note(draft.Before, fact, "note.passed");
        if (visit.Status == VisitStatus.NoAnswer) return Day.Note(draft.Before, fact, "note.reached");
        var at = fact.Origin.At;
        draft.Set(visit with { Status = VisitStatus.NoAnswer, ArrivedAt = visit.ArrivedAt ?? at, EndedAt = at });
        Follow(draft, fact, fact.Visit, VisitStatus.NoAnswer);
        return Day.Accept(draft, fact);
    }

    /// <summary>The patient declined, or the visit was cancelled. A visit somebody was at stays in the route as what happened; another leaves it.</summary>
    public static DayChange Ended(DayDraft draft, DayEvent fact, VisitId id, VisitStatus status, string reason)
    {
        if (RefusesTeam(draft, fact, id) is { } refusal) return new DayChange.Refused(refusal);
        var visit = draft[id];
        if (visit.Status == status) return Day.Note(draft.Before, fact, "note.reached");
        if (visit.Status.IsOver())
            return fact.Origin.Team is null ? new DayChange.Refused(new Refusal.VisitIsOver(id, visit.Status)) : Day.Note(draft.Before, fact, "note.passed");
        if (status == VisitStatus.Cancelled && visit.Status.IsUnderWay()) return new DayChange.Refused(new Refusal.VisitIsUnderWay(id, visit.Status));
        var isAtDoor = visit.Status.IsHistory();
        var wasOnTheWay = visit.Status == VisitStatus.EnRoute ? visit.Assignments : [];
        if (!isAtDoor) draft.Remove(id);
        draft.Set(draft[id] with { Status = status, Reason = reason, EndedAt = fact.Origin.At, IsPinned = false });

        // Whoever was on the way there turns round only now.
        foreach (var team in wasOnTheWay.Select(assignment => draft.Day.Teams[assignment.Team]))
            if (!(team.HeldUntil > fact.Origin.At)) draft.Set(team with { HeldUntil = fact.Origin.At });
        return Day.Accept(draft, fact);
    }

    // The route follows what the team does: the visit it reports from comes right after what has happened, and it is not on the way to another one any more.
    private static void Follow(DayDraft draft, DayEvent fact, VisitId id, VisitStatus status)
    {
        foreach (var assignment in draft[id].Assignments)
        {
            var route = draft.Day.Teams[assignment.Team].Route.Remove(id);
            var happened = route.TakeWhile(other => draft[other].Status.IsHistory()).Count();
            draft.Move(id, assignment.Team, happened);
            foreach (var other in route.Where(other => draft[other].Status == VisitStatus.EnRoute))
                draft.Set(draft[other] with { Status = VisitStatus.Acknowledged, EnRouteAt = null });
            if (!status.IsHistory() || (fact.Origin.Team is { } reporter && reporter != assignment.Team)) continue;
            var team = draft.Day.Teams[assignment.Team] with { HeldUntil = status.IsUnderWay() ? null : draft.Day.Teams[assignment.Team].HeldUntil };
            var door = new TeamPosition(draft.Facts.PlaceOf(draft[id].Visit), fact.Origin.At, PositionSource.Visit);
            draft.Set(team.Position?.At > door.At ? team : team with { Position = door });
        }
    }

    private static Refusal? Refuses(DayDraft draft, DayEvent fact, VisitId id)
    {
        if (fact.Origin.At < draft.Before.Start - Day.Grace || fact.Origin.At >= draft.Before.End + Day.Grace)
            return new Refusal.AnotherDay(draft.Facts.Time.ServiceDay(fact.Origin.At));
        if (RefusesTeam(draft, fact, id) is { } refusal) return refusal;
        var visit = draft[id];
        return visit.Assignments.Length == 0 && !visit.Status.IsOver() ? new Refusal.NoTeam(id) : null;
    }

    private static Refusal? RefusesTeam(DayDraft draft, DayEvent fact, VisitId id)
    {
        if (!draft.Before.Visits.TryGetValue(id, out var visit)) return new Refusal.UnknownVisit(id);
        if (fact.Origin.Team is not { } team) return null;
        if (!draft.Before.Teams.ContainsKey(team)) return new Refusal.UnknownTeam(team);

        // A visit that left its route by being over has no team any more; its team's late word is still welcome.
        var isElsewhere = visit.Assignments.All(assignment => assignment.Team != team) && !(visit.Status.IsOver() && visit.Assignments.Length == 0);
        return isElsewhere ? new Refusal.AnotherTeamsVisit(id) : null;
    }

    private static DayVisit WithMissingTime(DayVisit visit, VisitStatus status, DateTimeOffset at) => status switch
    {
        VisitStatus.Acknowledged => visit with { AcknowledgedAt = visit.AcknowledgedAt ?? at },
        VisitStatus.EnRoute => visit with { EnRouteAt = visit.EnRouteAt ?? at },
        VisitStatus.Arrived or VisitStatus.InProgress => visit with { ArrivedAt = visit.ArrivedAt ?? at },
        _ => visit,
    };
}
