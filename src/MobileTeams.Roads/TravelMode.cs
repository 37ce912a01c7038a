using System.Numerics;
using MobileTeams.Measures;
using MobileTeams.Roads.Hierarchies;
using MobileTeams.Roads.Network;
using MobileTeams.Roads.Profile;
using MobileTeams.Roads.Trips;

namespace MobileTeams.Roads;

/// <summary>One way of getting about on a map – by car, bicycle, on foot, or parking and walking: from places to points on roads, from points to minutes. Immutable; many threads may ask at once.</summary>
public sealed class TravelMode
{
    private readonly ModeParts parts;
    private readonly uint stamp;
    private readonly Lazy<JunctionGraph> junctions;
    private readonly Lazy<Skeleton> plainSkeleton;
    private readonly Lazy<Skeleton> turnSkeleton;
    private readonly TurnGraph? turns;

    internal TravelMode(ModeParts parts)
    {
        this.parts = parts;
        Profile = TravelProfile.Find(parts.Profile)!;
        stamp = StampOf(parts);
        Snapper = new Snapper(parts.Network, parts.ComponentOfEdge, parts.SnapTree, parts.SnapEdges, stamp);
        junctions = new Lazy<JunctionGraph>(() => JunctionGraph.Of(parts.Network));
        plainSkeleton = new Lazy<Skeleton>(() => SkeletonOf(junctions.Value, parts.Plain));
        turns = parts.Turns is { } arrays ? TurnGraph.Restore(parts.Network, arrays) : null;
        turnSkeleton = new Lazy<Skeleton>(() => SkeletonOf(turns!, parts.WithTurns!));
        var times = ConditionTimes.Of(parts.Network, RoadConditions.Standard, IsMotorised);
        Standard = turns is null
            ? new RoadMetric(this, RoadConditions.Standard, times, junctions.Value, parts.Plain, null)
            : new RoadMetric(this, RoadConditions.Standard, times, turns, parts.WithTurns!, () => new RoadMetric(this, RoadConditions.Standard, times, junctions.Value, parts.Plain, null));
    }

    /// <summary>As in commands: <c>car</c>, <c>bicycle</c>, <c>foot</c>, <c>park-and-walk</c>.</summary>
    public string Name => parts.Profile;

    /// <summary>Bare roads by day, turns and restrictions included.</summary>
    public RoadMetric Standard { get; }

    internal RoadNetwork Network => parts.Network;

    internal ModeParts Parts => parts;

    internal JunctionGraph Junctions => junctions.Value;

    internal Snapper Snapper { get; }

    internal TravelProfile Profile { get; }

    private bool IsMotorised => Profile.Vehicles.Count > 0 && Profile.Vehicles[0] == "motorcar";

    /// <summary>Travel times under other conditions, in milliseconds of work where building took seconds. The first call for a map takes longer.</summary>
    public RoadMetric Customize(RoadConditions conditions)
    {
        var times = ConditionTimes.Of(parts.Network, conditions, IsMotorised);
        RoadMetric Plain() => new(this, conditions, times, junctions.Value, Customization.Of(plainSkeleton.Value, junctions.Value.Costs(times)), null);
        return turns is null ? Plain() : new RoadMetric(this, conditions, times, turns, Customization.Of(turnSkeleton.Value, turns.Costs(times)), Plain);
    }

    /// <summary>Lays out what all metrics with turns have in common, unless it is there.</summary>
    internal void MakeReady() => _ = turns is null ? plainSkeleton.Value : turnSkeleton.Value;

    /// <summary>The road at a place.</summary>
    /// <param name="side">Whether one has to arrive and leave on the side of the street on which the place lies.</param>
    public Snap Snap(GeoPoint place, SideOfStreet side = SideOfStreet.Any) => Snapper.Snap(place, Profile.HeedsTurns ? side : SideOfStreet.Any);

    /// <summary>Seconds and metres of the fastest way between all points, row = from, column = to.</summary>
    /// <exception cref="ArgumentException">A point or the metric belongs to another map or mode.</exception>
    public TravelMatrix Matrix(IReadOnlyList<RoadPoint> points, RoadMetric? metric = null, int threads = 1) => Table(points, points, metric, threads).AsMatrix();

    /// <summary>Seconds and metres of the fastest way from each of some points to each of others.</summary>
    /// <exception cref="ArgumentException">A point or the metric belongs to another map or mode.</exception>
    public TravelTable Table(IReadOnlyList<RoadPoint> from, IReadOnlyList<RoadPoint> to, RoadMetric? metric = null, int threads = 1)
    {
        Check(from);
        Check(to);
        return Checked(metric).Trips.Table(from, to, threads);
    }

    /// <summary>The same in seconds only, in about half the time.</summary>
    /// <exception cref="ArgumentException">A point or the metric belongs to another map or mode.</exception>
    public SecondsTable Seconds(IReadOnlyList<RoadPoint> from, IReadOnlyList<RoadPoint> to, RoadMetric? metric = null, int threads = 1)
    {
        Check(from);
        Check(to);
        return Checked(metric).Trips.Seconds(from, to, threads);
    }

