using System.Numerics;
using MobileTeams.Measures;
using MobileTeams.Roads.Hierarchies;
using MobileTeams.Roads.Network;
using MobileTeams.Roads.Space;
using MobileTeams.Roads.Trips;

namespace MobileTeams.Roads;

/// <summary>A map by car: from places to points on roads, from points to minutes. Immutable; many threads may ask at once.</summary>
public sealed class RoadMap
{
    /// <summary>How far from a place its road may lie, in straight metres.</summary>
    public const double FarthestSnapMetres = Snapper.FarthestMetres;

    private readonly uint stamp;
    private readonly RoadNetwork network;
    private readonly Snapper snapper;
    private readonly TripFinder trips;

    internal RoadMap(string builtFrom, RoadNetwork network, RoutingGraph graph, Hierarchy hierarchy)
    {
        this.network = network;
        Graph = graph;
        stamp = StampOf(network);
        var (componentOfEdge, components) = Network.Components.Find(graph);
        var (tree, edgeOfItem) = Snapper.Index(network);
        snapper = new Snapper(network, componentOfEdge, tree, edgeOfItem, stamp);
        trips = new TripFinder(network, graph, hierarchy);
        Bounds = BoundsOf(network);
        var decimetres = 0L;
        foreach (var length in network.Decimetres) decimetres += length;
        Info = new MapInfo(
            builtFrom,
            Bounds,
            network.JunctionCount,
            network.EdgeCount,
            graph.NodeCount,
            graph.ArcCount,
            hierarchy.UpHead.Length + hierarchy.DownTail.Length,
            components,
            componentOfEdge.AsSpan().Count(Network.Components.Island),
            network.Restrictions.Length,
            decimetres / 10_000.0);
    }

    /// <summary>What the map holds.</summary>
    public MapInfo Info { get; }

    /// <summary>The rectangle that the roads cover.</summary>
    public MapBounds Bounds { get; }

    internal RoutingGraph Graph { get; }

    /// <summary>Makes a map from an OpenStreetMap extract (.osm.pbf).</summary>
    /// <exception cref="InputException"><c>map.truncated</c>, <c>map.damaged</c>, <c>map.unreadable</c> or <c>map.no-roads</c>.</exception>
    public static RoadMap Build(string extractPath, IProgress<MapProgress>? progress = null, CancellationToken ct = default) => MapBuilder.Build(extractPath, progress, ct);

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
        return trips.Find(from, to) is var (cost, pieces) ? RouteDrawing.Draw(network, from, to, cost, pieces) : null;
    }

    /// <summary>A point on an edge by its number, 0 up to <see cref="MapInfo.Edges"/>, and fraction.</summary>
    internal RoadPoint PointAt(int edge, double fraction) => snapper.PointAt(edge, fraction);

    private void Check(RoadPoint point)
    {
        if (point.Map != stamp) throw new ArgumentException("The point belongs to another map.", nameof(point));
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
