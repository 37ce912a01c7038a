using MobileTeams.Roads.Hierarchies;

namespace MobileTeams.Roads.Network;

/// <summary>Roads as nodes, turns as arcs: a node stands at the beginning of a road, an arc drives the road and turns into the next. Immutable and thread-safe.</summary>
/// <remarks>Turns at large: Geisberger, Vetter, Efficient routing in road networks with turn costs, SEA 2011, doi:10.1007/978-3-642-20662-7_9. What layers are for the last stretch in
/// <see cref="JunctionGraph"/>, pairs of nodes are here. A ban over three roads or more gives the roads between a node of their own for those who came by its first road.</remarks>
internal sealed class TurnGraph : SearchGraph
{
    private const int None = -1;

    private readonly int[] first;
    private readonly int[] head;
    private readonly int[] turnMs;
    private readonly int[] roadOf;
    private readonly int[] nodeOf;
    private readonly Dictionary<int, List<int>> copies = [];

    private TurnGraph(RoadNetwork network, TurnGraphArrays arrays)
        : base(network)
    {
        (first, head, turnMs, roadOf, nodeOf) = (arrays.First, arrays.Head, arrays.TurnMs, arrays.RoadOf, arrays.NodeOf);
        Arrays = arrays;
        for (var copy = arrays.PlainCount; copy < roadOf.Length; copy++)
        {
            var of = arrays.CopyOf[copy - arrays.PlainCount];
            if (!copies.TryGetValue(of, out var list)) copies.Add(of, list = []);
            list.Add(copy);
        }
    }

    public TurnGraphArrays Arrays { get; }

    public override int[] First => first;

    public override int[] Head => head;

    public static TurnGraph Of(RoadNetwork network, Profile.TurnCosts costs) => new(network, new TurnLayout(network, costs).Lay());

    public static TurnGraph Restore(RoadNetwork network, TurnGraphArrays arrays) => new(network, arrays);

    /// <summary>The arc is driven on its tail's road.</summary>
    public override int RoadOf(int arc)
    {
        var at = Array.BinarySearch(first, arc);
        if (at < 0) return roadOf[~at - 1];

        // Nodes without arcs share a beginning with the next that has some.
        while (first[at + 1] == arc) at++;
        return roadOf[at];
    }

    /// <summary>The road that a node stands at the beginning of.</summary>
    public int RoadOfNode(int node) => roadOf[node];

    public override long CostOf(int arc, EdgeTimes times) => Cost(RoadOf(arc), arc, times);

    public override long CostFrom(int node, int arc, EdgeTimes times) => Cost(roadOf[node], arc, times);

    public override void VisitRoads(int node, Action<int> visit) => visit(roadOf[node]);

    public override long[] Costs(EdgeTimes times)
    {
        var costs = new long[head.Length];
        for (var node = 0; node < roadOf.Length; node++)
        {
            for (var arc = first[node]; arc < first[node + 1]; arc++) costs[arc] = Cost(roadOf[node], arc, times);
        }

        return costs;
    }

    public override void AddLeaving(RoadPoint point, EdgeTimes times, SeedSets seeds)
    {
        for (var road = point.Edge * 2; road <= (point.Edge * 2) + 1; road++)
        {
            if (times.IsClosed(road) || nodeOf[road] == None || !point.IsOn(road)) continue;
            var rest = times.ToEnd(point, road);
            for (var arc = first[nodeOf[road]]; arc < first[nodeOf[road] + 1]; arc++)
                if (!times.IsClosed(roadOf[head[arc]])) seeds.Add(new Seed(head[arc], rest + Weight.Of(turnMs[arc], 0), road));
        }
    }

    public override void AddEntering(RoadPoint point, EdgeTimes times, SeedSets seeds)
    {
        for (var road = point.Edge * 2; road <= (point.Edge * 2) + 1; road++)
        {
            if (times.IsClosed(road) || nodeOf[road] == None || !point.IsOn(road)) continue;
            var node = nodeOf[road] + (Network.LastStretchOnly[point.Edge] ? 1 : 0);
            var part = times.FromStart(point, road);
            seeds.Add(new Seed(node, part, road));
            if (!copies.TryGetValue(node, out var others)) continue;
            foreach (var copy in others) seeds.Add(new Seed(copy, part, road));
        }
    }

    private long Cost(int road, int arc, EdgeTimes times) =>
        times.IsClosed(road) || times.IsClosed(roadOf[head[arc]]) ? Weight.Infinite : times.Whole(road) + Weight.Of(turnMs[arc], 0);

    /// <summary>The edges in the order of a dissection, each with all its nodes.</summary>
    public override int[] Order(Action<double>? onProgress, CancellationToken ct)
    {
        var (lon, lat) = (new float[Network.JunctionCount], new float[Network.JunctionCount]);
        for (var junction = 0; junction < lon.Length; junction++) (lon[junction], lat[junction]) = (Network.JunctionLon[junction] / 1e7f, Network.JunctionLat[junction] / 1e7f);
        var (order, at) = (new int[NodeCount], 0);
        foreach (var edge in Dissection.OfEdges(Network.Tail, Network.Head, lon, lat, onProgress, ct))
        {
            for (var road = edge * 2; road <= (edge * 2) + 1; road++)
            {
                if (nodeOf[road] == None) continue;
                for (var node = nodeOf[road]; node <= nodeOf[road] + (Network.LastStretchOnly[edge] ? 1 : 0); node++)
                {
                    order[at++] = node;
                    if (!copies.TryGetValue(node, out var others)) continue;
                    foreach (var copy in others) order[at++] = copy;
                }
            }
        }

        return order;
    }
}

/// <summary>A turn graph as it is stored.</summary>
internal sealed class TurnGraphArrays
{
    public required int[] First { get; init; }

    public required int[] Head { get; init; }

    /// <summary>What each turn costs, in milliseconds.</summary>
    public required int[] TurnMs { get; init; }

    /// <summary>The road of each node.</summary>
    public required int[] RoadOf { get; init; }

    /// <summary>The node of each road, the first of two (leaving, entering) where the road is for the last stretch only; −1 where it is closed.</summary>
    public required int[] NodeOf { get; init; }

    /// <summary>For each node beyond the plain ones, the plain node of the same road and layer.</summary>
    public required int[] CopyOf { get; init; }

    public int PlainCount => RoadOf.Length - CopyOf.Length;
}
