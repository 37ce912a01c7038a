using System.Collections.Concurrent;

namespace MobileTeams.Roads.Hierarchies;

/// <summary>Arrays with a slot for each rank, lent to a search and given back empty, so that a question does not pay for clearing one as large as the map. Thread-safe.</summary>
internal sealed class RankSlots(int nodes)
{
    /// <summary>Of a rank that is in no slot.</summary>
    public const int NotIn = -1;

    private readonly ConcurrentBag<int[]> idle = [];

    /// <summary>An array of <see cref="NotIn"/> for every rank.</summary>
    public int[] Lend()
    {
        if (idle.TryTake(out var slots)) return slots;
        slots = GC.AllocateUninitializedArray<int>(nodes);
        Array.Fill(slots, NotIn);
        return slots;
    }

    /// <param name="slots">From <see cref="Lend"/>, every rank in no slot again.</param>
    public void GiveBack(int[] slots) => idle.Add(slots);
}
