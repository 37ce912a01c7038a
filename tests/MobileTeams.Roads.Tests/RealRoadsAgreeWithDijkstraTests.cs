using MobileTeams.Measures;
using MobileTeams.Roads.Profile;

namespace MobileTeams.Roads.Tests;

/// <summary>Every cell of a matrix and every route, with and without turns, under several conditions, against the slow judges.</summary>
public sealed class RealRoadsAgreeWithDijkstraTests
{
    [Theory]
    [InlineData("alvkarleby", "car", 24)]
    [InlineData("alvkarleby", "bicycle", 16)]
    [InlineData("alvkarleby", "foot", 16)]
    [InlineData("osthammar", "car", 24)]
    [InlineData("skelleftea-drive", "car", 16)]
    [InlineData("uppsala-centrum", "car", 16)]
    [InlineData("uppsala-centrum", "bicycle", 12)]
    [InlineData("uppsala-centrum", "foot", 12)]
    [InlineData("uppsala-centrum", "park-and-walk", 12)]
    [InlineData("lazaros-stockholm", "car", 24)]
    [InlineData("lazaros-stockholm", "bicycle", 12)]
    [InlineData("valhalla-bench-stockholm", "car", 16)]
    [InlineData("r5-fiji-ferry", "car", 12)]
    [InlineData("r5-cathedral-no-left", "car", 12)]
    [InlineData("r5-reisterstown-via-restriction", "car", 12)]
    public void Seconds_and_metres(string name, string profile, int count) => AssertAgrees(name, profile, count, ["bare-day", "snow-rush"]);

    [Theory]
    [InlineData("r5-porto", "car")]
    [InlineData("r5-porto", "bicycle")]
    [InlineData("valhalla-bench-andorra", "car")]
    [InlineData("valhalla-bench-andorra", "foot")]
    [InlineData("valhalla-liechtenstein", "car")]
    [InlineData("valhalla-liechtenstein", "bicycle")]
    [InlineData("uppsala-lan-parts", "car")]
    [InlineData("uppsala-lan-parts", "bicycle")]
    [InlineData("uppsala-lan-parts", "foot")]
    public void Seconds_and_metres_on_large_extracts_by_night(string name, string profile)
    {
        Nightly.Only();
        AssertAgrees(name, profile, 12, RoadConditions.Names);
    }

    /// <summary>Homes by the roads of a town, each on its own side of the street.</summary>
    [Theory]
    [InlineData("osthammar")]
    [InlineData("skelleftea-drive")]
    public void With_sides_of_streets(string name)
    {
        var mode = RealMaps.Map(name).Modes[0];
        var random = new Random(4);
        var points = RandomPoints(mode, 400, seed: 4)
            .Select(point => mode.Snap(GeoPoint.FromLonLat(lon: point.Place.Lon + (random.NextDouble() * 0.0004) - 0.0002, lat: point.Place.Lat + (random.NextDouble() * 0.0002) - 0.0001), SideOfStreet.Door))
            .OfType<Snap.Found>().Select(found => found.Point).Where(point => !point.IsOn(point.Edge * 2) || !point.IsOn((point.Edge * 2) + 1)).Take(16).ToList();
        Assert.True(points.Count > 8, $"only {points.Count} doors lie on wide streets");
        var turns = new TurnJudge(mode.Network, mode.Standard.Times, mode.Profile.Turns);
        AssertAgrees(mode, mode.Standard, points, source => turns.From(source, points));
    }

    private static void AssertAgrees(string name, string profile, int count, IReadOnlyList<string> conditions)
    {
        var mode = RealMaps.Map(name, profile).Modes[0];
        var points = RandomPoints(mode, count, seed: 1);
        foreach (var condition in conditions)
        {
            var metric = condition == "bare-day" ? mode.Standard : mode.Customize(RoadConditions.Named(condition));
            if (metric.HasTurns)
            {
                var turns = new TurnJudge(mode.Network, metric.Times, mode.Profile.Turns);
                if (profile != "park-and-walk") AssertAgrees(mode, metric, points, source => turns.From(source, points));
            }

            var plain = new DijkstraJudge(mode.Network, metric.Times);
            AssertAgrees(mode, metric.WithoutTurns, points, source => plain.From(source, points));
        }
    }

    private static void AssertAgrees(TravelMode mode, RoadMetric metric, List<RoadPoint> points, Func<RoadPoint, (long Ms, long Dm)?[]> judge)
    {
        var (matrix, seconds) = (mode.Matrix(points, metric), mode.Seconds(points, points, metric, threads: 2));
        var reachable = 0;
        _ = Parallel.For(0, points.Count, from =>
        {
            var expected = judge(points[from]);
            for (var to = 0; to < points.Count; to++)
            {
                Assert.Equal(InWholes(expected[to]), (matrix.Seconds(from, to), matrix.Metres(from, to)));
                Assert.Equal(matrix.Seconds(from, to), seconds.Seconds(from, to));
                if (expected[to] is not null) _ = Interlocked.Increment(ref reachable);
                if ((from + to) % 3 == 0) AssertRouteAgrees(mode.FindRoute(points[from], points[to], metric), expected[to], points[from], points[to]);
            }

            if (matrix.IsReachable(from, from)) Assert.Equal(0, matrix.Seconds(from, from));
        });

        // The diagonal alone would prove nothing.
        Assert.True(reachable > points.Count * 2, $"only {reachable} pairs reachable");
    }

    internal static List<RoadPoint> RandomPoints(TravelMode mode, int count, int seed)
    {
        var random = new Random(seed);
        var points = new List<RoadPoint>();
        while (points.Count < count)
        {
            // Some at the very ends of edges, some twice on one edge.
            var fraction = random.Next(8) switch { 0 => 0, 1 => 1, _ => random.NextDouble() };
            var edge = points.Count % 10 == 9 ? points[^1].Edge : random.Next(mode.Network.EdgeCount);
            points.Add(mode.Snapper.PointAt(edge, fraction));
        }

        return points;
    }

    private static void AssertRouteAgrees(Route? route, (long Ms, long Dm)? expected, RoadPoint from, RoadPoint to)
    {
        if (expected is null)
        {
            Assert.Null(route);
            return;
        }

        Assert.NotNull(route);
        Assert.Equal(InWholes(expected), (route.Seconds, route.Metres));
        Assert.Equal(from.Place, route.Shape[0]);
        Assert.Equal(to.Place, route.Shape[^1]);
        Assert.InRange(route.Steps.Sum(step => step.Seconds), route.Seconds - route.Steps.Count, route.Seconds + route.Steps.Count);

        // The line is as long as the way, but for rounding each edge to a decimetre.
        var drawn = 0.0;
        for (var i = 1; i < route.Shape.Count; i++) drawn += route.Shape[i - 1].MetresTo(route.Shape[i]);
        Assert.InRange(drawn, (route.Metres * 0.995) - 3, (route.Metres * 1.005) + 3);
    }

    private static (int, int) InWholes((long Ms, long Dm)? cost) =>
        cost is var (ms, dm) ? ((int)((ms + 500) / 1000), (int)((dm + 5) / 10)) : (TravelMatrix.Unreachable, TravelMatrix.Unreachable);
}
