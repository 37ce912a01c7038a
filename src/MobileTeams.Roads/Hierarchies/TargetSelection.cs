using System.Numerics;

namespace MobileTeams.Roads.Hierarchies;

/// <summary>The part of a hierarchy that lies above a set of targets, laid out in the order in which it is swept: the highest rank first. Immutable and thread-safe until it is disposed; worth keeping as long as the targets stay.</summary>
/// <typeparam name="T">What costs are counted in: <see cref="uint"/> milliseconds, or <see cref="long"/> weights.</typeparam>
internal sealed class TargetSelection<T> : IDisposable
    where T : unmanaged, IBinaryInteger<T>
{
    private readonly int[] slotOf;
    private readonly List<int> ranks = [];

    /// <param name="shift">How far a weight is moved right to become a <typeparamref name="T"/>.</param>
    public TargetSelection(Hierarchy hierarchy, SeedSets targets, int shift)
    {
        Hierarchy = hierarchy;
        Shift = shift;
        var set = new RankSet(hierarchy.NodeCount);
        foreach (var seed in targets.All) set.AddAbove(hierarchy.RankOf[seed.Node], hierarchy.DownFirst, hierarchy.DownTail);
        set.Drain(ranks);
        slotOf = hierarchy.Slots.Lend();
        First = new int[ranks.Count + 1];
        for (var slot = 0; slot < ranks.Count; slot++)
        {
            var rank = ranks[^(slot + 1)];
            slotOf[rank] = slot;
            First[slot + 1] = First[slot] + hierarchy.DownFirst[rank + 1] - hierarchy.DownFirst[rank];
        }

        (Tail, Cost) = (new int[First[^1]], new T[First[^1]]);
        for (var slot = 0; slot < ranks.Count; slot++)
        {
            var arc = hierarchy.DownFirst[ranks[^(slot + 1)]];
            for (var i = First[slot]; i < First[slot + 1]; i++, arc++) (Tail[i], Cost[i]) = (slotOf[hierarchy.DownTail[arc]], T.CreateTruncating(hierarchy.DownCost[arc] >> shift));
        }

        TargetCount = targets.Count;
        (SeedFirst, SeedSlot, SeedCost) = (new int[targets.Count + 1], new int[targets.All.Length], new T[targets.All.Length]);
        var at = 0;
        for (var target = 0; target < targets.Count; target++)
        {
            foreach (var seed in targets[target]) (SeedSlot[at], SeedCost[at++]) = (slotOf[hierarchy.RankOf[seed.Node]], T.CreateTruncating(seed.Cost >> shift));
            SeedFirst[target + 1] = at;
        }
    }

    public Hierarchy Hierarchy { get; }

    public int Shift { get; }

    public int TargetCount { get; }

    /// <summary>How many ranks are swept.</summary>
    public int Count => First.Length - 1;

    /// <summary>The arcs descending into slot s are <c>First[s]</c> to <c>First[s + 1]</c>; their tails are earlier slots.</summary>
    public int[] First { get; }

    public int[] Tail { get; }

    public T[] Cost { get; }

    /// <summary>The seeds of target t are <c>SeedFirst[t]</c> to <c>SeedFirst[t + 1]</c>.</summary>
    public int[] SeedFirst { get; }

    public int[] SeedSlot { get; }

    public T[] SeedCost { get; }

    /// <summary>Where a rank is swept, or a negative number.</summary>
    public int SlotOf(int rank) => slotOf[rank];

    public void Dispose()
    {
        foreach (var rank in ranks) slotOf[rank] = RankSlots.NotIn;
        Hierarchy.Slots.GiveBack(slotOf);
    }
}
