using MobileTeams.Measures;
using MobileTeams.Testing;
using NetTopologySuite.Geometries;
using static MobileTeams.Roads.Tests.TripsInDrawnTownsTests;

namespace MobileTeams.Roads.Tests;

/// <summary>Residential streets are driven at 30 km/h on bare roads: 100 m take 12 s; on snow at 21 km/h: 17.143 s.</summary>
public sealed class ConditionsChangeTimesTests
{
    private static readonly DrawnTown Drawing = DrawnTown.Draw("""
        a-x-b
        |   |
        c---d
        """).Way("axb").Way("bdca");

    private static readonly RoadMap Map = Drawing.Build();

    [Fact]
    public void Snow_takes_seven_tenths_of_the_speed() => AssertTimes(RoadConditions.Named("snow-day"), 'a', 'b', 69); // 400 × 3.6 / 21 = 68.57

    [Theory]
    [InlineData("bare-night", 46)] // lit: 48 / 1.05 = 45.7
    [InlineData("bare-rush", 64)] // 48 / 0.75
    [InlineData("snow-rush", 91)] // 48 / 0.7 / 0.75 = 91.4
    public void Hours_of_the_day_in_town(string name, int seconds)
    {
        var town = DrawnTown.Draw("a---b").Way("ab", "highway=residential lit=yes");
        var map = town.Build();
        var metric = map.Customize(RoadConditions.Named(name));
        Assert.Equal(seconds, map.FindRoute(On(map, town['a']), On(map, town['b']), metric)!.Seconds);
    }

    [Fact]
    public void A_closed_area_is_driven_round_and_a_door_in_it_cannot_be_reached()
    {
        var around = Area(Drawing['x'], 40);
        AssertTimes(new RoadConditions { Closed = [around] }, 'a', 'b', 96); // down, right, up: 200 + 400 + 200 m
        var metric = Map.Customize(new RoadConditions { Closed = [around] });
        var (a, x) = (On(Map, Drawing['a']), On(Map, Drawing['x']));
        Assert.Null(Map.FindRoute(a, x, metric));
        Assert.Equal([true, false, false, false], new[] { (0, 0), (0, 1), (1, 0), (1, 1) }.Select(cell => Map.Matrix([a, x], metric).IsReachable(cell.Item1, cell.Item2)));

        // The map and its other metrics stay as they are.
        AssertTimes(RoadConditions.Standard, 'a', 'b', 48);
    }

    [Fact]
    public void An_area_can_be_slow_without_being_closed() =>
        AssertTimes(new RoadConditions { Slowed = [new SlowArea(Area(Drawing['x'], 40), 0.75)] }, 'a', 'b', 64); // 48 / 0.75

    [Fact]
    public void Roads_open_in_one_season_only()
    {
        var town = DrawnTown.Draw("""
            a---b
            |   |
            p   q
            |   |
            c---d
            """).Way("ab", "highway=residential winter_road=yes").Way("bqd").Way("dc", "highway=residential seasonal=summer").Way("cpa");
        var map = town.Build();
        var (p, q) = (On(map, town['p']), On(map, town['q']));
        var (bare, snow) = (map.FindRoute(p, q)!, map.FindRoute(p, q, map.Customize(RoadConditions.Named("snow-day")))!);

        // 800 m either way: by c and d on bare roads, by a and b on snow (96 / 0.7 = 137.1 s).
        Assert.Equal((96, 137), (bare.Seconds, snow.Seconds));
        Assert.Contains(bare.Shape, place => place.MetresTo(town['c']) < 1);
        Assert.Contains(snow.Shape, place => place.MetresTo(town['a']) < 1);
    }

    [Fact]
    public void Winter_limits_hold_on_snow()
    {
        var town = DrawnTown.Draw("a---------b").Way("ab", "highway=primary maxspeed=100 maxspeed:seasonal:winter=80");
        var map = town.Build();

        // 1,000 m at 90 km/h are 40 s; at 72 × 0.7 km/h 71.4 s.
        Assert.Equal(40, map.FindRoute(On(map, town['a']), On(map, town['b']))!.Seconds);
        Assert.Equal(71, map.FindRoute(On(map, town['a']), On(map, town['b']), map.Customize(RoadConditions.Named("snow-day")))!.Seconds);
    }

