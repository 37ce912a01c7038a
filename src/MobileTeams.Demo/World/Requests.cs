using System.Globalization;
using MobileTeams.Dispatch;
using MobileTeams.Dispatch.Organisations;
using MobileTeams.Dispatch.Patients;
using MobileTeams.Dispatch.People;
using MobileTeams.Dispatch.Visits;

namespace MobileTeams.Demo.World;

/// <summary>Visits that come once: somebody has come home from hospital, somebody asked, somebody would be glad of a visit if there is time.</summary>
internal static class Requests
{
    public static IEnumerable<Visit> On(DateOnly date, CareCentre centre, IReadOnlyList<Patient> patients, ServiceTime time, Identity identity, Dice dice)
    {
        var open = patients.Where(patient => !patient.IsProtected && !patient.Safety.HasFlag(SafetyFlags.ViolenceRisk)).ToList();
        var asked = dice.Shuffled(open);
        var isWeekday = date.DayOfWeek is not (DayOfWeek.Saturday or DayOfWeek.Sunday);
        var number = 0;
        if (isWeekday) yield return Visit(asked[number], new(10, 0), new(14, 30), 30, UrgencyClass.Green, isOptional: false, new CareTask(CareTaskKind.NursingAssessment, "Första besöket efter sjukhuset: läkemedel, sår, hjälpmedel")) with
        {
            Request = new VisitRequest(RequestSource.HospitalDischarge, time.InstantOnServiceDay(date, new(7, 40)), time.InstantOnServiceDay(date, new(14, 30)), "avdelning 30B"),
        };
        yield return Visit(asked[++number], new(13, 0), new(15, 30), 15, UrgencyClass.Green, isOptional: false, new CareTask(CareTaskKind.Supervision, "Har ringt och känt sig yr, titta till")) with
        {
            Request = new VisitRequest(RequestSource.Patient, time.InstantOnServiceDay(date, new(8, 5)), null, ""),
        };
        for (var i = 0; isWeekday && i < 3; i++)
            yield return Visit(asked[++number], new(10, 0), new(15, 0), 25, UrgencyClass.Blue, isOptional: true, new CareTask(CareTaskKind.Supervision, dice.Pick(
                ["Förebyggande samtal: fall, mat, rörelse", "Uppsökande besök: hur är det egentligen?", "Promenad om det finns tid", "Samtal om levnadsvanor", "Gå igenom hemmet: mattor, trösklar, belysning"])));

        Visit Visit(Patient patient, TimeOnly from, TimeOnly to, int minutes, UrgencyClass urgency, bool isOptional, CareTask task)
        {
            var window = new StartWindow(time.InstantOnServiceDay(date, from), time.InstantOnServiceDay(date, to));
            var agreed = window.Earliest + ((window.Latest - window.Earliest) / 2);
            if (patient.GuestRules.Allow(agreed, time)) window = patient.GuestRules.Narrow(window, agreed, time) ?? window;
            var id = identity.Of("request", string.Create(CultureInfo.InvariantCulture, $"{centre.Name}/{date:yyyy-MM-dd}/{number}"));
            return new Visit(
                new VisitId(id), patient.Id, centre.Id, date, null, null, urgency, window, TimeSpan.FromMinutes(minutes), CrewRules.StaffNeeded(1, patient), [task], null, null, isOptional);
        }
    }
}
