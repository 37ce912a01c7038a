using MobileTeams.Dispatch.Days;
using MobileTeams.Dispatch.Patients;

namespace MobileTeams.Dispatch.Proposals;

/// <summary>What it costs who comes to whom over several days: a person is new to a patient once, however the days are planned one by one.</summary>
internal sealed class WeekFaces(DayFacts facts, DayProblemOptions options)
{
    /// <summary>Öre for all meetings of the planned days, and how many of them are with somebody new.</summary>
    /// <param name="before">Who met whom before the first planned day.</param>
    /// <param name="days">The planned days in their order with their meetings. An optional visit has no price: it is made whoever comes.</param>
    public (long Ore, int FirstMeetings) Of(IEnumerable<Meeting> before, IReadOnlyList<(Day Day, IReadOnlyList<Meeting> Meetings)> days)
    {
        var met = new Dictionary<(PatientId, PersonId), List<DateOnly>>();
        foreach (var meeting in before) Note(met, meeting, facts.Time.ServiceDay(meeting.Start));
        foreach (var dates in met.Values) dates.Sort();
        var (ore, first) = (0L, 0);
        foreach (var (day, meetings) in days)
        {
            foreach (var meeting in meetings)
            {
                var known = met.GetValueOrDefault((meeting.Patient, meeting.Person))?.Count(date => date.AddDays(options.KnownDays) >= day.Date) ?? 0;
                var isAgain = known > 0 && met[(meeting.Patient, meeting.Person)][^1] == day.Date;
                var patient = facts.Patients[meeting.Patient];
                var isOfArea = patient.Area is not null && facts.People[meeting.Person].Area == patient.Area;
                var isContact = patient.PermanentCareContact == meeting.Person;
                if (known == 0 && !isContact) first++;
                ore += day.Visits[meeting.Visit].Visit.IsOptional ? 0
                    : isContact ? options.Faces.PermanentContact
                    : known == 0 ? isOfArea ? options.Faces.Area : options.Faces.New
                    : !isAgain ? options.Faces.OfKnown(known, isOfArea)
                    : options.Faces.FadeWithDays ? 0 : options.Faces.Known;
                Note(met, meeting, day.Date);
            }
        }

        return (ore, first);
    }

    private static void Note(Dictionary<(PatientId, PersonId), List<DateOnly>> met, Meeting meeting, DateOnly date)
    {
        if (!met.TryGetValue((meeting.Patient, meeting.Person), out var dates)) met[(meeting.Patient, meeting.Person)] = dates = [];
        if (!dates.Contains(date)) dates.Add(date);
    }
}
