using MobileTeams.Measures;

namespace MobileTeams.Dispatch.Organisations;

/// <summary>A vårdcentrum: the node that is open round the clock and from which teams set out.</summary>
/// <param name="DayBreak">Local time at which one service day ends and the next begins, so that a night is whole.</param>
public sealed record CareCentre(
    CareCentreId Id,
    OrganisationId Organisation,
    string Name,
    string Address,
    GeoPoint Place,
    string TimeZone,
    TimeOnly DayBreak,
    IReadOnlyList<string> Areas);

/// <param name="Name">What is painted on the key tag, such as "Bil 4".</param>
public sealed record Vehicle(VehicleId Id, CareCentreId Centre, string Name);
