namespace MobileTeams.Dispatch.People;

public enum ProfessionalCategory
{
    Physician,
    RegisteredNurse,
    AssistantNurse,
    CareAide,
    Physiotherapist,
    OccupationalTherapist,
}

/// <summary>Somebody who works in a team.</summary>
/// <param name="DayBreakpoint">Dygnsbryt: the local time at which this person's own 24 hours begin, for daily rest.</param>
/// <param name="Area">The area group the person belongs to, one of the centre's areas; null for those who cover the whole centre.</param>
/// <param name="Languages">ISO 639-1 codes besides Swedish.</param>
public sealed record Person(
    PersonId Id,
    CareCentreId Centre,
    string Name,
    ProfessionalCategory Category,
    TimeOnly DayBreakpoint,
    string? Area,
    IReadOnlyList<Delegation> Delegations,
    IReadOnlyList<string> Languages);
