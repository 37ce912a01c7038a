using System.Collections.Immutable;
using MobileTeams.Dispatch.Days;
using MobileTeams.Dispatch.People;
using MobileTeams.Dispatch.Visits;

namespace MobileTeams.Dispatch.Proposals;

/// <summary>Why a visit found no place: every team's best place is tried on the planned day, and the rules that break there are named.</summary>
internal sealed class Obstacles
{
    private readonly DayFacts facts;
    private readonly DateTimeOffset now;
    private readonly Day planned;
    private readonly ILookup<VisitId, VisitId> followers;

    public Obstacles(Day day, DayFacts facts, DateTimeOffset? now, ImmutableArray<PlannedRoute> routes)
    {
        (this.facts, this.now) = (facts, now ?? day.Start);
        var drawn = Publishing.Drawn(new DayDraft(day, facts), routes);

        // What the proposal would promise is not promised yet, and stands in nobody's way.
        var visits = drawn.Visits.Values.Select(visit => visit with { Promised = day.Visits[visit.Visit.Id].Promised });
        planned = (drawn with { Visits = visits.ToImmutableDictionary(visit => visit.Visit.Id) }).AsSeenAt(this.now, facts);
        followers = Timetable.Followers(planned);
    }

    public LeftOutVisit Of(VisitId id)
    {
        var visit = planned.Visits[id];
        var teams = planned.Teams.Values.Where(team => team.Shift.End > now).OrderBy(team => team.Shift.Id.Value)
            .Select(team => new TeamObstacle(team.Shift.Id, Best(visit, team)))
            .OrderBy(obstacle => Distance(obstacle.Rules)).ThenBy(obstacle => obstacle.Rules.Sum(rule => (long)rule.Amount)).ThenBy(obstacle => obstacle.Team.Value);
        return new LeftOutVisit(id, visit.Visit.IsOptional, [.. teams]);
    }

    private ImmutableArray<BrokenRule> Best(DayVisit visit, TeamDay team)
    {
        if (visit.IsPinned && visit.Assignments.All(assignment => assignment.Team != team.Shift.Id) && visit.Assignments.Length > 0) return [new BrokenRule(DayRules.Pinned, 0, null)];

        // Whoever may not come at all is not tried at every place.
        var crew = DayRules.OfCrew(planned, facts, visit.Visit, [team.Shift.Id], visit.Visit.Allowed.Earliest);
        if (crew.Any(rule => rule.Code is CrewRules.Competence or CrewRules.ProtectedIdentity)) return crew;
        var best = (Distance: int.MaxValue, Amount: long.MaxValue, Rules: ImmutableArray<BrokenRule>.Empty);
        var draft = new DayDraft(planned, facts);
        draft.Remove(visit.Visit.Id);
        var without = draft.Day;
        for (var index = draft.FirstFree(team.Shift.Id); index <= without.Teams[team.Shift.Id].Route.Length; index++)
        {
            var rules = Tried(without, visit.Visit.Id, team.Shift.Id, index);
            var (distance, amount) = (Distance(rules), rules.Sum(rule => (long)rule.Amount));
            if ((distance, amount).CompareTo((best.Distance, best.Amount)) < 0) best = (distance, amount, rules);
        }

        return best.Rules.IsEmpty ? [new BrokenRule(DayRules.Plan, 0, null)] : best.Rules;
    }

    private ImmutableArray<BrokenRule> Tried(Day without, VisitId id, TeamShiftId team, int index)
    {
        var draft = new DayDraft(without, facts);
        draft.Insert(id, team, index);
        var next = draft.TimedWhereChanged(now, followers, out var touched, out var hasCircle);
        var visit = next.Visits[id];
        var rules = DayRules.OfCrew(next, facts, visit.Visit, [team], visit.Assignments[0].Start).AddRange(DayRules.OfTimes(next, facts, visit, [team], followers));
        if (hasCircle) rules = rules.Add(new BrokenRule(DayRules.OrderCircle, 0, null));
        foreach (var one in touched.Order(Comparer<TeamShiftId>.Create((a, b) => a.Value.CompareTo(b.Value))))
        {
            if (DayRules.OfShift(next.Teams[one]) is { } late && late.Amount > (DayRules.OfShift(without.Teams[one])?.Amount ?? 0)) rules = rules.Add(late);
            if (DayRules.OfBreaks(next.Teams[one]) is { } rest && rest.Amount > (DayRules.OfBreaks(without.Teams[one])?.Amount ?? 0)) rules = rules.Add(rest);
        }

        var others = touched.SelectMany(one => next.Teams[one].Route).Distinct().Where(other => other != id).Select(other => LateBy(next, other) - Math.Max(0, LateBy(without, other))).DefaultIfEmpty(0).Max();
        return others > 0 ? rules.Add(new BrokenRule(DayRules.OtherWindow, others, null)) : rules;
    }

    private static int LateBy(Day day, VisitId id) => (int)(day.Visits[id].Assignments[0].Start - day.Visits[id].Visit.Allowed.Latest).TotalSeconds;

    // Minutes can be talked about; a missing delegation can be written; a missing profession cannot.
    private static int Distance(ImmutableArray<BrokenRule> rules) => rules.Sum(rule => rule.Code switch
    {
        DayRules.Window or DayRules.OtherWindow or DayRules.ShiftEnd or DayRules.BreakLate or DayRules.FollowsWithin => 1,
        CrewRules.DelegationExpired or CrewRules.DelegationNotYet => 8,
        CrewRules.DelegationMissing or CrewRules.DelegationRevoked => 10,
        CrewRules.DoubleStaffing => 20,
        _ => 100,
    });
}
