using MobileTeams.Roads.Osm;
using MobileTeams.Testing;
using static MobileTeams.Roads.Tests.TripsInDrawnTownsTests;

namespace MobileTeams.Roads.Tests;

/// <summary>A door lies on a street, not at a corner: x lies 200 m down from b. Residential streets are driven at 30 km/h: 100 m take 12 s. Where three roads meet, a right turn takes 2 s, a left turn 4 s, signals 4 s; turning round 20 s.</summary>
public sealed class TurnsInDrawnTownsTests
{
    private const string Square = """
        a-b-c
          |
          x
          |
        d-e-f
        """;

    [Theory]
    [InlineData('a', 'c', 48)] // 400 m straight on
    [InlineData('a', 'x', 48 + 2)] // 200 m, right, 200 m
    [InlineData('c', 'x', 48 + 4)] // 200 m, left, 200 m
    [InlineData('a', 'f', 96 + 2 + 4)] // right at b, left at e
    public void Turns_cost_by_their_side(char from, char to, int seconds)
    {
        var drawing = DrawnTown.Draw(Square).Way("abc").Way("bxe").Way("def");
        AssertSeconds(drawing.Build(), drawing, from, to, seconds);
    }

    [Fact]
    public void Without_turns_every_turn_is_free_and_allowed()
    {
        var drawing = Restricted(DrawnTown.Draw(Square).Way("ab").Way("bc").Way("bxe").Way("def"), "no_right_turn", 1, 'b', 3);
        var map = drawing.Build();
        var mode = map.Modes[0];
        var (from, to) = (On(map, drawing['a']), On(map, drawing['x']));
        Assert.Equal(48, mode.FindRoute(from, to, mode.Standard.WithoutTurns)!.Seconds);
        Assert.Equal(48, mode.Matrix([from, to], mode.Standard.WithoutTurns).Seconds(0, 1));
        Assert.Equal((1, 1, 0), (map.Info.TurnRestrictions, map.Info.RestrictionsApplied, map.Info.RestrictionsConditional));
    }

    [Fact]
    public void A_forbidden_right_turn_is_driven_round_the_end()
    {
        var drawing = Restricted(DrawnTown.Draw(Square).Way("ab").Way("bc").Way("bxe").Way("def"), "no_right_turn", 1, 'b', 3);
        var map = drawing.Build();

        // On to the end at c, round, back to b, left, down: 200 + 200 + 200 + 200 m.
        AssertSeconds(map, drawing, 'a', 'x', 96 + 20 + 4);
        AssertSeconds(map, drawing, 'c', 'x', 48 + 4); // from the other side it is allowed
    }

    [Fact]
    public void Only_straight_on_forbids_the_other_turns()
    {
        var drawing = Restricted(DrawnTown.Draw(Square).Way("ab").Way("bc").Way("bxe").Way("ed").Way("ef"), "only_straight_on", 1, 'b', 2);
        AssertSeconds(drawing.Build(), drawing, 'a', 'x', 96 + 20 + 4);
    }

    [Fact]
    public void Only_a_right_turn_forbids_going_straight_on()
    {
        var drawing = Restricted(DrawnTown.Draw(Square).Way("ab").Way("bc").Way("bxe").Way("ed").Way("ef"), "only_right_turn", 1, 'b', 3);

        // a–b, right, b–e, right to d, round, left at e, up to b, right to c.
        AssertSeconds(drawing.Build(), drawing, 'a', 'c', 24 + 2 + 48 + 2 + 24 + 20 + 24 + 4 + 48 + 2 + 24);
    }

    [Fact]
    public void Buses_may_what_cars_may_not()
    {
        var drawing = Restricted(DrawnTown.Draw(Square).Way("ab").Way("bc").Way("bxe").Way("def"), "no_right_turn except=psv", 1, 'b', 3);
        AssertSeconds(drawing.Build(), drawing, 'a', 'x', 96 + 20 + 4);
    }

    [Theory]
    [InlineData("restriction=no_right_turn except=psv;motorcar")]
    [InlineData("restriction:hgv=no_right_turn")]
    [InlineData("restriction:bicycle=no_right_turn")]
    [InlineData("restriction:conditional=no_right_turn+@+(Mo-Fr+07:00-09:00)")]
    public void What_does_not_bind_a_car_is_passed_over(string tags)
    {
        var drawing = DrawnTown.Draw(Square).Way("ab").Way("bc").Way("bxe").Way("def")
            .Relation("type=restriction " + tags, new(OsmKind.Way, 1, "from"), new(OsmKind.Node, 'b', "via"), new(OsmKind.Way, 3, "to"));
        var map = drawing.Build();
        AssertSeconds(map, drawing, 'a', 'x', 48 + 2);
        Assert.Equal(tags.Contains("conditional", StringComparison.Ordinal) ? 1 : 0, map.Info.RestrictionsConditional);
    }

    [Fact]
    public void A_rule_for_motorcars_comes_before_the_rule_for_all()
    {
        var drawing = DrawnTown.Draw(Square).Way("ab").Way("bc").Way("bxe").Way("def")
            .Relation("type=restriction restriction:motorcar=no_right_turn restriction=no_left_turn", new(OsmKind.Way, 1, "from"), new(OsmKind.Node, 'b', "via"), new(OsmKind.Way, 3, "to"));
        AssertSeconds(drawing.Build(), drawing, 'a', 'x', 96 + 20 + 4);
    }

