using System.Collections.Immutable;
using MobileTeams.Dispatch.Days;
using MobileTeams.Dispatch.People;
using MobileTeams.Dispatch.Visits;

namespace MobileTeams.Dispatch.Urgent;

/// <summary>When a team would go.</summary>
public enum SetOut
{
    /// <summary>At once; whoever it was on the way to waits.</summary>
    Now,

    /// <summary>After the patient it is with, or on the way to.</summary>
    AfterCurrent,
}

/// <summary>A visit that would start at another time.</summary>
/// <param name="BreaksPromise">It was inside what was promised and no longer would be.</param>
/// <param name="BreaksWindow">It was in time for what is allowed and no longer would be.</param>
public sealed record MovedVisit(VisitId Visit, TeamShiftId Team, DateTimeOffset Was, DateTimeOffset Becomes, bool BreaksPromise, bool BreaksWindow)
{
    public TimeSpan By => Becomes - Was;
}

/// <summary>A team that would come back later than its shift ends, by more than it does already.</summary>
public sealed record Overtime(TeamShiftId Team, DateTimeOffset BackAt, TimeSpan Over);

/// <summary>One way to answer an urgent call: who goes when, and who pays for it.</summary>
/// <param name="With">The second team where two are needed and one crew is too small.</param>
/// <param name="ArrivesAt">When the work at the patient's could begin.</param>
/// <param name="Broken">The hard rules that stop it; empty when the team may go.</param>
/// <param name="Moved">Everybody else whose time would change, earliest first.</param>
/// <param name="Rest">Rules of rest that would break and do not break now.</param>
public sealed record UrgentOption(
    TeamShiftId Team,
    TeamShiftId? With,
    SetOut SetOut,
    DateTimeOffset ArrivesAt,
    int TravelSeconds,
    int TravelMetres,
    bool IsInTime,
    ImmutableArray<BrokenRule> Broken,
    ImmutableArray<MovedVisit> Moved,
    ImmutableArray<Overtime> Overtime,
    ImmutableArray<RestFinding> Rest)
{
    public bool MayGo => Broken.IsEmpty;

    public int BrokenPromises => Moved.Count(moved => moved.BreaksPromise);
}

/// <summary>Who could answer an urgent call, and what it would do to everybody else: each choice is tried out on the day as it stands.</summary>
/// <remarks>How urgent the call is was decided by a clinician; nothing here judges that. Exact: the consequences are what <c>VisitDispatched</c> would bring about.</remarks>
public static class UrgentRanking
{
    /// <summary>A team whose shift begins within this is asked too.</summary>
    public static readonly TimeSpan Soon = TimeSpan.FromHours(2);

    private const int PairedTeams = 8;

    /// <summary>Every team that runs or soon will, now and after its current visit, best first; those stopped by a rule come last with the rule.</summary>
    /// <remarks>For red and orange the earliest arrival is best. For the others, whoever comes in time and breaks the least rest, promises and shift ends.</remarks>
    /// <param name="day">The visit may already be in it or not.</param>
    public static ImmutableArray<UrgentOption> Rank(Day day, Visit visit, DayFacts facts, DateTimeOffset now)
    {
        var draft = new DayDraft(day, facts);
        if (day.Visits.ContainsKey(visit.Id)) draft.Remove(visit.Id);
        draft.Set(new DayVisit(visit, VisitStatus.Requested, [], Promised: null, IsPinned: false, null, null, null, null, null, Reason: null, []));
        var trial = new Trial(draft.Day.AsSeenAt(now, facts), visit, facts, now);
        var alone = day.Teams.Values
            .Where(team => team.Shift.End > now && team.Shift.Start <= now + Soon)
            .OrderBy(team => team.Shift.Id.Value)
            .SelectMany(team => trial.Of(team)).ToList();
        var pairs = alone.Exists(option => option.Broken.Any(rule => rule.Code == CrewRules.DoubleStaffing)) ? trial.Pairs(alone, PairedTeams) : [];
        var isFirstComeBest = visit.Urgency is UrgencyClass.Red or UrgencyClass.Orange;
        return [.. alone.Concat(pairs)
            .OrderByDescending(option => option.MayGo)
            .ThenBy(option => isFirstComeBest ? option.ArrivesAt : DateTimeOffset.MinValue)
            .ThenByDescending(option => option.IsInTime)
            .ThenBy(option => option.With is not null)
            .ThenBy(option => option.Rest.Length)
            .ThenBy(option => option.BrokenPromises)
            .ThenBy(option => option.Moved.Count(moved => moved.BreaksWindow))
            .ThenBy(option => option.Overtime.Sum(one => one.Over.Ticks))
            .ThenBy(option => option.ArrivesAt)
            .ThenBy(option => option.Moved.Sum(moved => Math.Abs(moved.By.Ticks)))
            .ThenBy(option => option.Team.Value).ThenBy(option => option.With?.Value)];
    }

