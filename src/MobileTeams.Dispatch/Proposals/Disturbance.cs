using MobileTeams.Dispatch.Days;
using MobileTeams.Dispatch.Visits;

namespace MobileTeams.Dispatch.Proposals;

/// <summary>What upsets a running day. A closed family.</summary>
public abstract record Disturbance
{
    private Disturbance()
    {
    }

    /// <summary>The teams it hits; their visits need help first.</summary>
    internal abstract IEnumerable<TeamShiftId> Hit { get; }

    /// <summary>The day with it, before anybody has done anything about it.</summary>
    internal abstract Day On(Day day, DayFacts facts, DateTimeOffset now);

    /// <summary>The team does not go on: the crew is ill, the car will not start. What it is with or on the way to stays its own; all else waits for somebody.</summary>
    public sealed record TeamGone(TeamShiftId Team) : Disturbance
    {
        internal override IEnumerable<TeamShiftId> Hit => [Team];

        internal override Day On(Day day, DayFacts facts, DateTimeOffset now)
        {
            var draft = new DayDraft(day, facts);
            foreach (var id in day.Teams[Team].Route.Where(id => !day.Visits[id].HasBegun()))
            {
                draft.Remove(id);
                draft.Set(draft[id] with { Status = VisitStatus.Requested, IsPinned = false, DispatchedAt = null, AcknowledgedAt = null, Halves = [] });
            }

            var shift = draft.Day.Teams[Team].Shift;
            draft.Set(draft.Day.Teams[Team] with { Shift = shift with { End = shift.Start > now ? shift.Start : shift.End < now ? shift.End : now, Breaks = [] }, Breaks = [] });
            return draft.Timed(out _, now);
        }
    }

    /// <summary>One of a crew does not go on; the others do.</summary>
    public sealed record PersonGone(TeamShiftId Team, PersonId Person) : Disturbance
    {
        internal override IEnumerable<TeamShiftId> Hit => [Team];

        internal override Day On(Day day, DayFacts facts, DateTimeOffset now)
        {
            var team = day.Teams[Team];
            var left = team.Shift.Crew.Where(person => person != Person).ToList();
            return left.Count == 0 ? new TeamGone(Team).On(day, facts, now) : day with { Teams = day.Teams.SetItem(Team, team with { Shift = team.Shift with { Crew = left } }) };
        }
    }

    /// <summary>The team does not set out to its next visit before <paramref name="Until"/>: it is running over, stuck, or waiting for a tow.</summary>
    public sealed record TeamHeld(TeamShiftId Team, DateTimeOffset Until) : Disturbance
    {
        internal override IEnumerable<TeamShiftId> Hit => [Team];

        internal override Day On(Day day, DayFacts facts, DateTimeOffset now)
        {
            var draft = new DayDraft(day, facts);
            draft.Set(day.Teams[Team] with { HeldUntil = Until });
            return draft.Timed(out _, now);
        }
    }

    /// <summary>The day knows already: a delay was reported, visits came in or lost their team.</summary>
    public sealed record Known(IReadOnlyCollection<TeamShiftId> Teams) : Disturbance
    {
        internal override IEnumerable<TeamShiftId> Hit => Teams;

        internal override Day On(Day day, DayFacts facts, DateTimeOffset now) => day;
    }
}
