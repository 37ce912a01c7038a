using MobileTeams.Testing;

namespace MobileTeams.Roads.Tests;

/// <summary>N lies to the north of a street from a to c, S to the south, both halfway. On a primary road outside town one drives 72 km/h: 200 m take 10 s; turning round takes 20 s.</summary>
public sealed class SideOfStreetTests
{
    private const string Street = """
          N
        a---c
          S
        """;

    [Theory]
    [InlineData('a', 'S', 10)] // on the right
    [InlineData('a', 'N', 20 + 20 + 10)] // past it, round at c, and back
    [InlineData('c', 'N', 10)]
    [InlineData('c', 'S', 20 + 20 + 10)]
    [InlineData('N', 'a', 10)] // one also leaves on the door's side
    [InlineData('S', 'a', 10 + 20 + 20)]
    [InlineData('N', 'S', 10 + 20 + 10)]
    [InlineData('S', 'N', 10 + 20 + 10)]
    [InlineData('N', 'N', 0)]
    public void A_wide_street_is_not_crossed(char from, char to, int seconds) => AssertSeconds("highway=primary", SideOfStreet.Door, from, to, seconds);

    [Theory]
    [InlineData("highway=primary", SideOfStreet.Any, 10)]
    [InlineData("highway=residential", SideOfStreet.Door, 24)] // 30 km/h, and one crosses on foot
    public void A_narrow_street_is_crossed_and_any_where_nobody_asks(string street, SideOfStreet side, int seconds)
    {
        AssertSeconds(street, side, 'a', 'N', seconds);
        AssertSeconds(street, side, 'a', 'S', seconds);
    }

    [Fact]
    public void On_a_oneway_there_is_no_choice()
    {
        var town = DrawnTown.Draw("""
              N
            a---c
              S

            e---f
            """).Way("ac", "highway=primary oneway=yes").Way("cfea");
        var map = town.Build();
        Assert.Equal(10, Seconds(map, town, SideOfStreet.Door, 'a', 'N'));
        Assert.Equal(10, Seconds(map, town, SideOfStreet.Door, 'a', 'S'));
    }

    [Fact]
    public void The_nearer_carriageway_is_driven_its_own_way()
    {
        var town = DrawnTown.Draw("""
              N
            d---c
            a---b
              S
            """).Way("ab", "highway=primary oneway=yes").Way("bc", "highway=primary").Way("cd", "highway=primary oneway=yes").Way("da", "highway=primary");
        var map = town.Build();
        foreach (var side in new[] { SideOfStreet.Any, SideOfStreet.Door })
        {
            Assert.Equal(10, Seconds(map, town, side, 'a', 'S'));
            Assert.Equal(20 + 5 + 10, Seconds(map, town, side, 'a', 'N')); // east, 100 m across at the end, and back
        }
    }

    /// <summary>Both lie beyond the street's end, nearest to a: one sets out from N by way of a, where one turns round to S; from S one drives to c, round, and all the way back.</summary>
    [Theory]
    [InlineData('N', 'S', 20)]
    [InlineData('S', 'N', 20 + 20 + 20)]
    [InlineData('N', 'N', 0)]
    [InlineData('S', 'S', 0)]
    public void Doors_at_the_end_of_a_street_have_sides_too(char from, char to, int seconds)
    {
        var town = DrawnTown.Draw("""
            N
             a---c
            S
            """).Way("ac", "highway=primary");
        var map = town.Build();
        Assert.Equal(seconds, Seconds(map, town, SideOfStreet.Door, from, to));
        Assert.Equal(0, Seconds(map, town, SideOfStreet.Any, from, to));
    }

    /// <summary>The door lies to the north, so one sets out to the west, and in a minute comes 1,200 m of the 2,000 to where one could turn.</summary>
    [Fact]
    public void What_is_reached_in_time_begins_on_the_side_of_the_door()
    {
        var town = DrawnTown.Draw("""
                                N
            a--------w----------------------e--------c
            """).Way("ac", "highway=primary");
        var map = town.Build();
        Assert.Equal((true, true), Reached(SideOfStreet.Any));
        Assert.Equal((true, false), Reached(SideOfStreet.Door));

        (bool West, bool East) Reached(SideOfStreet side)
        {
            var area = Assert.Single(map.Modes[0].Isochrones(PointOf(map.Modes[0], town, 'N', side), [1])).Area;
            return (Holds('w'), Holds('e'));

            bool Holds(char letter) => area.Intersects(new NetTopologySuite.Geometries.Point(town[letter].Lon, town[letter].Lat));
        }
    }

    /// <summary>Halfway along, where 200 m at 5 km/h take 144 s.</summary>
    [Fact]
    public void Who_walks_crosses_any_street()
    {
        var town = DrawnTown.Draw(Street).Way("ac", "highway=primary");
        var foot = town.Build("foot").Modes[0];
        var points = Array.ConvertAll(new[] { 'a', 'N', 'S' }, letter => PointOf(foot, town, letter, SideOfStreet.Door));
        var matrix = foot.Matrix(points);
        Assert.Equal((144, 144, 0), (matrix.Seconds(0, 1), matrix.Seconds(0, 2), matrix.Seconds(1, 2)));
    }

    [Fact]
    public void Sides_hold_where_turns_are_free_too()
    {
        var town = DrawnTown.Draw(Street).Way("ac", "highway=primary");
        var map = town.Build();
        Assert.Equal(20 + 10, Seconds(map, town, SideOfStreet.Door, 'a', 'N', withoutTurns: true)); // turning round costs nothing then
    }

    private static void AssertSeconds(string street, SideOfStreet side, char from, char to, int seconds)
    {
        var town = DrawnTown.Draw(Street).Way("ac", street);
        Assert.Equal(seconds, Seconds(town.Build(), town, side, from, to));
    }

    /// <summary>Of the matrix, which has to be that of the route.</summary>
    private static int Seconds(RoadMap map, DrawnTown town, SideOfStreet side, char from, char to, bool withoutTurns = false)
    {
        var metric = withoutTurns ? map.Modes[0].Standard.WithoutTurns : map.Modes[0].Standard;
        var points = Array.ConvertAll(new[] { from, to }, letter => PointOf(map.Modes[0], town, letter, side));
        var seconds = map.Matrix(points, metric).Seconds(0, 1);
        Assert.Equal(seconds, map.FindRoute(points[0], points[1], metric)!.Seconds);
        return seconds;
    }

    private static RoadPoint PointOf(TravelMode mode, DrawnTown town, char letter, SideOfStreet side) => Assert.IsType<Snap.Found>(mode.Snap(town[letter], side)).Point;
}
