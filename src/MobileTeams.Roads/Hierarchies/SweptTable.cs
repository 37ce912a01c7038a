using System.Numerics;

namespace MobileTeams.Roads.Hierarchies;

/// <summary>A whole table by <see cref="TableSweep{T}"/>, on one thread or more.</summary>
internal static class SweptTable
{
    /// <summary>Fills a table row by row.</summary>
    /// <param name="shift">How far a weight is moved right to become a <typeparamref name="T"/>.</param>
    /// <param name="infinite">More than any way; what a cell holds where none exists.</param>
    public static void Fill<T>(Hierarchy hierarchy, SeedSets sources, SeedSets targets, int shift, T infinite, T[] cells, int threads)
        where T : unmanaged, IBinaryInteger<T>
    {
        if (sources.Count == 0 || targets.Count == 0) return;
        using var selection = new TargetSelection<T>(hierarchy, targets, shift);
        var order = AlongTheTree(hierarchy, sources);
        var batches = (order.Length + Lines<T>.Width - 1) / Lines<T>.Width;
        threads = Math.Clamp(threads, 1, batches);
        if (threads == 1)
        {
            using var sweep = new TableSweep<T>(hierarchy, infinite);
            sweep.Fill(selection, sources, order, cells);
            return;
        }

        Parallel.For(0, threads, new ParallelOptions { MaxDegreeOfParallelism = threads }, thread =>
        {
            var (from, to) = (batches * thread / threads * Lines<T>.Width, Math.Min(order.Length, batches * (thread + 1) / threads * Lines<T>.Width));
            using var sweep = new TableSweep<T>(hierarchy, infinite);
            sweep.Fill(selection, sources, order.AsSpan(from, to - from), cells);
        });
    }

    /// <summary>Sources that share most of what lies above them stand together.</summary>
    private static int[] AlongTheTree(Hierarchy hierarchy, SeedSets sources)
    {
        var (keys, order) = (new int[sources.Count], new int[sources.Count]);
        for (var i = 0; i < order.Length; i++)
        {
            order[i] = i;
            keys[i] = sources[i].IsEmpty ? int.MaxValue : hierarchy.RankOf[sources[i][0].Node];
        }

        Array.Sort(keys, order);
        return order;
    }
}
