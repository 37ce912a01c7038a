using System.Collections.Concurrent;
using MobileTeams.Dispatch;
using MobileTeams.Dispatch.Days;

namespace MobileTeams.Server.Days;

/// <summary>The days that somebody looks at, read once per version however many desks and tablets look.</summary>
/// <remarks>Thread-safe. A day is as fresh as its version in the database, which is asked for every time.</remarks>
public sealed class DayBook(DayStore store)
{
    private const int MostKept = 30;
    private readonly ConcurrentDictionary<(CareCentreId Centre, DateOnly Date), Day> kept = new();

    public async Task<Day?> Find(CareCentreId centre, DateOnly date, CancellationToken ct)
    {
        if (await store.FindVersion(centre, date, ct) is not { } version) return null;
        if (kept.TryGetValue((centre, date), out var day) && day.Version == version) return day;
        if (await store.Find(centre, date, ct) is not { } read) return null;
        Keep(read);
        return read;
    }

    /// <summary>The day if this server has exactly this version at hand.</summary>
    public Day? Recall(CareCentreId centre, DateOnly date, int version) => kept.TryGetValue((centre, date), out var day) && day.Version == version ? day : null;

    /// <summary>Remembers a committed day unless a newer one is known.</summary>
    public void Keep(Day day)
    {
        if (kept.Count >= MostKept) kept.Clear();
        kept.AddOrUpdate((day.Centre, day.Date), day, (_, known) => known.Version > day.Version ? known : day);
    }
}
