using MobileTeams.Dispatch.People;
using MobileTeams.Dispatch.Visits;

namespace MobileTeams.Dispatch.Days;

/// <summary>What teams report from the road. A fact may skip steps; one that lags behind fills in its time and is noted; none is lost.</summary>
internal static class VisitFacts
{
    public static DayChange Reached(DayDraft draft, DayEvent fact, VisitId id, VisitStatus status)
    {
        if (Refuses(draft, fact, id) is { } refusal) return new DayChange.Refused(refusal);
        var (reached, at) = (draft[id], fact.Origin.At);
        var news = new List<TeamShiftId>();
        foreach (var half in Reporting(draft[id], fact))
        {
            var isReopened = half.Status == VisitStatus.NoAnswer && at > half.EndedAt && status.Progress() >= VisitStatus.EnRoute.Progress();
            if (!isReopened && half.Status.Progress() >= status.Progress())
            {
                reached = reached.With(WithMissingTime(half, status, at));
                continue;
            }

            reached = (isReopened ? reached with { Reason = null } : reached).With(Advanced(isReopened ? half with { EndedAt = null } : half, status, at));
            news.Add(half.Team);
        }

        if (news.Count == 0)
        {
            var known = draft.Before.Visits.SetItem(id, reached);
            return Day.Note(draft.Before with { Visits = known }, fact, Reporting(draft[id], fact).First().Status == status ? "note.reached" : "note.passed");
        }

        draft.Set(reached);
        if (status.Progress() >= VisitStatus.EnRoute.Progress()) Follow(draft, fact, id, status, news);
        return Day.Accept(draft, fact);
    }

    public static DayChange NobodyOpened(DayDraft draft, DayEvent.VisitNoAnswer fact)
    {
        if (Refuses(draft, fact, fact.Visit) is { } refusal) return new DayChange.Refused(refusal);
        var reporting = Reporting(draft[fact.Visit], fact).ToList();
        var news = reporting.Where(half => !half.Status.IsOver() && half.Status != VisitStatus.NoAnswer).ToList();
        if (news.Count == 0) return Day.Note(draft.Before, fact, reporting[0].Status.IsOver() ? "note.passed" : "note.reached");
        var at = fact.Origin.At;
        foreach (var half in news) draft.Set(draft[fact.Visit].With(half with { Status = VisitStatus.NoAnswer, ArrivedAt = half.ArrivedAt ?? at, EndedAt = at }));
        draft.Set(draft[fact.Visit] with { Search = [] });
        Follow(draft, fact, fact.Visit, VisitStatus.NoAnswer, [.. news.Select(half => half.Team)]);
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
        if (status == VisitStatus.Cancelled && Halves(visit).Any(half => half.Status.IsUnderWay())) return new DayChange.Refused(new Refusal.VisitIsUnderWay(id, visit.Status));

        End(draft, id, status, reason, fact.Origin.At);
        return Day.Accept(draft, fact);
    }

    /// <summary>The visit ends for everybody. Whoever is at the door keeps it as what happened; whoever was on the way there turns round only now.</summary>
    public static void End(DayDraft draft, VisitId id, VisitStatus status, string reason, DateTimeOffset at)
    {
        foreach (var half in Halves(draft[id]).Where(half => !half.Status.IsHistory()).ToList())
        {
            draft.Remove(id, half.Team);
            if (half.Status == VisitStatus.EnRoute && draft.Day.Teams[half.Team] is var team && !(team.HeldUntil > at)) draft.Set(team with { HeldUntil = at });
        }

        draft.Set(draft[id] with { Status = status, Reason = reason, EndedAt = at, IsPinned = false, Halves = [] });
    }

    // The route follows what the team does: the visit it reports from comes right after what has happened, and it is not on the way to another one any more.
    private static void Follow(DayDraft draft, DayEvent fact, VisitId id, VisitStatus status, IReadOnlyList<TeamShiftId> teams)
    {
        foreach (var teamId in teams)
        {
            var route = draft.Day.Teams[teamId].Route.Remove(id);
            var happened = route.TakeWhile(other => draft[other].StatusOf(teamId).IsHistory()).Count();
            draft.Move(id, teamId, happened);
            foreach (var other in route.Where(other => draft[other].StatusOf(teamId) == VisitStatus.EnRoute))
                draft.Set(draft[other].With(draft[other].HalfOf(teamId) with { Status = VisitStatus.Acknowledged, EnRouteAt = null }));
            if (!status.IsHistory()) continue;
            var team = draft.Day.Teams[teamId] with { HeldUntil = status.IsUnderWay() ? null : draft.Day.Teams[teamId].HeldUntil };
            var door = new TeamPosition(draft.Facts.PlaceOf(draft[id].Visit), fact.Origin.At, PositionSource.Visit);
            draft.Set(team.Position?.At > door.At ? team : team with { Position = door });
        }

        foreach (var other in draft[id].Assignments.Where(assignment => !teams.Contains(assignment.Team) && !draft[id].StatusOf(assignment.Team).IsHistory()).ToList()) Accompany(draft, id, other.Team);
    }

    // Who comes to the same visit goes there next, after what it has set out to itself; how far it has come, it reports itself.
    private static void Accompany(DayDraft draft, VisitId id, TeamShiftId teamId)
    {
        var route = draft.Day.Teams[teamId].Route.Remove(id);
        var begun = route.TakeWhile(other => draft[other].StatusOf(teamId) is var status && (status.IsHistory() || status.IsStarted())).Count();
        draft.Move(id, teamId, begun);
    }

    // A tablet speaks for its own team; the desk for all that come.
    private static IEnumerable<TeamHalf> Reporting(DayVisit visit, DayEvent fact) =>
        visit.Assignments.Length < 2 ? [visit.HalfOf(visit.Assignments.Length == 1 ? visit.Assignments[0].Team : default)]
        : fact.Origin.Team is { } team ? [visit.HalfOf(team)]
        : Halves(visit);

    private static IEnumerable<TeamHalf> Halves(DayVisit visit) => visit.Assignments.Select(assignment => visit.HalfOf(assignment.Team));

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

    private static TeamHalf Advanced(TeamHalf half, VisitStatus status, DateTimeOffset at) => status switch
    {
        VisitStatus.Acknowledged => half with { Status = status, AcknowledgedAt = at },
        VisitStatus.EnRoute => half with { Status = status, EnRouteAt = at },
        VisitStatus.Arrived or VisitStatus.InProgress => half with { Status = status, ArrivedAt = half.ArrivedAt ?? at },
        _ => half with { Status = status, EndedAt = at },
    };

    private static TeamHalf WithMissingTime(TeamHalf half, VisitStatus status, DateTimeOffset at) => status switch
    {
        VisitStatus.Acknowledged => half with { AcknowledgedAt = half.AcknowledgedAt ?? at },
        VisitStatus.EnRoute => half with { EnRouteAt = half.EnRouteAt ?? at },
        VisitStatus.Arrived or VisitStatus.InProgress => half with { ArrivedAt = half.ArrivedAt ?? at },
        _ => half,
    };
}
