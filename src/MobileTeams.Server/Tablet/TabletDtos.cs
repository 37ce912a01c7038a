namespace MobileTeams.Server.Tablet;

public sealed record CrewDto(string Name, string Category);

public sealed record VehicleDto(Guid Id, string Name);

public sealed record ShiftDto(
    Guid Team,
    string Name,
    string Centre,
    DateOnly Date,
    DateTimeOffset Start,
    DateTimeOffset End,
    IReadOnlyList<CrewDto> Crew,
    VehicleDto? Vehicle,
    IReadOnlyList<VehicleDto> Vehicles,
    bool IsNow);

public sealed record StartShiftDto(Guid? Vehicle);

/// <summary>Everything a team needs for its shift, so that the tablet works in a cellar.</summary>
/// <param name="Version">The day's version it was made from.</param>
/// <param name="ServerTime">To tell a tablet whose clock is wrong.</param>
public sealed record BundleDto(
    Guid Team,
    string Name,
    string Centre,
    DateOnly Date,
    int Version,
    DateTimeOffset ServerTime,
    string TimeZone,
    DateTimeOffset Start,
    DateTimeOffset End,
    IReadOnlyList<CrewDto> Crew,
    VehicleDto? Vehicle,
    BaseDto Base,
    IReadOnlyList<BreakDto> Breaks,
    IReadOnlyList<VisitDto> Visits,
    MapStylesDto MapStyles,
    IReadOnlyList<string> Tiles);

public sealed record BaseDto(string Name, double[] Place);

public sealed record BreakDto(DateTimeOffset Start, int Minutes);

public sealed record MapStylesDto(string Day, string Night);

public sealed record WindowDto(DateTimeOffset Earliest, DateTimeOffset Latest);

public sealed record VisitDto(
    Guid Visit,
    int Order,
    string Status,
    DateTimeOffset Start,
    DateTimeOffset End,
    WindowDto? Promised,
    int TravelSeconds,
    int TravelMetres,
    string? Urgency,
    bool IsUrgent,
    bool IsTogether,
    IReadOnlyList<WithDto> With,
    PatientDto Patient,
    IReadOnlyList<TaskDto> Tasks,
    SbarDto? Sbar,
    IReadOnlyList<NoteDto> Notes,
    IReadOnlyList<double[]> LegShape,
    IReadOnlyList<StepDto> LegSteps);

/// <summary>The other team of two, and how far it has come.</summary>
public sealed record WithDto(string Name, string Status);

/// <summary>Whom the visit is for.</summary>
/// <param name="Place">Where the visit is, longitude first; null when it may not be told.</param>
/// <param name="IsProtected">A protected identity; without name and place for those who are not named.</param>
/// <param name="IsUnknown">No known patient: name, address and number are the caller's words.</param>
public sealed record PatientDto(
    string Name,
    string ShortName,
    int? Age,
    string Address,
    double[]? Place,
    string WhatMatters,
    AccessDto Access,
    IReadOnlyList<string> Safety,
    string Phone,
    ContactDto? PermanentContact,
    IReadOnlyList<RelativeDto> Relatives,
    bool IsProtected,
    bool IsUnknown);

public sealed record AccessDto(string Kind, string Detail);

public sealed record ContactDto(string Name, string? Phone);

public sealed record RelativeDto(string Name, string Relation, string Phone);

public sealed record TaskDto(string Kind, string Text);

public sealed record SbarDto(string Situation, string Background, string Assessment, string Recommendation);

public sealed record NoteDto(DateTimeOffset At, string By, string Text);

public sealed record StepDto(string Street, int Metres, int Seconds);
