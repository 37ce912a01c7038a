using NetTopologySuite.Geometries;

namespace MobileTeams.Roads;

/// <summary>The area that is reached from a place within a time.</summary>
/// <param name="Minutes">The time.</param>
/// <param name="Area">Polygons, longitude and latitude in degrees; empty where nothing is reached. The area of a longer time holds that of a shorter.</param>
public sealed record Isochrone(int Minutes, MultiPolygon Area);
