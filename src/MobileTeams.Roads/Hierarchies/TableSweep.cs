using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using MobileTeams.Roads.Network;

namespace MobileTeams.Roads.Hierarchies;

/// <summary>Fastest weights from many points to many, sixteen sources at a time. Reusable scratch, not thread-safe.</summary>
/// <remarks>Restricted PHAST: the part of the hierarchy above the targets is laid out once and swept from the top down for each batch of sources; the climb before it
/// is a sweep too, from the bottom up over what lies above the batch. Delling, Goldberg, Werneck, Faster batched shortest paths in road networks, ATMOS 2011,
/// doi:10.4230/OASIcs.ATMOS.2011.52.</remarks>
internal sealed class TableSweep(Hierarchy hierarchy)
{
    private const int Lanes = 16;
    private const int NotIn = -1;

    private readonly int[] targetSlot = Unset(hierarchy.NodeCount);
    private readonly int[] sourceSlot = Unset(hierarchy.NodeCount);
    private readonly List<int> above = [];
    private readonly List<int> climb = [];
    private readonly List<int> seedSlots = [];
    private readonly List<long> seedCosts = [];
    private int[] seedFirst = [];
    private int[] sweepFirst = [];
    private int[] sweepTail = [];
    private long[] sweepCost = [];
    private long[] climbing = [];
    private long[] sweeping = [];

    /// <summary>Hands out each cell's weight, <see cref="Weight.Infinite"/> where no way exists. Sources near each other should stand together.</summary>
    /// <param name="sources">The seeds of each source.</param>
    /// <param name="targets">The seeds of each target.</param>
    /// <param name="cells">Filled row by row, source by source.</param>
    public void Fill(ReadOnlySpan<Seed[]> sources, ReadOnlySpan<Seed[]> targets, Span<long> cells)
    {
        SelectTargets(targets);
        for (var first = 0; first < sources.Length; first += Lanes)
        {
            var batch = sources.Slice(first, Math.Min(Lanes, sources.Length - first));
            Climb(batch);
            Sweep();
            Collect(targets.Length, batch.Length, cells.Slice(first * targets.Length, batch.Length * targets.Length));
        }

        foreach (var rank in above) targetSlot[rank] = NotIn;
    }

    /// <summary>Lays out the arcs that descend to the targets, the highest rank first.</summary>
    private void SelectTargets(ReadOnlySpan<Seed[]> targets)
    {
        var h = hierarchy;
        above.Clear();
        foreach (var seeds in targets)
            foreach (var seed in seeds) Gather(h.RankOf[seed.Node], above, targetSlot, h.DownFirst, h.DownTail);
        above.Sort((a, b) => b.CompareTo(a));
        var arcs = 0;
        for (var slot = 0; slot < above.Count; slot++)
        {
            targetSlot[above[slot]] = slot;
            arcs += h.DownFirst[above[slot] + 1] - h.DownFirst[above[slot]];
        }

        Fit(ref sweepFirst, above.Count + 1);
        Fit(ref sweepTail, arcs);
        Fit(ref sweepCost, arcs);
        Fit(ref sweeping, above.Count * Lanes);
        arcs = 0;
        for (var slot = 0; slot < above.Count; slot++)
        {
            var rank = above[slot];
            sweepFirst[slot] = arcs;
            for (var arc = h.DownFirst[rank]; arc < h.DownFirst[rank + 1]; arc++, arcs++)
                (sweepTail[arcs], sweepCost[arcs]) = (targetSlot[h.DownTail[arc]], h.DownCost[arc]);
        }

        sweepFirst[above.Count] = arcs;
        PlaceSeeds(targets);
    }

    private void PlaceSeeds(ReadOnlySpan<Seed[]> targets)
    {
        seedSlots.Clear();
        seedCosts.Clear();
        Fit(ref seedFirst, targets.Length + 1);
        for (var target = 0; target < targets.Length; target++)
        {
            seedFirst[target] = seedSlots.Count;
            foreach (var seed in targets[target])
            {
                seedSlots.Add(targetSlot[hierarchy.RankOf[seed.Node]]);
                seedCosts.Add(seed.Cost);
            }
        }

        seedFirst[targets.Length] = seedSlots.Count;
    }

    /// <summary>Reads the targets' weights out of the sweep, for all lanes at once.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Collect(int targets, int lanes, Span<long> rows)
    {
        Span<long> column = stackalloc long[Lanes];
        ref var cell = ref MemoryMarshal.GetReference(column);
        ref var costs = ref MemoryMarshal.GetArrayDataReference(sweeping);
        var slots = CollectionsMarshal.AsSpan(seedSlots);
        var seeds = CollectionsMarshal.AsSpan(seedCosts);
        for (var target = 0; target < targets; target++)
        {
            var a = Vector256.Create(Weight.Infinite);
            var (b, c, d) = (a, a, a);
            for (var seed = seedFirst[target]; seed < seedFirst[target + 1]; seed++)
            {
                ref var own = ref Unsafe.Add(ref costs, slots[seed] * Lanes);
                var cost = Vector256.Create(seeds[seed]);
                a = Vector256.Min(a, Vector256.LoadUnsafe(ref own) + cost);
                b = Vector256.Min(b, Vector256.LoadUnsafe(ref own, 4) + cost);
                c = Vector256.Min(c, Vector256.LoadUnsafe(ref own, 8) + cost);
                d = Vector256.Min(d, Vector256.LoadUnsafe(ref own, 12) + cost);
            }

            a.StoreUnsafe(ref cell);
            b.StoreUnsafe(ref cell, 4);
            c.StoreUnsafe(ref cell, 8);
            d.StoreUnsafe(ref cell, 12);
            for (var lane = 0; lane < lanes; lane++) rows[(lane * targets) + target] = column[lane];
        }
    }

