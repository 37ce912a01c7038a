using MobileTeams.Dispatch.Visits;

namespace MobileTeams.Dispatch.Days;

/// <summary>Somebody is not there: a person of a crew, a whole team, or the patient. What follows for the visits; who makes them instead is another question.</summary>
internal static class Absences
{
    public static DayChange Apply(DayDraft draft, DayEvent.PersonLeft left)
    {
        var at = left.Origin.At;
        var teams = draft.Before.Teams.Values.Where(team => team.Shift.Crew.Contains(left.Person) && team.Shift.End > at).OrderBy(team => team.Shift.Start).ThenBy(team => team.Shift.Id.Value).ToList();
        if (teams.Count == 0) return new DayChange.Refused(new Refusal.NotOnDuty(left.Person));
        foreach (var team in teams)
        {
            if (team.Shift.Crew.Count == 1)
            {
                StandDown(draft, team.Shift.Id, at);
                continue;
            }

            draft.Set(team with { Shift = team.Shift with { Crew = [.. team.Shift.Crew.Where(person => person != left.Person)] } });
            foreach (var visit in ToCome(draft, team.Shift.Id).Where(visit => !MayGo(draft, visit)).ToList()) Release(draft, visit.Visit.Id, team.Shift.Id, at);
        }

        return Day.Accept(draft, left);
    }

    public static DayChange Apply(DayDraft draft, DayEvent.TeamStoodDown down)
    {
        if (!draft.Before.Teams.TryGetValue(down.StoodDownTeam, out var team)) return new DayChange.Refused(new Refusal.UnknownTeam(down.StoodDownTeam));
        if (team.Shift.End <= down.Origin.At || team.Shift.Crew.Count == 0) return Day.Note(draft.Before, down, "note.reached");
        StandDown(draft, down.StoodDownTeam, down.Origin.At);
        return Day.Accept(draft, down);
    }

    public static DayChange Apply(DayDraft draft, DayEvent.PatientWentAway away)
    {
        var open = draft.Before.Visits.Values.Where(visit => visit.Visit.Patient == away.Patient && !visit.Visit.IsUrgent() && IsOpen(visit.Status) && Starts(visit, away.Origin.At) >= away.From).ToList();
        if (open.Count == 0) return Day.Note(draft.Before, away, "note.reached");
        foreach (var visit in open)
        {
            VisitFacts.End(draft, visit.Visit.Id, VisitStatus.Cancelled, away.Why, away.Origin.At);
            draft.Set(draft[visit.Visit.Id] with { IsAway = true });
        }

        return Day.Accept(draft, away);
    }

    public static DayChange Apply(DayDraft draft, DayEvent.PatientCameBack back)
    {
        var waiting = draft.Before.Visits.Values.Where(visit => visit.Visit.Patient == back.Patient && visit.IsAway && visit.Visit.Allowed.Latest >= back.From).ToList();
        if (waiting.Count == 0) return Day.Note(draft.Before, back, "note.reached");
        foreach (var visit in waiting) draft.Set(Asked(visit) with { Promised = null });
        return Day.Accept(draft, back);
    }

    // Where somebody of the team is, or has been, stays its own; everything else is free for others. Breaks that do not come any more are not taken.
    private static void StandDown(DayDraft draft, TeamShiftId id, DateTimeOffset at)
    {
        foreach (var visit in ToCome(draft, id).ToList()) Release(draft, visit.Visit.Id, id, at);
        var team = draft.Day.Teams[id];
        var taken = team.Breaks.TakeWhile(rest => rest.Start < at).Count();
        var shift = at > team.Shift.Start ? team.Shift with { End = at } : team.Shift with { End = team.Shift.Start, Crew = [] };
        draft.Set(team with { Shift = shift with { Breaks = [.. shift.Breaks.Take(taken)] }, Breaks = [.. team.Breaks.Take(taken)], HeldUntil = null });
    }

    private static IEnumerable<DayVisit> ToCome(DayDraft draft, TeamShiftId team) =>
        draft.Day.Teams[team].Route.Select(id => draft[id]).Where(visit => !visit.StatusOf(team).IsHistory());

    private static bool MayGo(DayDraft draft, DayVisit visit) =>
        DayRules.OfCrew(draft.Day, draft.Facts, visit.Visit, [.. visit.Assignments.Select(assignment => assignment.Team)], visit.Assignments[0].Start).IsEmpty;

    // The other one of two teams keeps the visit when it is there already; else both are free for another choice.
    private static void Release(DayDraft draft, VisitId id, TeamShiftId team, DateTimeOffset at)
    {
        var visit = draft[id];
        if (visit.Assignments.FirstOrDefault(assignment => assignment.Team != team && visit.StatusOf(assignment.Team).IsHistory()) is { } there)
        {
            draft.Remove(id, team);
            draft.Set(draft[id].With(visit.HalfOf(there.Team)));
            return;
        }

        // Whoever was on the way there turns round only now.
        foreach (var one in visit.Assignments.Where(one => visit.StatusOf(one.Team) == VisitStatus.EnRoute))
            if (draft.Day.Teams[one.Team] is var turning && !(turning.HeldUntil > at)) draft.Set(turning with { HeldUntil = at });
        draft.Remove(id);
        draft.Set(Asked(draft[id]));
    }

    private static DayVisit Asked(DayVisit visit) => visit with
    {
        Status = VisitStatus.Requested,
        Assignments = [],
        IsPinned = false,
        IsAway = false,
        DispatchedAt = null,
        AcknowledgedAt = null,
        EnRouteAt = null,
        ArrivedAt = null,
        EndedAt = null,
        Reason = null,
        Halves = [],
    };

    private static bool IsOpen(VisitStatus status) => !status.IsOver() && !status.IsHistory();

    // What is overdue is still to come.
    private static DateTimeOffset Starts(DayVisit visit, DateTimeOffset at)
    {
        var expected = visit.Assignments.Length > 0 ? visit.Assignments[0].Start : visit.Visit.Allowed.Latest;
        return expected > at ? expected : at;
    }
}
