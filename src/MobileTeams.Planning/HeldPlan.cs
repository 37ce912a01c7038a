namespace MobileTeams.Planning;

/// <summary>A plan held ready to be asked where one more visit would fit: laid out and timed once, asked in a few milliseconds as often as needed.</summary>
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

    /// <summary>What <see cref="Insertion.Rank"/> says for a visit that is not in the problem and has no ties; in the offers it has the number after the last. Empty if
    /// something is wrong with the visit itself.</summary>
    public IReadOnlyList<Offer> Rank(Visit visit)
    {
        var alone = Problem.Create(problem.Travel, routes, [visit], [], problem.Prices);
        if (!alone.IsPlannable(0)) return [];
        var laid = ModelBuilder.Build(alone);
        var twin = model.Jobs - 1;
        Put(laid, 0, Blank);
        (model.Arcs[Blank], model.Arcs[twin]) = visit.Staff == 2 ? (twins[0], twins[1]) : ([], []);
        (model.Twin[Blank], model.HasTies[Blank]) = visit.Staff == 2 ? (twin, true) : (-1, false);
        if (visit.Staff == 2) Put(laid, 1, twin);
        model.LeavingOut[Blank] = laid.LeavingOut[0];
        for (var route = 0; route < model.Routes; route++)
            if (!problem.IsOpen(route)) (model.Open[route][Blank], model.Open[route][twin]) = (null, null);
        return standing.Offers(Blank);
    }

    private void Put(Model laid, int from, int to)
    {
        (model.Place[to], model.Duration[to], model.SetUp[to], model.Release[to]) = (laid.Place[from], laid.Duration[from], laid.SetUp[from], laid.Release[from]);
        (model.Wish[to], model.WishEnd[to], model.Promised[to], model.Soft[to]) = (laid.Wish[from], laid.WishEnd[from], laid.Promised[from], laid.Soft[from]);
        for (var route = 0; route < model.Routes; route++)
            (model.Open[route][to], model.Faces[route][to], model.PromisedRoute[route][to]) = (laid.Open[route][from], laid.Faces[route][from], laid.PromisedRoute[route][from]);
    }
}
