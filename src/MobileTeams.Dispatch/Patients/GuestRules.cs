using MobileTeams.Dispatch.Visits;

namespace MobileTeams.Dispatch.Patients;

// The rules speak of the clock on the wall: from NotBefore to NotAfter on every calendar date, over midnight where NotAfter is the earlier of the two.
public sealed partial record GuestRules
{
    /// <summary>True when the patient welcomes somebody who starts at this instant.</summary>
    public bool Allow(DateTimeOffset start, ServiceTime time) =>
        Open(time.LocalDate(start).AddDays(-1), 3, time).Any(open => open.Contains(start));

    /// <summary>What the rules leave of a window: the stretch that holds <paramref name="agreed"/>, else the longest; null when nothing is left.</summary>
    public StartWindow? Narrow(StartWindow window, DateTimeOffset agreed, ServiceTime time)
    {
        var first = time.LocalDate(window.Earliest).AddDays(-1);
        var left = Open(first, time.LocalDate(window.Latest).DayNumber - first.DayNumber + 1, time)
            .Select(open => new StartWindow(Later(open.Earliest, window.Earliest), open.Latest < window.Latest ? open.Latest : window.Latest))
            .Where(open => open.Earliest <= open.Latest)
            .OrderByDescending(open => open.Contains(agreed)).ThenByDescending(open => open.Latest - open.Earliest).ThenBy(open => open.Earliest)
            .ToList();
        return left.Count == 0 ? null : left[0];
    }

    private IEnumerable<StartWindow> Open(DateOnly first, int days, ServiceTime time)
    {
        if (NotBefore is null && NotAfter is null) return [new StartWindow(DateTimeOffset.MinValue, DateTimeOffset.MaxValue)];
        var (from, to) = (NotBefore ?? TimeOnly.MinValue, NotAfter ?? TimeOnly.MaxValue);
        return Enumerable.Range(0, days).Select(first.AddDays)
            .Select(date => new StartWindow(time.Instant(date, from), time.Instant(to < from ? date.AddDays(1) : date, to)))
            .Where(open => open.Earliest <= open.Latest);
    }

    private static DateTimeOffset Later(DateTimeOffset a, DateTimeOffset b) => a > b ? a : b;
}
