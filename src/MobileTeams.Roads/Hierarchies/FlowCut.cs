using System.Runtime.CompilerServices;

namespace MobileTeams.Roads.Hierarchies;

/// <summary>The least cut between two sets of nodes of an undirected graph, by blocking flows. Reusable scratch, not thread-safe.</summary>
/// <remarks>Dinic, Algorithm for solution of a problem of maximum flow in a network with power estimation, Soviet Mathematics Doklady 11, 1970.</remarks>
internal sealed class FlowCut(int mostNodes, int mostArcs)
{
    private const int Unseen = -1;

    private readonly bool[] isSink = new bool[mostNodes];
    private readonly int[] level = new int[mostNodes];
    private readonly int[] current = new int[mostNodes];
    private readonly int[] queue = new int[mostNodes];
    private readonly int[] path = new int[mostNodes];
    private readonly int[] room = new int[mostArcs];
    private int sinkLevel;

    /// <summary>The arcs out of node n are <c>First[n]</c> to <c>First[n + 1]</c>.</summary>
    public int[] First { get; } = new int[mostNodes + 1];

    public int[] Head { get; } = new int[mostArcs];

    /// <summary>The arc back along the same edge.</summary>
    public int[] Reverse { get; } = new int[mostArcs];

    public int[] Capacity { get; } = new int[mostArcs];

    /// <summary>Says for each node whether it lies on the sources' side, by the more even of the two outermost least cuts.</summary>
    /// <param name="order">All nodes; the first <paramref name="ends"/> are sources, the last so many sinks.</param>
    /// <param name="enough">A flow that reaches this is not worth finishing.</param>
    /// <returns>The capacity of the cut, or −1 where it reached what was enough.</returns>
    public int Find(ReadOnlySpan<int> order, int ends, int enough, bool[] side)
    {
        var nodes = order.Length;
        for (var i = 0; i < nodes; i++) isSink[order[i]] = i >= nodes - ends;
        Capacity.AsSpan(0, First[nodes]).CopyTo(room);
        var flow = 0;
        while (Spread(order, ends))
        {
            First.AsSpan(0, nodes).CopyTo(current);
            for (var i = 0; i < ends; i++)
            {
                for (var got = Push(order[i]); got > 0; got = Push(order[i]))
                    if ((flow += got) >= enough) return -1;
            }
        }

        var near = 0;
        for (var node = 0; node < nodes; node++)
        {
            side[node] = level[node] != Unseen;
            if (side[node]) near++;
        }

        var far = SpreadBack(order[^ends..], nodes);
        if (Math.Min(far, nodes - far) <= Math.Min(near, nodes - near)) return flow;
        for (var node = 0; node < nodes; node++) side[node] = level[node] == Unseen;
        return flow;
    }

    /// <summary>Levels from the sources along arcs with room left, as far as the first level that holds a sink; whether there is one.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private bool Spread(ReadOnlySpan<int> order, int ends)
    {
        var (levels, open, first, head, left) = (level, queue, First, Head, room);
        levels.AsSpan(0, order.Length).Fill(Unseen);
        for (var i = 0; i < ends; i++) (levels[order[i]], open[i]) = (0, order[i]);
        var count = ends;
        sinkLevel = int.MaxValue;
        for (var at = 0; at < count; at++)
        {
            var node = open[at];
            if (levels[node] >= sinkLevel) break;
            var end = first[node + 1];
            for (var arc = first[node]; arc < end; arc++)
            {
                var next = head[arc];
                if (levels[next] != Unseen || left[arc] == 0) continue;
                levels[next] = levels[node] + 1;
                if (isSink[next]) sinkLevel = levels[next];
                open[count++] = next;
            }
        }

        return sinkLevel != int.MaxValue;
    }

    /// <summary>Pushes what fits along one way from a source down the levels to a sink; 0 where none is left.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private int Push(int source)
    {
        var (levels, next, first, head, left, way) = (level, current, First, Head, room, path);
        var (node, depth) = (source, 0);
        while (depth < sinkLevel)
        {
            var (arc, end) = (next[node], first[node + 1]);
            while (arc < end && (left[arc] == 0 || levels[head[arc]] != depth + 1 || (depth + 1 == sinkLevel && !isSink[head[arc]]))) arc++;
            next[node] = arc;
            if (arc < end)
            {
                way[depth++] = arc;
                node = head[arc];
                continue;
            }

            if (depth == 0) return 0;
            node = head[Reverse[way[--depth]]];
            next[node]++;
        }

        var least = int.MaxValue;
        for (var i = 0; i < depth; i++) least = Math.Min(least, left[way[i]]);
        for (var i = 0; i < depth; i++)
        {
            left[way[i]] -= least;
            left[Reverse[way[i]]] += least;
        }

        return least;
    }

    /// <summary>Marks the nodes that can still reach a sink, by a level, and counts them.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private int SpreadBack(ReadOnlySpan<int> sinks, int nodes)
    {
        level.AsSpan(0, nodes).Fill(Unseen);
        foreach (var sink in sinks) level[sink] = 0;
        sinks.CopyTo(queue);
        var count = sinks.Length;
        for (var at = 0; at < count; at++)
        {
            for (var arc = First[queue[at]]; arc < First[queue[at] + 1]; arc++)
            {
                if (level[Head[arc]] != Unseen || room[Reverse[arc]] == 0) continue;
                level[Head[arc]] = 0;
                queue[count++] = Head[arc];
            }
        }

        return count;
    }
}
