using System.Numerics;
using System.Runtime.InteropServices;

namespace MobileTeams.Roads.Hierarchies;

/// <summary>A set of ranks that can be listed in order without sorting. Reusable scratch, not thread-safe.</summary>
internal sealed class RankSet(int nodes)
{
    private readonly ulong[] bits = new ulong[(nodes + 63) >> 6];
    private readonly List<int> open = [];

    /// <summary>Adds a rank and everything that can be climbed to from it.</summary>
    public void AddAbove(int rank, int[] first, int[] head)
    {
        if (!Add(rank)) return;
        open.Add(rank);
        while (open.Count > 0)
        {
            var at = open[^1];
            open.RemoveAt(open.Count - 1);
            for (var arc = first[at]; arc < first[at + 1]; arc++)
                if (Add(head[arc])) open.Add(head[arc]);
        }
    }

    /// <summary>Moves the set into a list, ascending, and leaves the set empty.</summary>
    public void Drain(List<int> ranks)
    {
        ranks.Clear();
        for (var word = 0; word < bits.Length; word++)
        {
            for (var left = bits[word]; left != 0; left &= left - 1) ranks.Add((word << 6) + BitOperations.TrailingZeroCount(left));
            bits[word] = 0;
        }
    }

    private bool Add(int rank)
    {
        ref var word = ref bits[rank >> 6];
        var bit = 1UL << (rank & 63);
        if ((word & bit) != 0) return false;
        word |= bit;
        return true;
    }
}