    [Fact]
    public void A_turn_over_a_way_is_forbidden_only_to_those_who_come_by_its_first_way()
    {
        const string Road = """
            a-b-c
              |
              x
              |
            d-e-f
            """;
        var drawing = DrawnTown.Draw(Road).Way("ab").Way("bc").Way("bxe").Way("de").Way("ef")
            .Relation("type=restriction restriction=no_left_turn", new(OsmKind.Way, 1, "from"), new(OsmKind.Way, 3, "via"), new(OsmKind.Way, 5, "to"));
        var map = drawing.Build();
        AssertSeconds(map, drawing, 'c', 'f', 24 + 4 + 48 + 4 + 24); // from c both turns are free
        AssertSeconds(map, drawing, 'a', 'd', 24 + 2 + 48 + 2 + 24); // from a to d as well

        // From a to f: down and right to d, round, straight on; by c it would be left twice.
        AssertSeconds(map, drawing, 'a', 'f', 24 + 2 + 48 + 2 + 24 + 20 + 24 + 24);

        // Who begins between has not come by the first way.
        AssertSeconds(map, drawing, 'x', 'f', 24 + 4 + 24);
    }

    [Fact]
    public void Only_one_way_on_after_a_way_between()
    {
        var drawing = DrawnTown.Draw(Square).Way("ab").Way("bc").Way("bxe").Way("de").Way("ef")
            .Relation("type=restriction restriction=only_left_turn", new(OsmKind.Way, 1, "from"), new(OsmKind.Way, 3, "via"), new(OsmKind.Way, 5, "to"));
        var map = drawing.Build();
        AssertSeconds(map, drawing, 'a', 'f', 24 + 2 + 48 + 4 + 24);
        AssertSeconds(map, drawing, 'c', 'd', 24 + 4 + 48 + 2 + 24);

        // From a to d: by f, round, and straight on.
        AssertSeconds(map, drawing, 'a', 'd', 24 + 2 + 48 + 4 + 24 + 20 + 24 + 24);
    }

    [Fact]
    public void Nobody_turns_round_in_the_middle_of_a_road()
    {
        // A one-way ring: from a point on it back to one just behind leads all the way round.
        var drawing = DrawnTown.Draw("""
            a-x-y-b
            |     |
            c-----d
            """).Way("axyb").Way("bdca");
        var map = drawing.Build();
        AssertTrip(map, drawing, 'y', 'x', 24, 200); // a two-way street is simply left the other way
    }

    [Fact]
    public void Signals_are_waited_for_at_junctions_and_on_the_way()
    {
        var drawing = DrawnTown.Draw(Square).Way("abc").Way("bxe").Way("def").Node('b', "highway=traffic_signals");
        AssertSeconds(drawing.Build(), drawing, 'a', 'c', 48 + 4);
        var before = DrawnTown.Draw("""
            a-s-b-c
                |
                e
            """).Way("asbc").Way("be").Node('s', "highway=traffic_signals traffic_signals:direction=forward");
        var map = before.Build();
        AssertSeconds(map, before, 'a', 'c', 72 + 4);
        AssertSeconds(map, before, 'c', 'a', 72);
    }

    [Fact]
    public void A_road_that_bends_and_keeps_its_name_is_followed_for_nothing()
    {
        var drawing = DrawnTown.Draw("""
            a-b
               c
              d
            """).Way("abc", "highway=residential name=Storgatan").Way("bd", "highway=residential name=Sidogatan");
        var map = drawing.Build();
        var route = map.FindRoute(On(map, drawing['a']), On(map, drawing['c']))!;
        Assert.Equal((int)Math.Round((200 + Math.Sqrt(20_000)) * 0.12), route.Seconds); // 45° at b, same name
    }

    [Fact]
    public void Bicycles_and_feet_have_turns_of_their_own()
    {
        var drawing = Restricted(DrawnTown.Draw(Square).Way("ab").Way("bc").Way("bxe").Way("def"), "no_right_turn except=bicycle", 1, 'b', 3);
        var map = drawing.Build("car", "bicycle", "foot");
        var (bicycle, foot) = (map.Mode("bicycle"), map.Mode("foot"));
        Assert.Equal(0, bicycle.Network.RestrictionCounts[0]);

        // 400 m at 17 km/h are 84.7 s, and a turn to the right takes a second.
        Assert.Equal(86, bicycle.FindRoute(Door(bicycle, drawing['a']), Door(bicycle, drawing['x']))!.Seconds);
        Assert.False(foot.Standard.HasTurns);
        Assert.Equal(288, foot.FindRoute(Door(foot, drawing['a']), Door(foot, drawing['x']))!.Seconds); // 400 m at 5 km/h
    }

    internal static RoadPoint Door(TravelMode mode, Measures.GeoPoint place) => Assert.IsType<Snap.Found>(mode.Snap(place)).Point;

    internal static void AssertSeconds(RoadMap map, DrawnTown drawing, char from, char to, int seconds)
    {
        var (start, end) = (On(map, drawing[from]), On(map, drawing[to]));
        Assert.Equal(seconds, map.FindRoute(start, end)?.Seconds);
        Assert.Equal(seconds, map.Matrix([start, end]).Seconds(0, 1));
    }

    private static DrawnTown Restricted(DrawnTown town, string rule, int from, char via, int to) =>
        town.Relation("type=restriction restriction=" + rule, new(OsmKind.Way, from, "from"), new(OsmKind.Node, via, "via"), new(OsmKind.Way, to, "to"));
}
