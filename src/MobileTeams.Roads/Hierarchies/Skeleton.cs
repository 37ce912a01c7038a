using System.Runtime.InteropServices;

namespace MobileTeams.Roads.Hierarchies;

/// <summary>What every hierarchy over one graph has in common, whatever its travel times: ranks, and the arcs between them that any travel times may need. Immutable and thread-safe.</summary>
/// <remarks>Nodes are eliminated in the given order, and the neighbours of each become neighbours of each other. Dibbelt, Strasser, Wagner, Customizable contraction
/// hierarchies, ACM JEA 21, 2016, doi:10.1145/2886843. The tree by path compression: Liu, ACM TOMS 12, 1986, doi:10.1145/6497.6499.</remarks>
internal sealed class Skeleton
{
    /// <summary>Of a rank without a parent, and of an arc that leads nowhere else.</summary>
    public const int None = -1;

    private Skeleton(int[] first, int[] head, int[] order)
    {
        var nodes = first.Length - 1;
        RankOf = new int[nodes];
        for (var rank = 0; rank < nodes; rank++) RankOf[order[rank]] = rank;
        var (lowFirst, low) = LowerNeighbours(first, head);
        var parent = Tree(lowFirst, low);

        // Numbered so that a subtree lies together; the order stays good.
        var renumbered = Postorder(parent);
        for (var node = 0; node < nodes; node++) RankOf[node] = renumbered[RankOf[node]];
        Parent = new int[nodes];
        (Head, First) = Fill(first, head);
        for (var rank = 0; rank < nodes; rank++) Parent[rank] = First[rank] < First[rank + 1] ? Head[First[rank]] : None;
        Tail = new int[Head.Length];
        for (var rank = 0; rank < nodes; rank++) Tail.AsSpan(First[rank], First[rank + 1] - First[rank]).Fill(rank);
        (LowerFirst, LowerArc) = Lower();
        SlotOf = Slots(first, head);
    }

    /// <summary>The rank of each node of the graph.</summary>
    public int[] RankOf { get; }

    /// <summary>The lowest rank above each rank that it has an arc to, or <see cref="None"/>.</summary>
    public int[] Parent { get; }

    /// <summary>The arcs between rank r and higher ranks are <c>First[r]</c> to <c>First[r + 1]</c>, ascending.</summary>
    public int[] First { get; }

    public int[] Head { get; }

    /// <summary>The lower rank of each arc.</summary>
    public int[] Tail { get; }

    /// <summary>The arcs from lower ranks to rank r stand in <see cref="LowerArc"/> from <c>LowerFirst[r]</c> to <c>LowerFirst[r + 1]</c>.</summary>
    public int[] LowerFirst { get; }

    public int[] LowerArc { get; }

    /// <summary>Where each arc of the graph lies here: twice the arc, plus one where it descends; <see cref="None"/> for an arc from a node to itself.</summary>
    public int[] SlotOf { get; }

    public int NodeCount => RankOf.Length;

    /// <param name="order">Every node of the graph, the first to be eliminated first.</param>
    public static Skeleton Of(int[] first, int[] head, int[] order) => new(first, head, order);

    /// <summary>For each rank the lower ranks that the graph ties it to.</summary>
    private (int[] First, int[] Low) LowerNeighbours(int[] first, int[] head)
    {
        var nodes = NodeCount;
        var lowFirst = new int[nodes + 2];
        for (var node = 0; node < nodes; node++)
            for (var arc = first[node]; arc < first[node + 1]; arc++) lowFirst[Math.Max(RankOf[node], RankOf[head[arc]]) + 2]++;
        for (var rank = 0; rank < nodes; rank++) lowFirst[rank + 2] += lowFirst[rank + 1];
        var low = new int[head.Length];
        for (var node = 0; node < nodes; node++)
        {
            for (var arc = first[node]; arc < first[node + 1]; arc++)
            {
                var (a, b) = (RankOf[node], RankOf[head[arc]]);
                low[lowFirst[Math.Max(a, b) + 1]++] = Math.Min(a, b);
            }
        }

        return (lowFirst[..^1], low);
    }

    private static int[] Tree(int[] lowFirst, int[] low)
    {
        var nodes = lowFirst.Length - 1;
        var (parent, ancestor) = (new int[nodes], new int[nodes]);
        for (var rank = 0; rank < nodes; rank++)
        {
            (parent[rank], ancestor[rank]) = (None, None);
            for (var i = lowFirst[rank]; i < lowFirst[rank + 1]; i++)
            {
                var at = low[i];
                while (at != None && at != rank)
                {
                    var above = ancestor[at];
                    ancestor[at] = rank;
                    if (above == None) parent[at] = rank;
                    at = above;
                }
            }
        }

        return parent;
    }

