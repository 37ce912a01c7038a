using MobileTeams.Roads.Network;

namespace MobileTeams.Roads.Hierarchies;

/// <summary>The fastest way from seeds to seeds over a hierarchy. Reusable scratch, not thread-safe.</summary>
internal sealed class RouteSearch(Hierarchy hierarchy)
{
    private readonly Side climbing = new(hierarchy.NodeCount, hierarchy.UpFirst, hierarchy.UpHead, hierarchy.UpCost, hierarchy.DownFirst, hierarchy.DownTail, hierarchy.DownCost);
    private readonly Side descending = new(hierarchy.NodeCount, hierarchy.DownFirst, hierarchy.DownTail, hierarchy.DownCost, hierarchy.UpFirst, hierarchy.UpHead, hierarchy.UpCost);
    private int meeting;

    /// <summary>The weight of the fastest way, seeds included, or <see cref="Weight.Infinite"/>.</summary>
    public long Find(ReadOnlySpan<Seed> sources, ReadOnlySpan<Seed> targets)
    {
        var ranks = hierarchy.RankOf;
        climbing.Start(sources, ranks);
        descending.Start(targets, ranks);
        var best = Weight.Infinite;
        meeting = -1;
        while (true)
        {
            var (up, down) = (climbing.Least, descending.Least);
            if (Math.Min(up, down) >= best) return best;
            var (side, other) = up <= down ? (climbing, descending) : (descending, climbing);
            var rank = side.Settle();
            if (rank < 0 || !other.Knows(rank)) continue;
            var sum = side.CostOf(rank) + other.CostOf(rank);
            if (sum < best) (best, meeting) = (sum, rank);
        }
    }

    /// <summary>The graph's arcs of the way just found, in order of driving, and the graph nodes' ranks at which it begins and ends.</summary>
    public (int FromRank, int ToRank) Unpack(List<int> arcs)
    {
        var up = climbing.PathTo(meeting);
        up.Reverse();
        for (var i = 1; i < up.Count; i++) hierarchy.Unpack(up[i - 1], up[i], arcs);
        var down = descending.PathTo(meeting);
        for (var i = 1; i < down.Count; i++) hierarchy.Unpack(down[i - 1], down[i], arcs);
        return (up[0], down[^1]);
    }

    /// <summary>One direction of the search; both only ever climb.</summary>
    private sealed class Side(int nodes, int[] first, int[] head, long[] cost, int[] againstFirst, int[] againstTail, long[] againstCost)
    {
        private const int Root = -1;

        private readonly long[] costs = new long[nodes];
        private readonly int[] stamps = new int[nodes];
        private readonly int[] parents = new int[nodes];
        private readonly MinHeap heap = new();
        private int stamp;

        public long Least => heap.Count == 0 ? long.MaxValue : heap.LeastKey;

        public void Start(ReadOnlySpan<Seed> seeds, int[] ranks)
        {
            if (stamp == int.MaxValue)
            {
                Array.Clear(stamps);
                stamp = 0;
            }

            stamp++;
            heap.Clear();
            foreach (var seed in seeds) Reach(ranks[seed.Node], seed.Cost, Root);
        }

        public bool Knows(int rank) => stamps[rank] == stamp;

        public long CostOf(int rank) => costs[rank];

        /// <summary>Settles the nearest node and gives its rank, or −1 where it was settled before.</summary>
        public int Settle()
        {
            var (key, rank) = heap.Pop();
            if (key > costs[rank]) return -1;
            if (IsStalled(rank, key)) return rank;
            for (var arc = first[rank]; arc < first[rank + 1]; arc++) Reach(head[arc], key + cost[arc], rank);
            return rank;
        }

        public List<int> PathTo(int rank)
        {
            var path = new List<int>();
            for (var at = rank; at != Root; at = parents[at]) path.Add(at);
            return path;
        }

        private void Reach(int rank, long reached, int parent)
        {
            if (stamps[rank] == stamp && costs[rank] <= reached) return;
            (stamps[rank], costs[rank], parents[rank]) = (stamp, reached, parent);
            heap.Push(reached, rank);
        }

        /// <summary>A way down from a higher node is faster: no fastest way climbs on from here.</summary>
        private bool IsStalled(int rank, long reached)
        {
            for (var arc = againstFirst[rank]; arc < againstFirst[rank + 1]; arc++)
            {
                var higher = againstTail[arc];
                if (stamps[higher] == stamp && costs[higher] + againstCost[arc] < reached) return true;
            }

            return false;
        }
    }
}
