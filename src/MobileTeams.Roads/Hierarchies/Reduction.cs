using System.Runtime.InteropServices;

namespace MobileTeams.Roads.Hierarchies;

/// <summary>Takes the easy part out of a graph before it is dissected: nodes with one or two neighbours, again and again, each bridged by one edge. What is left is the core.</summary>
/// <remarks>Nodes that are taken in one round are never neighbours, so a long road is halved round by round and not peeled from its end. An edge may stand for several
/// edges of the graph; where what is wanted is an order of edges, of two edges in a row the one that stands for fewer remains. Not thread-safe.</remarks>
internal sealed class Reduction
{
    private const int None = -1;

    private readonly bool ofEdges;
    private readonly int[] first;
    private readonly int[] count;
    private readonly int[] neighbour;
    private readonly int[] along;
    private readonly int[] capacity;
    private readonly int[] nextEdge;
    private readonly int[] lastEdge;

    /// <param name="tail">One end of each edge; an edge from a node to itself counts for nothing.</param>
    /// <param name="ofEdges">Whether an order of edges is wanted, not of nodes.</param>
    public Reduction(int nodeCount, ReadOnlySpan<int> tail, ReadOnlySpan<int> head, bool ofEdges)
    {
        this.ofEdges = ofEdges;
        (capacity, nextEdge, lastEdge) = (new int[tail.Length], new int[tail.Length], new int[tail.Length]);
        var (low, high, bundle) = Bundled(tail, head);
        (first, count) = (new int[nodeCount + 1], new int[nodeCount]);
        for (var i = 0; i < low.Count; i++) (first[low[i] + 1], first[high[i] + 1]) = (first[low[i] + 1] + 1, first[high[i] + 1] + 1);
        for (var node = 0; node < nodeCount; node++) first[node + 1] += first[node];
        (neighbour, along) = (new int[first[^1]], new int[first[^1]]);
        for (var i = 0; i < low.Count; i++)
        {
            Put(low[i], high[i], bundle[i]);
            Put(high[i], low[i], bundle[i]);
        }

        TakeOut(nodeCount);
        Core = Remaining(nodeCount);
    }

    /// <summary>What was taken out, in order: nodes, or edges.</summary>
    public List<int> Taken { get; } = [];

    /// <summary>The nodes of the core.</summary>
    public int[] Core { get; }

    /// <summary>Neighbours of the core's i-th node, as numbers in the core: <c>CoreFirst[i]</c> to <c>CoreFirst[i + 1]</c>.</summary>
    public int[] CoreFirst { get; private set; } = [];

    public int[] CoreHead { get; private set; } = [];

    /// <summary>The bundle of edges along each core arc.</summary>
    public int[] CoreBundle { get; private set; } = [];

    /// <summary>How many edges a bundle stands for; 1 where nodes are ordered.</summary>
    public int Capacity(int bundle) => capacity[bundle];

    /// <summary>Appends the edges that a bundle stands for.</summary>
    public void AddEdges(int bundle, List<int> edges)
    {
        for (var edge = bundle; edge != None; edge = nextEdge[edge]) edges.Add(edge);
    }

    /// <summary>Edges between the same two nodes become one bundle.</summary>
    private (List<int> Low, List<int> High, List<int> Bundle) Bundled(ReadOnlySpan<int> tail, ReadOnlySpan<int> head)
    {
        var (keys, edges) = (new ulong[tail.Length], new int[tail.Length]);
        for (var edge = 0; edge < edges.Length; edge++)
        {
            keys[edge] = ((ulong)(uint)Math.Min(tail[edge], head[edge]) << 32) | (uint)Math.Max(tail[edge], head[edge]);
            edges[edge] = edge;
            (capacity[edge], nextEdge[edge], lastEdge[edge]) = (1, None, edge);
        }

        Array.Sort(keys, edges);
        var (low, high, bundle) = (new List<int>(), new List<int>(), new List<int>());
        for (var i = 0; i < edges.Length; i++)
        {
            var (u, v) = ((int)(keys[i] >> 32), (int)keys[i]);
            if (u == v)
            {
                if (ofEdges) Taken.Add(edges[i]);
            }
            else if (i > 0 && keys[i] == keys[i - 1])
            {
                Merge(bundle[^1], edges[i]);
            }
            else
            {
                low.Add(u);
                high.Add(v);
                bundle.Add(edges[i]);
            }
        }

        return (low, high, bundle);
    }

