namespace MobileTeams.Planning;

/// <summary>One visit in a route, in seconds from the plan's zero. Set-up lies between the arrival and the start; what is left of that gap is waiting.</summary>
public sealed record Stop(int Visit, int Arrival, int SetUp, int Start, int End, int TravelSeconds, int TravelMetres, bool IsCommitted = false)
{
    /// <summary>Seconds of waiting before the start.</summary>
    public int Wait => Start - SetUp - Arrival;
}

/// <summary>A rest: which of the route's <see cref="Route.Breaks"/>, and after how many stops it is taken (where the stop before it was).</summary>
public sealed record PlannedBreak(int Break, int AfterStops, int Start, int End);

/// <summary>What one route does. A route without stops that is not out stays at home: it leaves and ends at its shift's start.</summary>
/// <param name="Route">Index of the route.</param>
/// <param name="Leave">When it sets out: as late as its first stop allows.</param>
/// <param name="Stops">In order.</param>
/// <param name="Breaks">In order.</param>
/// <param name="HomeSeconds">Seconds from the last stop to the end place.</param>
/// <param name="HomeMetres">Metres from the last stop to the end place.</param>
/// <param name="End">When it arrives at the end place.</param>
public sealed record RoutePlan(
    int Route, int Leave, IReadOnlyList<Stop> Stops, IReadOnlyList<PlannedBreak> Breaks, int HomeSeconds, int HomeMetres, int End);

/// <summary>Who goes where and when, what is left out, and what it all costs. One <see cref="RoutePlan"/> per route, in the order of the problem's routes.
/// A visit by two routes is a stop in both.</summary>
public sealed record Plan(IReadOnlyList<RoutePlan> Routes, IReadOnlyList<int> LeftOut, PlanPrice Price);

/// <summary>The price of a plan and its parts, in grains (see <see cref="Planning.Price"/>).</summary>
public sealed record PlanPrice
{
    /// <summary>Mandatory visits left out, by priority.</summary>
    public long Mandatory { get; init; }

    /// <summary>Optional visits left out whose price is in the class of promises.</summary>
    public long OptionalInPromises { get; init; }

    /// <summary>Starts outside the promised window.</summary>
    public long PromisedTimes { get; init; }

    /// <summary>Visits done by another route than promised.</summary>
    public long PromisedRoutes { get; init; }

    /// <summary>Optional visits left out whose price is in the class of care.</summary>
    public long OptionalInCare { get; init; }

    /// <summary>Starts before the wished window.</summary>
    public long Early { get; init; }

    /// <summary>Starts after the wished window.</summary>
    public long Late { get; init; }

    /// <summary>Who comes to whom, where that is care.</summary>
    public long Faces { get; init; }

    /// <summary>Who comes to whom, where that is a cost: <see cref="PriceList.FacesAreCost"/>.</summary>
    public long FacesInCost { get; init; }

    /// <summary>Optional visits left out whose price is in the class of cost.</summary>
    public long OptionalInCost { get; init; }

    /// <summary>Time at work.</summary>
    public long Work { get; init; }

    /// <summary>Kilometres.</summary>
    public long Distance { get; init; }

    public long Overtime { get; init; }

    /// <summary>Routes that go out.</summary>
    public long Routes { get; init; }

    /// <summary>The sum by class.</summary>
    public Price Total => new(
        Mandatory,
        OptionalInPromises + PromisedTimes + PromisedRoutes,
        OptionalInCare + Early + Late + Faces,
        OptionalInCost + FacesInCost + Work + Distance + Overtime + Routes);
}
