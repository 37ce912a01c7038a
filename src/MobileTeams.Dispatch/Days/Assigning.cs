using System.Collections.Immutable;
using MobileTeams.Dispatch.People;
using MobileTeams.Dispatch.Visits;

namespace MobileTeams.Dispatch.Days;

/// <summary>What a dispatcher does with one visit: give it to a team, take it away, send a team now.</summary>
internal static class Assigning
{
    /// <summary>Gives the visit to a team (and a second one), unless a hard rule breaks; all that break are named.</summary>
    public static DayChange Apply(DayDraft draft, DayEvent.VisitAssigned assigned)
    {
        var teams = Teams(assigned.Team, assigned.With);
        if (IsEnough(draft.Before, assigned.Visit, teams)) return LetGo(draft, assigned);
        if (Refuses(draft.Before, assigned.Visit, assigned.Team, assigned.With) is { } refusal) return new DayChange.Refused(refusal);
        Withdraw(draft, assigned.Visit, teams);
        foreach (var team in teams)
        {
            var first = draft.FirstFree(team);
            var index = team == assigned.Team && assigned.Position is { } asked ? Math.Clamp(asked, first, draft.Day.Teams[team].Route.Length) : EarliestFitting(draft, assigned.Visit, team, first);
            draft.Insert(assigned.Visit, team, index);
        }

        var next = draft.Timed(out var hasCircle);
        var rules = Breaks(draft, next, assigned.Visit, teams, hasCircle);
        return rules.IsEmpty ? Day.Accept(draft, next, assigned) : new DayChange.Refused(new Refusal.RuleBroken(assigned.Visit, assigned.Team, rules));
    }

    public static DayChange Apply(DayDraft draft, DayEvent.VisitUnassigned unassigned)
    {
        if (Refuses(draft.Before, unassigned.Visit) is { } refusal) return new DayChange.Refused(refusal);
        if (draft[unassigned.Visit].Assignments.Length == 0) return Day.Note(draft.Before, unassigned, "note.reached");
        Withdraw(draft, unassigned.Visit, []);
        draft.Set(draft[unassigned.Visit] with { Status = VisitStatus.Requested, IsPinned = false });
        return Day.Accept(draft, unassigned);
    }

    /// <summary>Sends the team now. The rules about people hold; time is the dispatcher's to judge.</summary>
    public static DayChange Apply(DayDraft draft, DayEvent.VisitDispatched dispatched)
    {
        if (Refuses(draft.Before, dispatched.Visit, dispatched.Team, dispatched.With) is { } refusal) return new DayChange.Refused(refusal);
        var before = draft.Before.Visits[dispatched.Visit];
        var assigned = before.Assignments.Select(assignment => assignment.Team).ToList();
        var teams = dispatched.With is null && assigned.Contains(dispatched.Team) ? assigned : Teams(dispatched.Team, dispatched.With);
        var isToldAlready = before.Status.Progress() is >= 3 and <= 5 && assigned.ToHashSet().SetEquals(teams);
        if (isToldAlready && teams.TrueForAll(team => IsNext(draft, dispatched.Visit, team))) return Day.Note(draft.Before, dispatched, "note.reached");
        Send(draft, dispatched.Visit, teams, dispatched.Origin.At);
        var next = draft.Timed(out var hasCircle);
        var visit = next.Visits[dispatched.Visit];
        var rules = DayRules.OfCrew(next, draft.Facts, visit.Visit, teams, visit.Assignments[0].Start);
        if (hasCircle) rules = rules.Add(new BrokenRule(DayRules.OrderCircle, 0, null));
        return rules.IsEmpty ? Day.Accept(draft, next, dispatched) : new DayChange.Refused(new Refusal.RuleBroken(dispatched.Visit, dispatched.Team, rules));
    }

    /// <summary>The hard rules that a visit breaks where it now stands with these teams; a shift that was too long before is not held against it.</summary>
    public static ImmutableArray<BrokenRule> Breaks(DayDraft draft, Day next, VisitId id, IReadOnlyList<TeamShiftId> teams, bool hasCircle)
    {
        var visit = next.Visits[id];
        var rules = DayRules.OfCrew(next, draft.Facts, visit.Visit, teams, visit.Assignments[0].Start).AddRange(DayRules.OfTimes(next, draft.Facts, visit, teams, Timetable.Followers(next)));
        foreach (var team in teams)
            if (DayRules.OfShift(next.Teams[team]) is { } late && late.Amount > (DayRules.OfShift(draft.Before.Teams[team])?.Amount ?? 0)) rules = rules.Add(late);
        return hasCircle ? rules.Add(new BrokenRule(DayRules.OrderCircle, 0, null)) : rules;
    }

    /// <summary>Makes a visit the next one of its teams; what they were told before comes after it.</summary>
    public static void Send(DayDraft draft, VisitId id, IReadOnlyList<TeamShiftId> teams, DateTimeOffset at)
    {
        Withdraw(draft, id, teams);
        foreach (var team in teams)
        {
            draft.Insert(id, team, draft.FirstOpen(team));
            foreach (var other in draft.Day.Teams[team].Route.Select(other => draft[other]).Where(other => other.Visit.Id != id && other.StatusOf(team).Progress() is >= 3 and <= 5).ToList())
            {
                draft.Set(other.With(other.HalfOf(team) with { Status = VisitStatus.Redirected, DispatchedAt = null, AcknowledgedAt = null, EnRouteAt = null }));

                // Whoever was on the way turns round only now.
                if (other.StatusOf(team) == VisitStatus.EnRoute && !(draft.Day.Teams[team].HeldUntil > at)) draft.Set(draft.Day.Teams[team] with { HeldUntil = at });
            }
        }

        draft.Set(draft[id] with { Status = VisitStatus.Dispatched, DispatchedAt = at, AcknowledgedAt = null, EnRouteAt = null, Halves = [] });
    }

