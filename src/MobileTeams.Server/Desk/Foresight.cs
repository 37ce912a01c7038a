using MobileTeams.Dispatch;
using MobileTeams.Dispatch.Days;
using MobileTeams.Dispatch.People;
using MobileTeams.Dispatch.Visits;

namespace MobileTeams.Server.Desk;

public enum Weight
{
    Plain,
    Good,
    Bad,
}

/// <summary>One thing that a deed would do, in words.</summary>
internal sealed record Effect(string Says, Weight Weight);

/// <summary>Where a visit would stand after a deed.</summary>
internal sealed record Arrival(VisitId Visit, TeamShiftId Team, DateTimeOffset Start, DateTimeOffset End, bool IsLate);

/// <summary>What a deed would do to the day before it is done: the day itself is asked, and what differs is told.</summary>
/// <param name="MayDo">False when the day would refuse it; the effects then say why.</param>
/// <param name="Arrivals">The visits of the teams concerned that would start at another time or in another lane than now.</param>
internal sealed record Foresight(bool MayDo, IReadOnlyList<Effect> Effects, IReadOnlyList<Arrival> Arrivals, int BrokenPromises, int ExtraTravelSeconds)
{
    private const int MostNamed = 3;

    /// <summary>The effects as one sentence after the other, for a screen reader.</summary>
    public string Spoken => string.Join(". ", Effects.Select(effect => effect.Says)) + ".";

    /// <param name="day">As it looks now.</param>
    /// <param name="now">Null for a day that is not running.</param>
    public static Foresight Of(DayEvent deed, Day day, DayFacts facts, DateTimeOffset? now, Func<DayVisit, string> labelOf)
    {
        if (WhyNever(deed, day, now, facts.Time) is { } never) return Refused(never);

        // Before and after are looked at in the same instant, so that nothing differs but what the deed does.
        var before = now is { } same ? day.AsSeenAt(same, facts) : day;
        return before.Apply(deed, facts) switch
        {
            DayChange.Accepted accepted => Told(deed, before, now is { } running ? accepted.Day.AsSeenAt(running, facts) : accepted.Day, facts, labelOf),
            DayChange.Refused { Why: Refusal.RuleBroken broken } when day.Teams.TryGetValue(broken.Team, out var team) => Refused($"{team.Shift.Name}: {Words.Reasons.Of(broken)}"),
            DayChange.Refused refused => Refused(Words.Capital(Words.Reasons.Of(refused.Why))),
            DayChange.Noted noted => new Foresight(true, [new Effect(Words.Capital(Words.Reasons.OfNote(noted.Why)), Weight.Plain)], [], 0, 0),
            var other => throw new ArgumentOutOfRangeException(nameof(deed), other, "A change of no known kind."),
        };
    }

    /// <summary>What stops a dispatcher's deed before the day is asked, without a full stop: a team whose shift is over is given no visit.</summary>
    /// <param name="now">Null for a day that is not running.</param>
    public static string? WhyNever(DayEvent deed, Day day, DateTimeOffset? now, ServiceTime time) =>
        Given(deed, day).Select(team => day.Teams.GetValueOrDefault(team)).FirstOrDefault(team => team?.Shift.End <= now) is { } over
            ? BoardWords.ShiftIsOver(over.Shift.Name, Clock(time, over.Shift.End))
            : null;

    /// <summary>The teams that a deed gives a visit to.</summary>
    private static IEnumerable<TeamShiftId> Given(DayEvent deed, Day day) => deed switch
    {
        DayEvent.VisitAssigned { With: { } second } assigned => [assigned.Team, second],
        DayEvent.VisitAssigned assigned => [assigned.Team],
        DayEvent.VisitsPlaced placed =>
            from place in placed.Places
            from team in place.Teams
            where day.Visits.GetValueOrDefault(place.Visit)?.Assignments.Any(one => one.Team == team.Team) != true
            select team.Team,
        _ => [],
    };

    private static Foresight Refused(string why) => new(false, [new Effect(why, Weight.Bad)], [], 0, 0);

