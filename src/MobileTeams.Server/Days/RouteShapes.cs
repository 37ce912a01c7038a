using System.Collections.Concurrent;
using MobileTeams.Measures;
using MobileTeams.Roads;

namespace MobileTeams.Server.Days;

/// <summary>The ways between two places along roads, remembered, since the same doors are driven between day after day.</summary>
public sealed class RouteShapes(RoadMap map)
{
    private const int MostKept = 20_000;
    private readonly ConcurrentDictionary<(GeoPoint From, GeoPoint To), Roads.Route?> kept = new();

    /// <summary>The fastest way, or null where no road leads.</summary>
    public Roads.Route? Find(GeoPoint from, GeoPoint to)
    {
        if (kept.Count >= MostKept) kept.Clear();
        return kept.GetOrAdd((from, to), pair =>
            map.Snap(pair.From) is Snap.Found start && map.Snap(pair.To) is Snap.Found end ? map.FindRoute(start.Point, end.Point) : null);
    }
}
