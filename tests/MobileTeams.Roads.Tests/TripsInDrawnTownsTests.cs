using MobileTeams.Measures;
using MobileTeams.Testing;

namespace MobileTeams.Roads.Tests;

/// <summary>Residential streets without signs are driven at 50 × 0.60 = 30 km/h: 100 m take 12 s.</summary>
public sealed class TripsInDrawnTownsTests
{
    [Fact]
    public void A_square_is_driven_round_the_short_side()
    {
        var map = DrawnTown.Draw("""
            a---b
            |   |
            c---d
            """);
        var town = map.Way("abdca").Build();
        // a to b: four columns of 100 m, 48 s; a to d: 400 + 200 m, 72 s.
        AssertTrip(town, map, 'a', 'b', 48, 400);
        AssertTrip(town, map, 'a', 'd', 72, 600);
    }

    [Fact]
    public void A_one_way_street_is_driven_one_way()
    {
        var drawing = DrawnTown.Draw("""
            a---b
            |   |
            c---d
            """).Way("ab", "highway=residential oneway=yes").Way("bdca");
        var town = drawing.Build();
        AssertTrip(town, drawing, 'a', 'b', 48, 400);
        AssertTrip(town, drawing, 'b', 'a', 96, 800); // down 200, left 400, up 200
    }

    [Fact]
    public void Two_points_on_one_edge_go_straight_unless_traffic_forbids()
    {
        var drawing = DrawnTown.Draw("""
            a-x-y-b
            |     |
            c-----d
            """).Way("axyb", "highway=residential oneway=yes").Way("bdca");
        var town = drawing.Build();
        AssertTrip(town, drawing, 'x', 'y', 24, 200);
        AssertTrip(town, drawing, 'y', 'x', 24 + 24 + 72 + 24 + 24, 1400); // y to b, down, left, up, a to x
    }

    [Fact]
    public void A_roundabout_is_driven_round()
    {
        var drawing = DrawnTown.Draw("""
            w-a-b-e
              | |
              c-d
            """).Way("wa").Way("acdba", "highway=residential junction=roundabout").Way("be");
        var town = drawing.Build();
        AssertTrip(town, drawing, 'w', 'e', 120 + 2, 1000); // w to a, down, right, up to b, b to e: five times 200 m, and one turn to the right into it
    }

    [Fact]
    public void A_bollard_is_not_passed_and_a_gate_is()
    {
        var drawing = DrawnTown.Draw("""
            a-x-b
            |   |
            c-g-d
            """).Way("axb").Way("bdgca").Node('x', "barrier=bollard").Node('g', "barrier=gate");
        var town = drawing.Build();
        // 400 m straight on, but 200 + 400 + 200 m round by the gate.
        AssertTrip(town, drawing, 'a', 'b', 96, 800);
    }

    [Fact]
    public void A_private_road_is_for_the_last_stretch_only()
    {
        var drawing = DrawnTown.Draw("""
            a-p-b
            |   |
            |   |
            c---d
            """).Way("apb", "highway=residential access=private").Way("bdca");
        var town = drawing.Build();
        AssertTrip(town, drawing, 'a', 'b', 120, 1000); // not through the private road: 300 + 400 + 300 m
        AssertTrip(town, drawing, 'd', 'p', 36 + 24, 500); // but to a door on it
        AssertTrip(town, drawing, 'p', 'c', 24 + 36, 500); // and from it
    }

    [Fact]
    public void Inside_a_private_estate_one_need_not_go_out_and_in()
    {
        var drawing = DrawnTown.Draw("""
            a-m-b
              |
            p-n-q
            """).Way("amb").Way("mn", "highway=service access=private").Way("pnq", "highway=service access=private");
        var town = drawing.Build();
        AssertTrip(town, drawing, 'p', 'q', 80, 400); // service road 18 km/h: 100 m take 20 s
        AssertTrip(town, drawing, 'a', 'q', 24 + 2 + 40 + 4 + 40, 600); // 200 m of street, right, 400 m of private road with a left in it
    }

    [Fact]
    public void A_ferry_costs_its_crossing_and_its_wait()
    {
        var drawing = DrawnTown.Draw("""
            a-b-----c-d
            |         |
            e         f
            """).Way("eab").Way("bc", "route=ferry motor_vehicle=yes duration=0:10 interval=0:20").Way("cdf");
        var town = drawing.Build();
        AssertTrip(town, drawing, 'a', 'd', 24 + 600 + 600 + 24, 1000); // 10 min over, half of 20 min waiting
    }

    [Fact]
    public void Streets_are_named_in_order_and_one_after_the_other()
    {
        var drawing = DrawnTown.Draw("""
            a-b-c
                |
                d
            """).Way("ab", "highway=residential name=Storgatan").Way("bc", "highway=residential name=Storgatan").Way("cd", "highway=residential name=Kyrkogatan");
        var town = drawing.Build();
        var route = Assert.IsType<Route>(town.FindRoute(On(town, drawing['a']), On(town, drawing['d'])));
        Assert.Equal([new RouteStep("Storgatan", 400, 48), new RouteStep("Kyrkogatan", 200, 24) { Turn = Turn.Right }], route.Steps);
        Assert.Equal([drawing['a'], drawing['b'], drawing['c'], drawing['d']], route.Shape.Select(Rounded), (x, y) => x.MetresTo(y) < 0.1);
    }

    [Fact]
    public void Two_towns_without_a_road_between_are_unreachable_and_said_so()
    {
        var drawing = DrawnTown.Draw("""
            a-b-c   u-v-w
            | | |   | | |
            d-e-f   x-y-z
            """).Way("abc").Way("def").Way("ad").Way("be").Way("cf").Way("uvw").Way("xyz").Way("ux").Way("vy").Way("wz");
        var town = drawing.Build();
        var (from, to) = (On(town, drawing['a']), On(town, drawing['y']));
        Assert.Null(town.FindRoute(from, to));
        Assert.False(town.Matrix([from, to]).IsReachable(0, 1));
        Assert.Equal([6, 6], town.Info.Components);
    }

    [Fact]
    public void The_restrictions_of_a_real_town_are_read() => Assert.Equal(21, RealMaps.Map("lazaros-stockholm").Info.TurnRestrictions); // shared/maps/README.md

    [Fact]
    public void A_point_of_another_map_is_refused()
    {
        var one = DrawnTown.Draw("a-b").Way("ab");
        var other = DrawnTown.Draw("a--b").Way("ab");
        var point = On(one.Build(), one['a']);
        var elsewhere = other.Build();
        Assert.Throws<ArgumentException>(() => elsewhere.Matrix([point]));
    }

    internal static RoadPoint On(RoadMap map, GeoPoint place) => Assert.IsType<Snap.Found>(map.Snap(place)).Point;

    internal static void AssertTrip(RoadMap map, DrawnTown drawing, char from, char to, int seconds, int metres)
    {
        var route = Assert.IsType<Route>(map.FindRoute(On(map, drawing[from]), On(map, drawing[to])));
        Assert.Equal((seconds, metres), (route.Seconds, route.Metres));
        var matrix = map.Matrix([On(map, drawing[from]), On(map, drawing[to])]);
        Assert.Equal((seconds, metres), (matrix.Seconds(0, 1), matrix.Metres(0, 1)));
    }

    private static GeoPoint Rounded(GeoPoint place) => GeoPoint.FromLonLat(lon: Math.Round(place.Lon, 7), lat: Math.Round(place.Lat, 7));
}
