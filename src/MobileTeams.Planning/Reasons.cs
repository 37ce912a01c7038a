namespace MobileTeams.Planning;

/// <summary>One rule that stops a visit, and how far it misses in seconds (0 where seconds say nothing). <paramref name="Code"/> is a qualification,
/// <paramref name="Other"/> another visit.</summary>
public sealed record Obstacle(Rule Rule, int Seconds = 0, int? Code = null, int? Other = null);

/// <summary>Why one route does not take a visit: lift all the <paramref name="Obstacles"/> and it fits, lift fewer and it does not.</summary>
/// <param name="Route">The route.</param>
/// <param name="Obstacles">Usually one. Empty: it fits, and was left out because it costs more than it is worth, or because the search was stopped.</param>
/// <param name="Price">What taking it would cost, without obstacles or with them lifted; null where nothing helps.</param>
public sealed record Refusal(int Route, IReadOnlyList<Obstacle> Obstacles, Price? Price);

/// <summary>Says for a visit that a plan leaves out which rule stops which route.</summary>
/// <remarks>Every reason is found by trying: a rule is named because the visit fits into the route, with the rest of the plan as it stands, once that rule gives way.</remarks>
public static class Reasons
{
    /// <summary>One refusal for each route, the nearest miss first: few obstacles before many, and seconds before what no waiting mends.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The problem has no such visit.</exception>
    public static IReadOnlyList<Refusal> For(Problem problem, Plan plan, int visit)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(visit);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(visit, problem.Visits.Count);
        var refusals = new List<Refusal>();
        if (!problem.IsPlannable(visit))
        {
            for (var route = 0; route < problem.Routes.Count; route++) refusals.Add(new Refusal(route, [new Obstacle(Rule.VisitAtFault)], null));
            return refusals;
        }

        var model = ModelBuilder.Build(problem);
        if (model.IsCommitted[visit]) return refusals;
        var asking = new Asking(model, StandingPlan.Of(model, plan, visit).Day, visit);
        for (var route = 0; route < problem.Routes.Count; route++) refusals.Add(asking.Ask(route));
        refusals.Sort(Compare);
        return refusals;
    }

    private static int Compare(Refusal a, Refusal b)
    {
        var byRank = Rank(a).CompareTo(Rank(b));
        return byRank != 0 ? byRank : a.Route.CompareTo(b.Route);
    }

    private static long Rank(Refusal refusal)
    {
        if (refusal.Price is null) return long.MaxValue;
        long rank = 0;
        foreach (var obstacle in refusal.Obstacles) rank += (obstacle.Seconds > 0 ? 0 : 1_000_000_000L) + obstacle.Seconds + 100_000_000L;
        return rank;
    }
}
