namespace MobileTeams.Planning;

/// <summary>Divides the routes of a plan into neighbourhoods, along seams that lie elsewhere for every throw of the dice.</summary>
internal sealed class Parts
{
    private const int MostRoutes = 60;
    private const double TimeShare = 0.3;

    private readonly Problem problem;
    private readonly Plan plan;
    private readonly Dice dice;
    private readonly int[] place;
    private readonly int[] time;
    private readonly List<int[]> groups = [];

    private Parts(Problem problem, Plan plan, Dice dice)
    {
        (this.problem, this.plan, this.dice) = (problem, plan, dice);
        (place, time) = (new int[problem.Routes.Count], new int[problem.Routes.Count]);
        var open = new List<int>();
        for (var route = 0; route < place.Length; route++)
        {
            if (!problem.IsOpen(route)) continue;
            open.Add(route);
            var stops = plan.Routes[route].Stops;
            var shift = problem.Routes[route];
            (place[route], time[route]) = stops.Count > 0 ? (problem.Visits[stops[stops.Count / 2].Visit].Place, stops[stops.Count / 2].Start) : (shift.StartPlace, (shift.ShiftStart + shift.ShiftEnd) / 2);
        }

        Split([.. open]);
    }

    /// <summary>Parts of at most 60 routes, each with the waiting visits that are nearest to it.</summary>
    public static List<Part> Of(Problem problem, Plan plan, Dice dice) => new Parts(problem, plan, dice).Make();

    private List<Part> Make()
    {
        var waiting = new List<int>[groups.Count];
        for (var group = 0; group < waiting.Length; group++) waiting[group] = [];
        foreach (var visit in plan.LeftOut)
            if (problem.IsPlannable(visit)) waiting[NearestTo(visit)].Add(visit);
        var parts = new List<Part>();
        for (var group = 0; group < waiting.Length; group++) parts.Add(new Part(problem, plan, groups[group], waiting[group]));
        return parts;
    }

    private int NearestTo(int visit)
    {
        var (nearest, least) = (0, double.MaxValue);
        for (var group = 0; group < groups.Count; group++)
        {
            foreach (var route in groups[group])
            {
                if (problem.Visits[visit].PinnedRoute == route) return group;
                var far = Way(place[route], problem.Visits[visit].Place);
                if (far < least) (nearest, least) = (group, far);
            }
        }

        return nearest;
    }

    /// <summary>Halves the routes between two that are far apart, until they are few.</summary>
    private void Split(int[] routes)
    {
        if (routes.Length <= MostRoutes)
        {
            Array.Sort(routes);
            groups.Add(routes);
            return;
        }

        var one = routes[dice.Below(routes.Length)];
        var (other, most) = (one, -1.0);
        foreach (var route in routes)
            if (Apart(one, route) is var apart && apart > most) (other, most) = (route, apart);
        var keys = Array.ConvertAll(routes, route => (Apart(one, route) - Apart(other, route), route));
        Array.Sort(keys);
        var half = routes.Length / 2;
        Split(Array.ConvertAll(keys[..half], key => key.route));
        Split(Array.ConvertAll(keys[half..], key => key.route));
    }

    private double Apart(int a, int b) => Way(place[a], place[b]) + (TimeShare * Math.Abs((double)time[a] - time[b]));

    private double Way(int from, int to) => (double)problem.Travel[0].Matrix(0).Seconds(from, to) + problem.Travel[0].Matrix(0).Seconds(to, from);
}
