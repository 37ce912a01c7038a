using System.Collections.Immutable;
using MobileTeams.Dispatch.People;

namespace MobileTeams.Dispatch.Patients;

public enum MeetingKind
{
    Visit,

    /// <summary>An answer to a trygghetslarm.</summary>
    SocialAlarm,

    /// <summary>A meal left at the door.</summary>
    MealDelivery,
}

/// <summary>One person of the staff met one patient at one visit; a visit by two is two meetings.</summary>
public sealed record Meeting(PatientId Patient, PersonId Person, ProfessionalCategory Category, VisitId Visit, DateTimeOffset Start, MeetingKind Kind);

/// <summary>Somebody with home care (hemtjänst), for the continuity measure.</summary>
/// <param name="BirthDate">Null where the identity number does not tell it; such a client is not counted.</param>
/// <param name="Away">Local dates, first and last, on which the client was not at home.</param>
public sealed record HomeCareClient(PatientId Patient, DateOnly? BirthDate, IReadOnlyList<(DateOnly First, DateOnly Last)> Away);

/// <summary>Personalkontinuitet over fourteen days.</summary>
/// <param name="Staff">How many different people each counted client met.</param>
/// <param name="Mean">Over the clients; null when none counts.</param>
/// <param name="Median">Over the clients; null when none counts.</param>
/// <param name="UsualProviderShare">Andel hos fast person, the mean over the clients of <see cref="Continuity.UsualProviderShare"/>, of the same visits; null when none counts.</param>
public sealed record StaffContinuity(ImmutableDictionary<PatientId, int> Staff, double? Mean, double? Median, double? UsualProviderShare);

/// <summary>How few hands a patient has to know.</summary>
public static class Continuity
{
    /// <summary>Days in the period of <see cref="Personalkontinuitet"/>.</summary>
    public const int Days = 14;

    private const int Pension = 65;

    private static readonly TimeOnly Morning = new(7, 0);
    private static readonly TimeOnly Evening = new(22, 0);

    /// <summary>How many different staff a client meets in fourteen days, as Kolada counts it.</summary>
    /// <remarks>The measure "personalkontinuitet" of Kolada, the Swedish municipalities' database of key figures. Clients of 65 and over with at least two visits on each of the
    /// fourteen days, at home all the time; visits that start from 07:00 to before 22:00; neither answers to alarms (trygghetslarm) nor delivered meals; nurses, physicians and
    /// therapists of the health care (hemsjukvård) are not counted among the staff. Municipalities print the mean or the median; both are given. What stands for what: the age is
    /// that on the first day, by the identity number; the kind of a visit is the meeting's <see cref="MeetingKind"/>; home care's own staff are assistant nurses and care aides; a
    /// visit that a nurse makes is one of the two a day, so that who counts does not hang on who came; absences are what the caller says they are.</remarks>
    /// <param name="clients">Everybody who may count; each at most once.</param>
    /// <param name="meetings">Who met whom; those of other patients and days are passed over.</param>
    /// <param name="first">The first of the fourteen local dates.</param>
    public static StaffContinuity Personalkontinuitet(IEnumerable<HomeCareClient> clients, IEnumerable<Meeting> meetings, DateOnly first, ServiceTime time)
    {
        var last = first.AddDays(Days - 1);
        var counted = meetings
            .Where(meeting => meeting.Kind == MeetingKind.Visit)
            .Where(meeting => time.LocalTime(meeting.Start) is var at && at >= Morning && at < Evening)
            .Where(meeting => time.LocalDate(meeting.Start) is var date && date >= first && date <= last)
            .ToLookup(meeting => meeting.Patient);
        var staff = clients
            .Where(client => client.BirthDate?.AddYears(Pension) <= first && !client.Away.Any(away => away.First <= last && away.Last >= first))
            .Where(client => HasTwoVisitsEveryDay(counted[client.Patient], first, time))
            .ToImmutableDictionary(client => client.Patient, client => counted[client.Patient].Where(IsWithHomeCare).Select(meeting => meeting.Person).Distinct().Count());
        if (staff.Count == 0) return new StaffContinuity(staff, null, null, null);
        var sorted = staff.Values.Order().ToList();
        var median = (sorted[(sorted.Count - 1) / 2] + sorted[sorted.Count / 2]) / 2.0;
        return new StaffContinuity(staff, sorted.Average(), median, staff.Keys.Average(patient => UsualProviderShare(counted[patient].Where(IsWithHomeCare))));
    }

    /// <summary>The share of a patient's visits at which the most frequent person came, 0 to 1; null without visits.</summary>
    /// <remarks>The Usual Provider of Care index: Breslau and Reeb 1975, Journal of Medical Education 50(10).</remarks>
    public static double? UsualProviderShare(IEnumerable<Meeting> meetings)
    {
        var all = meetings.Where(meeting => meeting.Kind == MeetingKind.Visit).ToList();
        var visits = all.Select(meeting => meeting.Visit).Distinct().Count();
        if (visits == 0) return null;
        return all.GroupBy(meeting => meeting.Person).Max(person => person.Select(meeting => meeting.Visit).Distinct().Count()) / (double)visits;
    }

    private static bool IsWithHomeCare(Meeting meeting) => meeting.Category is ProfessionalCategory.AssistantNurse or ProfessionalCategory.CareAide;

    private static bool HasTwoVisitsEveryDay(IEnumerable<Meeting> meetings, DateOnly first, ServiceTime time)
    {
        var visits = meetings.GroupBy(meeting => time.LocalDate(meeting.Start)).ToDictionary(day => day.Key, day => day.Select(meeting => meeting.Visit).Distinct().Count());
        return Enumerable.Range(0, Days).All(day => visits.GetValueOrDefault(first.AddDays(day)) >= 2);
    }
}