    /// <summary>The fastest way with its line and streets, or null where none exists. Its seconds and metres are those of the matrix.</summary>
    /// <exception cref="ArgumentException">A point or the metric belongs to another map or mode.</exception>
    public Route? FindRoute(RoadPoint from, RoadPoint to, RoadMetric? metric = null)
    {
        Check([from, to]);
        return Checked(metric).Trips.Find(from, to) is var (cost, pieces) ? RouteDrawing.Draw(parts.Network, from, to, cost, pieces) : null;
    }

    /// <summary>The areas that are reached from a point within each of some times, in whole minutes above 0.</summary>
    /// <exception cref="ArgumentException">The point or the metric belongs to another map or mode.</exception>
    public IReadOnlyList<Isochrone> Isochrones(RoadPoint from, IReadOnlyList<int> minutes, RoadMetric? metric = null)
    {
        Check([from]);
        foreach (var one in minutes) ArgumentOutOfRangeException.ThrowIfNegativeOrZero(one, nameof(minutes));
        var asked = Checked(metric);
        return ReachedArea.Of(asked.Graph, asked.Times, from, minutes);
    }

    /// <summary>Those who are soonest at a place, the soonest first; who cannot get there is left out.</summary>
    /// <param name="most">How many at most.</param>
    /// <exception cref="ArgumentException">A point or the metric belongs to another map or mode.</exception>
    public IReadOnlyList<Nearest> Nearest(IReadOnlyList<RoadPoint> from, RoadPoint to, int most, RoadMetric? metric = null)
    {
        var table = Table(from, [to], metric);
        var soonest = new List<Nearest>();
        for (var i = 0; i < from.Count; i++)
            if (table.IsReachable(i, 0)) soonest.Add(new Nearest(i, table.Seconds(i, 0), table.Metres(i, 0)));
        soonest.Sort((a, b) => (a.Seconds, a.Metres, a.Index).CompareTo((b.Seconds, b.Metres, b.Index)));
        return soonest.Count > most ? soonest.GetRange(0, most) : soonest;
    }

    /// <summary>A matrix with more points: the cells that are there stay as they are, only the new rows and columns are computed.</summary>
    /// <param name="points">The points of the matrix, in its order.</param>
    /// <param name="added">Come after them.</param>
    /// <exception cref="ArgumentException">A point or the metric belongs to another map or mode, or the matrix is not that of the points.</exception>
    public TravelMatrix Extend(TravelMatrix matrix, IReadOnlyList<RoadPoint> points, IReadOnlyList<RoadPoint> added, RoadMetric? metric = null)
    {
        if (matrix.Size != points.Count) throw new ArgumentException($"The matrix is of {matrix.Size} points, not of {points.Count}.", nameof(matrix));
        var (old, size) = (points.Count, points.Count + added.Count);
        var all = new List<RoadPoint>(points);
        all.AddRange(added);
        var (rows, columns) = (Table(added, all, metric), Table(points, added, metric));
        var (seconds, metres) = (new int[checked(size * size)], new int[size * size]);
        for (var row = 0; row < size; row++)
        {
            for (var column = 0; column < size; column++)
            {
                var cell = (row * size) + column;
                (seconds[cell], metres[cell]) = row >= old ? (rows.Seconds(row - old, column), rows.Metres(row - old, column))
                    : column >= old ? (columns.Seconds(row, column - old), columns.Metres(row, column - old))
                    : (matrix.Seconds(row, column), matrix.Metres(row, column));
            }
        }

        return new TravelMatrix(size, seconds, metres);
    }

    /// <summary>Writes the junction graph as raw little-endian arrays into a folder, for comparing engines on the same graph: <c>first_out</c>, <c>head</c>,
    /// <c>travel_time</c> (uint32, milliseconds), <c>latitude</c>, <c>longitude</c> (float32). Without turns.</summary>
    public void ExportGraph(string folder) => Files.GraphExport.Write(Junctions, Standard.Times, folder);

    private RoadMetric Checked(RoadMetric? metric)
    {
        if (metric is not null && metric.Mode != this) throw new ArgumentException("The metric belongs to another map or mode.", nameof(metric));
        return metric ?? Standard;
    }

    private void Check(IReadOnlyList<RoadPoint> points)
    {
        foreach (var point in points)
            if (point.Map != stamp) throw new ArgumentException("The point belongs to another map or mode.", nameof(points));
    }

    private static Skeleton SkeletonOf(SearchGraph graph, Hierarchy standard)
    {
        var order = new int[standard.NodeCount];
        for (var node = 0; node < order.Length; node++) order[standard.RankOf[node]] = node;
        return Skeleton.Of(graph.First, graph.Head, order);
    }

    private static uint StampOf(ModeParts parts)
    {
        var network = parts.Network;
        var crc = (uint)network.EdgeCount + parts.Profile[0];
        for (var edge = 0; edge < network.EdgeCount; edge++)
            crc = BitOperations.Crc32C(BitOperations.Crc32C(crc, (ulong)network.Way[edge]), (uint)network.Decimetres[edge]);
        return crc;
    }
}
