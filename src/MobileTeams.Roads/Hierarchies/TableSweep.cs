using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace MobileTeams.Roads.Hierarchies;

/// <summary>Fastest ways from many points to a selection of targets, as many sources at a time as fill a cache line. Reusable scratch, not thread-safe.</summary>
/// <remarks>Restricted PHAST: the selection is swept from the top down for each batch of sources; the climb before it is a sweep too, from the bottom up over what lies
/// above the batch. Delling, Goldberg, Werneck, Faster batched shortest paths in road networks, ATMOS 2011, doi:10.4230/OASIcs.ATMOS.2011.52.</remarks>
internal sealed class TableSweep<T> : IDisposable
    where T : unmanaged, IBinaryInteger<T>
{
    private readonly Hierarchy hierarchy;
    private readonly T infinite;
    private readonly int[] slotOf;
    private readonly RankSet set;
    private readonly List<int> climb = [];
    private readonly Lines<T> climbing = new();
    private readonly Lines<T> sweeping = new();

    /// <param name="infinite">More than any way; any cost may still be added to it.</param>
    public TableSweep(Hierarchy hierarchy, T infinite)
    {
        (this.hierarchy, this.infinite) = (hierarchy, infinite);
        (slotOf, set) = (hierarchy.Slots.Lend(), new RankSet(hierarchy.NodeCount));
    }

    public void Dispose()
    {
        // Empty but where a sweep did not come to its end.
        foreach (var rank in climb) slotOf[rank] = RankSlots.NotIn;
        hierarchy.Slots.GiveBack(slotOf);
    }

    /// <summary>Fills the rows of the given sources with their costs to every target, the infinite where no way exists. Sources near each other should stand together.</summary>
    /// <param name="order">Which sources, in the order in which they are computed.</param>
    /// <param name="cells">Row by row for all sources.</param>
    public void Fill(TargetSelection<T> selection, SeedSets sources, ReadOnlySpan<int> order, Span<T> cells)
    {
        for (var first = 0; first < order.Length; first += Lines<T>.Width)
        {
            var batch = order.Slice(first, Math.Min(Lines<T>.Width, order.Length - first));
            Climb(selection, sources, batch);
            if (Vector512.IsHardwareAccelerated) Sweep512(selection);
            else Sweep256(selection);
            Collect(selection, batch, cells);
        }
    }

    /// <summary>Spreads a batch of sources upwards and leaves what it finds where the sweep begins.</summary>
    private void Climb(TargetSelection<T> selection, SeedSets sources, ReadOnlySpan<int> batch)
    {
        foreach (var source in batch)
            foreach (var seed in sources[source]) set.AddAbove(hierarchy.RankOf[seed.Node], hierarchy.UpFirst, hierarchy.UpHead);
        set.Drain(climb);
        for (var slot = 0; slot < climb.Count; slot++) slotOf[climb[slot]] = slot;
        climbing.Fill(climb.Count, infinite);
        for (var lane = 0; lane < batch.Length; lane++)
        {
            foreach (var seed in sources[batch[lane]])
            {
                ref var cost = ref climbing[slotOf[hierarchy.RankOf[seed.Node]]][lane];
                cost = T.Min(cost, T.CreateTruncating(seed.Cost >> selection.Shift));
            }
        }

        if (Vector512.IsHardwareAccelerated) Climb512(selection.Shift);
        else Climb256(selection.Shift);
        sweeping.Fill(selection.Count, infinite);
        for (var slot = 0; slot < climb.Count; slot++)
        {
            if (selection.SlotOf(climb[slot]) is >= 0 and var target) climbing[slot].CopyTo(sweeping[target]);
            slotOf[climb[slot]] = RankSlots.NotIn;
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Climb512(int shift)
    {
        ref var costs = ref climbing.First;
        var ranks = CollectionsMarshal.AsSpan(climb);
        var (slots, first, heads, upCosts) = (slotOf, hierarchy.UpFirst, hierarchy.UpHead, hierarchy.UpCost);
        for (var slot = 0; slot < ranks.Length; slot++)
        {
            var own = Vector512.LoadUnsafe(ref costs, (nuint)(slot * Lines<T>.Width));
            var end = first[ranks[slot] + 1];
            for (var arc = first[ranks[slot]]; arc < end; arc++)
            {
                ref var head = ref Unsafe.Add(ref costs, slots[heads[arc]] * Lines<T>.Width);
                Vector512.Min(Vector512.LoadUnsafe(ref head), own + Vector512.Create(T.CreateTruncating(upCosts[arc] >> shift))).StoreUnsafe(ref head);
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Climb256(int shift)
    {
        ref var costs = ref climbing.First;
        var ranks = CollectionsMarshal.AsSpan(climb);
        var (slots, first, heads, upCosts, half) = (slotOf, hierarchy.UpFirst, hierarchy.UpHead, hierarchy.UpCost, (nuint)Lines<T>.Width / 2);
        for (var slot = 0; slot < ranks.Length; slot++)
        {
            ref var line = ref Unsafe.Add(ref costs, slot * Lines<T>.Width);
            var (a, b) = (Vector256.LoadUnsafe(ref line), Vector256.LoadUnsafe(ref line, half));
            var end = first[ranks[slot] + 1];
            for (var arc = first[ranks[slot]]; arc < end; arc++)
            {
                ref var head = ref Unsafe.Add(ref costs, slots[heads[arc]] * Lines<T>.Width);
                var cost = Vector256.Create(T.CreateTruncating(upCosts[arc] >> shift));
                Vector256.Min(Vector256.LoadUnsafe(ref head), a + cost).StoreUnsafe(ref head);
                Vector256.Min(Vector256.LoadUnsafe(ref head, half), b + cost).StoreUnsafe(ref head, half);
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Sweep512(TargetSelection<T> selection)
    {
        ref var costs = ref sweeping.First;
        ref var tail = ref MemoryMarshal.GetArrayDataReference(selection.Tail);
        ref var cost = ref MemoryMarshal.GetArrayDataReference(selection.Cost);
        var (first, count) = (selection.First, selection.Count);
        var arc = 0;
        for (var slot = 0; slot < count; slot++)
        {
            ref var line = ref Unsafe.Add(ref costs, slot * Lines<T>.Width);
            var own = Vector512.LoadUnsafe(ref line);
            for (var end = first[slot + 1]; arc < end; arc++)
            {
                var from = Vector512.LoadUnsafe(ref Unsafe.Add(ref costs, Unsafe.Add(ref tail, arc) * Lines<T>.Width));
                own = Vector512.Min(own, from + Vector512.Create(Unsafe.Add(ref cost, arc)));
            }

            own.StoreUnsafe(ref line);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Sweep256(TargetSelection<T> selection)
    {
        ref var costs = ref sweeping.First;
        ref var tail = ref MemoryMarshal.GetArrayDataReference(selection.Tail);
        ref var cost = ref MemoryMarshal.GetArrayDataReference(selection.Cost);
        var (first, count, half) = (selection.First, selection.Count, (nuint)Lines<T>.Width / 2);
        var arc = 0;
        for (var slot = 0; slot < count; slot++)
        {
            ref var line = ref Unsafe.Add(ref costs, slot * Lines<T>.Width);
            var (a, b) = (Vector256.LoadUnsafe(ref line), Vector256.LoadUnsafe(ref line, half));
            for (var end = first[slot + 1]; arc < end; arc++)
            {
                ref var from = ref Unsafe.Add(ref costs, Unsafe.Add(ref tail, arc) * Lines<T>.Width);
                var step = Vector256.Create(Unsafe.Add(ref cost, arc));
                a = Vector256.Min(a, Vector256.LoadUnsafe(ref from) + step);
                b = Vector256.Min(b, Vector256.LoadUnsafe(ref from, half) + step);
            }

            a.StoreUnsafe(ref line);
            b.StoreUnsafe(ref line, half);
        }
    }

    /// <summary>Reads the targets' costs out of the sweep, a few targets at a time so that the rows are written in stretches.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Collect(TargetSelection<T> selection, ReadOnlySpan<int> batch, Span<T> cells)
    {
        const int Stretch = 32;
        var (targets, width) = (selection.TargetCount, Lines<T>.Width);
        Span<T> block = stackalloc T[Stretch * width];
        var (seedFirst, seedSlot, seedCost) = (selection.SeedFirst, selection.SeedSlot, selection.SeedCost);
        for (var from = 0; from < targets; from += Stretch)
        {
            var count = Math.Min(Stretch, targets - from);
            for (var i = 0; i < count; i++)
            {
                var best = block.Slice(i * width, width);
                best.Fill(infinite);
                for (var seed = seedFirst[from + i]; seed < seedFirst[from + i + 1]; seed++)
                {
                    var line = sweeping[seedSlot[seed]];
                    var cost = seedCost[seed];
                    for (var lane = 0; lane < best.Length; lane++) best[lane] = T.Min(best[lane], line[lane] + cost);
                }
            }

            for (var lane = 0; lane < batch.Length; lane++)
            {
                var row = cells.Slice((batch[lane] * targets) + from, count);
                for (var i = 0; i < row.Length; i++) row[i] = block[(i * width) + lane];
            }
        }
    }
}
