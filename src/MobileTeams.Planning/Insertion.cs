namespace MobileTeams.Planning;

/// <summary>A visit that would start at another time: how many seconds later (negative: earlier), and how many more seconds outside its promised window.</summary>
public sealed record Moved(int Visit, int Route, int Seconds, int PromiseSeconds);

/// <summary>One way to take a visit on.</summary>
/// <param name="Route">The route that goes.</param>
/// <param name="SecondRoute">The other route, for a visit for two by two routes.</param>
/// <param name="Position">After how many stops of the route, the committed ones counted.</param>
/// <param name="Arrival">When it arrives, in seconds.</param>
/// <param name="Start">When the visit starts.</param>
/// <param name="IsCheapest">No place in this route costs less.</param>
/// <param name="IsSoonest">No place in this route starts sooner.</param>
/// <param name="IsDiversion">It goes there right now, before stops that are frozen; otherwise after them.</param>
/// <param name="Price">What the plan costs more, without the price of leaving the visit out.</param>
/// <param name="Moved">Everybody else whose time changes.</param>
/// <param name="EndsLater">Seconds by which the route comes home later.</param>
public sealed record Offer(
    int Route, int? SecondRoute, int Position, int Arrival, int Start, bool IsCheapest, bool IsSoonest, bool IsDiversion, Price Price, IReadOnlyList<Moved> Moved, int EndsLater);

/// <summary>Another place for a planned visit, and what the whole plan would cost more (negative: less).</summary>
public sealed record Alternative(Offer Offer, Price Difference);

/// <summary>Where one visit could go in a standing plan, and who would pay for it; exact, without a search.</summary>
public static class Insertion
{
    /// <summary>Every route's cheapest place, its soonest if that is another, and the one right now if it has frozen stops; the cheapest first. A visit that the plan
    /// already makes is taken out first. Routes that no hard rule lets in only; <see cref="Reasons"/> says why the others are not there.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The problem has no such visit.</exception>
    public static IReadOnlyList<Offer> Rank(Problem problem, Plan plan, int visit)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(visit);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(visit, problem.Visits.Count);
        return Standing(problem, plan, visit) is { } standing ? standing.Offers(visit) : [];
    }

    /// <summary>The other places for a planned visit, the cheapest first: why it is where it is. Empty for a committed visit and one that is left out.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The problem has no such visit.</exception>
    public static IReadOnlyList<Alternative> Alternatives(Problem problem, Plan plan, int visit)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(visit);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(visit, problem.Visits.Count);
        var (route, second) = (-1, -1);
        foreach (var made in plan.Routes)
            foreach (var stop in made.Stops)
                if (stop.Visit == visit) (route, second) = route < 0 ? (made.Route, -1) : (route, made.Route);
        var before = Standing(problem, plan, -1)!.Price;
        if (route < 0 || Standing(problem, plan, visit) is not { } standing) return [];
        var alternatives = new List<Alternative>();
        foreach (var offer in standing.Offers(visit))
        {
            var isPresent = second < 0 ? offer.Route == route && offer.SecondRoute is null
                : (offer.Route == route && offer.SecondRoute == second) || (offer.Route == second && offer.SecondRoute == route);
            if (!isPresent) alternatives.Add(new Alternative(offer, standing.Price + offer.Price - before));
        }

        return alternatives;
    }

    /// <summary>The plan as a schedule without <paramref name="without"/>; null when that visit cannot be moved at all.</summary>
    private static StandingPlan? Standing(Problem problem, Plan plan, int without)
    {
        var model = ModelBuilder.Build(problem);
        if (without >= 0 && (model.IsCommitted[without] || !problem.IsPlannable(without))) return null;
        return StandingPlan.Of(model, plan, without);
    }

    /// <summary>Cheapest by class, then by start, then by route.</summary>
    internal static int Compare(Offer a, Offer b)
    {
        var byPrice = a.Price.CompareTo(b.Price);
        if (byPrice != 0) return byPrice;
        return a.Start != b.Start ? a.Start.CompareTo(b.Start) : a.Route.CompareTo(b.Route);
    }
}
