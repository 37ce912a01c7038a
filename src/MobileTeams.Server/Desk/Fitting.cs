using System.Collections.Concurrent;
using MobileTeams.Dispatch;
using MobileTeams.Dispatch.Days;
using MobileTeams.Dispatch.People;
using MobileTeams.Dispatch.Proposals;

namespace MobileTeams.Server.Desk;

/// <summary>Whether a visit without a team would fit somewhere now, and if not, what stops it where it comes nearest.</summary>
/// <param name="Start">When it would start there; null when it does not fit.</param>
/// <param name="BrokenPromises">Promises to others that would break.</param>
public sealed record Fitting(TeamShiftId Team, string TeamName, DateTimeOffset? Start, int BrokenPromises, IReadOnlyList<BrokenRule> Rules)
{
    private const int MostTried = 8;

    /// <summary>The reason in words.</summary>
    public string Why(Func<DateTimeOffset, string> clock) => Start is { } start
        ? QueueWords.Fits(TeamName, clock(start), BrokenPromises)
        : Words.Nearest(TeamName, string.Join(", ", Rules.Select(Words.Reasons.Of)));

    /// <summary>What would make it fit; empty when it does.</summary>
    public string Remedy => Start is null ? string.Join(QueueWords.And, Rules.Select(rule => QueueWords.Remedy(rule, TeamName)).Distinct()) + "." : "";

    /// <summary>Of many visits, in their order; one that no team of the day could ever take is left out.</summary>
    public static IEnumerable<KeyValuePair<VisitId, Fitting>> Of(Day day, DayFacts facts, DateTimeOffset? now, IReadOnlyList<VisitId> visits)
    {
        foreach (var left in NearestFit.Of(day, facts, now, visits))
        {
            if (left.Teams.IsEmpty) continue;
            yield return new(left.Visit, OfOne(day, facts, now, left));
        }
    }

    // Where the rules hold, the day itself says when and at whose cost.
    private static Fitting OfOne(Day day, DayFacts facts, DateTimeOffset? now, LeftOutVisit left)
    {
        Fitting? best = null;
        foreach (var team in left.Teams.Where(Takes).Take(MostTried).Select(obstacle => day.Teams[obstacle.Team]))
        {
            var deed = new DayEvent.VisitAssigned(new EventOrigin(default, default, default, "", null), left.Visit, team.Shift.Id, Position: null);
            if (day.Apply(deed, facts) is not DayChange.Accepted accepted) continue;
            var after = now is { } running ? accepted.Day.AsSeenAt(running, facts) : accepted.Day;
            var fits = new Fitting(team.Shift.Id, team.Shift.Name, after.Visits[left.Visit].Assignments[0].Start, after.BrokenPromises().Except(day.BrokenPromises()).Count(), []);
            if (best is null || (fits.BrokenPromises, fits.Start!.Value).CompareTo((best.BrokenPromises, best.Start!.Value)) < 0) best = fits;
        }

        if (best is not null) return best;
        var nearest = left.Teams.FirstOrDefault(obstacle => !Takes(obstacle)) ?? left.Teams[0];
        return new Fitting(nearest.Team, day.Teams[nearest.Team].Shift.Name, null, 0, nearest.Rules);
    }

    private static bool Takes(TeamObstacle obstacle) => obstacle.Rules is [{ Code: DayRules.Plan }];
}

/// <summary>The fittings of the days that desks look at, worked out once per version of a day however many desks look.</summary>
/// <remarks>Thread-safe. Only the first <see cref="Most"/> visits of a queue are tried.</remarks>
public sealed class FittingBook
{
    public const int Most = 16;

    private readonly ConcurrentDictionary<(CareCentreId, DateOnly), (int Version, Task<IReadOnlyDictionary<VisitId, Fitting>> Found)> kept = new();

    /// <param name="visits">The visits that wait, those that matter most first.</param>
    public Task<IReadOnlyDictionary<VisitId, Fitting>> Get(Day day, DayFacts facts, DateTimeOffset? now, IReadOnlyList<VisitId> visits)
    {
        var key = (day.Centre, day.Date);
        if (kept.TryGetValue(key, out var known) && known.Version == day.Version && !known.Found.IsFaulted) return known.Found;
        if (kept.Count > 50) kept.Clear();
        var found = Task.Run(() => (IReadOnlyDictionary<VisitId, Fitting>)new Dictionary<VisitId, Fitting>(Fitting.Of(day, facts, now, [.. visits.Take(Most)])));
        kept[key] = (day.Version, found);
        return found;
    }
}