    private static Foresight Told(DayEvent deed, Day before, Day after, DayFacts facts, Func<DayVisit, string> labelOf)
    {
        var effects = new List<Effect>();
        foreach (var id in Concerned(deed))
            effects.Add(new Effect(Stands(after, after.Visits[id], facts.Time), Weight.Plain));
        var (broken, mended) = (Except(after.BrokenPromises(), before.BrokenPromises()), Except(before.BrokenPromises(), after.BrokenPromises()));
        if (broken.Count > 0) effects.Add(new Effect(BoardWords.Breaks(Named(broken, after, labelOf, facts.Time)), Weight.Bad));
        if (mended.Count > 0) effects.Add(new Effect(BoardWords.Mends(Named(mended, after, labelOf, facts.Time)), Weight.Good));
        var teams = after.Teams.Values.Where(team => !ReferenceEquals(team, before.Teams.GetValueOrDefault(team.Shift.Id))).ToList();
        foreach (var rule in NewRules(before, after, facts)) effects.Add(new Effect(rule, Weight.Bad));
        foreach (var rest in NewRest(before, after, facts, teams)) effects.Add(new Effect(rest, Weight.Bad));
        var travel = TravelOf(after) - TravelOf(before);
        if (broken.Count == 0 && effects.TrueForAll(effect => effect.Weight != Weight.Bad)) effects.Add(new Effect(Words.PromisesHold, Weight.Good));
        effects.Add(new Effect(BoardWords.TravelChanges(travel), Weight.Plain));
        return new Foresight(true, effects, [.. Moved(before, after)], broken.Count, travel);
    }

    private static IEnumerable<Arrival> Moved(Day before, Day after) =>
        from visit in after.Visits.Values
        where !ReferenceEquals(visit, before.Visits.GetValueOrDefault(visit.Visit.Id))
        from assignment in visit.Assignments
        where before.Visits.GetValueOrDefault(visit.Visit.Id)?.Assignments.Any(one => one.Team == assignment.Team && one.Start == assignment.Start && one.End == assignment.End) != true
        orderby assignment.Start
        select new Arrival(visit.Visit.Id, assignment.Team, assignment.Start, assignment.End, visit.Promised is { } promised && assignment.Start > promised.Latest);

    private static IEnumerable<string> NewRules(Day before, Day after, DayFacts facts)
    {
        var known = DayRules.Broken(before, facts).GroupBy(one => (one.Visit, one.Team, one.Rule.Code, one.Rule.Detail)).ToDictionary(group => group.Key, group => group.Max(one => one.Rule.Amount));
        foreach (var (visit, team, rule) in DayRules.Broken(after, facts))
        {
            if (rule.Amount <= known.GetValueOrDefault((visit, team, rule.Code, rule.Detail), -1)) continue;
            yield return $"{after.Teams[team].Shift.Name}: {Words.Reasons.Of(rule)}";
        }
    }

    private static IEnumerable<string> NewRest(Day before, Day after, DayFacts facts, List<TeamDay> teams)
    {
        foreach (var person in teams.SelectMany(team => team.Shift.Crew).Distinct().Where(facts.People.ContainsKey))
        {
            var known = RestOf.Person(before, facts, person).GroupBy(one => (one.Rule, one.From.Date)).ToDictionary(group => group.Key, group => group.Max(one => one.Amount));
            foreach (var finding in RestOf.Person(after, facts, person))
                if (finding.Amount > known.GetValueOrDefault((finding.Rule, finding.From.Date))) yield return $"{facts.People[person].Name}: {Words.Reasons.Of(finding, facts.Time)}";
        }
    }

    private static string Stands(Day day, DayVisit visit, ServiceTime time) => visit.Assignments.IsEmpty
        ? BoardWords.GoesToQueue
        : $"{string.Join(" + ", visit.Assignments.Select(one => day.Teams[one.Team].Shift.Name))} {Clock(time, visit.Assignments[0].Start)}–{Clock(time, visit.Assignments[0].End)}";

    private static IReadOnlyList<string> Named(List<VisitId> visits, Day day, Func<DayVisit, string> labelOf, ServiceTime time)
    {
        var named = visits.Select(id => day.Visits[id]).OrderBy(visit => visit.Assignments.IsEmpty ? default : visit.Assignments[0].Start)
            .Select(visit => visit.Assignments.IsEmpty ? labelOf(visit) : $"{labelOf(visit)} {Clock(time, visit.Assignments[0].Start)}").ToList();
        return named.Count <= MostNamed ? named : [.. named.Take(MostNamed), BoardWords.AndMore(named.Count - MostNamed)];
    }

    /// <summary>The visits that a deed is about.</summary>
    public static IReadOnlyList<VisitId> Concerned(DayEvent deed) => deed switch
    {
        DayEvent.VisitAssigned assigned => [assigned.Visit],
        DayEvent.VisitUnassigned unassigned => [unassigned.Visit],
        DayEvent.VisitsPlaced placed => [.. placed.Places.Select(place => place.Visit)],
        DayEvent.VisitResized resized => [resized.Visit],
        _ => [],
    };

    private static List<VisitId> Except(IEnumerable<VisitId> visits, IEnumerable<VisitId> others) => [.. visits.Except(others)];

    private static int TravelOf(Day day) => day.Visits.Values.Sum(visit => visit.Assignments.Sum(assignment => assignment.TravelSeconds));

    private static string Clock(ServiceTime time, DateTimeOffset instant) => time.Local(instant).ToString("HH:mm", System.Globalization.CultureInfo.InvariantCulture);
}
