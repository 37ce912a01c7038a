using System.Collections.Concurrent;
using MobileTeams.Dispatch;
using MobileTeams.Measures;
using MobileTeams.Roads;
using NetTopologySuite.Geometries;
using NetTopologySuite.IO;

namespace MobileTeams.Server.Maps;

/// <summary>An organisation's roads as they are now: what holds on them, and the minutes that follow from it.</summary>
/// <param name="Version">Rises with every change of the conditions.</param>
public sealed record RoadsNow(int Version, IReadOnlyList<RoadCondition> Standing, RoadMetric Metric)
{
    public RoadCondition? Snow => Standing.FirstOrDefault(condition => condition.Kind == ConditionKind.Snow);
}

/// <summary>The roads of every organisation under the conditions that hold on them. Thread-safe; a change that another server made is seen at the next question.</summary>
public sealed class RoadsBook(RoadMap map, ConditionStore store)
{
    private readonly ConcurrentDictionary<OrganisationId, RoadsNow> kept = new();

    public async Task<RoadsNow> Get(OrganisationId organisation, CancellationToken ct)
    {
        if (kept.TryGetValue(organisation, out var known) && known.Version == await store.GetVersion(organisation, ct)) return known;
        var (version, standing) = await store.List(organisation, ct);
        return kept[organisation] = new RoadsNow(version, standing, standing.Count == 0 ? map.Modes[0].Standard : map.Customize(ConditionsOf(standing)));
    }

    /// <summary>A polygon of corners in degrees, closed and in order.</summary>
    /// <exception cref="InputException"><c>roads.area</c>: fewer than three corners, no area, lines that cross, or not on the map.</exception>
    public string AreaOf(IReadOnlyList<GeoPoint> corners)
    {
        if (corners.Count < 3) throw Wrong("It needs at least three corners.");
        Coordinate[] ring = [.. corners.Append(corners[0]).Select(corner => new Coordinate(corner.Lon, corner.Lat))];
        var area = GeometryFactory.Default.CreatePolygon(ring);
        if (!area.IsValid || area.Area == 0) throw Wrong("Its lines cross, or it holds no area.");
        var bounds = map.Bounds;
        if (!area.EnvelopeInternal.Intersects(new Envelope(bounds.West, bounds.East, bounds.South, bounds.North))) throw Wrong("It does not lie on the map.");
        return area.AsText();
    }

    /// <summary>A circle of so many metres, as a polygon of 24 corners.</summary>
    public string AreaOf(GeoPoint middle, double metres)
    {
        const int Corners = 24;
        var (north, east) = (metres / 111_320, metres / (111_320 * Math.Cos(middle.Lat * Math.PI / 180)));
        return AreaOf([.. Enumerable.Range(0, Corners).Select(corner => 2 * Math.PI * corner / Corners)
            .Select(angle => GeoPoint.FromLonLat(lon: middle.Lon + (east * Math.Cos(angle)), lat: middle.Lat + (north * Math.Sin(angle))))]);
    }

    private static RoadConditions ConditionsOf(IReadOnlyList<RoadCondition> standing)
    {
        var text = new WKTReader();
        return new RoadConditions(standing.Any(condition => condition.Kind == ConditionKind.Snow) ? Season.Snow : Season.Bare)
        {
            Closed = [.. standing.Where(condition => condition.Area is not null).Select(condition => text.Read(condition.Area))],
        };
    }

    private static InputException Wrong(string why) => new("roads.area", $"This area cannot be closed. {why}", "area");
}
