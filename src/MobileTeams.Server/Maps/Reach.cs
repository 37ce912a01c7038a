using System.Runtime.CompilerServices;
using MobileTeams.Measures;
using MobileTeams.Roads;
using NetTopologySuite.Algorithm.Locate;
using NetTopologySuite.Geometries;

namespace MobileTeams.Server.Maps;

/// <summary>Who is reached within a time.</summary>
/// <param name="HomesShare">The share of the map's homes that lie in the area, 0 to 1.</param>
public sealed record Reached(int Minutes, MultiPolygon Area, double HomesShare);

/// <summary>The area that is reached from a place on the roads as they are, and how many of the homes lie in it. Homes are a sample of the map's own, not of the patients'.</summary>
public sealed class Reach
{
    private const int Sample = 2_000;
    private const int Seed = 1;
    private readonly ConditionalWeakTable<RoadMap, Coordinate[]> homes = [];

    /// <param name="band">The time of day at which one sets out.</param>
    /// <exception cref="InputException"><c>map.off</c> or <c>map.no-road</c>: no road leads from the place.</exception>
    public IReadOnlyList<Reached> From(GeoPoint place, IReadOnlyList<int> minutes, RoadsNow roads, TimeBand band) => roads.Map.Snap(place) switch
    {
        Snap.Found found => [.. roads.Map.Modes[0].Isochrones(found.Point, minutes, roads.At(band)).Select(one => new Reached(one.Minutes, one.Area, Share(roads.Map, one.Area)))],
        Snap.TooFar far => throw new InputException("map.no-road", $"The nearest road for a car lies {far.Metres:0} m from this point; choose one nearer to a road.", "from"),
        _ => throw new InputException("map.off", "This point is not on the map; check its coordinates.", "from"),
    };

    private double Share(RoadMap map, MultiPolygon area)
    {
        var all = homes.GetValue(map, one => [.. one.Homes(Sample, Seed).Select(home => new Coordinate(home.Place.Lon, home.Place.Lat))]);
        if (area.IsEmpty || all.Length == 0) return 0;
        var locator = new IndexedPointInAreaLocator(area);
        return all.Count(home => locator.Locate(home) != Location.Exterior) / (double)all.Length;
    }
}
