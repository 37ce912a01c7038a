using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using MobileTeams.Dispatch;
using MobileTeams.Measures;
using MobileTeams.Roads;
using NetTopologySuite.Geometries;
using NetTopologySuite.IO;

namespace MobileTeams.Server.Maps;

/// <summary>An organisation's roads as they are now: the map, what holds on it, and the minutes that follow, by the time of day. Thread-safe.</summary>
/// <param name="Version">Rises with every change of the conditions.</param>
public sealed class RoadsNow(int version, IReadOnlyList<RoadCondition> standing, BandedMinutes minutes)
{
    /// <summary>To which all points and metrics belong.</summary>
    public RoadMap Map => minutes.Map;

    public int Version => version;

    /// <summary>What holds on the roads, the oldest first.</summary>
    public IReadOnlyList<RoadCondition> Standing => standing;

    public RoadCondition? Snow => standing.FirstOrDefault(condition => condition.Kind == ConditionKind.Snow);

    /// <summary>The minutes of the ordinary day, by which ways are drawn.</summary>
    public RoadMetric Metric => At(TimeBand.Day);

    /// <summary>The minutes of a time of day.</summary>
    public RoadMetric At(TimeBand band) => minutes.At(band);
}

/// <summary>The minutes of every time of day under some conditions, each made when first asked for. Thread-safe.</summary>
public sealed class BandedMinutes(RoadMap map, RoadConditions conditions)
{
    private readonly Lazy<RoadMetric>[] metrics = [.. Enum.GetValues<TimeBand>().Select(band => new Lazy<RoadMetric>(() =>
        conditions with { Band = band } == RoadConditions.Standard ? map.Modes[0].Standard : map.Customize(conditions with { Band = band })))];

    public RoadMap Map => map;

    public RoadMetric At(TimeBand band) => metrics[(int)band].Value;
}

/// <summary>The roads of every organisation under the conditions that hold on them. Thread-safe; a change that another server made, and a new map, are seen at the next question.</summary>
public sealed class RoadsBook(MapHolder maps, ConditionStore store)
{
    private readonly ConcurrentDictionary<OrganisationId, RoadsNow> kept = new();

    // Those with nothing on their roads have the same minutes.
    private readonly ConditionalWeakTable<RoadMap, BandedMinutes> bare = [];

    public async Task<RoadsNow> Get(OrganisationId organisation, CancellationToken ct)
    {
        var map = maps.Current;
        if (kept.TryGetValue(organisation, out var known) && known.Map == map && known.Version == await store.GetVersion(organisation, ct)) return known;
        var (version, standing) = await store.List(organisation, ct);
        var minutes = standing.Count == 0 ? bare.GetValue(map, one => new BandedMinutes(one, RoadConditions.Standard)) : new BandedMinutes(map, ConditionsOf(standing));
        return kept[organisation] = new RoadsNow(version, standing, minutes);
    }

    /// <summary>A polygon of corners in degrees, closed and in order.</summary>
    /// <exception cref="InputException"><c>roads.area</c>: fewer than three corners, no area, lines that cross, or not on the map.</exception>
    public string AreaOf(IReadOnlyList<GeoPoint> corners)
    {
        if (corners.Count < 3) throw Wrong("It needs at least three corners.");
        Coordinate[] ring = [.. corners.Append(corners[0]).Select(corner => new Coordinate(corner.Lon, corner.Lat))];
        var area = GeometryFactory.Default.CreatePolygon(ring);
        if (!area.IsValid || area.Area == 0) throw Wrong("Its lines cross, or it holds no area.");
        var bounds = maps.Current.Bounds;
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
