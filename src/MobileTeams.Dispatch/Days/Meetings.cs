using MobileTeams.Dispatch.Patients;
using MobileTeams.Dispatch.Visits;

namespace MobileTeams.Dispatch.Days;

/// <summary>What days tell the measure of continuity: who meets whom, and who has been away.</summary>
public static class Meetings
{
    /// <summary>Everybody whom patients meet on a day as it stands, done or still to come.</summary>
    /// <remarks>A visit knows no trygghetslarm and no delivered meal: what the day's teams do at an urgent call's visit counts as <see cref="MeetingKind.SocialAlarm"/>, everything else as
    /// <see cref="MeetingKind.Visit"/>. Nobody meets anybody at a visit that was called off or where nobody opened.</remarks>
    public static IEnumerable<Meeting> Of(Day day, DayFacts facts) =>
        from visit in day.Visits.Values
        where visit.Visit.Patient is not null && visit.Status is not (VisitStatus.Cancelled or VisitStatus.Declined or VisitStatus.NoAnswer)
        from assignment in visit.Assignments
        from person in facts.CrewOf(day.Teams[assignment.Team].Shift)
        orderby assignment.Start, visit.Visit.Id.Value, person.Id.Value
        select new Meeting(
            visit.Visit.Patient!.Value, person.Id, person.Category, visit.Visit.Id, assignment.Start, visit.Visit.IsUrgent() ? MeetingKind.SocialAlarm : MeetingKind.Visit);

    /// <summary>The patients of some days as clients of the measure. Away on a date is whoever has a visit that was called off on it because the patient was not at home.</summary>
    public static IEnumerable<HomeCareClient> Clients(IReadOnlyCollection<Day> days, DayFacts facts)
    {
        var visits = days.SelectMany(day => day.Visits.Values).Where(visit => visit.Visit.Patient is not null).ToLookup(visit => visit.Visit.Patient!.Value);
        return visits.OrderBy(patient => patient.Key.Value).Select(patient => new HomeCareClient(
            patient.Key,
            facts.Patients[patient.Key].Identifier.BirthDate,
            [.. patient.Where(visit => visit.IsAway).Select(visit => facts.Time.LocalDate(visit.Visit.Allowed.Earliest)).Distinct().Select(date => (date, date))]));
    }
}
