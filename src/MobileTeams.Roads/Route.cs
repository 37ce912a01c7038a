using MobileTeams.Measures;

namespace MobileTeams.Roads;

/// <summary>A fastest way by car: whole seconds and metres, its line on the map, and the streets it takes.</summary>
public sealed record Route(int Seconds, int Metres, IReadOnlyList<GeoPoint> Shape, IReadOnlyList<RouteStep> Steps);

/// <summary>A stretch of a route on roads of one name; the name is empty where the map has none.</summary>
public sealed record RouteStep(string Name, int Metres, int Seconds);
