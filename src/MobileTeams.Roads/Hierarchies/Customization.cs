using System.Runtime.CompilerServices;
using MobileTeams.Roads.Network;

namespace MobileTeams.Roads.Hierarchies;

/// <summary>Gives a <see cref="Skeleton"/> its travel times: every arc the fastest way over lower ranks, then over any ranks, then only what is needed is kept.</summary>
/// <remarks>Basic and perfect customization of Dibbelt, Strasser, Wagner 2016, doi:10.1145/2886843. An arc is kept where no faster way exists, so what it stands for is kept too.</remarks>
internal sealed class Customization
{
    private readonly Skeleton skeleton;
    private readonly Both[] costs;
    private readonly int[] upVia;
    private readonly int[] downVia;
    private readonly int[] place;

    private Customization(Skeleton skeleton)
    {
        this.skeleton = skeleton;
        var arcs = skeleton.Head.Length;
        costs = GC.AllocateUninitializedArray<Both>(arcs);
        (upVia, downVia) = (GC.AllocateUninitializedArray<int>(arcs), GC.AllocateUninitializedArray<int>(arcs));
        place = GC.AllocateUninitializedArray<int>(skeleton.NodeCount);
    }

    /// <param name="cost">The weight of each arc of the graph, <see cref="Weight.Infinite"/> or more where it is closed.</param>
    public static Hierarchy Of(Skeleton skeleton, ReadOnlySpan<long> cost)
    {
        var customization = new Customization(skeleton);
        customization.Lay(cost);
        customization.Climb();
        return customization.Kept();
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Lay(ReadOnlySpan<long> cost)
    {
        Array.Fill(costs, new Both(Weight.Infinite, Weight.Infinite));
        var slots = skeleton.SlotOf;
        for (var arc = 0; arc < slots.Length; arc++)
        {
            var slot = slots[arc];
            if (slot < 0 || cost[arc] >= Weight.Infinite) continue;
            ref var both = ref costs[slot >> 1];
            if ((slot & 1) == 0)
            {
                if (cost[arc] < both.Up) (both.Up, upVia[slot >> 1]) = (cost[arc], ~arc);
            }
            else if (cost[arc] < both.Down)
            {
                (both.Down, downVia[slot >> 1]) = (cost[arc], ~arc);
            }
        }
    }

    /// <summary>From the lowest rank up: for each arc above a rank, the ways over all lower ranks.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Climb()
    {
        var (first, head, lowerFirst, lowerArc, owner) = (skeleton.First, skeleton.Head, skeleton.LowerFirst, skeleton.LowerArc, skeleton.Tail);
        var (both, upsVia, downsVia, places) = (costs, upVia, downVia, place);
        for (var rank = 0; rank < places.Length; rank++)
        {
            for (var arc = first[rank]; arc < first[rank + 1]; arc++) places[head[arc]] = arc;
            for (var i = lowerFirst[rank]; i < lowerFirst[rank + 1]; i++)
            {
                var below = lowerArc[i];
                var (outOf, into) = both[below];
                if (into >= Weight.Infinite && outOf >= Weight.Infinite) continue;
                var over = owner[below];
                var end = first[over + 1];
                for (var arc = below + 1; arc < end; arc++)
                {
                    var at = places[head[arc]];
                    var (up, down) = both[arc];
                    ref var bridged = ref both[at];
                    var climbing = into + up;
                    if (climbing < bridged.Up) (bridged.Up, upsVia[at]) = (climbing, over);
                    var descending = down + outOf;
                    if (descending < bridged.Down) (bridged.Down, downsVia[at]) = (descending, over);
                }
            }
        }
    }

    /// <summary>From the highest rank down: the cost of every arc if it may also lead over ranks between its ends and above them.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private Both[] Descend()
    {
        var (first, head, lowerFirst, lowerArc, owner) = (skeleton.First, skeleton.Head, skeleton.LowerFirst, skeleton.LowerArc, skeleton.Tail);
        var (best, places) = ((Both[])costs.Clone(), place);
        for (var rank = places.Length - 1; rank >= 0; rank--)
        {
            for (var arc = first[rank]; arc < first[rank + 1]; arc++) places[head[arc]] = arc;
            for (var i = lowerFirst[rank]; i < lowerFirst[rank + 1]; i++)
            {
                var below = lowerArc[i];
                var end = first[owner[below] + 1];
                var (toRank, fromRank) = best[below];
                for (var arc = below + 1; arc < end; arc++)
                {
                    var (up, down) = best[places[head[arc]]];
                    ref var side = ref best[arc];
                    var (toHead, fromHead) = side;
                    side.Up = Math.Min(toHead, toRank + up);
                    side.Down = Math.Min(fromHead, down + fromRank);
                    toRank = Math.Min(toRank, toHead + down);
                    fromRank = Math.Min(fromRank, up + fromHead);
                }

                best[below] = new Both(toRank, fromRank);
            }
        }

        return best;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private Hierarchy Kept()
    {
        var best = Descend();
        var (ups, downs) = (0, 0);
        for (var arc = 0; arc < costs.Length; arc++)
        {
            if (costs[arc].Up < Weight.Infinite && costs[arc].Up == best[arc].Up) ups++;
            if (costs[arc].Down < Weight.Infinite && costs[arc].Down == best[arc].Down) downs++;
        }

        var (upFirst, upHead, upCost, upKept) = (new int[skeleton.NodeCount + 1], new int[ups], new long[ups], new int[ups]);
        var (downFirst, downTail, downCost, downKept) = (new int[skeleton.NodeCount + 1], new int[downs], new long[downs], new int[downs]);
        (ups, downs) = (0, 0);
        for (var rank = 0; rank < skeleton.NodeCount; rank++)
        {
            for (var arc = skeleton.First[rank]; arc < skeleton.First[rank + 1]; arc++)
            {
                var (up, down) = costs[arc];
                if (up < Weight.Infinite && up == best[arc].Up) (upHead[ups], upCost[ups], upKept[ups++]) = (skeleton.Head[arc], up, upVia[arc]);
                if (down < Weight.Infinite && down == best[arc].Down) (downTail[downs], downCost[downs], downKept[downs++]) = (skeleton.Head[arc], down, downVia[arc]);
            }

            (upFirst[rank + 1], downFirst[rank + 1]) = (ups, downs);
        }

        return new Hierarchy
        {
            RankOf = skeleton.RankOf,
            Parent = skeleton.Parent,
            UpFirst = upFirst,
            UpHead = upHead,
            UpCost = upCost,
            UpVia = upKept,
            DownFirst = downFirst,
            DownTail = downTail,
            DownCost = downCost,
            DownVia = downKept,
        };
    }

    /// <summary>The weights of an arc upwards and downwards, side by side.</summary>
    private struct Both(long up, long down)
    {
        public long Up = up;
        public long Down = down;

        public readonly void Deconstruct(out long climbing, out long descending) => (climbing, descending) = (Up, Down);
    }
}
