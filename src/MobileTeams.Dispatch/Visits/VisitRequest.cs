namespace MobileTeams.Dispatch.Visits;

/// <summary>Who asks for a visit that is in no series and no urgent call.</summary>
public enum RequestSource
{
    HealthCentre,

    /// <summary>A hospital sends somebody home.</summary>
    HospitalDischarge,

    /// <summary>Samordnad individuell plan, SIP: several carers have agreed on it together with the patient.</summary>
    CoordinatedPlan,

    Relative,
    Patient,
}

/// <summary>A visit that somebody asked for.</summary>
/// <param name="AskedAt">When the desk was asked.</param>
/// <param name="Deadline">The visit must have begun by then, such as when the discharged are home and alone; null when nothing was said.</param>
/// <param name="From">Who it was, in words: a ward, a name; may be empty.</param>
public sealed record VisitRequest(RequestSource Source, DateTimeOffset AskedAt, DateTimeOffset? Deadline, string From);
