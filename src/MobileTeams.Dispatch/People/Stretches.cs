namespace MobileTeams.Dispatch.People;

/// <summary>Stretches of time in order, those that overlap or touch joined to one.</summary>
internal sealed class Stretches
{
    private Stretches(List<(DateTimeOffset Start, DateTimeOffset End)> all) => All = all;

    public IReadOnlyList<(DateTimeOffset Start, DateTimeOffset End)> All { get; }

    public static Stretches Of(IEnumerable<(DateTimeOffset Start, DateTimeOffset End)> stretches)
    {
        var joined = new List<(DateTimeOffset Start, DateTimeOffset End)>();
        foreach (var (start, end) in stretches.Where(one => one.End > one.Start).OrderBy(one => one.Start))
        {
            if (joined.Count > 0 && start <= joined[^1].End) joined[^1] = (joined[^1].Start, end > joined[^1].End ? end : joined[^1].End);
            else joined.Add((start, end));
        }

        return new Stretches(joined);
    }

    public bool Touches(DateTimeOffset from, DateTimeOffset to) => All.Any(one => one.Start < to && one.End > from);

    /// <summary>What lies between the stretches within a span, each with its own start, which may lie before the span; earliest first.</summary>
    public IEnumerable<(DateTimeOffset Start, DateTimeOffset End)> Free(DateTimeOffset from, DateTimeOffset to)
    {
        var since = DateTimeOffset.MinValue;
        foreach (var (start, end) in All)
        {
            if (start > from && since < to && start > since) yield return (since, start);
            since = end;
        }

        if (since < to) yield return (since, DateTimeOffset.MaxValue);
    }

    /// <summary>The longest free stretch inside a span, cut to it; the span's empty start if there is none.</summary>
    public (DateTimeOffset Start, DateTimeOffset End) LongestFree(DateTimeOffset from, DateTimeOffset to) =>
        Free(from, to)
            .Select(free => (Start: free.Start > from ? free.Start : from, End: free.End < to ? free.End : to))
            .Append((Start: from, End: from))
            .MaxBy(free => free.End - free.Start);

    /// <summary>The start of the first stretch from an instant on, or the instant itself inside one; null when none comes.</summary>
    public DateTimeOffset? NextFrom(DateTimeOffset instant)
    {
        foreach (var (start, end) in All)
            if (end > instant) return start > instant ? start : instant;
        return null;
    }

    /// <summary>The last stretch that is over at an instant; null when there is none.</summary>
    public (DateTimeOffset Start, DateTimeOffset End)? LastUntil(DateTimeOffset instant)
    {
        (DateTimeOffset Start, DateTimeOffset End)? last = null;
        foreach (var one in All)
            if (one.End <= instant) last = one;
        return last;
    }
}
