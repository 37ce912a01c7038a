namespace MobileTeams.Planning;

/// <summary>Weighs the price classes into one number for the search, which has to pass through plans a little worse to find better ones. Which plan is best is never
/// decided by this number but by the classes themselves.</summary>
internal readonly record struct Guide(long LeftOut, long Promises, long Care)
{
    private const int Width = 60; // bits in which every sum must fit

    /// <summary>How many times its amount in the next class something is worth at most: few savings in a later class outweigh anything in an earlier one.</summary>
    public const int Strict = 4096;

    /// <summary>Every class at its own price.</summary>
    public static Guide Plain { get; } = new(1, 1, 1);

    /// <summary>Weights so large that care is worth <paramref name="strictness"/> times its amount in cost and promises as much again over care; less, even much less, where the
    /// day's largest sums leave no room for that in 64 bits.</summary>
    public static Guide For(Model model, int strictness)
    {
        double cost = 1, care = 1, promises = 1, leftOut = 1;
        foreach (var route in model.Route)
            cost += (2.0 * 86_400 * (route.PerSecond + route.OvertimePerSecond)) + (1_000_000.0 * route.PerMetre) + route.PerRoute;
        for (var visit = 0; visit < model.Visits; visit++)
        {
            var price = model.LeavingOut[visit];
            cost += price.Cost;
            care += price.Care + (86_400.0 * (model.Soft[visit].Early + model.Soft[visit].Late));
            promises += price.Promises + (86_400.0 * (model.Promised[visit].Early + model.Promised[visit].Late));
            leftOut += price.LeftOut;
            long faces = 0, routes = 0;
            for (var route = 0; route < model.Routes; route++)
            {
                faces = Math.Max(faces, model.Faces[route][visit]);
                routes = Math.Max(routes, model.PromisedRoute[route][visit]);
            }

            if (model.FacesAreCost) cost += 2.0 * faces;
            else care += 2.0 * faces;
            promises += 2.0 * routes;
        }

        var room = Math.Pow(2, Width) / 4;
        var careWeight = Fit(strictness, room / care);
        var promiseWeight = Fit((double)careWeight * strictness, room / promises);
        var most = Math.Max(cost, Math.Max(care * careWeight, promises * promiseWeight));
        return new Guide(Fit(Math.Max(most / 1000, 1), room / leftOut), promiseWeight, careWeight);
    }

    public long Weigh(Price price) => (price.LeftOut * LeftOut) + (price.Promises * Promises) + (price.Care * Care) + price.Cost;

    private static long Fit(double wish, double room) => Math.Max(1, (long)Math.Min(wish, room));
}
