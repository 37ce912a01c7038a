using MobileTeams.Roads.Network;

namespace MobileTeams.Roads.Hierarchies;

/// <summary>Builds a <see cref="Hierarchy"/> by taking nodes out of the graph one by one, the least important first, and bridging the fastest ways that led over them.</summary>
/// <remarks>The importance of a node follows from the arcs its going would add and remove, the roads they span, and how deep its neighbourhood already is.
/// A witness search that gives up early adds a bridge too many and never one too few, so answers stay exact. Not thread-safe.</remarks>
internal sealed class Contraction
{
    private const int WitnessNodesToWeigh = 60;
    private const int WitnessNodesToContract = 250;
    private const int NotRanked = -1;

    private readonly int nodeCount;
    private readonly ArcList[] outgoing;
    private readonly ArcList[] incoming;
    private readonly int[] rankOf;
    private readonly int[] level;
    private readonly MinHeap witnessHeap = new();
    private readonly long[] witnessCost;
    private readonly int[] witnessStamp;
    private readonly int[] targetStamp;
    private readonly List<(int From, int To, long Cost, int Hops)> bridges = [];
    private int stamp;

    private Contraction(int[] first, int[] head, long[] cost)
    {
        nodeCount = first.Length - 1;
        (outgoing, incoming) = (new ArcList[nodeCount], new ArcList[nodeCount]);
        (rankOf, level) = (new int[nodeCount], new int[nodeCount]);
        (witnessCost, witnessStamp, targetStamp) = (new long[nodeCount], new int[nodeCount], new int[nodeCount]);
        Array.Fill(rankOf, NotRanked);
        for (var node = 0; node < nodeCount; node++)
            for (var arc = first[node]; arc < first[node + 1]; arc++) Lay(node, head[arc], cost[arc], ~arc, 1);
    }

    /// <summary>Contracts a graph whose node n has the arcs <c>first[n]</c> to <c>first[n + 1]</c>. Costs are weights or any non-negative numbers below <see cref="Weight.Infinite"/>.</summary>
    public static Hierarchy Of(int[] first, int[] head, long[] cost, Action<double>? onProgress = null, CancellationToken ct = default) =>
        new Contraction(first, head, cost).Run(onProgress, ct);

    private Hierarchy Run(Action<double>? onProgress, CancellationToken ct)
    {
        var queue = new MinHeap();
        var importance = new long[nodeCount];
        for (var node = 0; node < nodeCount; node++)
        {
            if ((node & 1023) == 0) ct.ThrowIfCancellationRequested();
            importance[node] = ImportanceOf(node);
            queue.Push(importance[node], node);
        }

        var neighbours = new List<int>();
        for (var rank = 0; rank < nodeCount;)
        {
            var (key, node) = queue.Pop();
            if (rankOf[node] != NotRanked || key != importance[node]) continue;
            Bridge(node, WitnessNodesToContract);
            var now = Importance(node);
            if (queue.Count > 0 && now > queue.LeastKey)
            {
                importance[node] = now;
                queue.Push(now, node);
                continue;
            }

            foreach (var (from, to, cost, hops) in bridges) Lay(from, to, cost, node, hops);
            rankOf[node] = rank++;
            neighbours.Clear();
            TakeOut(node, neighbours);
            foreach (var neighbour in neighbours)
            {
                var weighed = ImportanceOf(neighbour);
                if (weighed == importance[neighbour]) continue;
                importance[neighbour] = weighed;
                queue.Push(weighed, neighbour);
            }

            if ((rank & 1023) != 0) continue;
            ct.ThrowIfCancellationRequested();
            onProgress?.Invoke((double)rank / nodeCount);
        }

        return Ranked();
    }

    private long ImportanceOf(int node)
    {
        Bridge(node, WitnessNodesToWeigh);
        return Importance(node);
    }

    /// <summary>From the bridges just found.</summary>
    private long Importance(int node)
    {
        var (removed, removedHops) = (outgoing[node].Count + incoming[node].Count, 0);
        foreach (ref readonly var arc in outgoing[node].Arcs) removedHops += arc.Hops;
        foreach (ref readonly var arc in incoming[node].Arcs) removedHops += arc.Hops;
        var addedHops = 0;
        foreach (var bridge in bridges) addedHops += bridge.Hops;
        return (1000L * level[node]) + (1000L * bridges.Count / Math.Max(1, removed)) + (1000L * addedHops / Math.Max(1, removedHops));
    }

    /// <summary>Finds the bridges that taking a node out would need.</summary>
    private void Bridge(int node, int mostNodes)
    {
        bridges.Clear();
        if (outgoing[node].Count == 0) return;
        foreach (ref readonly var into in incoming[node].Arcs)
        {
            var from = into.Other;
            var farthest = 0L;
            var targets = 0;
            stamp++;
            foreach (ref readonly var outOf in outgoing[node].Arcs)
            {
                if (outOf.Other == from) continue;
                farthest = Math.Max(farthest, into.Cost + outOf.Cost);
                targetStamp[outOf.Other] = stamp;
                targets++;
            }

            if (targets == 0) continue;
            SeekWitnesses(from, node, farthest, targets, mostNodes);
            foreach (ref readonly var outOf in outgoing[node].Arcs)
            {
                var cost = into.Cost + outOf.Cost;
                if (outOf.Other == from || cost >= Weight.Infinite || (witnessStamp[outOf.Other] == stamp && witnessCost[outOf.Other] <= cost)) continue;
                bridges.Add((from, outOf.Other, cost, into.Hops + outOf.Hops));
            }
        }
    }

