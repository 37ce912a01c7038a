using MobileTeams.Measures;

namespace MobileTeams.Dispatch.Visits;

public enum VisitStatus
{
    Requested,
    Planned,
    Published,
    Dispatched,
    Acknowledged,
    EnRoute,
    Arrived,
    InProgress,
    Completed,
    NoAnswer,
    Declined,
    Cancelled,
    Redirected,
}

/// <summary>How soon, as a clinician chose it. The program stores it and never computes it.</summary>
public enum UrgencyClass
{
    Red,
    Orange,
    Yellow,
    Green,
    Blue,
}

/// <summary>A stretch of time between two instants in which a visit may start, or was promised to.</summary>
public readonly record struct StartWindow(DateTimeOffset Earliest, DateTimeOffset Latest)
{
    public bool Contains(DateTimeOffset start) => start >= Earliest && start <= Latest;
}

/// <summary>One visit on one service day: what is asked for, before anybody is chosen.</summary>
/// <param name="Patient">Null while nobody knows whom an urgent call is about; <see cref="Place"/> then says where.</param>
/// <param name="Date">The service day it belongs to.</param>
/// <param name="Allowed">When it may start, by agreement or need.</param>
/// <param name="Follows">It starts after this visit …</param>
/// <param name="FollowsWithin">… and at most this long after it, start to start.</param>
/// <param name="IsOptional">A filler: planned only where it displaces nothing.</param>
public sealed record Visit(
    VisitId Id,
    PatientId? Patient,
    CareCentreId Centre,
    DateOnly Date,
    VisitSeriesId? Series,
    UrgentCallId? Call,
    UrgencyClass Urgency,
    StartWindow Allowed,
    TimeSpan Duration,
    int StaffNeeded,
    IReadOnlyList<CareTask> Tasks,
    VisitId? Follows,
    TimeSpan? FollowsWithin,
    bool IsOptional)
{
    /// <summary>Who asked for it; null for visits of a series and for urgent calls.</summary>
    public VisitRequest? Request { get; init; }

    /// <summary>Where it is, if not at the patient's home.</summary>
    public GeoPoint? Place { get; init; }

    /// <summary>Agreed for later in an urgent call, and of no hurry.</summary>
    public bool IsForLater { get; init; }

    /// <summary>Somebody goes there now: it answers an urgent call.</summary>
    public bool IsUrgent() => Call is not null && !IsForLater;
}
