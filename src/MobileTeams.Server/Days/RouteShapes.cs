using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using MobileTeams.Measures;
using MobileTeams.Roads;
using MobileTeams.Server.Maps;

namespace MobileTeams.Server.Days;

/// <summary>The ways between two places along roads, remembered, since the same doors are driven between day after day.</summary>
public sealed class RouteShapes
{
    private const int MostKept = 20_000;

    // They go when the metric goes that they were found on.
    private readonly ConditionalWeakTable<RoadMetric, ConcurrentDictionary<(GeoPoint From, GeoPoint To), Roads.Route?>> kept = [];

    /// <summary>The fastest way on the roads as they are, or null where none leads.</summary>
    public Roads.Route? Find(RoadsNow roads, GeoPoint from, GeoPoint to)
    {
        var ways = kept.GetOrCreateValue(roads.Metric);
        if (ways.Count >= MostKept) ways.Clear();
        return ways.GetOrAdd((from, to), pair =>
            roads.Map.Snap(pair.From) is Snap.Found start && roads.Map.Snap(pair.To) is Snap.Found end ? roads.Map.FindRoute(start.Point, end.Point, roads.Metric) : null);
    }
}
