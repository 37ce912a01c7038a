using MobileTeams.Measures;
using MobileTeams.Planning;
using Route = MobileTeams.Planning.Route;
using Visit = MobileTeams.Planning.Visit;

namespace MobileTeams.Bench;

/// <summary>A county's day of any size: towns and countryside, early and late shifts with breaks, wished times, known faces, one visit in 25 for two, one in 40 tied to the next.</summary>
internal static class SyntheticCounty
{
    private const int Minute = 60;
    private const int Hour = 3600;

    /// <summary>The same for the same seed. The county grows with the visits: about one visit to 1.2 km² and one town to 100 visits.</summary>
    public static Problem Day(int seed, int visits, int routes)
    {
        var random = new Random(seed);
        var side = Math.Sqrt(visits * 1.2) * 1000;
        var homes = Math.Max(1, visits * 3 / 4);
        var towns = Enumerable.Range(0, Math.Max(1, visits / 100)).Select(_ => (X: random.NextDouble() * side, Y: random.NextDouble() * side)).ToArray();
        var places = towns.Select(town => town).ToList();
        for (var home = 0; home < homes; home++)
        {
            var town = towns[random.Next(towns.Length)];
            places.Add(random.Next(3) == 0 ? (random.NextDouble() * side, random.NextDouble() * side) : (town.X + (Bell(random) * 2000), town.Y + (Bell(random) * 2000)));
        }

        var teams = Enumerable.Range(0, routes).Select(route => Team(random, route, route % towns.Length)).ToArray();
        var planned = new Visit[visits];
        for (var visit = 0; visit < visits; visit++) planned[visit] = One(random, visit * 3 / 4, towns.Length + (visit * 3 / 4), places, towns, routes);
        var ties = new List<Tie>();
        for (var tie = 0; tie < visits / 40; tie++)
        {
            var first = random.Next(visits - 1);
            var from = planned[first].Windows[0];
            planned[first + 1] = planned[first + 1] with { Windows = [new StartWindow(from.Earliest + (10 * Minute), from.Latest + Hour)], Soft = null };
            ties.Add(new Tie.Sequence(first, first + 1, planned[first].Duration, Hour));
        }

        return Problem.Create([new Travel(Matrix(places))], teams, planned, ties);
    }

    private static Route Team(Random random, int route, int town)
    {
        var isEarly = route % 2 == 0;
        return new Route(town, town, isEarly ? 7 * Hour : 13 * Hour, isEarly ? (15 * Hour) + (30 * Minute) : 22 * Hour)
        {
            MaxOvertime = 30 * Minute,
            Breaks = [isEarly ? new Break(30 * Minute, 11 * Hour, 13 * Hour) : new Break(30 * Minute, 17 * Hour, 19 * Hour)],
            People = [route],
            Qualifications = random.Next(3) == 0 ? [new Qualification(1, new TimeWindow(0, 48 * Hour))] : [],
        };
    }

    private static Visit One(Random random, int patient, int place, List<(double X, double Y)> places, (double X, double Y)[] towns, int routes)
    {
        var at = (7 * Hour) + random.Next(14 * Hour);
        var wide = (1 + random.Next(4)) * 30 * Minute;

        // The patient knows some of those who start in the nearest town.
        var nearest = Enumerable.Range(0, towns.Length).MinBy(town => Math.Pow(towns[town].X - places[place].X, 2) + Math.Pow(towns[town].Y - places[place].Y, 2));
        var known = Enumerable.Range(0, 4).Select(_ => Math.Min(routes - 1, nearest + (towns.Length * random.Next(Math.Max(1, routes / towns.Length))))).Distinct().ToArray();
        return new Visit(patient, place, (10 + random.Next(35)) * Minute)
        {
            SetUp = 2 * Minute,
            Windows = [new StartWindow(at, at + wide)],
            Soft = random.Next(2) == 0 ? new SoftWindow(at + (wide / 4), at + (wide * 3 / 4)) : null,
            Needs = random.Next(5) == 0 ? [1] : [],
            Staff = random.Next(25) == 0 ? 2 : 1,
            Faces = [.. known.Select((person, index) => new Face(person, index == 0 ? 0 : 100))],
            NewFace = 1_000,
        };
    }

    private static double Bell(Random random) => random.NextDouble() + random.NextDouble() + random.NextDouble() - 1.5;

    /// <summary>About 45 km/h on roads a third longer than the crow's way.</summary>
    private static TravelMatrix Matrix(List<(double X, double Y)> places)
    {
        var (seconds, metres) = (new int[places.Count * places.Count], new int[places.Count * places.Count]);
        for (var from = 0; from < places.Count; from++)
        {
            for (var to = 0; to < places.Count; to++)
            {
                var (dx, dy) = (places[from].X - places[to].X, places[from].Y - places[to].Y);
                metres[(from * places.Count) + to] = (int)(1.3 * Math.Sqrt((dx * dx) + (dy * dy)));
                seconds[(from * places.Count) + to] = from == to ? 0 : 30 + (int)(metres[(from * places.Count) + to] / 12.5);
            }
        }

        return new TravelMatrix(places.Count, seconds, metres);
    }
}