    [Theory]
    [InlineData("06:00-22:00", true, false, true)]
    [InlineData("06:00-09:00,14:00-18:00", false, false, true)]
    [InlineData("22:00-05:00", false, true, false)]
    public void A_ferry_is_taken_while_it_goes(string hours, bool byDay, bool atNight, bool inRush)
    {
        var town = DrawnTown.Draw("""
            a-b-----c-d
            |         |
            e         f
            """).Way("eab").Way("bc", "route=ferry motor_vehicle=yes duration=0:10 interval=0:20 opening_hours=" + hours).Way("cdf");
        var map = town.Build();
        var (a, d) = (On(map, town['a']), On(map, town['d']));
        Assert.Equal(byDay, map.FindRoute(a, d) is not null);
        Assert.Equal((byDay, atNight, inRush), (IsTaken("bare-day"), IsTaken("bare-night"), IsTaken("bare-rush")));

        bool IsTaken(string conditions) => map.FindRoute(a, d, map.Customize(RoadConditions.Named(conditions))) is not null;
    }

    [Fact]
    public void A_metric_without_conditions_is_the_standard()
    {
        var map = RealMaps.Map("osthammar");
        var points = RealRoadsAgreeWithDijkstraTests.RandomPoints(map.Modes[0], 25, seed: 3);
        var again = map.Customize(RoadConditions.Standard);
        Assert.Equal(map.Matrix(points).AllSeconds.ToArray(), map.Matrix(points, again).AllSeconds.ToArray());
        Assert.Equal(map.Matrix(points, map.Modes[0].Standard.WithoutTurns).AllMetres.ToArray(), map.Matrix(points, again.WithoutTurns).AllMetres.ToArray());
    }

    [Fact]
    public void A_name_that_is_none_is_refused_with_the_names_there_are()
    {
        var refusal = Assert.Throws<InputException>(() => RoadConditions.Named("slush"));
        Assert.Equal("map.metric", refusal.Code);
        Assert.Contains("snow-rush", refusal.Message, StringComparison.Ordinal);
        Assert.All(RoadConditions.Names, name => Assert.Equal(name, RoadConditions.Named(name).Name));
    }

    [Fact]
    public void A_metric_of_another_map_is_refused() =>
        Assert.Throws<ArgumentException>(() => Map.Matrix([], RealMaps.Map("osthammar").Customize(RoadConditions.Standard)));

    [Fact]
    public void A_profile_that_the_map_was_not_built_for_is_refused()
    {
        Assert.Equal("map.profile", Assert.Throws<InputException>(() => Map.Mode("foot")).Code);
        Assert.Equal("map.profile", Assert.Throws<InputException>(() => Drawing.Build("boat")).Code);
    }

    [Fact]
    public void One_parks_where_the_car_may_not_go_on()
    {
        var town = DrawnTown.Draw("""
            a-b-c-d
              |
              e
            """).Way("ab").Way("be").Way("bcd", "highway=footway").Node('b', "barrier=bollard");
        var map = town.Build("park-and-walk");
        var mode = map.Modes[0];
        var (a, d) = (TurnsInDrawnTownsTests.Door(mode, town['a']), TurnsInDrawnTownsTests.Door(mode, town['d']));

        // 200 m by car, a minute to park, 400 m at 5 km/h: 24 + 60 + 288 s.
        Assert.Equal(372, mode.FindRoute(a, d)!.Seconds, 1.0);
        Assert.Equal(372, mode.FindRoute(d, a)!.Seconds, 1.0);
        Assert.Contains(mode.FindRoute(a, d)!.Steps, step => step.Turn == Turn.Walk);
    }

    private static void AssertTimes(RoadConditions conditions, char from, char to, int seconds)
    {
        var metric = Map.Customize(conditions);
        var (start, end) = (On(Map, Drawing[from]), On(Map, Drawing[to]));
        Assert.Equal(seconds, Map.FindRoute(start, end, metric)!.Seconds);
        Assert.Equal(seconds, Map.Matrix([start, end], metric).Seconds(0, 1));
        Assert.Equal(seconds, Map.FindRoute(start, end, metric.WithoutTurns)!.Seconds);
    }

    private static Geometry Area(GeoPoint middle, double metres)
    {
        var (north, east) = (metres / 111_195, metres / 111_195 / Math.Cos(double.DegreesToRadians(middle.Lat)));
        return new GeometryFactory().ToGeometry(new Envelope(middle.Lon - east, middle.Lon + east, middle.Lat - north, middle.Lat + north));
    }
}
