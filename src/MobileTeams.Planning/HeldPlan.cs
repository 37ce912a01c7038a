namespace MobileTeams.Planning;

/// <summary>A plan held ready to be asked: where one more visit would fit, what would make room for it, where else a planned one could be. Laid out and timed once;
/// every answer is exact and found without a search.</summary>
/// <remarks>Not thread-safe. It knows the plan as it was handed over; when the day moves on, hold the new one.</remarks>
public sealed class HeldPlan
{
    private readonly Problem problem;
    private readonly Model model;
    private readonly StandingPlan standing;
    private readonly Route[] routes;
    private readonly TieArc[][] twins;

    private HeldPlan(Problem problem, Plan plan)
    {
        this.problem = problem;

        // A blank visit for two keeps a place for whatever comes, and for its twin.
        model = ModelBuilder.Build(Problem.Create(problem.Travel, problem.Routes, [.. problem.Visits, new Visit(0, 0, 60) { Staff = 2 }], problem.Ties, problem.Prices));
        standing = StandingPlan.Of(model, plan);
        twins = [model.Arcs[Blank], model.Arcs[model.Twin[Blank]]];

        // What is committed is in the standing plan; the visit alone is laid out without it.
        routes = [.. problem.Routes];
        for (var route = 0; route < routes.Length; route++) routes[route] = routes[route] with { Committed = [] };
    }

    private int Blank => problem.Visits.Count;

    /// <summary>Holds <paramref name="plan"/>, followed as far as the rules of <paramref name="problem"/> allow.</summary>
    public static HeldPlan Of(Problem problem, Plan plan) => new(problem, plan);

    /// <summary>Every route's cheapest place for a visit that is not in the problem and has no ties, its soonest if that is another, and the one right now if it has
    /// frozen stops; the cheapest first. Routes that no hard rule lets in only. Empty if something is wrong with the visit itself.</summary>
    public IReadOnlyList<Offer> Rank(Visit visit) => Lay(visit) ? standing.Offers(Blank) : [];

    /// <summary>The same for a visit of the problem, with its ties; if the plan makes it, as if it did not. Empty for a committed visit. <see cref="Reasons"/> says why the
    /// other routes are not there.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The problem has no such visit.</exception>
    public IReadOnlyList<Offer> Rank(int visit)
    {
        CheckIsThere(visit);
        return MayMove(visit) && standing.Without(visit, () => standing.Offers(visit)) is { } offers ? offers : [];
    }

    /// <summary>What would make room for a visit that is not in the problem and has no ties: one other visit goes from its route to another, and the new one comes in its
    /// stead. The cheapest for each route, the cheapest route first. Visits for two, pinned and committed ones stay where they are.</summary>
    public IReadOnlyList<Ejection> MakeRoom(Visit visit) => Lay(visit) ? standing.Ejections(Blank) : [];

    /// <summary>The same for a visit of the problem that the plan leaves out.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The problem has no such visit.</exception>
    public IReadOnlyList<Ejection> MakeRoom(int visit)
    {
        CheckIsThere(visit);
        return MayMove(visit) && !standing.Day.IsPlaced(visit) ? standing.Ejections(visit) : [];
    }

    /// <summary>The other places for a planned visit, the cheapest first: why it is where it is. Empty for a committed visit and one that is left out.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The problem has no such visit.</exception>
    public IReadOnlyList<Alternative> Alternatives(int visit)
    {
        CheckIsThere(visit);
        if (!MayMove(visit) || !standing.Day.IsPlaced(visit)) return [];
        var (route, twin, before) = (standing.Day.RouteOf[visit], model.Twin[visit], standing.Price);
        var second = twin >= 0 && standing.Day.IsPlaced(twin) ? standing.Day.RouteOf[twin] : -1;
        var alternatives = new List<Alternative>();
        var (offers, without) = standing.Without(visit, () => (standing.Offers(visit), standing.Price));
        foreach (var offer in offers ?? [])
        {
            var isPresent = second < 0 ? offer.Route == route && offer.SecondRoute is null
                : (offer.Route == route && offer.SecondRoute == second) || (offer.Route == second && offer.SecondRoute == route);
            if (!isPresent) alternatives.Add(new Alternative(offer, without + offer.Price - before));
        }

        return alternatives;
    }

    private void CheckIsThere(int visit)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(visit);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(visit, problem.Visits.Count);
    }

    private bool MayMove(int visit) => !model.IsCommitted[visit] && problem.IsPlannable(visit);

    /// <summary>Lays the visit out in the blank's place; false if something is wrong with it.</summary>
    private bool Lay(Visit visit)
    {
        var alone = Problem.Create(problem.Travel, routes, [visit], [], problem.Prices);
        if (!alone.IsPlannable(0)) return false;
        var laid = ModelBuilder.Build(alone);
        var twin = model.Jobs - 1;
        Put(laid, 0, Blank);
        (model.Arcs[Blank], model.Arcs[twin]) = visit.Staff == 2 ? (twins[0], twins[1]) : ([], []);
        (model.Twin[Blank], model.HasTies[Blank]) = visit.Staff == 2 ? (twin, true) : (-1, false);
        if (visit.Staff == 2) Put(laid, 1, twin);
        model.LeavingOut[Blank] = laid.LeavingOut[0];
        for (var route = 0; route < model.Routes; route++)
            if (!problem.IsOpen(route)) (model.Open[route][Blank], model.Open[route][twin]) = (null, null);
        return true;
    }

    private void Put(Model laid, int from, int to)
    {
        (model.Place[to], model.Duration[to], model.SetUp[to], model.Release[to]) = (laid.Place[from], laid.Duration[from], laid.SetUp[from], laid.Release[from]);
        (model.Wish[to], model.WishEnd[to], model.Promised[to], model.Soft[to]) = (laid.Wish[from], laid.WishEnd[from], laid.Promised[from], laid.Soft[from]);
        for (var route = 0; route < model.Routes; route++)
            (model.Open[route][to], model.Faces[route][to], model.PromisedRoute[route][to]) = (laid.Open[route][from], laid.Faces[route][from], laid.PromisedRoute[route][from]);
    }
}