    // One of two teams is there or done: saying that it alone has the visit sends the other one home.
    private static bool IsEnough(Day day, VisitId id, List<TeamShiftId> teams) =>
        teams.Count == 1 && day.Visits.TryGetValue(id, out var visit) && visit.Assignments.Length == 2 && visit.Assignments.Any(one => one.Team == teams[0])
        && !visit.Status.IsHistory() && visit.StatusOf(teams[0]).IsHistory();

    private static DayChange LetGo(DayDraft draft, DayEvent.VisitAssigned assigned)
    {
        var (visit, at) = (draft[assigned.Visit], assigned.Origin.At);
        var other = visit.Assignments.First(one => one.Team != assigned.Team).Team;
        var wasOnTheWay = visit.StatusOf(other) == VisitStatus.EnRoute;
        draft.Remove(assigned.Visit, other);
        draft.Set(draft[assigned.Visit].With(visit.HalfOf(assigned.Team)));
        if (wasOnTheWay && draft.Day.Teams[other] is var team && !(team.HeldUntil > at)) draft.Set(team with { HeldUntil = at });
        return Day.Accept(draft, assigned);
    }

    /// <summary>Takes a visit out of its old routes, and back to a state from which it can be told to these teams.</summary>
    public static void Withdraw(DayDraft draft, VisitId id, IReadOnlyList<TeamShiftId> teams)
    {
        var before = draft[id];
        var staysTold = before.Status.Progress() is >= 3 and <= 5 && before.Assignments.Select(assignment => assignment.Team).ToHashSet().SetEquals(teams);
        draft.Remove(id);
        draft.Set(draft[id] with
        {
            Status = staysTold ? before.Status : before.Promised is null ? VisitStatus.Planned : VisitStatus.Published,
            DispatchedAt = staysTold ? before.DispatchedAt : null,
            AcknowledgedAt = staysTold ? before.AcknowledgedAt : null,
            EnRouteAt = staysTold ? before.EnRouteAt : null,
            ArrivedAt = null,
            EndedAt = null,
            Reason = null,
            IsPinned = true,
            Halves = staysTold ? before.Halves : [],
        });
    }

    // The place with the fewest other promises and windows broken, then the least lateness of others, then the earliest start.
    private static int EarliestFitting(DayDraft draft, VisitId id, TeamShiftId team, int first)
    {
        // Only the times of this team and those tied to it differ from place to place.
        var (start, followers) = (draft.Day, Timetable.Followers(draft.Day));
        var best = (Late: TimeSpan.MaxValue, Start: DateTimeOffset.MaxValue, Index: first);
        for (var index = first; index <= start.Teams[team].Route.Length; index++)
        {
            var trial = new DayDraft(start, draft.Facts);
            trial.Insert(id, team, index);
            var timed = trial.TimedWhereChanged(now: null, followers, out _, out var hasCircle);
            if (hasCircle) continue;
            var candidate = (Lateness(timed), StartOf(timed, id), index);
            if (candidate.CompareTo(best) < 0) best = candidate;
        }

        return best.Index;
    }

    private static TimeSpan Lateness(Day day)
    {
        var late = TimeSpan.Zero;
        foreach (var visit in day.Visits.Values.Where(visit => visit.Assignments.Length > 0 && !visit.Status.IsHistory()))
        {
            var latest = visit.Promised is { } promised && promised.Latest < visit.Visit.Allowed.Latest ? promised.Latest : visit.Visit.Allowed.Latest;
            if (StartOf(day, visit.Visit.Id) is var start && start > latest) late += start - latest;
        }

        foreach (var team in day.Teams.Values)
            if (team.BackAt > team.Shift.End) late += team.BackAt.Value - team.Shift.End;
        return late;
    }

    private static DateTimeOffset StartOf(Day day, VisitId id) => day.Visits[id].Assignments[0].Start;

    private static bool IsNext(DayDraft draft, VisitId id, TeamShiftId team)
    {
        var index = draft.FirstOpen(team);
        return index < draft.Day.Teams[team].Route.Length && draft.Day.Teams[team].Route[index] == id;
    }

    private static List<TeamShiftId> Teams(TeamShiftId team, TeamShiftId? with) => with is { } second && second != team ? [team, second] : [team];

    /// <summary>Why a visit cannot be moved to these teams, whatever the times; null when it can be tried.</summary>
    public static Refusal? Refuses(Day day, VisitId id, params ReadOnlySpan<TeamShiftId?> teams)
    {
        if (!day.Visits.TryGetValue(id, out var visit)) return new Refusal.UnknownVisit(id);
        foreach (var team in teams)
            if (team is { } given && !day.Teams.ContainsKey(given)) return new Refusal.UnknownTeam(given);
        return visit.Status.IsOver() ? new Refusal.VisitIsOver(id, visit.Status)
            : visit.Assignments.Select(one => visit.StatusOf(one.Team)).FirstOrDefault(status => status.IsUnderWay() || status.IsOver()) is var begun and not VisitStatus.Requested ? new Refusal.VisitIsUnderWay(id, begun)
            : null;
    }
}
