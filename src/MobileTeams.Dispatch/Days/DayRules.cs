using System.Collections.Immutable;
using MobileTeams.Dispatch.People;
using MobileTeams.Dispatch.Visits;

namespace MobileTeams.Dispatch.Days;

/// <summary>The hard rules of a visit in a route: who comes, when it starts, when the team is back.</summary>
public static class DayRules
{
    public const string Window = "rule.window";
    public const string OtherWindow = "rule.other-window";
    public const string Release = "rule.release";
    public const string Plan = "rule.plan";
    public const string ShiftEnd = "rule.shift-end";
    public const string FollowsWithin = "rule.follows-within";
    public const string Unreachable = "rule.unreachable";
    public const string OrderCircle = "rule.order-circle";
    public const string Pinned = "rule.pinned";
    public const string BreakLate = "rule.break-late";

    /// <summary>Every hard rule that a day breaks as it stands, by visit and team; what has happened is not held against anybody.</summary>
    public static IEnumerable<(VisitId Visit, TeamShiftId Team, BrokenRule Rule)> Broken(Day day, DayFacts facts)
    {
        var followers = Timetable.Followers(day);
        foreach (var visit in day.Visits.Values.Where(visit => !visit.Status.IsHistory() && visit.Assignments.Length > 0).OrderBy(visit => visit.Assignments[0].Start).ThenBy(visit => visit.Visit.Id.Value))
        {
            var teams = visit.Assignments.Select(assignment => assignment.Team).ToList();
            var rules = OfCrew(day, facts, visit.Visit, teams, visit.Assignments[0].Start).AddRange(OfTimes(day, facts, visit, teams, followers));
            foreach (var rule in rules) yield return (visit.Visit.Id, teams[0], rule);
        }

        foreach (var team in day.Teams.Values.OrderBy(team => team.Shift.Start).ThenBy(team => team.Shift.Id.Value))
        {
            if (team.Route.Length == 0) continue;
            if (OfShift(team) is { } late) yield return (team.Route[^1], team.Shift.Id, late);
            if (OfBreaks(team) is { } rest) yield return (team.Route[^1], team.Shift.Id, rest);
        }
    }

    /// <summary>The visits that start, or are expected to, when the patient's own rules for guests do not welcome them; for the report, it stops nobody.</summary>
    public static IEnumerable<VisitId> OutsideGuestRules(Day day, DayFacts facts) =>
        from visit in day.Visits.Values
        where visit.Assignments.Length > 0 && facts.FindPatient(visit.Visit)?.GuestRules.Allow(visit.Assignments[0].Start, facts.Time) == false
        orderby visit.Assignments[0].Start, visit.Visit.Id.Value
        select visit.Visit.Id;

    /// <summary>The rules about people that break when these teams together come to a visit.</summary>
    internal static ImmutableArray<BrokenRule> OfCrew(Day day, DayFacts facts, Visit visit, IReadOnlyList<TeamShiftId> teams, DateTimeOffset start)
    {
        var crew = teams.SelectMany(team => facts.CrewOf(day.Teams[team].Shift)).DistinctBy(person => person.Id).ToList();
        return CrewRules.Broken(visit, facts.FindPatient(visit), crew, start, facts.Time);
    }

    /// <summary>The rules about time and place that break for a visit that stands in the day's routes.</summary>
    internal static ImmutableArray<BrokenRule> OfTimes(Day day, DayFacts facts, DayVisit visit, IReadOnlyList<TeamShiftId> teams, ILookup<VisitId, VisitId> followers)
    {
        var broken = ImmutableArray.CreateBuilder<BrokenRule>();
        var start = visit.Assignments[0].Start;
        if (start > visit.Visit.Allowed.Latest) broken.Add(new BrokenRule(Window, Seconds(start - visit.Visit.Allowed.Latest), null));
        var tied = followers[visit.Visit.Id].Select(second => (First: visit, Second: day.Visits[second]));
        if (visit.Visit.Follows is { } before && day.Visits.TryGetValue(before, out var first)) tied = tied.Append((first, visit));
        foreach (var tie in tied)
            if (tie.Second.Visit.FollowsWithin is { } within && StartOf(tie.First) is { } from && StartOf(tie.Second) is { } to && to - from > within)
                broken.Add(new BrokenRule(FollowsWithin, Seconds(to - from - within), null));
        foreach (var team in teams)
            if (!IsReachable(day, facts, day.Teams[team], visit)) broken.Add(new BrokenRule(Unreachable, 0, null));
        return broken.ToImmutable();
    }

    /// <summary>The rule about the shift's end, if the team is expected back after it.</summary>
    internal static BrokenRule? OfShift(TeamDay team) =>
        team.BackAt is { } back && back > team.Shift.End ? new BrokenRule(ShiftEnd, Seconds(back - team.Shift.End), null) : null;

    /// <summary>The rule about breaks, if one starts after its band.</summary>
    internal static BrokenRule? OfBreaks(TeamDay team)
    {
        var late = team.Breaks.Zip(team.Shift.Breaks, (planned, band) => planned.Start - band.LatestStart).DefaultIfEmpty(TimeSpan.Zero).Max();
        return late > TimeSpan.Zero ? new BrokenRule(BreakLate, Seconds(late), null) : null;
    }

    internal static int Seconds(TimeSpan time) => (int)Math.Ceiling(time.TotalSeconds);

    private static DateTimeOffset? StartOf(DayVisit visit) => visit.ArrivedAt ?? (visit.Assignments.Length > 0 ? visit.Assignments[0].Start : null);

    private static bool IsReachable(Day day, DayFacts facts, TeamDay team, DayVisit visit)
    {
        var index = team.Route.IndexOf(visit.Visit.Id);
        var from = index > 0 ? facts.PlaceOf(day.Visits[team.Route[index - 1]].Visit) : facts.Centre.Place;
        var here = facts.PlaceOf(visit.Visit);
        var to = index + 1 < team.Route.Length ? facts.PlaceOf(day.Visits[team.Route[index + 1]].Visit) : facts.Centre.Place;
        return (from == here || facts.Travel.IsKnown(from, here)) && (here == to || facts.Travel.IsKnown(here, to));
    }
}
