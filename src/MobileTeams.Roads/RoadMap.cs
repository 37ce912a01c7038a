using System.Numerics;
using MobileTeams.Measures;
using MobileTeams.Roads.Addresses;
using MobileTeams.Roads.BaseMap;
using MobileTeams.Roads.Files;
using MobileTeams.Roads.Network;
using MobileTeams.Roads.Space;
using MobileTeams.Roads.Trips;

namespace MobileTeams.Roads;

/// <summary>A map by car: from names to places, from places to points on roads, from points to minutes, and the picture of it all. Immutable; many threads may ask at once.</summary>
public sealed class RoadMap
{
    /// <summary>How far from a place its road may lie, in straight metres.</summary>
    public const double FarthestSnapMetres = Snapper.FarthestMetres;

    private const double NamedRoadWithinMetres = 500;

    private readonly MapParts parts;
    private readonly uint stamp;
    private readonly Snapper snapper;
    private readonly TripFinder trips;
    private readonly AddressRegister addresses;
    private readonly TileMaker tiles;

    internal RoadMap(MapParts parts)
    {
        this.parts = parts;
        Graph = RoutingGraph.Of(parts.Network);
        stamp = StampOf(parts.Network);
        snapper = new Snapper(parts.Network, parts.ComponentOfEdge, parts.SnapTree, parts.SnapEdges, stamp);
        trips = new TripFinder(parts.Network, Graph, parts.Hierarchy);
        addresses = new AddressRegister(parts.Addresses);
        tiles = new TileMaker(parts.Drawn);
        Bounds = BoundsOf(parts.Network);
        Info = InfoOf(parts);
    }

    /// <summary>What the map holds.</summary>
    public MapInfo Info { get; }

    /// <summary>The rectangle that the roads cover.</summary>
    public MapBounds Bounds { get; }

    internal RoutingGraph Graph { get; }

    /// <summary>Makes a map from an OpenStreetMap extract (.osm.pbf).</summary>
    /// <exception cref="InputException"><c>map.truncated</c>, <c>map.damaged</c>, <c>map.unreadable</c> or <c>map.no-roads</c>.</exception>
    public static RoadMap Build(string extractPath, IProgress<MapProgress>? progress = null, CancellationToken ct = default) =>
        new(MapBuilder.Build(extractPath, progress, ct));

    /// <summary>Reads a map that was saved.</summary>
    /// <exception cref="InputException"><c>map.file-unreadable</c>, <c>map.file-foreign</c>, <c>map.file-version</c>, <c>map.file-truncated</c> or <c>map.file-damaged</c>.</exception>
    public static RoadMap Load(string roadsFile) => new(MapFile.Load(roadsFile));

    /// <summary>Writes the map to a temporary name beside the file and moves it into place: whoever reads meanwhile sees the old map or the new one.</summary>
    public void Save(string roadsFile) => MapFile.Save(parts, roadsFile);

    /// <summary>The road at a place.</summary>
    public Snap Snap(GeoPoint place) => snapper.Snap(place);

    /// <summary>Seconds and metres of the fastest way between all points, row = from, column = to.</summary>
    /// <exception cref="ArgumentException">A point belongs to another map.</exception>
    public TravelMatrix Matrix(IReadOnlyList<RoadPoint> points) => Table(points, points).AsMatrix();

    /// <summary>Seconds and metres of the fastest way from each of some points to each of others.</summary>
    /// <exception cref="ArgumentException">A point belongs to another map.</exception>
    public TravelTable Table(IReadOnlyList<RoadPoint> from, IReadOnlyList<RoadPoint> to)
    {
        foreach (var point in from) Check(point);
        foreach (var point in to) Check(point);
        return trips.Table(from, to);
    }

    /// <summary>The fastest way with its line and streets, or null where none exists. Its seconds and metres are those of the matrix.</summary>
    /// <exception cref="ArgumentException">A point belongs to another map.</exception>
    public Route? FindRoute(RoadPoint from, RoadPoint to)
    {
        Check(from);
        Check(to);
        return trips.Find(from, to) is var (cost, pieces) ? RouteDrawing.Draw(parts.Network, from, to, cost, pieces) : null;
    }