    private sealed class Trial(Day day, Visit visit, DayFacts facts, DateTimeOffset now)
    {
        private readonly ILookup<VisitId, VisitId> followers = Timetable.Followers(day);

        public IEnumerable<UrgentOption> Of(TeamDay team)
        {
            var statuses = team.Route.Select(id => day.Visits[id].StatusOf(team.Shift.Id)).ToList();
            var isWithPatient = statuses.Exists(status => status.IsUnderWay());
            if (!isWithPatient) yield return Sent([team.Shift.Id], SetOut.Now);
            if (isWithPatient || statuses.Contains(VisitStatus.EnRoute)) yield return Sent([team.Shift.Id], SetOut.AfterCurrent);
        }

        /// <summary>Two teams together, out of those that would be there first; each sets out as it can.</summary>
        public IEnumerable<UrgentOption> Pairs(List<UrgentOption> alone, int most)
        {
            var first = alone.GroupBy(option => option.Team).Select(team => team.MinBy(option => option.ArrivesAt)!).OrderBy(option => option.ArrivesAt).Take(most).ToList();
            for (var one = 0; one < first.Count; one++)
            {
                for (var two = one + 1; two < first.Count; two++)
                {
                    var setOut = first[one].SetOut == SetOut.Now && first[two].SetOut == SetOut.Now ? SetOut.Now : SetOut.AfterCurrent;
                    var pair = Sent([first[one].Team, first[two].Team], setOut);
                    if (pair.MayGo) yield return pair;
                }
            }
        }

        private UrgentOption Sent(IReadOnlyList<TeamShiftId> teams, SetOut setOut)
        {
            var draft = new DayDraft(day, facts);
            if (setOut == SetOut.Now) Assigning.Send(draft, visit.Id, teams, now);
            else Queue(draft, teams);
            var next = draft.TimedWhereChanged(now, followers, out var touched, out var hasCircle);
            var arrival = next.Visits[visit.Id].Assignments[0];
            var broken = DayRules.OfCrew(next, facts, visit, teams, arrival.Start);
            broken = broken.AddRange(DayRules.OfTimes(next, facts, next.Visits[visit.Id], teams, followers).Where(rule => rule.Code == DayRules.Unreachable));
            if (hasCircle) broken = broken.Add(new BrokenRule(DayRules.OrderCircle, 0, null));
            return new UrgentOption(
                teams[0], teams.Count > 1 ? teams[1] : null, setOut, arrival.Start, arrival.TravelSeconds, arrival.TravelMetres, arrival.Start <= visit.Allowed.Latest,
                broken, Moved(next, touched), Late(next, touched), RestBroken(next, touched));
        }

        private void Queue(DayDraft draft, IReadOnlyList<TeamShiftId> teams)
        {
            foreach (var team in teams) draft.Insert(visit.Id, team, draft.FirstFree(team));
            draft.Set(draft[visit.Id] with { Status = VisitStatus.Dispatched, DispatchedAt = now });
        }

        private ImmutableArray<MovedVisit> Moved(Day next, IReadOnlySet<TeamShiftId> touched) =>
        [
            .. from team in touched
               from id in next.Teams[team].Route
               where id != visit.Id
               let was = day.Visits[id]
               let becomes = next.Visits[id].Assignments[0].Start
               where was.Assignments[0].Team == team && was.Assignments[0].Start != becomes
               let start = was.Assignments[0].Start
               orderby becomes, id.Value
               select new MovedVisit(
                   id, team, start, becomes,
                   was.Promised is { } promised && promised.Contains(start) && !promised.Contains(becomes),
                   start <= was.Visit.Allowed.Latest && becomes > was.Visit.Allowed.Latest),
        ];

        private ImmutableArray<Overtime> Late(Day next, IReadOnlySet<TeamShiftId> touched) =>
        [
            .. from team in touched.Select(id => next.Teams[id])
               let over = team.BackAt - team.Shift.End
               let before = day.Teams[team.Shift.Id].BackAt - team.Shift.End
               where over > TimeSpan.Zero && !(before >= over)
               orderby over descending, team.Shift.Id.Value
               select new Overtime(team.Shift.Id, team.BackAt!.Value, over.Value),
        ];

        private ImmutableArray<RestFinding> RestBroken(Day next, IReadOnlySet<TeamShiftId> touched) =>
        [
            .. from person in touched.SelectMany(team => next.Teams[team].Shift.Crew).Distinct()
               let before = RestOf.Person(day, facts, person).ToHashSet()
               from found in RestOf.Person(next, facts, person)
               where !before.Any(old => old.Rule == found.Rule && old.From == found.From && old.Amount >= found.Amount)
               orderby found.From, person.Value
               select found,
        ];
    }
}
