using MobileTeams.Dispatch.Days;

namespace MobileTeams.Dispatch.Proposals;

/// <summary>Why a visit has no team on the day as it stands: every team's best place for it, and the rules that break there.</summary>
public static class NearestFit
{
    /// <summary>The teams' obstacles, the smallest first. A team whose only rule is <see cref="DayRules.Plan"/> could take the visit as it is.</summary>
    /// <param name="now">Nothing that has not happened is expected before it; null for a day to come.</param>
    public static IEnumerable<LeftOutVisit> Of(Day day, DayFacts facts, DateTimeOffset? now, IEnumerable<VisitId> visits)
    {
        var obstacles = new Obstacles(day, facts, now, []);
        foreach (var visit in visits) yield return obstacles.Of(visit);
    }
}
