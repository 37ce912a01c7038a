using MobileTeams.Dispatch.Days;
using MobileTeams.Dispatch.Patients;
using MobileTeams.Dispatch.People;
using MobileTeams.Dispatch.Visits;
using MobileTeams.Measures;

namespace MobileTeams.Dispatch.Proposals;

/// <summary>Who may do what, as the planner's qualification codes: the tasks, being named for a protected patient, the size of the crew, and the kind of duty.</summary>
internal sealed class DaySkills(DayFacts facts, DateOnly date, IReadOnlyDictionary<PatientId, int> homeOf, IReadOnlyList<DayVisit> visits)
{
    private const int NamedStaff = 100;
    private const int PlannedWork = 101;
    private const int UrgentWork = 102;
    private const int CrewOf = 110;

    // Three days on either side of the service day hold every shift of it.
    private static readonly TimeWindow Always = new(-3 * 86_400, 4 * 86_400);

    private readonly List<CareTaskKind> asked = [.. visits.SelectMany(visit => visit.Visit.Tasks).Select(task => task.Kind).Distinct().Order()];

    /// <summary>What a team may do, and when.</summary>
    public IReadOnlyList<Planning.Qualification> Of(TeamShift shift)
    {
        var all = new List<Planning.Qualification>();
        var crew = facts.CrewOf(shift).ToList();
        foreach (var task in asked)
        {
            if (crew.Exists(person => TaskRules.MayByProfession(person.Category, task))) all.Add(new Planning.Qualification((int)task, Always));
            else if (TaskRules.MayBeDelegated(task)) all.AddRange(crew.SelectMany(person => person.Delegations).Where(one => one.Task == task).SelectMany(Delegated));
        }

        foreach (var patient in visits.Select(visit => facts.FindPatient(visit.Visit)).OfType<Patient>().DistinctBy(patient => patient.Id))
        {
            if (patient.IsProtected && crew.TrueForAll(person => patient.NamedStaff.Contains(person.Id))) all.Add(new Planning.Qualification(NamedStaff, Always, homeOf[patient.Id]));
        }

        for (var size = 3; size <= crew.Count; size++) all.Add(new Planning.Qualification(CrewOf + size, Always));
        if (shift.Duty == DutyKind.Working) all.Add(new Planning.Qualification(PlannedWork, Always));
        if (shift.Duty is DutyKind.Working or DutyKind.OnCall) all.Add(new Planning.Qualification(UrgentWork, Always));
        return all;
    }

    /// <summary>What the team that comes to a visit needs. A team a dispatcher chose by hand may be of any duty.</summary>
    public IReadOnlyList<int> Needs(DayVisit visit, Patient? patient, int staff) =>
        [.. visit.Visit.Tasks.Select(task => (int)task.Kind).Distinct(), .. SecondNeeds(visit, patient, staff)];

    /// <summary>What the second team needs when two come.</summary>
    public IReadOnlyList<int> SecondNeeds(DayVisit visit, Patient? patient, int staff)
    {
        var needs = new List<int>();
        if (patient is { IsProtected: true }) needs.Add(NamedStaff);
        if (staff > 2) needs.Add(CrewOf + staff);
        if (!visit.IsPinned) needs.Add(visit.Visit.IsUrgent() ? UrgentWork : PlannedWork);
        return needs;
    }

    private IEnumerable<Planning.Qualification> Delegated(Delegation delegation)
    {
        var patient = -1;
        if (delegation.Patient is { } one && !homeOf.TryGetValue(one, out patient)) yield break;
        var from = Second(facts.Time.Instant(delegation.ValidFrom, TimeOnly.MinValue));
        var to = Second(facts.Time.Instant(delegation.LastDay.AddDays(1), TimeOnly.MinValue));
        if (delegation.RevokedAt is { } revoked) to = Math.Min(to, Second(revoked));
        if (to > from) yield return new Planning.Qualification((int)delegation.Task, new TimeWindow(from, to), delegation.Patient is null ? null : patient);
    }

    // A delegation may begin or end months away; for the day only its sign matters.
    private int Second(DateTimeOffset instant)
    {
        var seconds = (instant - facts.Time.Start(date)).TotalSeconds;
        return (int)Math.Clamp(seconds, Always.Start, Always.End);
    }
}
