using MobileTeams.Dispatch.Days;
using MobileTeams.Dispatch.Patients;

namespace MobileTeams.Dispatch.Proposals;

/// <summary>Whom the patients of a day know, from the days around it, and what it costs that each of the day's people comes.</summary>
internal sealed class DayFaces
{
    private readonly DayFacts facts;
    private readonly FacePrices prices;
    private readonly IReadOnlyDictionary<PersonId, int> personOf;
    private readonly Dictionary<(PatientId Patient, PersonId Person), HashSet<DateOnly>> met = [];

    public DayFaces(Day day, DayFacts facts, DayProblemOptions options, IReadOnlyDictionary<PersonId, int> personOf)
    {
        (this.facts, prices, this.personOf) = (facts, options.Faces, personOf);
        var (since, until) = (day.Start.AddDays(-options.KnownDays), day.End.AddDays(options.KnownDaysAhead));
        foreach (var meeting in facts.History)
        {
            if (meeting.Start < since || meeting.Start >= until || (meeting.Start >= day.Start && meeting.Start < day.End) || !personOf.ContainsKey(meeting.Person)) continue;
            if (!met.TryGetValue((meeting.Patient, meeting.Person), out var days)) met[(meeting.Patient, meeting.Person)] = days = [];
            _ = days.Add(facts.Time.ServiceDay(meeting.Start));
        }
    }

    /// <summary>Everybody whose price for this patient is not that of a new face.</summary>
    public IEnumerable<Planning.Face> Of(Patient patient)
    {
        foreach (var (person, index) in personOf)
        {
            var isOfArea = patient.Area is not null && facts.People[person].Area == patient.Area;
            if (person == patient.PermanentCareContact) yield return new Planning.Face(index, prices.PermanentContact);
            else if (met.TryGetValue((patient.Id, person), out var days)) yield return new Planning.Face(index, prices.OfKnown(days.Count, isOfArea));
            else if (isOfArea) yield return new Planning.Face(index, prices.Area);
        }
    }
}
