using System.Collections.Immutable;
using MobileTeams.Dispatch.Organisations;
using MobileTeams.Dispatch.Patients;
using MobileTeams.Dispatch.People;
using MobileTeams.Dispatch.Visits;
using MobileTeams.Measures;

namespace MobileTeams.Dispatch.Days;

/// <summary>What a day has to know to decide, loaded beforehand: everybody in its teams, every patient of its visits, and the ways between them.</summary>
public sealed record DayFacts(
    CareCentre Centre,
    ServiceTime Time,
    IReadOnlyDictionary<PersonId, Person> People,
    IReadOnlyDictionary<PatientId, Patient> Patients,
    DayTravel Travel)
{
    /// <summary>Who met whom in the weeks before, for continuity.</summary>
    public IReadOnlyList<Meeting> History { get; init; } = [];

    /// <summary>What the people do on the days around this one, for rest; this day's own shifts are in the day.</summary>
    public IReadOnlyDictionary<PersonId, IReadOnlyList<WorkPeriod>> OtherDuties { get; init; } = ImmutableDictionary<PersonId, IReadOnlyList<WorkPeriod>>.Empty;

    /// <summary>The patient of a visit; null while nobody knows who it is.</summary>
    internal Patient? FindPatient(Visit visit) => visit.Patient is { } patient ? Patients[patient] : null;

    /// <summary>Where a visit is made: where it says so itself, else at the patient's home.</summary>
    public GeoPoint PlaceOf(Visit visit) => visit.Place ?? Patients[visit.Patient!.Value].Place;

    internal IEnumerable<Person> CrewOf(TeamShift shift) => shift.Crew.Select(person => People[person]);
}
