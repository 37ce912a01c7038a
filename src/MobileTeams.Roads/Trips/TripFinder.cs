using System.Collections.Concurrent;
using System.Runtime.InteropServices;
using MobileTeams.Roads.Hierarchies;
using MobileTeams.Roads.Network;
using MobileTeams.Roads.Space;

namespace MobileTeams.Roads.Trips;

/// <summary>Trips between points on roads: from part of an edge over the hierarchy to part of an edge. Thread-safe; scratch is pooled.</summary>
internal sealed class TripFinder(RoadNetwork network, RoutingGraph graph, Hierarchy hierarchy)
{
    private readonly ConcurrentBag<RouteSearch> idleSearches = [];

    public TravelTable Table(IReadOnlyList<RoadPoint> from, IReadOnlyList<RoadPoint> to)
    {
        var cells = new long[checked(from.Count * to.Count)];
        if (cells.Length == 0) return new TravelTable(from.Count, to.Count, [], []);
        var (sources, targets) = (new SeedSets(), new SeedSets());
        foreach (var point in from) Close(sources, Leaving(point));
        foreach (var point in to) Close(targets, Entering(point));
        SweptTable.Fill(hierarchy, sources, targets, 0, Weight.Infinite, cells, threads: 1);

        var onEdge = new Dictionary<int, List<int>>();
        for (var column = 0; column < to.Count; column++)
        {
            ref var columns = ref CollectionsMarshal.GetValueRefOrAddDefault(onEdge, to[column].Edge, out _);
            (columns ??= []).Add(column);
        }

        var (seconds, metres) = (new int[cells.Length], new int[cells.Length]);
        for (var row = 0; row < from.Count; row++)
        {
            var source = from[row];
            var line = cells.AsSpan(row * to.Count, to.Count);
            if (onEdge.TryGetValue(source.Edge, out var columns))
                foreach (var column in columns) line[column] = Math.Min(line[column], Direct(source, to[column]));
            var start = row * to.Count;
            for (var column = 0; column < line.Length; column++)
            {
                var isReachable = line[column] < Weight.Infinite;
                seconds[start + column] = isReachable ? Weight.Seconds(line[column]) : Measures.TravelMatrix.Unreachable;
                metres[start + column] = isReachable ? Weight.Metres(line[column]) : Measures.TravelMatrix.Unreachable;
            }
        }

        return new TravelTable(from.Count, to.Count, seconds, metres);
    }

    /// <summary>The fastest trip: its weight and its pieces in order of driving, or null where no way exists.</summary>
    public (long Cost, List<Piece> Pieces)? Find(RoadPoint from, RoadPoint to)
    {
        var (sources, targets) = (Leaving(from), Entering(to));
        var direct = from.Edge == to.Edge ? Direct(from, to) : Weight.Infinite;
        if (!idleSearches.TryTake(out var search)) search = new RouteSearch(hierarchy);
        var around = search.Find(sources, targets);
        var arcs = new List<int>();
        var (fromRank, toRank) = around < direct ? search.Unpack(arcs) : (0, 0);
        idleSearches.Add(search);

        if (direct >= Weight.Infinite && around >= Weight.Infinite) return null;
        if (direct <= around) return (direct, [new Piece(from.Edge, from.Fraction, to.Fraction, direct)]);

        // Where both ends of an edge are one junction, the cheaper of its two seeds was taken.
        var (first, last) = (Used(sources, fromRank), Used(targets, toRank));
        var leavesAtHead = LeavesAtHead(from, first);
        var entersAtHead = EntersAtHead(to, last);
        var pieces = new List<Piece> { new(from.Edge, from.Fraction, leavesAtHead ? 1 : 0, first.Cost) };
        foreach (var arc in arcs)
        {
            var road = graph.Road[arc];
            if (road >= 0) pieces.Add(new Piece(road >> 1, road & 1, 1 - (road & 1), graph.Cost[arc]));
        }

        pieces.Add(new Piece(to.Edge, entersAtHead ? 1 : 0, to.Fraction, last.Cost));
        return (around, pieces);
    }

    private Seed Used(Seed[] seeds, int rank)
    {
        var used = new Seed(-1, long.MaxValue);
        foreach (var seed in seeds)
            if (hierarchy.RankOf[seed.Node] == rank && seed.Cost < used.Cost) used = seed;
        return used;
    }

    private bool LeavesAtHead(RoadPoint from, Seed seed) =>
        network.ForwardMs[from.Edge] != RoadNetwork.Closed && graph.NodeAfterLeaving(from.Edge, atHead: true) == seed.Node && ToHead(from) == seed.Cost;

    private bool EntersAtHead(RoadPoint to, Seed seed) =>
        network.BackwardMs[to.Edge] != RoadNetwork.Closed && graph.NodeBeforeEntering(to.Edge, atHead: true) == seed.Node && FromHead(to) == seed.Cost;

    private Seed[] Leaving(RoadPoint point)
    {
        var (forward, backward) = (network.ForwardMs[point.Edge] != RoadNetwork.Closed, network.BackwardMs[point.Edge] != RoadNetwork.Closed);
        var seeds = new Seed[(forward ? 1 : 0) + (backward ? 1 : 0)];
        if (forward) seeds[0] = new Seed(graph.NodeAfterLeaving(point.Edge, atHead: true), ToHead(point));
        if (backward) seeds[^1] = new Seed(graph.NodeAfterLeaving(point.Edge, atHead: false), ToTail(point));
        return seeds;
    }

    private Seed[] Entering(RoadPoint point)
    {
        var (forward, backward) = (network.ForwardMs[point.Edge] != RoadNetwork.Closed, network.BackwardMs[point.Edge] != RoadNetwork.Closed);
        var seeds = new Seed[(forward ? 1 : 0) + (backward ? 1 : 0)];
        if (forward) seeds[0] = new Seed(graph.NodeBeforeEntering(point.Edge, atHead: false), FromTail(point));
        if (backward) seeds[^1] = new Seed(graph.NodeBeforeEntering(point.Edge, atHead: true), FromHead(point));
        return seeds;
    }

    // The two parts of an edge on either side of a point always add up to the whole edge.
    private long FromTail(RoadPoint point) => Part(network.ForwardMs[point.Edge], point);

    private long ToHead(RoadPoint point) => Weight.Of(network.ForwardMs[point.Edge], network.Decimetres[point.Edge]) - FromTail(point);

    private long ToTail(RoadPoint point) => Part(network.BackwardMs[point.Edge], point);

    private long FromHead(RoadPoint point) => Weight.Of(network.BackwardMs[point.Edge], network.Decimetres[point.Edge]) - ToTail(point);

    private long Part(int ms, RoadPoint point) => Weight.Of((int)Math.Round(point.Fraction * ms), (int)Math.Round(point.Fraction * network.Decimetres[point.Edge]));

    /// <summary>Along the edge that both points lie on, or <see cref="Weight.Infinite"/> where that is against the traffic.</summary>
    private long Direct(RoadPoint from, RoadPoint to)
    {
        if (from.Fraction == to.Fraction) return 0;
        if (from.Fraction < to.Fraction) return network.ForwardMs[from.Edge] != RoadNetwork.Closed ? FromTail(to) - FromTail(from) : Weight.Infinite;
        return network.BackwardMs[from.Edge] != RoadNetwork.Closed ? ToTail(from) - ToTail(to) : Weight.Infinite;
    }

    private static void Close(SeedSets sets, Seed[] seeds)
    {
        foreach (var seed in seeds) sets.Add(seed);
        sets.Close();
    }
}
