namespace MobileTeams.Planning;

/// <summary>Where the visits of a plan were before a search in a <see cref="SearchScope"/>, and how many it may move.</summary>
internal sealed class Home
{
    private readonly int[] first;
    private readonly int[] second;
    private readonly SearchScope scope;

    public Home(Model model, Plan start, SearchScope scope)
    {
        this.scope = scope;
        (first, second) = (new int[model.Visits], new int[model.Visits]);
        Array.Fill(first, -1);
        Array.Fill(second, -1);
        foreach (var route in start.Routes)
            foreach (var stop in route.Stops)
                if (first[stop.Visit] < 0) first[stop.Visit] = route.Route;
                else second[stop.Visit] = route.Route;
        Model = Within(model);
    }

    /// <summary>The model in which a route outside the scope takes no visit but its own.</summary>
    public Model Model { get; }

    public int Most => scope.MostMoved ?? int.MaxValue;

    private bool IsOpen(int route) => scope.Routes.Contains(route);

    /// <summary>All who make it are in routes that may change.</summary>
    public bool MayMove(Schedule day, int visit) =>
        IsOpen(day.RouteOf[visit]) && (Model.Twin[visit] < 0 || !day.IsPlaced(Model.Twin[visit]) || IsOpen(day.RouteOf[Model.Twin[visit]]));

    /// <summary>It starts in a route of the scope, or in none.</summary>
    public bool IsInReach(int visit) => first[visit] < 0 || IsOpen(first[visit]);

    /// <summary>How many visits are in another route than at first; those left out are not counted.</summary>
    public int Moved(Schedule day)
    {
        var moved = 0;
        for (var visit = 0; visit < first.Length; visit++)
        {
            if (first[visit] < 0 || !day.IsPlaced(visit)) continue;
            var twin = Model.Twin[visit];
            if (!Has(visit, day.RouteOf[visit]) || (twin >= 0 && day.IsPlaced(twin) && !Has(visit, day.RouteOf[twin]))) moved++;
        }

        return moved;
    }

    private bool Has(int visit, int route) => first[visit] == route || second[visit] == route;

    private Model Within(Model model)
    {
        var open = (int[]?[][])model.Open.Clone();
        for (var route = 0; route < open.Length; route++)
        {
            if (scope.Routes.Contains(route)) continue;
            var own = new int[]?[model.Jobs];
            for (var job = 0; job < own.Length; job++)
                if (Has(model.VisitOf[job], route) || model.IsCommitted[job]) own[job] = model.Open[route][job];
            open[route] = own;
        }

        return model.Changed(open: open);
    }
}
