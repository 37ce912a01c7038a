namespace MobileTeams.Roads.Hierarchies;

/// <summary>A contraction hierarchy: nodes numbered by rank, arcs only between a lower and a higher rank. Immutable and thread-safe.</summary>
/// <remarks>Every fastest way climbs by <c>Up</c> arcs and then descends by <c>Down</c> arcs. An arc is a road of the graph or stands for two arcs over a lower node.
/// Geisberger, Sanders, Schultes, Vetter, Exact routing in large road networks using contraction hierarchies, Transportation Science 46(3), 2012, doi:10.1287/trsc.1110.0401.</remarks>
internal sealed class Hierarchy
{
    private RankSlots? slots;

    /// <summary>The rank of each node of the graph.</summary>
    public required int[] RankOf { get; init; }

    /// <summary>The next rank on the way up that no search from a rank can avoid climbing past, or −1: what is reached from a rank lies on its path of parents.</summary>
    public required int[] Parent { get; init; }

    /// <summary>The arcs climbing out of rank r are <c>UpFirst[r]</c> to <c>UpFirst[r + 1]</c>.</summary>
    public required int[] UpFirst { get; init; }

    public required int[] UpHead { get; init; }

    public required long[] UpCost { get; init; }

    /// <summary>For an arc over a lower node that node's rank; for an arc of the graph the complement of its number.</summary>
    public required int[] UpVia { get; init; }

    /// <summary>The arcs descending into rank r are <c>DownFirst[r]</c> to <c>DownFirst[r + 1]</c>.</summary>
    public required int[] DownFirst { get; init; }

    public required int[] DownTail { get; init; }

    public required long[] DownCost { get; init; }

    public required int[] DownVia { get; init; }

    public int NodeCount => RankOf.Length;

    /// <summary>Scratch for its searches.</summary>
    public RankSlots Slots => slots ?? Interlocked.CompareExchange(ref slots, new RankSlots(NodeCount), null) ?? slots;

    /// <summary>Appends the graph's arcs, in order of driving, that the arc from one rank to another stands for.</summary>
    /// <param name="open">Scratch, empty before and after.</param>
    public void Unpack(int from, int to, List<int> arcs, Stack<(int From, int To)> open)
    {
        open.Push((from, to));
        while (open.TryPop(out var arc))
        {
            var via = arc.From < arc.To ? UpVia[Find(UpFirst, UpHead, arc.From, arc.To)] : DownVia[Find(DownFirst, DownTail, arc.To, arc.From)];
            if (via < 0)
            {
                arcs.Add(~via);
                continue;
            }

            open.Push((via, arc.To));
            open.Push((arc.From, via));
        }
    }

    /// <summary>The one arc between two ranks: contraction keeps only the cheapest.</summary>
    private static int Find(int[] first, int[] other, int low, int high)
    {
        var arc = other.AsSpan(first[low], first[low + 1] - first[low]).IndexOf(high);
        return arc >= 0 ? first[low] + arc : throw new InvalidOperationException("An arc of the hierarchy stands for arcs that are not there.");
    }
}
