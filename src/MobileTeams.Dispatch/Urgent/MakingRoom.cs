using System.Collections.Immutable;
using MobileTeams.Dispatch.Days;
using MobileTeams.Dispatch.Proposals;
using MobileTeams.Dispatch.Visits;

namespace MobileTeams.Dispatch.Urgent;

/// <summary>A team could make an urgent visit in time if one of its own visits went to another team.</summary>
/// <param name="StartsAt">When the urgent visit would start.</param>
/// <param name="Leaves">The visit that would go.</param>
/// <param name="LeavesFrom">When that visit would have started with its team.</param>
/// <param name="To">The team it would go to.</param>
/// <param name="ToStartsAt">When it would start there.</param>
/// <param name="BreaksPromise">That would be outside what its patient was told.</param>
/// <param name="Moved">Everybody else whose time would change, earliest first.</param>
public sealed record UrgentExchange(
    TeamShiftId Team, DateTimeOffset StartsAt, VisitId Leaves, DateTimeOffset LeavesFrom, TeamShiftId To, DateTimeOffset ToStartsAt, bool BreaksPromise, ImmutableArray<MovedVisit> Moved);

/// <summary>One step further than <see cref="UrgentRanking"/>: what would make room for an urgent call when no team can come in time as the day stands.</summary>
public static class MakingRoom
{
    private static readonly TimeSpan MaxOvertime = TimeSpan.FromMinutes(30);

    /// <summary>The best exchange of each team that has one. For red and orange the earliest start is best; for the others, whatever breaks the least.</summary>
    /// <param name="day">The visit may already be in it or not.</param>
    public static ImmutableArray<UrgentExchange> For(Day day, Visit visit, DayFacts facts, DateTimeOffset now)
    {
        var draft = new DayDraft(day, facts);
        if (day.Visits.ContainsKey(visit.Id)) draft.Remove(visit.Id);

        // The call is to be answered in its own time here; being late needs no room.
        var urgent = visit with { Call = null };
        draft.Set(new DayVisit(urgent, VisitStatus.Requested, [], Promised: null, IsPinned: false, null, null, null, null, null, Reason: null, []));
        var seen = draft.Day.AsSeenAt(now, facts);
        var problem = DayProblem.Of(draft.Day, facts, new DayProblemOptions { Now = now, MaxOvertime = MaxOvertime });
        var index = problem.Visits.ToList().IndexOf(visit.Id);
        if (problem.Start is null || index < 0) return [];
        var exchanges = Planning.HeldPlan.Of(problem.Problem, problem.Start).MakeRoom(index).Select(ejection => Of(ejection, problem, seen, facts)).Where(exchange => exchange.StartsAt <= visit.Allowed.Latest);
        return visit.Urgency is UrgencyClass.Red or UrgencyClass.Orange ? [.. exchanges.OrderBy(exchange => exchange.StartsAt)] : [.. exchanges];
    }

    private static UrgentExchange Of(Planning.Ejection ejection, DayProblem problem, Day seen, DayFacts facts)
    {
        DateTimeOffset At(int second) => facts.Time.At(seen.Date, second);
        bool Breaks(DayVisit visit, DateTimeOffset start) => visit.Promised is { } told && told.Contains(visit.Assignments[0].Start) && !told.Contains(start);
        var leaves = seen.Visits[problem.Visits[ejection.Leaves]];
        var moved = from one in ejection.Moved
                    let visit = seen.Visits[problem.Visits[one.Visit]]
                    let was = visit.Assignments[0].Start
                    let becomes = was.AddSeconds(one.Seconds)
                    orderby becomes, visit.Visit.Id.Value
                    select new MovedVisit(visit.Visit.Id, problem.Teams[one.Route], was, becomes, Breaks(visit, becomes), was <= visit.Visit.Allowed.Latest && becomes > visit.Visit.Allowed.Latest);
        return new UrgentExchange(
            problem.Teams[ejection.Route], At(ejection.Start), leaves.Visit.Id, leaves.Assignments[0].Start, problem.Teams[ejection.ToRoute], At(ejection.ToStart),
            Breaks(leaves, At(ejection.ToStart)), [.. moved]);
    }
}
