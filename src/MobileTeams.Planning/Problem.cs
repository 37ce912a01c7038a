using MobileTeams.Measures;

namespace MobileTeams.Planning;

/// <summary>What is wrong with one thing in a problem. <paramref name="Rule"/> is stable and lower-case with dots; <paramref name="Place"/> names the thing, such as
/// <c>visit 7</c>; <paramref name="Text"/> is a sentence.</summary>
public sealed record ProblemFault(string Rule, string Place, string Text);

/// <summary>A day to plan: how one travels, who is there, what is to be done. Routes and visits are known by their index in these lists.</summary>
/// <remarks>Immutable. A route or visit at fault is named in <see cref="Faults"/> and takes no part; the rest is planned.</remarks>
public sealed class Problem
{
    private readonly bool[] isOpen;
    private readonly bool[] isPlannable;

    private Problem(
        IReadOnlyList<Travel> travel, IReadOnlyList<Route> routes, IReadOnlyList<Visit> visits, IReadOnlyList<Tie> ties, PriceList prices, ProblemFaults faults)
    {
        (Travel, Routes, Visits, Ties, Prices) = (travel, routes, visits, ties, prices);
        (Faults, isOpen, isPlannable) = (faults.All, faults.OpenRoutes, faults.PlannableVisits);
    }

    /// <summary>One or more ways to get about, all over the same places.</summary>
    public IReadOnlyList<Travel> Travel { get; }

    public IReadOnlyList<Route> Routes { get; }

    public IReadOnlyList<Visit> Visits { get; }

    public IReadOnlyList<Tie> Ties { get; }

    public PriceList Prices { get; }

    /// <summary>Everything wrong with the input, in the order of routes, visits, ties.</summary>
    public IReadOnlyList<ProblemFault> Faults { get; }

    /// <summary>False for a route at fault: nothing is planned in it.</summary>
    public bool IsOpen(int route) => isOpen[route];

    /// <summary>False for a visit at fault: it is left out.</summary>
    public bool IsPlannable(int visit) => isPlannable[visit];

    /// <summary>Takes the lists as they are; they must not change afterwards.</summary>
    /// <exception cref="InputException"><c>plan.travel</c>: nothing to travel by, or ways over different places, so that nothing can be planned.</exception>
    public static Problem Create(
        IReadOnlyList<Travel> travel, IReadOnlyList<Route> routes, IReadOnlyList<Visit> visits, IReadOnlyList<Tie>? ties = null, PriceList? prices = null)
    {
        if (travel.Count == 0) throw new InputException("plan.travel", "The problem has no travel matrix.");
        foreach (var mode in travel)
            if (mode.Size != travel[0].Size) throw new InputException("plan.travel", $"One way to travel knows {mode.Size} places, another {travel[0].Size}.");
        ties ??= [];
        prices ??= new PriceList();
        return new Problem(travel, routes, visits, ties, prices, ProblemFaults.Find(travel, routes, visits, ties, prices));
    }

    /// <summary>The same problem with one visit replaced.</summary>
    public Problem With(int visit, Visit replacement)
    {
        var changed = new Visit[Visits.Count];
        for (var index = 0; index < changed.Length; index++) changed[index] = index == visit ? replacement : Visits[index];
        return Create(Travel, Routes, changed, Ties, Prices);
    }

    /// <summary>The same problem with one route replaced.</summary>
    public Problem With(int route, Route replacement)
    {
        var changed = new Route[Routes.Count];
        for (var index = 0; index < changed.Length; index++) changed[index] = index == route ? replacement : Routes[index];
        return Create(Travel, changed, Visits, Ties, Prices);
    }
}
