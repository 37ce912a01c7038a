using MobileTeams.Measures;

namespace MobileTeams.Planning;

/// <summary>The travel times that hold from <paramref name="From"/> (seconds from the plan's zero) until the next slice begins.</summary>
public sealed record TravelSlice(int From, TravelMatrix Matrix);

/// <summary>How one kind of vehicle gets about: one matrix, or several by time of day.</summary>
/// <remarks>Whoever sets out later never arrives earlier: where leaving after the turn of a slice would arrive sooner, the traveller waits for it, and the wait
/// counts as travel. The first slice also holds for every moment before it. Immutable and thread-safe.</remarks>
public sealed class Travel
{
    private readonly int[] from;
    private readonly TravelMatrix[] matrices;

    /// <summary>The same times all day.</summary>
    public Travel(TravelMatrix matrix) => (from, matrices, Size) = ([int.MinValue], [matrix], matrix.Size);

    /// <summary>Slices in the order of time, at most 24.</summary>
    /// <exception cref="InputException"><c>plan.travel</c>: no slice, too many, out of order, or matrices of different sizes.</exception>
    public Travel(IReadOnlyList<TravelSlice> slices)
    {
        if (slices.Count is 0 or > 24) throw new InputException("plan.travel", $"A day has 1 to 24 travel slices, not {slices.Count}.");
        Size = slices[0].Matrix.Size;
        from = new int[slices.Count];
        matrices = new TravelMatrix[slices.Count];
        for (var slice = 0; slice < slices.Count; slice++)
        {
            if (slice > 0 && slices[slice].From <= slices[slice - 1].From)
                throw new InputException("plan.travel", $"Travel slice {slice} begins at {slices[slice].From} s, not after the one before it.", $"slice {slice}");
            if (slices[slice].Matrix.Size != Size)
                throw new InputException("plan.travel", $"Travel slice {slice} has {slices[slice].Matrix.Size} places, the first has {Size}.", $"slice {slice}");
            from[slice] = slices[slice].From;
            matrices[slice] = slices[slice].Matrix;
        }
    }

    /// <summary>How many places.</summary>
    public int Size { get; }

    /// <summary>How many slices.</summary>
    public int Slices => matrices.Length;

    /// <summary>The matrix of slice <paramref name="slice"/>.</summary>
    public TravelMatrix Matrix(int slice) => matrices[slice];

    /// <summary>True when a way exists in every slice.</summary>
    public bool IsReachable(int start, int end)
    {
        foreach (var matrix in matrices)
            if (!matrix.IsReachable(start, end)) return false;
        return true;
    }

    /// <summary>Seconds on the way for whoever is ready to leave <paramref name="start"/> at second <paramref name="ready"/>. The pair must be reachable.</summary>
    public int Seconds(int start, int end, int ready)
    {
        if (matrices.Length == 1) return matrices[0].Seconds(start, end);
        var slice = SliceAt(ready);
        var best = matrices[slice].Seconds(start, end);
        for (var later = slice + 1; later < from.Length && from[later] - ready < best; later++)
            best = Math.Min(best, from[later] - ready + matrices[later].Seconds(start, end));
        return best;
    }

    /// <summary>Metres on the way for whoever is ready to leave at second <paramref name="ready"/>, in the slice that <see cref="Seconds"/> travels in.</summary>
    public int Metres(int start, int end, int ready)
    {
        if (matrices.Length == 1) return matrices[0].Metres(start, end);
        var slice = SliceAt(ready);
        var (best, metres) = (matrices[slice].Seconds(start, end), matrices[slice].Metres(start, end));
        for (var later = slice + 1; later < from.Length && from[later] - ready < best; later++)
        {
            var seconds = from[later] - ready + matrices[later].Seconds(start, end);
            if (seconds < best) (best, metres) = (seconds, matrices[later].Metres(start, end));
        }

        return metres;
    }

    /// <summary>The latest second at which one can be ready to leave <paramref name="start"/> and still arrive by <paramref name="arrival"/>.</summary>
    public int LatestReady(int start, int end, int arrival)
    {
        if (matrices.Length == 1) return arrival - matrices[0].Seconds(start, end);
        for (var slice = matrices.Length - 1; slice >= 0; slice--)
        {
            var ready = arrival - matrices[slice].Seconds(start, end);
            var last = slice + 1 < from.Length ? from[slice + 1] - 1 : int.MaxValue;
            var first = slice == 0 ? int.MinValue : from[slice];
            if (ready >= first) return Math.Min(ready, last);
        }

        return int.MinValue;
    }

    /// <summary>As <see cref="Seconds"/>; <see cref="TravelMatrix.Unreachable"/> where no way exists.</summary>
    internal int SecondsIfAny(int start, int end, int ready) =>
        matrices.Length == 1 ? matrices[0].Seconds(start, end)
        : IsReachable(start, end) ? Seconds(start, end, ready)
        : TravelMatrix.Unreachable;

    private int SliceAt(int second)
    {
        var slice = from.Length - 1;
        while (slice > 0 && from[slice] > second) slice--;
        return slice;
    }
}