    private static int[] Postorder(int[] parent)
    {
        var nodes = parent.Length;
        var (child, sibling, number) = (new int[nodes], new int[nodes], new int[nodes]);
        Array.Fill(child, None);
        Array.Fill(sibling, None);
        for (var rank = nodes - 1; rank >= 0; rank--)
            if (parent[rank] is not None and var above) (sibling[rank], child[above]) = (child[above], rank);
        var next = 0;
        for (var root = 0; root < nodes; root++)
        {
            if (parent[root] != None) continue;
            var at = root;
            while (true)
            {
                while (child[at] != None) at = child[at];
                number[at] = next++;
                while (at != root && sibling[at] == None)
                {
                    at = parent[at];
                    number[at] = next++;
                }

                if (at == root) break;
                at = sibling[at];
            }
        }

        return number;
    }

    /// <summary>Every rank's neighbours above it: those of the graph and those of its children.</summary>
    private (int[] Head, int[] First) Fill(int[] graphFirst, int[] graphHead)
    {
        var nodes = NodeCount;
        var (upFirst, up) = UpperNeighbours(graphFirst, graphHead);
        var (first, heads) = (new int[nodes + 1], new List<int>(graphHead.Length * 2));
        var (child, sibling, stamp) = (new int[nodes], new int[nodes], new int[nodes]);
        Array.Fill(child, None);
        Array.Fill(stamp, None);
        for (var rank = 0; rank < nodes; rank++)
        {
            for (var i = upFirst[rank]; i < upFirst[rank + 1]; i++)
            {
                if (stamp[up[i]] == rank) continue;
                stamp[up[i]] = rank;
                heads.Add(up[i]);
            }

            for (var below = child[rank]; below != None; below = sibling[below])
            {
                for (var arc = first[below] + 1; arc < first[below + 1]; arc++)
                {
                    var head = heads[arc];
                    if (stamp[head] == rank) continue;
                    stamp[head] = rank;
                    heads.Add(head);
                }
            }

            first[rank + 1] = heads.Count;
            if (first[rank] == heads.Count) continue;
            var own = CollectionsMarshal.AsSpan(heads)[first[rank]..];
            own.Sort();
            (sibling[rank], child[own[0]]) = (child[own[0]], rank);
        }

        return ([.. heads], first);
    }

    private (int[] First, int[] Up) UpperNeighbours(int[] graphFirst, int[] graphHead)
    {
        var nodes = NodeCount;
        var first = new int[nodes + 2];
        for (var node = 0; node < nodes; node++)
        {
            for (var arc = graphFirst[node]; arc < graphFirst[node + 1]; arc++)
                if (graphHead[arc] != node) first[Math.Min(RankOf[node], RankOf[graphHead[arc]]) + 2]++;
        }

        for (var rank = 0; rank < nodes; rank++) first[rank + 2] += first[rank + 1];
        var up = new int[first[^1]];
        for (var node = 0; node < nodes; node++)
        {
            for (var arc = graphFirst[node]; arc < graphFirst[node + 1]; arc++)
            {
                var (a, b) = (RankOf[node], RankOf[graphHead[arc]]);
                if (a != b) up[first[Math.Min(a, b) + 1]++] = Math.Max(a, b);
            }
        }

        return (first[..^1], up);
    }

    private (int[] First, int[] Arc) Lower()
    {
        var nodes = NodeCount;
        var first = new int[nodes + 2];
        foreach (var head in Head) first[head + 2]++;
        for (var rank = 0; rank < nodes; rank++) first[rank + 2] += first[rank + 1];
        var arcs = new int[Head.Length];
        for (var arc = 0; arc < Head.Length; arc++) arcs[first[Head[arc] + 1]++] = arc;
        return (first[..^1], arcs);
    }

    private int[] Slots(int[] graphFirst, int[] graphHead)
    {
        var slots = new int[graphHead.Length];
        for (var node = 0; node < NodeCount; node++)
        {
            for (var arc = graphFirst[node]; arc < graphFirst[node + 1]; arc++)
            {
                var (from, to) = (RankOf[node], RankOf[graphHead[arc]]);
                var (low, high) = (Math.Min(from, to), Math.Max(from, to));
                slots[arc] = low == high ? None : ((First[low] + Head.AsSpan(First[low], First[low + 1] - First[low]).BinarySearch(high)) * 2) + (from > to ? 1 : 0);
            }
        }

        return slots;
    }
}
