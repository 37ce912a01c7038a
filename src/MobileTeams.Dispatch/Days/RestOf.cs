using System.Collections.Immutable;
using MobileTeams.Dispatch.People;

namespace MobileTeams.Dispatch.Days;

/// <summary>What a day does to a person's rest, together with the duties of the days around it.</summary>
public static class RestOf
{
    /// <summary>The rules of rest that break if everybody comes back when they are now expected to.</summary>
    public static ImmutableArray<RestFinding> Person(Day day, DayFacts facts, PersonId person)
    {
        var today = day.Teams.Values.Where(team => team.Shift.Crew.Contains(person)).Select(Worked).ToList();
        var standby = today.Where(duty => duty.Duty == DutyKind.Standby).ToList();

        // Standby becomes work from the first visit it is called to.
        var callouts = day.Teams.Values
            .Where(team => team.Shift.Duty == DutyKind.Standby && team.Shift.Crew.Contains(person) && team.Route.Length > 0)
            .Select(team => new Callout(CalledAt(day, team), team.BackAt ?? team.Shift.End));
        var others = facts.OtherDuties.GetValueOrDefault(person) ?? [];
        return RestRules.Check(facts.People[person], [.. others, .. today], standby.Count > 0 ? [.. callouts] : [], facts.Time);
    }

    /// <summary>How long after its end a shift may go on, in whole minutes and at most <paramref name="most"/>, so that nobody of the crew rests less than the rules ask because of it.</summary>
    /// <remarks>What the roster breaks by itself is not held against the shift. Nothing for standby, which has no work to go on with.</remarks>
    public static TimeSpan Overtime(Day day, DayFacts facts, TeamShift shift, TimeSpan most)
    {
        var minutes = shift.Duty == DutyKind.Standby ? 0 : (int)most.TotalMinutes;
        foreach (var id in shift.Crew)
        {
            var others = day.Teams.Values.Where(team => team.Shift.Id != shift.Id && team.Shift.Crew.Contains(id)).Select(Worked).Concat(facts.OtherDuties.GetValueOrDefault(id) ?? []).ToList();
            var before = Found(0);

            // Longer work never makes rest longer, so that half of what is left can be ruled out at a time.
            for (var least = 0; least < minutes;)
            {
                var middle = (least + minutes + 1) / 2;
                if (RestRules.Added(before, Found(middle)).Any()) minutes = middle - 1;
                else least = middle;
            }

            ImmutableArray<RestFinding> Found(int over) =>
                RestRules.Check(facts.People[id], [.. others, WorkPeriod.Of(shift) with { End = shift.End.AddMinutes(over) }], [], facts.Time);
        }

        return TimeSpan.FromMinutes(minutes);
    }

    /// <summary>What a team's shift is for its crew when it comes back as is now expected, with its breaks where they are planned.</summary>
    internal static WorkPeriod Worked(TeamDay team)
    {
        var duty = WorkPeriod.Of(team.Shift);
        if (team.Shift.Duty != DutyKind.Standby && team.BackAt > duty.End) duty = duty with { End = team.BackAt.Value };
        return team.Breaks.IsEmpty ? duty : duty with { Breaks = [.. team.Breaks.Select(rest => new WorkBreak(rest.Start, rest.Start + rest.Length))] };
    }

    private static DateTimeOffset CalledAt(Day day, TeamDay team)
    {
        var first = day.Visits[team.Route[0]].Assignments.First(assignment => assignment.Team == team.Shift.Id);
        return first.Start - TimeSpan.FromSeconds(first.TravelSeconds);
    }
}
