using MobileTeams.Dispatch.Visits;

namespace MobileTeams.Dispatch.Days;

/// <summary>The window a patient is told when a plan is published.</summary>
public static class PromiseWindow
{
    /// <summary>A planned start is rounded to this before it is told.</summary>
    public static readonly TimeSpan Rounding = TimeSpan.FromMinutes(5);

    /// <summary>So much before the rounded start.</summary>
    public static readonly TimeSpan Before = TimeSpan.FromMinutes(15);

    /// <summary>So much after the rounded start.</summary>
    public static readonly TimeSpan After = TimeSpan.FromMinutes(30);

    /// <summary>The promise for a planned start, kept inside what is allowed and always holding the start itself.</summary>
    public static StartWindow Of(DateTimeOffset start, StartWindow allowed)
    {
        var rounded = new DateTimeOffset((start.UtcTicks + (Rounding.Ticks / 2)) / Rounding.Ticks * Rounding.Ticks, TimeSpan.Zero);
        var (earliest, latest) = (rounded - Before, rounded + After);
        if (earliest < allowed.Earliest) earliest = allowed.Earliest;
        if (latest > allowed.Latest) latest = allowed.Latest;
        return new StartWindow(earliest < start ? earliest : start, latest > start ? latest : start);
    }
}
