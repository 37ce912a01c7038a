using MobileTeams.Roads.Hierarchies;

namespace MobileTeams.Roads.Network;

/// <summary>Junctions as nodes, roads as arcs: knows no turns. Immutable and thread-safe.</summary>
/// <remarks>Roads that are open for the last stretch only (private, destination) lie in two layers beside the public one: leaving and entering. Arcs lead from leaving to public and
/// from public to entering, never back, so a trip may begin and end on such roads, and no way through them exists.</remarks>
internal sealed class JunctionGraph : SearchGraph
{
    private const int None = -1;

    private readonly int[] publicNode;
    private readonly int[] leavingNode;
    private readonly int[] enteringNode;

    private readonly bool[] isPublic;
    private int nodeCount;
    private int[] first = [];
    private int[] head = [];
    private int[] road = [];

    private JunctionGraph(RoadNetwork network)
        : base(network)
    {
        (publicNode, leavingNode, enteringNode) = (Unset(network), Unset(network), Unset(network));
        for (var edge = 0; edge < network.EdgeCount; edge++)
        {
            foreach (var junction in (ReadOnlySpan<int>)[network.Tail[edge], network.Head[edge]])
            {
                if (network.LastStretchOnly[edge])
                {
                    if (leavingNode[junction] == None) (leavingNode[junction], enteringNode[junction]) = (nodeCount++, nodeCount++);
                }
                else if (publicNode[junction] == None)
                {
                    publicNode[junction] = nodeCount++;
                }
            }
        }

        isPublic = new bool[nodeCount];
        foreach (var node in publicNode)
            if (node != None) isPublic[node] = true;
    }

    public override int[] First => first;

    public override int[] Head => head;

    public static JunctionGraph Of(RoadNetwork network)
    {
        var graph = new JunctionGraph(network);
        graph.LayArcs();
        return graph;
    }

    /// <summary>Where a trip that begins on an edge comes to, at the edge's end (<paramref name="atHead"/>) or beginning.</summary>
    public int NodeAfterLeaving(int edge, bool atHead)
    {
        var junction = atHead ? Network.Head[edge] : Network.Tail[edge];
        return Network.LastStretchOnly[edge] ? leavingNode[junction] : publicNode[junction];
    }

    /// <summary>Where a trip that ends on an edge comes from, at the edge's end (<paramref name="atHead"/>) or beginning.</summary>
    public int NodeBeforeEntering(int edge, bool atHead)
    {
        var junction = atHead ? Network.Head[edge] : Network.Tail[edge];
        return Network.LastStretchOnly[edge] ? enteringNode[junction] : publicNode[junction];
    }

    public bool IsPublic(int node) => isPublic[node];

    /// <summary>The junction of each node.</summary>
    public int[] JunctionOfNodes()
    {
        var junctions = new int[NodeCount];
        for (var junction = 0; junction < publicNode.Length; junction++)
        {
            foreach (var node in (ReadOnlySpan<int>)[publicNode[junction], leavingNode[junction], enteringNode[junction]])
                if (node != None) junctions[node] = junction;
        }

        return junctions;
    }

    private static int[] Unset(RoadNetwork network)
    {
        var nodes = new int[network.JunctionCount];
        Array.Fill(nodes, None);
        return nodes;
    }

    public override int RoadOf(int arc) => road[arc];

    public override long CostOf(int arc, EdgeTimes times) => road[arc] == None ? 0 : times.Whole(road[arc]);

    public override long[] Costs(EdgeTimes times) => Array.ConvertAll(road, along => along == None ? 0 : times.Whole(along));

    public override void VisitRoads(int node, Action<int> visit)
    {
        for (var arc = first[node]; arc < first[node + 1]; arc++)
            if (road[arc] != None) visit(road[arc]);
    }

    public override void AddLeaving(RoadPoint point, EdgeTimes times, SeedSets seeds)
    {
        for (var along = point.Edge * 2; along <= (point.Edge * 2) + 1; along++)
            if (!times.IsClosed(along) && point.IsOn(along)) seeds.Add(new Seed(NodeAfterLeaving(point.Edge, (along & 1) == 0), times.ToEnd(point, along), along));
    }

    public override void AddEntering(RoadPoint point, EdgeTimes times, SeedSets seeds)
    {
        for (var along = point.Edge * 2; along <= (point.Edge * 2) + 1; along++)
            if (!times.IsClosed(along) && point.IsOn(along)) seeds.Add(new Seed(NodeBeforeEntering(point.Edge, (along & 1) == 1), times.FromStart(point, along), along));
    }

    public override int[] Order(Action<double>? onProgress, CancellationToken ct)
    {
        var (junctions, lon, lat) = (JunctionOfNodes(), new float[NodeCount], new float[NodeCount]);
        for (var node = 0; node < junctions.Length; node++) (lon[node], lat[node]) = (Network.JunctionLon[junctions[node]] / 1e7f, Network.JunctionLat[junctions[node]] / 1e7f);
        return Dissection.OfNodes(First, Head, lon, lat, onProgress, ct);
    }

    private void LayArcs()
    {
        var starts = new int[nodeCount + 2];
        ForEachArc((from, _, _) => starts[from + 2]++);
        for (var node = 0; node < nodeCount; node++) starts[node + 2] += starts[node + 1];
        (head, road) = (new int[starts[^1]], new int[starts[^1]]);
        ForEachArc((from, to, along) =>
        {
            var arc = starts[from + 1]++;
            (head[arc], road[arc]) = (to, along);
        });
        first = starts[..^1];
    }

    private void ForEachArc(Action<int, int, int> lay)
    {
        for (var edge = 0; edge < Network.EdgeCount; edge++)
        {
            var (tail, head) = (Network.Tail[edge], Network.Head[edge]);
            if (tail == head) continue;
            if (Network.LastStretchOnly[edge])
            {
                LayBoth(edge, leavingNode[tail], leavingNode[head], lay);
                LayBoth(edge, enteringNode[tail], enteringNode[head], lay);
            }
            else
            {
                LayBoth(edge, publicNode[tail], publicNode[head], lay);
            }
        }

        for (var junction = 0; junction < publicNode.Length; junction++)
        {
            if (leavingNode[junction] == None) continue;
            if (publicNode[junction] == None)
            {
                lay(leavingNode[junction], enteringNode[junction], None);
            }
            else
            {
                lay(leavingNode[junction], publicNode[junction], None);
                lay(publicNode[junction], enteringNode[junction], None);
            }
        }
    }

    private void LayBoth(int edge, int tail, int head, Action<int, int, int> lay)
    {
        if (Network.ForwardMs[edge] != RoadNetwork.Closed) lay(tail, head, edge * 2);
        if (Network.BackwardMs[edge] != RoadNetwork.Closed) lay(head, tail, (edge * 2) + 1);
    }
}
