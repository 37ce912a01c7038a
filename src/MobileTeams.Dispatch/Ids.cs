namespace MobileTeams.Dispatch;

// Ids are version 7, made by whoever creates the thing – tablets too.

public readonly record struct OrganisationId(Guid Value);

public readonly record struct CareCentreId(Guid Value);

public readonly record struct PersonId(Guid Value);

public readonly record struct VehicleId(Guid Value);

public readonly record struct DelegationId(Guid Value);

public readonly record struct TeamShiftId(Guid Value);

public readonly record struct PatientId(Guid Value);

public readonly record struct VisitSeriesId(Guid Value);

public readonly record struct VisitId(Guid Value);

public readonly record struct UrgentCallId(Guid Value);

public readonly record struct DayEventId(Guid Value);
