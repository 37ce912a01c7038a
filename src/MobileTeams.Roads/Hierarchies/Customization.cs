using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using MobileTeams.Roads.Network;

namespace MobileTeams.Roads.Hierarchies;

/// <summary>Gives a <see cref="Skeleton"/> its travel times: every arc the fastest way over lower ranks, then over any ranks, then only what is needed is kept.</summary>
/// <remarks>Basic and perfect customization of Dibbelt, Strasser, Wagner 2016, doi:10.1145/2886843. An arc is kept where no faster way exists, so what it stands for is kept too.</remarks>
internal sealed class Customization
{
    private readonly Skeleton skeleton;

    // Of every arc the weights upwards and downwards side by side, and what each stands for: one load, one comparison and one store for both.
    private readonly Vector128<long>[] costs;
    private readonly Vias[] vias;
    private readonly int[] place;

    private Customization(Skeleton skeleton)
    {
        this.skeleton = skeleton;
        var arcs = skeleton.Head.Length;
        costs = GC.AllocateUninitializedArray<Vector128<long>>(arcs);
        vias = GC.AllocateUninitializedArray<Vias>(arcs);
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
        Array.Fill(costs, Vector128.Create(Weight.Infinite));
        var weights = MemoryMarshal.Cast<Vector128<long>, long>(costs.AsSpan());
        var ways = MemoryMarshal.Cast<Vias, int>(vias.AsSpan());
        var slots = skeleton.SlotOf;
        for (var arc = 0; arc < slots.Length; arc++)
        {
            // A slot is twice its arc, plus one downwards, as the weights lie.
            var slot = slots[arc];
            if (slot >= 0 && cost[arc] < weights[slot]) (weights[slot], ways[slot]) = (cost[arc], ~arc);
        }
    }

    /// <summary>From the lowest rank up: for each arc above a rank, the ways over all lower ranks.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Climb()
    {
        var (first, lowerFirst, lowerArc, owner) = (skeleton.First, skeleton.LowerFirst, skeleton.LowerArc, skeleton.Tail);
        ref var head = ref MemoryMarshal.GetArrayDataReference(skeleton.Head);
        ref var cost = ref MemoryMarshal.GetArrayDataReference(costs);
        ref var via = ref MemoryMarshal.GetArrayDataReference(vias);
        ref var places = ref MemoryMarshal.GetArrayDataReference(place);
        for (var rank = 0; rank < place.Length; rank++)
        {
            for (var arc = first[rank]; arc < first[rank + 1]; arc++) Unsafe.Add(ref places, Unsafe.Add(ref head, arc)) = arc;
            for (var i = lowerFirst[rank]; i < lowerFirst[rank + 1]; i++)
            {
                var below = lowerArc[i];
                var (over, bridge) = (owner[below], Swapped(Unsafe.Add(ref cost, below)));
                if (Vector128.GreaterThanOrEqualAll(bridge, Vector128.Create(Weight.Infinite))) continue;
                var end = first[over + 1];
                for (var arc = below + 1; arc < end; arc++)
                {
                    // Both ends lie above, so there is an arc between them: the heads above a rank are neighbours of each other.
                    var at = Unsafe.Add(ref places, Unsafe.Add(ref head, arc));
                    ref var known = ref Unsafe.Add(ref cost, at);
                    var (bridged, before) = (bridge + Unsafe.Add(ref cost, arc), known);
                    var isLess = Vector128.LessThan(bridged, before);
                    if (isLess == Vector128<long>.Zero) continue;
                    known = Vector128.ConditionalSelect(isLess, bridged, before);
                    ref var way = ref Unsafe.Add(ref via, at);
                    if (isLess.ToScalar() != 0) way.Up = over;
                    if (isLess.GetElement(1) != 0) way.Down = over;
                }
            }
        }
    }

    /// <summary>From the highest rank down: the cost of every arc if it may also lead over ranks between its ends and above them.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private Vector128<long>[] Descend()
    {
        var (first, lowerFirst, lowerArc, owner) = (skeleton.First, skeleton.LowerFirst, skeleton.LowerArc, skeleton.Tail);
        var least = GC.AllocateUninitializedArray<Vector128<long>>(costs.Length);
        costs.CopyTo(least, 0);
        ref var head = ref MemoryMarshal.GetArrayDataReference(skeleton.Head);
        ref var best = ref MemoryMarshal.GetArrayDataReference(least);
        ref var places = ref MemoryMarshal.GetArrayDataReference(place);
        for (var rank = place.Length - 1; rank >= 0; rank--)
        {
            for (var arc = first[rank]; arc < first[rank + 1]; arc++) Unsafe.Add(ref places, Unsafe.Add(ref head, arc)) = arc;
            for (var i = lowerFirst[rank]; i < lowerFirst[rank + 1]; i++)
            {
                var below = lowerArc[i];
                var end = first[owner[below] + 1];
                var side = Unsafe.Add(ref best, below);
                for (var arc = below + 1; arc < end; arc++)
                {
                    var across = Unsafe.Add(ref best, Unsafe.Add(ref places, Unsafe.Add(ref head, arc)));
                    ref var other = ref Unsafe.Add(ref best, arc);
                    var before = other;
                    other = Vector128.Min(before, side + across);
                    side = Vector128.Min(side, before + Swapped(across));
                }

                Unsafe.Add(ref best, below) = side;
            }
        }

        return least;
    }

    /// <summary>The way down for the way up, and the other way round.</summary>
    private static Vector128<long> Swapped(Vector128<long> both) => Vector128.Shuffle(both, Vector128.Create(1L, 0L));

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private Hierarchy Kept()
    {
        var best = Descend();
        var (ups, downs) = (0, 0);
        for (var arc = 0; arc < costs.Length; arc++)
        {
            var kept = IsKept(costs[arc], best[arc]);
            ups += kept & 1;
            downs += kept >> 1;
        }

        var (upFirst, upHead, upCost, upKept) = (new int[skeleton.NodeCount + 1], new int[ups], new long[ups], new int[ups]);
        var (downFirst, downTail, downCost, downKept) = (new int[skeleton.NodeCount + 1], new int[downs], new long[downs], new int[downs]);
        (ups, downs) = (0, 0);
        for (var rank = 0; rank < skeleton.NodeCount; rank++)
        {
            for (var arc = skeleton.First[rank]; arc < skeleton.First[rank + 1]; arc++)
            {
                var (cost, via, kept) = (costs[arc], vias[arc], IsKept(costs[arc], best[arc]));
                if ((kept & 1) != 0) (upHead[ups], upCost[ups], upKept[ups++]) = (skeleton.Head[arc], cost.ToScalar(), via.Up);
                if ((kept & 2) != 0) (downTail[downs], downCost[downs], downKept[downs++]) = (skeleton.Head[arc], cost.GetElement(1), via.Down);
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

    /// <summary>1 where an arc is kept upwards, plus 2 where it is kept downwards: it is open, and no other way is faster.</summary>
    private static int IsKept(Vector128<long> cost, Vector128<long> best) =>
        (int)(Vector128.LessThan(cost, Vector128.Create(Weight.Infinite)) & Vector128.Equals(cost, best)).ExtractMostSignificantBits();

    /// <summary>What an arc stands for upwards and downwards: the rank it leads over, or the complement of the graph's arc.</summary>
    private struct Vias
    {
        public int Up;
        public int Down;
    }
}
