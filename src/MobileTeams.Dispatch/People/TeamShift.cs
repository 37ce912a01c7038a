namespace MobileTeams.Dispatch.People;

public enum DutyKind
{
    /// <summary>On the road with a route.</summary>
    Working,

    /// <summary>Jour: at the workplace, working time, takes urgent calls.</summary>
    OnCall,

    /// <summary>Beredskap: at home, not working time until called.</summary>
    Standby,
}

/// <summary>A crew in one vehicle for one stretch of work: a lane on the board, a route in the plan.</summary>
/// <param name="Name">Short and spoken, such as "N2".</param>
/// <param name="Date">The service day it belongs to: the one on which it starts.</param>
public sealed record TeamShift(
    TeamShiftId Id,
    CareCentreId Centre,
    DateOnly Date,
    string Name,
    string? Area,
    DutyKind Duty,
    IReadOnlyList<PersonId> Crew,
    VehicleId? Vehicle,
    DateTimeOffset Start,
    DateTimeOffset End,
    IReadOnlyList<MealBreak> Breaks);

/// <summary>A break (rast) that starts somewhere between two instants.</summary>
public sealed record MealBreak(TimeSpan Length, DateTimeOffset EarliestStart, DateTimeOffset LatestStart);
