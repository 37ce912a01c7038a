using System.Runtime.CompilerServices;
using MobileTeams.Roads.Network;

namespace MobileTeams.Roads.Hierarchies;

/// <summary>Gives a <see cref="Skeleton"/> its travel times: every arc the fastest way over lower ranks, then over any ranks, then only what is needed is kept.</summary>
/// <remarks>Basic and perfect customization of Dibbelt, Strasser, Wagner 2016, doi:10.1145/2886843. An arc is kept where no faster way exists, so what it stands for is kept too.</remarks>
internal sealed class Customization
{
    private readonly Skeleton skeleton;
    private readonly long[] up;
    private readonly long[] down;
    private readonly int[] upVia;
    private readonly int[] downVia;

    private Customization(Skeleton skeleton)
    {
        this.skeleton = skeleton;
        var arcs = skeleton.Head.Length;
        (up, down, upVia, downVia) = (new long[arcs], new long[arcs], new int[arcs], new int[arcs]);
    }

    /// <param name="cost">The weight of each arc of the graph, <see cref="Weight.Infinite"/> or more where it is closed.</param>
    public static Hierarchy Of(Skeleton skeleton, ReadOnlySpan<long> cost)
    {
        var customization = new Customization(skeleton);
        customization.Lay(cost);
        customization.Climb();
        return customization.Kept();
    }

    private void Lay(ReadOnlySpan<long> cost)
    {
        Array.Fill(up, Weight.Infinite);
        Array.Fill(down, Weight.Infinite);
        var slots = skeleton.SlotOf;
        for (var arc = 0; arc < slots.Length; arc++)
        {
            var slot = slots[arc];
            if (slot < 0 || cost[arc] >= Weight.Infinite) continue;
            var (costs, via) = (slot & 1) == 0 ? (up, upVia) : (down, downVia);
            if (cost[arc] < costs[slot >> 1]) (costs[slot >> 1], via[slot >> 1]) = (cost[arc], ~arc);
        }
    }

    /// <summary>From the lowest rank up: for each arc above a rank, the ways over all lower ranks.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Climb()
    {
        var (first, head, lowerFirst, lowerArc) = (skeleton.First, skeleton.Head, skeleton.LowerFirst, skeleton.LowerArc);
        var (ups, downs, upsVia, downsVia) = (up, down, upVia, downVia);
        var place = new int[skeleton.NodeCount];
        var owner = Owners();
        for (var rank = 0; rank < place.Length; rank++)
        {
            for (var arc = first[rank]; arc < first[rank + 1]; arc++) place[head[arc]] = arc;
            for (var i = lowerFirst[rank]; i < lowerFirst[rank + 1]; i++)
            {
                var below = lowerArc[i];
                var (into, outOf) = (downs[below], ups[below]);
                if (into >= Weight.Infinite && outOf >= Weight.Infinite) continue;
                var over = owner[below];
                var end = first[over + 1];
                for (var arc = below + 1; arc < end; arc++)
                {
                    var at = place[head[arc]];
                    var climbing = into + ups[arc];
                    if (climbing < ups[at]) (ups[at], upsVia[at]) = (climbing, over);
                    var descending = downs[arc] + outOf;
                    if (descending < downs[at]) (downs[at], downsVia[at]) = (descending, over);
                }
            }
        }
    }

    /// <summary>From the highest rank down: whether an arc has a faster way over a rank between its ends or above them.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private (long[] Up, long[] Down) Descend()
    {
        var (first, head, lowerFirst, lowerArc) = (skeleton.First, skeleton.Head, skeleton.LowerFirst, skeleton.LowerArc);
        var (ups, downs) = ((long[])up.Clone(), (long[])down.Clone());
        var place = new int[skeleton.NodeCount];
        var owner = Owners();
        for (var rank = place.Length - 1; rank >= 0; rank--)
        {
            for (var arc = first[rank]; arc < first[rank + 1]; arc++) place[head[arc]] = arc;
            for (var i = lowerFirst[rank]; i < lowerFirst[rank + 1]; i++)
            {
                var below = lowerArc[i];
                var end = first[owner[below] + 1];
                var (toRank, fromRank) = (ups[below], downs[below]);
                for (var arc = below + 1; arc < end; arc++)
                {
                    var above = place[head[arc]];
                    var (toHead, fromHead) = (ups[arc], downs[arc]);
                    ups[arc] = Math.Min(toHead, toRank + ups[above]);
                    downs[arc] = Math.Min(fromHead, downs[above] + fromRank);
                    toRank = Math.Min(toRank, toHead + downs[above]);
                    fromRank = Math.Min(fromRank, ups[above] + fromHead);
                }

                (ups[below], downs[below]) = (toRank, fromRank);
            }
        }

        return (ups, downs);
    }

    private Hierarchy Kept()
    {
        var (bestUp, bestDown) = Descend();
        var (upFirst, upHead, upCost, upKeptVia) = Kept(up, bestUp, upVia);
        var (downFirst, downTail, downCost, downKeptVia) = Kept(down, bestDown, downVia);
        return new Hierarchy
        {
            RankOf = skeleton.RankOf,
            Parent = skeleton.Parent,
            UpFirst = upFirst,
            UpHead = upHead,
            UpCost = upCost,
            UpVia = upKeptVia,
            DownFirst = downFirst,
            DownTail = downTail,
            DownCost = downCost,
            DownVia = downKeptVia,
        };
    }

    private (int[] First, int[] Other, long[] Cost, int[] Via) Kept(long[] costs, long[] best, int[] vias)
    {
        var count = 0;
        for (var arc = 0; arc < costs.Length; arc++)
            if (costs[arc] < Weight.Infinite && costs[arc] == best[arc]) count++;
        var (first, other, cost, via) = (new int[skeleton.NodeCount + 1], new int[count], new long[count], new int[count]);
        var at = 0;
        for (var rank = 0; rank < skeleton.NodeCount; rank++)
        {
            for (var arc = skeleton.First[rank]; arc < skeleton.First[rank + 1]; arc++)
            {
                if (costs[arc] >= Weight.Infinite || costs[arc] != best[arc]) continue;
                (other[at], cost[at], via[at++]) = (skeleton.Head[arc], costs[arc], vias[arc]);
            }

            first[rank + 1] = at;
        }

        return (first, other, cost, via);
    }

    /// <summary>The lower rank of each arc.</summary>
    private int[] Owners()
    {
        var owner = new int[skeleton.Head.Length];
        for (var rank = 0; rank < skeleton.NodeCount; rank++) owner.AsSpan(skeleton.First[rank], skeleton.First[rank + 1] - skeleton.First[rank]).Fill(rank);
        return owner;
    }
}
