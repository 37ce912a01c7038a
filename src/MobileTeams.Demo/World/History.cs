using MobileTeams.Dispatch;
using MobileTeams.Dispatch.Patients;
using MobileTeams.Dispatch.People;
using MobileTeams.Dispatch.Visits;

namespace MobileTeams.Demo.World;

/// <summary>Who met whom: the days before today as they would have been if everybody who could kept to their own patients.</summary>
internal static class History
{
    private const double KeepsTheUsual = 0.85;

    public static IEnumerable<Meeting> Of(
        DateOnly date, IReadOnlyList<VisitSeries> series, IReadOnlyDictionary<PatientId, Patient> patients, IReadOnlyList<TeamShift> shifts, IReadOnlyDictionary<PersonId, Person> people, ServiceTime time, Dice dice)
    {
        foreach (var visit in VisitSeries.VisitsOn(date, series, patients, time))
        {
            var patient = patients[visit.Patient!.Value];
            var start = visit.Allowed.Earliest + ((visit.Allowed.Latest - visit.Allowed.Earliest) * 0.4);
            var able = shifts.Where(shift => shift.Duty == DutyKind.Working && start >= shift.Start.AddMinutes(10) && start + visit.Duration <= shift.End.AddMinutes(-5))
                .Select(shift => (Shift: shift, Crew: shift.Crew.Select(id => people[id]).ToList()))
                .Where(team => CrewRules.Broken(visit, patient, team.Crew, start, time).All(rule => rule.Code == CrewRules.DoubleStaffing))
                .OrderByDescending(team => Nearness(team.Shift, patient, dice)).ToList();
            var come = able.Count > 0 && able[0].Crew.Count < visit.StaffNeeded ? able.Take(visit.StaffNeeded) : able.Take(1);
            foreach (var person in come.SelectMany(team => team.Crew).Take(Math.Max(visit.StaffNeeded, able.Count > 0 ? able[0].Crew.Count : 0)))
                yield return new Meeting(patient.Id, person.Id, person.Category, visit.Id, start, MeetingKind.Visit);
        }
    }

    private static double Nearness(TeamShift shift, Patient patient, Dice dice) =>
        (patient.PermanentCareContact is { } contact && shift.Crew.Contains(contact) && dice.Chance(KeepsTheUsual) ? 4 : 0) + (shift.Area == patient.Area ? 2 : 0) + (shift.Area is null ? -1 : 0) + dice.Unit();
}