    /// <summary>Addresses, streets and places for what was typed so far, the best first. Every word typed must begin a word of the name or of its locality.</summary>
    /// <param name="near">Of equally good names, the nearer to this place comes first.</param>
    public IReadOnlyList<FoundPlace> Search(string text, int limit = 8, GeoPoint? near = null) => AddressSearch.Find(addresses, text, limit, near);

    /// <summary>What one would call a place: the house within 150 m, else the named road within 500 m, else the nearest place of a name; null where the map knows none.</summary>
    public FoundPlace? NearestAddress(GeoPoint place)
    {
        var (lon, lat) = (Degrees.Units(place.Lon), Degrees.Units(place.Lat));
        if (addresses.NearestHouse(lon, lat) is { } house) return house;
        if (snapper.NearestNamed(place, NamedRoadWithinMetres) is not { } road) return addresses.NearestPlace(lon, lat);
        var street = parts.Network.Names[parts.Network.Name[road.Edge]];
        return new FoundPlace(addresses.LocalityAt(lon, lat) is { } locality ? $"{street}, {locality}" : street, road.Place, FoundKind.Street);
    }

    /// <summary>Places where people could live, for practice and trials: houses where the extract has enough of them, else points along its smaller roads.
    /// All lie in the largest part of the map. The same seed gives the same places; fewer than asked for only where the map has no such road at all.</summary>
    public IReadOnlyList<FoundPlace> Homes(int count, int seed) => Addresses.Homes.Draw(addresses, parts.Network, snapper, parts.ComponentOfEdge, count, seed);

    /// <summary>A vector tile (Mapbox Vector Tile 2.1) with the layers landuse, wood, water, building, road and place; empty where nothing is drawn.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The zoom is not 5 to 15, or there is no such tile.</exception>
    public byte[] Tile(int z, int x, int y) => tiles.Tile(z, x, y);

    /// <summary>Writes the routing graph as raw little-endian arrays into a folder, for comparing engines on the same graph: <c>first_out</c>, <c>head</c>,
    /// <c>travel_time</c> (uint32, milliseconds), <c>latitude</c>, <c>longitude</c> (float32).</summary>
    public void ExportGraph(string folder) => GraphExport.Write(Graph, folder);

    /// <summary>A point on an edge by its number, 0 up to <see cref="MapInfo.Edges"/>, and fraction.</summary>
    internal RoadPoint PointAt(int edge, double fraction) => snapper.PointAt(edge, fraction);

    private void Check(RoadPoint point)
    {
        if (point.Map != stamp) throw new ArgumentException("The point belongs to another map.", nameof(point));
    }

    private MapInfo InfoOf(MapParts map)
    {
        var decimetres = 0L;
        foreach (var length in map.Network.Decimetres) decimetres += length;
        var streets = map.Addresses.Kind.AsSpan().Count(NamedKind.Street);
        return new MapInfo(
            map.BuiltFrom,
            Bounds,
            map.Network.JunctionCount,
            map.Network.EdgeCount,
            Graph.NodeCount,
            Graph.ArcCount,
            map.Hierarchy.UpHead.Length + map.Hierarchy.DownTail.Length,
            map.ComponentSizes,
            map.ComponentOfEdge.AsSpan().Count(Components.Island),
            map.Network.Restrictions.Length,
            decimetres / 10_000.0,
            addresses.HouseCount,
            streets,
            map.Addresses.NameCount - streets,
            map.Drawn.Count);
    }

    private static MapBounds BoundsOf(RoadNetwork network)
    {
        var box = Box.Nothing;
        for (var edge = 0; edge < network.EdgeCount; edge++) box = box.With(network.BoxOf(edge));
        return new MapBounds(box.Left / 1e7, box.Bottom / 1e7, box.Right / 1e7, box.Top / 1e7);
    }

    private static uint StampOf(RoadNetwork network)
    {
        var crc = (uint)network.EdgeCount;
        for (var edge = 0; edge < network.EdgeCount; edge++)
            crc = BitOperations.Crc32C(BitOperations.Crc32C(crc, (ulong)network.Way[edge]), (uint)network.Decimetres[edge]);
        return crc;
    }
}
