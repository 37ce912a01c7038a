namespace MobileTeams.Roads.Network;

/// <summary>The graph that is searched: junctions as nodes, directions of driving as arcs. Immutable and thread-safe.</summary>
/// <remarks>Roads that are open for the last stretch only (private, destination) lie in two layers beside the public one: leaving and entering. Arcs lead from leaving to public and
/// from public to entering, never back, so a trip may begin and end on such roads, and no way through them exists.</remarks>
internal sealed class RoutingGraph
{
    private const int None = -1;

    private readonly int[] publicNode;
    private readonly int[] leavingNode;
    private readonly int[] enteringNode;

    private readonly bool[] isPublic;

    private RoutingGraph(RoadNetwork network)
    {
        Network = network;
        (publicNode, leavingNode, enteringNode) = (Unset(network), Unset(network), Unset(network));
        for (var edge = 0; edge < network.EdgeCount; edge++)
        {
            foreach (var junction in (ReadOnlySpan<int>)[network.Tail[edge], network.Head[edge]])
            {
                if (network.LastStretchOnly[edge])
                {
                    if (leavingNode[junction] == None) (leavingNode[junction], enteringNode[junction]) = (NodeCount++, NodeCount++);
                }
                else if (publicNode[junction] == None)
                {
                    publicNode[junction] = NodeCount++;
                }
            }
        }

        isPublic = new bool[NodeCount];
        foreach (var node in publicNode)
            if (node != None) isPublic[node] = true;
    }

    public RoadNetwork Network { get; }

    public int NodeCount { get; private set; }

    public int ArcCount => Head.Length;

    /// <summary>The arcs out of node n are <c>First[n]</c> to <c>First[n + 1]</c>.</summary>
    public int[] First { get; private set; } = [];

    public int[] Head { get; private set; } = [];

    public long[] Cost { get; private set; } = [];

    /// <summary>The road of an arc as <c>edge × 2</c>, plus one against the drawing; −1 for a step between layers.</summary>
    public int[] Road { get; private set; } = [];

    public static RoutingGraph Of(RoadNetwork network)
    {
        var graph = new RoutingGraph(network);
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

    private void LayArcs()
    {
        var first = new int[NodeCount + 2];
        ForEachArc((from, _, _, _) => first[from + 2]++);
        for (var node = 0; node < NodeCount; node++) first[node + 2] += first[node + 1];
        var (head, cost, road) = (new int[first[^1]], new long[first[^1]], new int[first[^1]]);
        ForEachArc((from, to, weight, along) =>
        {
            var arc = first[from + 1]++;
            (head[arc], cost[arc], road[arc]) = (to, weight, along);
        });
        (First, Head, Cost, Road) = (first[..^1], head, cost, road);
    }

    private void ForEachArc(Action<int, int, long, int> lay)
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
                lay(leavingNode[junction], enteringNode[junction], 0, None);
            }
            else
            {
                lay(leavingNode[junction], publicNode[junction], 0, None);
                lay(publicNode[junction], enteringNode[junction], 0, None);
            }
        }
    }

    private void LayBoth(int edge, int tail, int head, Action<int, int, long, int> lay)
    {
        if (Network.ForwardMs[edge] != RoadNetwork.Closed) lay(tail, head, Weight.Of(Network.ForwardMs[edge], Network.Decimetres[edge]), edge * 2);
        if (Network.BackwardMs[edge] != RoadNetwork.Closed) lay(head, tail, Weight.Of(Network.BackwardMs[edge], Network.Decimetres[edge]), (edge * 2) + 1);
    }
}