    private void Merge(int into, int other)
    {
        if (!ofEdges) return;
        nextEdge[lastEdge[into]] = other;
        lastEdge[into] = lastEdge[other];
        capacity[into] += capacity[other];
    }

    private void Put(int node, int other, int bundle) => (neighbour[first[node] + count[node]], along[first[node] + count[node]++]) = (other, bundle);

    private void TakeOut(int nodeCount)
    {
        var (round, next, touched) = (new List<int>(), new List<int>(), new int[nodeCount]);
        for (var node = 0; node < nodeCount; node++)
            if (count[node] <= 2) round.Add(node);
        for (var number = 1; round.Count > 0; number++)
        {
            next.Clear();
            foreach (var node in round)
            {
                if (count[node] < 0 || count[node] > 2) continue;
                if (touched[node] == number)
                {
                    next.Add(node);
                    continue;
                }

                for (var i = first[node]; i < first[node] + count[node]; i++) touched[neighbour[i]] = number;
                TakeOut(node, next);
            }

            (round, next) = (next, round);
        }
    }

    /// <summary>Takes one node out and notes neighbours that can be taken next.</summary>
    private void TakeOut(int node, List<int> next)
    {
        if (!ofEdges) Taken.Add(node);
        var at = first[node];
        if (count[node] == 1)
        {
            if (ofEdges) AddEdges(along[at], Taken);
            Forget(neighbour[at], node, next);
        }
        else if (count[node] == 2)
        {
            var (a, b, kept, given) = (neighbour[at], neighbour[at + 1], along[at], along[at + 1]);
            if (ofEdges)
            {
                if (capacity[given] < capacity[kept]) (kept, given) = (given, kept);
                AddEdges(given, Taken);
            }

            var there = Find(a, b);
            if (there != None)
            {
                Merge(along[there], kept);
                Forget(a, node, next);
                Forget(b, node, next);
            }
            else
            {
                var (fromA, fromB) = (Find(a, node), Find(b, node));
                (neighbour[fromA], along[fromA]) = (b, kept);
                (neighbour[fromB], along[fromB]) = (a, kept);
            }
        }

        count[node] = None;
    }

    private int Find(int node, int other)
    {
        var at = neighbour.AsSpan(first[node], count[node]).IndexOf(other);
        return at < 0 ? None : first[node] + at;
    }

    private void Forget(int node, int other, List<int> next)
    {
        var (at, last) = (Find(node, other), first[node] + --count[node]);
        (neighbour[at], along[at]) = (neighbour[last], along[last]);
        if (count[node] == 2 || count[node] == 1) next.Add(node);
        else if (count[node] == 0 && ofEdges) count[node] = None;
        else if (count[node] == 0) next.Add(node);
    }

    private int[] Remaining(int nodeCount)
    {
        var (core, numberOf) = (new List<int>(), new int[nodeCount]);
        for (var node = 0; node < nodeCount; node++)
        {
            if (count[node] < 3) continue;
            numberOf[node] = core.Count;
            core.Add(node);
        }

        CoreFirst = new int[core.Count + 1];
        var (heads, bundles) = (new List<int>(), new List<int>());
        for (var i = 0; i < core.Count; i++)
        {
            foreach (var other in neighbour.AsSpan(first[core[i]], count[core[i]])) heads.Add(numberOf[other]);
            bundles.AddRange(along.AsSpan(first[core[i]], count[core[i]]));
            CoreFirst[i + 1] = heads.Count;
        }

        (CoreHead, CoreBundle) = ([.. heads], [.. bundles]);
        return [.. CollectionsMarshal.AsSpan(core)];
    }
}
