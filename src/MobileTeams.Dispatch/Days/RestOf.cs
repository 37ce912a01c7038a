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

    private static WorkPeriod Worked(TeamDay team)
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
