namespace MobileTeams.Measures;

/// <summary>A half-open stretch of time in whole seconds from a plan's zero: <c>Start ≤ t &lt; End</c>. May be negative; never ends before it starts.</summary>
public readonly record struct TimeWindow
{
    /// <exception cref="ArgumentException"><paramref name="end"/> lies before <paramref name="start"/>.</exception>
    public TimeWindow(int start, int end)
    {
        if (end < start) throw new ArgumentException($"The window closes at {end} s, before it opens at {start} s.", nameof(end));
        (Start, End) = (start, end);
    }

    public int Start { get; }

    public int End { get; }

    public int Seconds => End - Start;

    public bool Contains(int second) => second >= Start && second < End;

    public bool Overlaps(TimeWindow other) => Start < other.End && other.Start < End;

    public override string ToString() => $"[{Start}, {End})";
}
