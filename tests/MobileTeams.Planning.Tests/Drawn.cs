using MobileTeams.Measures;

namespace MobileTeams.Planning.Tests;

/// <summary>Days small enough to follow on paper: places along one street, ten minutes and one kilometre apart.</summary>
internal static class Drawn
{
    public const int Minute = 60;
    public const int Hour = 3600;
    public const int Eight = 8 * Hour;

    public static readonly TimeWindow AllTime = new(0, 48 * Hour);

    public static Travel Street(int places) => new(StreetMatrix(places, 10 * Minute));

    public static TravelMatrix StreetMatrix(int places, int step)
    {
        var (seconds, metres) = (new int[places * places], new int[places * places]);
        for (var from = 0; from < places; from++)
        {
            for (var to = 0; to < places; to++)
            {
                seconds[(from * places) + to] = step * Math.Abs(from - to);
                metres[(from * places) + to] = 1000 * Math.Abs(from - to);
            }
        }

        return new TravelMatrix(places, seconds, metres);
    }

    /// <summary>From place 0, eight to sixteen.</summary>
    public static Route Route(int person = 0) => new(0, 0, Eight, 16 * Hour) { People = [person] };

    /// <summary>Twenty minutes at a place, at any time.</summary>
    public static Visit Visit(int place) => new(place, place, 20 * Minute);

    public static Visit At(this Visit visit, int earliest, int latest) => visit with { Windows = [new StartWindow(earliest, latest)] };

    public static Problem Day(Route route, params Visit[] visits) => Problem.Create([Street(10)], [route], visits);

    public static Problem Day(Route[] routes, Visit[] visits, params Tie[] ties) => Problem.Create([Street(10)], routes, visits, ties);

    public static Plan Solve(this Problem problem, long iterations = 200, Plan? start = null) => Solver.Run(problem, new SolverOptions { Iterations = iterations }, start);

    /// <summary>Solves, and makes sure that the checker agrees.</summary>
    public static Plan SolveAndCheck(this Problem problem, long iterations = 200, Plan? start = null)
    {
        var plan = problem.Solve(iterations, start);
        var verdict = PlanChecker.Check(problem, plan);
        Assert.Empty(verdict.Broken);
        Assert.Equal(verdict.Price, plan.Price);
        return plan;
    }

    public static string Order(this RoutePlan route)
    {
        var visits = new List<string>();
        foreach (var stop in route.Stops) visits.Add(FormattableString.Invariant($"{stop.Visit}"));
        return string.Join(" ", visits);
    }

    public static Stop StopOf(this Plan plan, int visit)
    {
        foreach (var route in plan.Routes)
            foreach (var stop in route.Stops)
                if (stop.Visit == visit) return stop;
        throw new InvalidOperationException($"Visit {visit} is in no route.");
    }
}