    /// <summary>Costs of ways that avoid a node; costs that were not settled are upper bounds and good as witnesses too.</summary>
    private void SeekWitnesses(int from, int avoided, long farthest, int targets, int mostNodes)
    {
        witnessHeap.Clear();
        witnessHeap.Push(0, from);
        (witnessCost[from], witnessStamp[from]) = (0, stamp);
        for (var settled = 0; settled < mostNodes && witnessHeap.Count > 0;)
        {
            var (cost, node) = witnessHeap.Pop();
            if (cost > witnessCost[node]) continue;
            if (cost > farthest) return;
            settled++;
            if (targetStamp[node] == stamp && --targets == 0) return;
            foreach (ref readonly var arc in outgoing[node].Arcs)
            {
                var next = arc.Other;
                var sum = cost + arc.Cost;
                if (next == avoided || sum > farthest || (witnessStamp[next] == stamp && witnessCost[next] <= sum)) continue;
                (witnessCost[next], witnessStamp[next]) = (sum, stamp);
                witnessHeap.Push(sum, next);
            }
        }
    }

    /// <summary>Adds an arc, or lowers the one that is there.</summary>
    private void Lay(int from, int to, long cost, int via, int hops)
    {
        if (from == to || cost >= Weight.Infinite) return;
        ref var there = ref outgoing[from].Find(to);
        if (!System.Runtime.CompilerServices.Unsafe.IsNullRef(ref there))
        {
            if (there.Cost <= cost) return;
            ref var back = ref incoming[to].Find(from);
            (there.Cost, there.Via, there.Hops) = (cost, via, hops);
            (back.Cost, back.Via, back.Hops) = (cost, via, hops);
            return;
        }

        outgoing[from].Add(new Arc(to, cost, via, hops));
        incoming[to].Add(new Arc(from, cost, via, hops));
    }

    /// <summary>A node that is ranked keeps its own arcs, which lead to higher ranks, and goes from its neighbours' lists.</summary>
    private void TakeOut(int node, List<int> neighbours)
    {
        foreach (ref readonly var arc in outgoing[node].Arcs)
        {
            incoming[arc.Other].Remove(node);
            neighbours.Add(arc.Other);
        }

        foreach (ref readonly var arc in incoming[node].Arcs)
        {
            outgoing[arc.Other].Remove(node);
            if (!neighbours.Contains(arc.Other)) neighbours.Add(arc.Other);
        }

        foreach (var neighbour in neighbours) level[neighbour] = Math.Max(level[neighbour], level[node] + 1);
    }

    private Hierarchy Ranked()
    {
        var nodeOf = new int[nodeCount];
        for (var node = 0; node < nodeCount; node++) nodeOf[rankOf[node]] = node;
        var (upFirst, upHead, upCost, upVia) = Flattened(outgoing, nodeOf);
        var (downFirst, downTail, downCost, downVia) = Flattened(incoming, nodeOf);
        return new Hierarchy
        {
            RankOf = rankOf,
            UpFirst = upFirst,
            UpHead = upHead,
            UpCost = upCost,
            UpVia = upVia,
            DownFirst = downFirst,
            DownTail = downTail,
            DownCost = downCost,
            DownVia = downVia,
        };
    }

    private (int[] First, int[] Other, long[] Cost, int[] Via) Flattened(ArcList[] lists, int[] nodeOf)
    {
        var first = new int[nodeCount + 1];
        for (var rank = 0; rank < nodeCount; rank++) first[rank + 1] = first[rank] + lists[nodeOf[rank]].Count;
        var (other, cost, via) = (new int[first[^1]], new long[first[^1]], new int[first[^1]]);
        for (var rank = 0; rank < nodeCount; rank++)
        {
            var arcs = lists[nodeOf[rank]].Arcs;
            arcs.Sort((a, b) => rankOf[a.Other].CompareTo(rankOf[b.Other]));
            for (var i = 0; i < arcs.Length; i++)
            {
                var at = first[rank] + i;
                (other[at], cost[at], via[at]) = (rankOf[arcs[i].Other], arcs[i].Cost, arcs[i].Via < 0 ? arcs[i].Via : rankOf[arcs[i].Via]);
            }
        }

        return (first, other, cost, via);
    }

    private record struct Arc(int Other, long Cost, int Via, int Hops);

    /// <summary>A few arcs that change often.</summary>
    private struct ArcList
    {
        private Arc[]? arcs;

        public int Count { get; private set; }

        public readonly Span<Arc> Arcs => arcs.AsSpan(0, Count);

        public void Add(Arc arc)
        {
            if (arcs is null) arcs = new Arc[4];
            else if (Count == arcs.Length) Array.Resize(ref arcs, Count * 2);
            arcs[Count++] = arc;
        }

        public readonly ref Arc Find(int other)
        {
            for (var i = 0; i < Count; i++)
                if (arcs![i].Other == other) return ref arcs[i];
            return ref System.Runtime.CompilerServices.Unsafe.NullRef<Arc>();
        }

        public void Remove(int other)
        {
            for (var i = 0; i < Count; i++)
            {
                if (arcs![i].Other != other) continue;
                arcs[i] = arcs[--Count];
                return;
            }
        }
    }
}