    /// <summary>Spreads a batch of sources upwards and leaves what it finds where the sweep begins.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Climb(ReadOnlySpan<Seed[]> batch)
    {
        var h = hierarchy;
        climb.Clear();
        foreach (var seeds in batch)
            foreach (var seed in seeds) Gather(h.RankOf[seed.Node], climb, sourceSlot, h.UpFirst, h.UpHead);
        climb.Sort();
        for (var slot = 0; slot < climb.Count; slot++) sourceSlot[climb[slot]] = slot;
        Fit(ref climbing, climb.Count * Lanes);
        climbing.AsSpan(0, climb.Count * Lanes).Fill(Weight.Infinite);
        for (var lane = 0; lane < batch.Length; lane++)
        {
            foreach (var seed in batch[lane])
            {
                ref var cost = ref climbing[(sourceSlot[h.RankOf[seed.Node]] * Lanes) + lane];
                cost = Math.Min(cost, seed.Cost);
            }
        }

        sweeping.AsSpan(0, above.Count * Lanes).Fill(Weight.Infinite);
        ref var costs = ref MemoryMarshal.GetArrayDataReference(climbing);
        for (var slot = 0; slot < climb.Count; slot++)
        {
            var rank = climb[slot];
            ref var own = ref Unsafe.Add(ref costs, slot * Lanes);
            var (a, b, c, d) = (Vector256.LoadUnsafe(ref own), Vector256.LoadUnsafe(ref own, 4), Vector256.LoadUnsafe(ref own, 8), Vector256.LoadUnsafe(ref own, 12));
            for (var arc = h.UpFirst[rank]; arc < h.UpFirst[rank + 1]; arc++)
            {
                ref var head = ref Unsafe.Add(ref costs, sourceSlot[h.UpHead[arc]] * Lanes);
                var cost = Vector256.Create(h.UpCost[arc]);
                Vector256.Min(Vector256.LoadUnsafe(ref head), a + cost).StoreUnsafe(ref head);
                Vector256.Min(Vector256.LoadUnsafe(ref head, 4), b + cost).StoreUnsafe(ref head, 4);
                Vector256.Min(Vector256.LoadUnsafe(ref head, 8), c + cost).StoreUnsafe(ref head, 8);
                Vector256.Min(Vector256.LoadUnsafe(ref head, 12), d + cost).StoreUnsafe(ref head, 12);
            }

            if (targetSlot[rank] is not NotIn and var target) climbing.AsSpan(slot * Lanes, Lanes).CopyTo(sweeping.AsSpan(target * Lanes, Lanes));
            sourceSlot[rank] = NotIn;
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Sweep()
    {
        ref var costs = ref MemoryMarshal.GetArrayDataReference(sweeping);
        var (first, tails, arcCosts) = (sweepFirst, sweepTail, sweepCost);
        var count = above.Count;
        for (var slot = 0; slot < count; slot++)
        {
            ref var own = ref Unsafe.Add(ref costs, slot * Lanes);
            var (a, b, c, d) = (Vector256.LoadUnsafe(ref own), Vector256.LoadUnsafe(ref own, 4), Vector256.LoadUnsafe(ref own, 8), Vector256.LoadUnsafe(ref own, 12));
            for (var arc = first[slot]; arc < first[slot + 1]; arc++)
            {
                ref var tail = ref Unsafe.Add(ref costs, tails[arc] * Lanes);
                var cost = Vector256.Create(arcCosts[arc]);
                a = Vector256.Min(a, Vector256.LoadUnsafe(ref tail) + cost);
                b = Vector256.Min(b, Vector256.LoadUnsafe(ref tail, 4) + cost);
                c = Vector256.Min(c, Vector256.LoadUnsafe(ref tail, 8) + cost);
                d = Vector256.Min(d, Vector256.LoadUnsafe(ref tail, 12) + cost);
            }

            a.StoreUnsafe(ref own);
            b.StoreUnsafe(ref own, 4);
            c.StoreUnsafe(ref own, 8);
            d.StoreUnsafe(ref own, 12);
        }
    }

    /// <summary>Collects a rank and all ranks above it.</summary>
    private static void Gather(int start, List<int> found, int[] slots, int[] first, int[] other)
    {
        if (slots[start] != NotIn) return;
        slots[start] = 0;
        var next = found.Count;
        found.Add(start);
        for (; next < found.Count; next++)
        {
            var rank = found[next];
            for (var arc = first[rank]; arc < first[rank + 1]; arc++)
            {
                if (slots[other[arc]] != NotIn) continue;
                slots[other[arc]] = 0;
                found.Add(other[arc]);
            }
        }
    }

    private static void Fit<T>(ref T[] array, int length)
    {
        if (array.Length < length) array = new T[(int)BitOperations.RoundUpToPowerOf2((uint)length)];
    }

    private static int[] Unset(int length)
    {
        var slots = new int[length];
        Array.Fill(slots, NotIn);
        return slots;
    }
}
