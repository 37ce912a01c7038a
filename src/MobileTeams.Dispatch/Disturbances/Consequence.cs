using System.Collections.Immutable;
using MobileTeams.Dispatch.Days;
using MobileTeams.Dispatch.People;
using MobileTeams.Dispatch.Visits;

namespace MobileTeams.Dispatch.Disturbances;

/// <summary>What something that happened breaks, before anybody repairs it.</summary>
/// <param name="After">The day with it, as it looks at that moment.</param>
/// <param name="Released">Visits that had a team and have none now, earliest first.</param>
/// <param name="Promises">Visits that are now expected outside what was promised, earliest first.</param>
/// <param name="Rules">Hard rules that break and did not before, by visit and team.</param>
/// <param name="Rest">Rules of rest that break and did not before.</param>
public sealed record Consequence(
    Day After,
    ImmutableArray<VisitId> Released,
    ImmutableArray<VisitId> Promises,
    ImmutableArray<(VisitId Visit, TeamShiftId Team, BrokenRule Rule)> Rules,
    ImmutableArray<RestFinding> Rest)
{
    public bool IsNothing => Released.IsEmpty && Promises.IsEmpty && Rules.IsEmpty && Rest.IsEmpty;

    /// <summary>What an event breaks that a day would take.</summary>
    /// <param name="day">As it is saved.</param>
    public static Consequence Of(Day day, DayChange.Accepted accepted, DayFacts facts, DateTimeOffset now) => Between(day.AsSeenAt(now, facts), accepted.Day.AsSeenAt(now, facts), facts);

    /// <summary>What a later state of a day breaks that an earlier one did not.</summary>
    public static Consequence Between(Day before, Day after, DayFacts facts)
    {
        var known = DayRules.Broken(before, facts).Select(broken => (broken.Visit, broken.Rule.Code)).ToHashSet();
        var promised = before.BrokenPromises().ToHashSet();
        return new Consequence(
            after,
            [.. InTime(after, before.Visits.Values.Where(visit => visit.Assignments.Length > 0 && after.Visits[visit.Visit.Id] is { Assignments.Length: 0, Status: VisitStatus.Requested }).Select(visit => visit.Visit.Id))],
            [.. InTime(after, after.BrokenPromises().Where(id => !promised.Contains(id)))],
            [.. DayRules.Broken(after, facts).Where(broken => !known.Contains((broken.Visit, broken.Rule.Code)))],
            [.. RestOver(after, facts).ExceptBy(RestOver(before, facts).Select(finding => (finding.Person, finding.Rule)), finding => (finding.Person, finding.Rule))]);
    }

    private static IEnumerable<VisitId> InTime(Day day, IEnumerable<VisitId> visits) =>
        visits.OrderBy(id => day.Visits[id].Promised?.Earliest ?? day.Visits[id].Visit.Allowed.Earliest).ThenBy(id => id.Value);

    private static IEnumerable<RestFinding> RestOver(Day day, DayFacts facts) =>
        day.Teams.Values.SelectMany(team => team.Shift.Crew).Distinct().Where(facts.People.ContainsKey).SelectMany(person => RestOf.Person(day, facts, person));
}
