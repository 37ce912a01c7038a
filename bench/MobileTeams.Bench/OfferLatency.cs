using System.Diagnostics;
using System.Globalization;
using MobileTeams.Measures;
using MobileTeams.Planning;
using Route = MobileTeams.Planning.Route;
using Visit = MobileTeams.Planning.Visit;

namespace MobileTeams.Bench;

/// <summary>How long it takes to say where one more visit fits: 100 routes × 15 visits on a square of 40 × 40 km, on one thread.</summary>
internal static class OfferLatency
{
    private const int Routes = 100;
    private const int VisitsInRoute = 15;
    private const int Asked = 300;

    public static void Run()
    {
        var random = new Random(2030);
        var visits = Enumerable.Range(0, (Routes * VisitsInRoute) + Asked).Select(index => new Visit(index, index + 1, 60 * random.Next(10, 25)) { Windows = [Window(random)] }).ToList();
        var routes = Enumerable.Range(0, Routes).Select(person => new Route(0, 0, 7 * 3600, 16 * 3600) { People = [person], Breaks = [new Break(1800, 11 * 3600, 13 * 3600)] }).ToList();
        var travel = new Travel(Square(random, visits.Count + 1));
        var problem = Problem.Create([travel], routes, visits[..^Asked]);
        var plan = Solver.Run(problem, new SolverOptions { Time = TimeSpan.FromSeconds(5), Threads = 2 });
        Console.WriteLine($"{Routes} routes, {(Routes * VisitsInRoute) - plan.LeftOut.Count} visits planned");
        Measure("problem laid out anew for each", visit => HeldPlan.Of(problem, plan).Rank(visit));
        var held = HeldPlan.Of(problem, plan);
        Measure("plan held", held.Rank);

        void Measure(string how, Func<Visit, IReadOnlyList<Offer>> rank)
        {
            var samples = new List<double>();
            foreach (var visit in visits[^Asked..])
            {
                var began = Stopwatch.GetTimestamp();
                _ = rank(visit);
                samples.Add(Stopwatch.GetElapsedTime(began).TotalMilliseconds);
            }

            samples.Sort();
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{how}: median {samples[Asked / 2]:0.00} ms, p90 {samples[Asked * 9 / 10]:0.00} ms, p99 {samples[Asked * 99 / 100]:0.00} ms, slowest {samples[^1]:0.00} ms; {Asked} visits, first call included"));
        }
    }

    private static StartWindow Window(Random random)
    {
        var opens = 60 * random.Next(7 * 60, 14 * 60);
        return new StartWindow(opens, opens + 7200);
    }

    private static TravelMatrix Square(Random random, int size)
    {
        var places = Enumerable.Range(0, size).Select(_ => (X: random.NextDouble() * 40_000, Y: random.NextDouble() * 40_000)).ToList();
        var (seconds, metres) = (new int[size * size], new int[size * size]);
        for (var from = 0; from < size; from++)
        {
            for (var to = 0; to < size; to++)
            {
                metres[(from * size) + to] = (int)Math.Sqrt(Math.Pow(places[from].X - places[to].X, 2) + Math.Pow(places[from].Y - places[to].Y, 2));
                seconds[(from * size) + to] = metres[(from * size) + to] / 14;
            }
        }

        return new TravelMatrix(size, seconds, metres);
    }
}
