using MobileTeams.Roads.Network;

namespace MobileTeams.Roads.Hierarchies;

/// <summary>The fastest way from seeds to seeds over a hierarchy: climbs the elimination tree from both ends at once, without a queue. Reusable scratch, not thread-safe.</summary>
/// <remarks>The elimination tree query of Dibbelt, Strasser, Wagner 2016, doi:10.1145/2886843, over several roots: their paths soon become one.</remarks>
internal sealed class RouteSearch
{
    private const int Root = -1;

    private readonly Hierarchy hierarchy;
    private readonly long[] upCost;
    private readonly long[] downCost;
    private readonly int[] upFrom;
    private readonly int[] downFrom;
    private readonly List<int> ranks = [];
    private readonly Stack<(int From, int To)> open = new();
    private int[] front = new int[32];
    private int count;
    private int meeting;

    public RouteSearch(Hierarchy hierarchy)
    {
        this.hierarchy = hierarchy;
        (upCost, downCost) = (new long[hierarchy.NodeCount], new long[hierarchy.NodeCount]);
        (upFrom, downFrom) = (new int[hierarchy.NodeCount], new int[hierarchy.NodeCount]);
        Array.Fill(upCost, Weight.Infinite);
        Array.Fill(downCost, Weight.Infinite);
    }

    /// <summary>The weight of the fastest way, seeds included, or <see cref="Weight.Infinite"/>.</summary>
    public long Find(ReadOnlySpan<Seed> sources, ReadOnlySpan<Seed> targets)
    {
        count = 0;
        Plant(sources, upCost, upFrom);
        Plant(targets, downCost, downFrom);
        var h = hierarchy;
        var best = Weight.Infinite;
        meeting = Root;
        while (count > 0)
        {
            // What was reached is always above on the tree, so every cost is set back on the way.
            var rank = front[--count];
            var (up, down) = (upCost[rank], downCost[rank]);
            (upCost[rank], downCost[rank]) = (Weight.Infinite, Weight.Infinite);
            if (up + down < best) (best, meeting) = (up + down, rank);
            if (up < best) Spread(rank, up, h.UpFirst, h.UpHead, h.UpCost, upCost, upFrom);
            if (down < best) Spread(rank, down, h.DownFirst, h.DownTail, h.DownCost, downCost, downFrom);
            if (h.Parent[rank] is not Root and var parent) Insert(parent);
        }

        return best;
    }

    /// <summary>Appends the graph's arcs of the way just found, in order of driving, and gives the ranks at which it begins and ends.</summary>
    public (int FromRank, int ToRank) Unpack(List<int> arcs)
    {
        ranks.Clear();
        for (var at = meeting; at != Root; at = upFrom[at]) ranks.Add(at);
        for (var i = ranks.Count - 1; i > 0; i--) hierarchy.Unpack(ranks[i], ranks[i - 1], arcs, open);
        var last = meeting;
        for (; downFrom[last] != Root; last = downFrom[last]) hierarchy.Unpack(last, downFrom[last], arcs, open);
        return (ranks[^1], last);
    }

    private void Plant(ReadOnlySpan<Seed> seeds, long[] costs, int[] from)
    {
        foreach (var seed in seeds)
        {
            var rank = hierarchy.RankOf[seed.Node];
            if (seed.Cost < costs[rank]) (costs[rank], from[rank]) = (seed.Cost, Root);
            Insert(rank);
        }
    }

    private static void Spread(int rank, long reached, int[] first, int[] head, long[] cost, long[] costs, int[] from)
    {
        for (var arc = first[rank]; arc < first[rank + 1]; arc++)
        {
            var sum = reached + cost[arc];
            if (sum < costs[head[arc]]) (costs[head[arc]], from[head[arc]]) = (sum, rank);
        }
    }

    /// <summary>The front is kept with the lowest rank last, each rank once.</summary>
    private void Insert(int rank)
    {
        var at = count;
        while (at > 0 && front[at - 1] < rank) at--;
        if (at > 0 && front[at - 1] == rank) return;
        if (count == front.Length) Array.Resize(ref front, count * 2);
        Array.Copy(front, at, front, at + 1, count - at);
        front[at] = rank;
        count++;
    }
}
