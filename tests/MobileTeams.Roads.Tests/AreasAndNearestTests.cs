using MobileTeams.Measures;
using NetTopologySuite.Geometries;

namespace MobileTeams.Roads.Tests;

public sealed class AreasAndNearestTests
{
    private static readonly GeometryFactory Factory = new();

    [Theory]
    [InlineData("uppsala-centrum", "car")]
    [InlineData("uppsala-centrum", "foot")]
    [InlineData("osthammar", "car")]
    public void An_area_holds_what_is_reached_in_time_and_longer_times_hold_shorter(string name, string profile)
    {
        var mode = RealMaps.Map(name, profile).Modes[0];
        var points = RealRoadsAgreeWithDijkstraTests.RandomPoints(mode, 60, seed: 4);
        var start = points.First(point => points.Count(other => mode.Table([point], [other]).IsReachable(0, 0)) > 20);
        int[] minutes = [5, 10, 30];
        foreach (var metric in new[] { mode.Standard, mode.Standard.WithoutTurns, mode.Customize(RoadConditions.Named("snow-day")) })
        {
            var areas = mode.Isochrones(start, minutes, metric);
            var table = mode.Table([start], points, metric);
            var (inside, outside) = (0, 0);
            for (var limit = 0; limit < minutes.Length; limit++)
            {
                Assert.Equal(minutes[limit], areas[limit].Minutes);
                Assert.True(areas[limit].Area.IsValid);
                if (limit > 0) Assert.True(areas[limit].Area.Area >= areas[limit - 1].Area.Area);
                for (var i = 0; i < points.Count; i++)
                {
                    var place = Factory.CreatePoint(new Coordinate(points[i].Place.Lon, points[i].Place.Lat));
                    if (table.IsReachable(0, i) && table.Seconds(0, i) <= minutes[limit] * 60)
                    {
                        Assert.True(areas[limit].Area.Intersects(place), $"{points[i].Place} takes {table.Seconds(0, i)} s and is not in {minutes[limit]} min");
                        inside++;
                    }
                    else if (!areas[limit].Area.Intersects(place))
                    {
                        outside++;
                    }
                }
            }

            Assert.True(inside > 10, $"{inside} inside");
            Assert.True(outside > 10 || name != "osthammar", $"{outside} outside");
        }
    }

    [Fact]
    public void The_nearest_are_those_of_the_matrix_in_order()
    {
        var map = RealMaps.Map("alvkarleby");
        var mode = map.Modes[0];
        var points = RealRoadsAgreeWithDijkstraTests.RandomPoints(mode, 40, seed: 6);
        var table = mode.Table(points, [points[0]]);
        var expected = Enumerable.Range(0, points.Count).Where(i => table.IsReachable(i, 0)).OrderBy(i => (table.Seconds(i, 0), table.Metres(i, 0), i)).Take(5);
        Assert.Equal(expected, mode.Nearest(points, points[0], 5).Select(near => near.Index));
        Assert.Equal(0, mode.Nearest(points, points[0], 1)[0].Seconds);
        Assert.Empty(mode.Nearest([], points[0], 3));
    }

    [Fact]
    public void Adding_points_never_changes_other_cells()
    {
        var mode = RealMaps.Map("alvkarleby").Modes[0];
        var points = RealRoadsAgreeWithDijkstraTests.RandomPoints(mode, 40, seed: 7);
        var (before, whole) = (mode.Matrix(points[..37]), mode.Matrix(points));
        var extended = mode.Extend(before, points[..37], points[37..]);
        Assert.Equal(whole.AllSeconds.ToArray(), extended.AllSeconds.ToArray());
        Assert.Equal(whole.AllMetres.ToArray(), extended.AllMetres.ToArray());
        for (var row = 0; row < 37; row++)
            for (var column = 0; column < 37; column++) Assert.Equal(before.Seconds(row, column), extended.Seconds(row, column));
        Assert.Throws<ArgumentException>(() => mode.Extend(before, points, []));
    }

    [Fact]
    public void A_turn_list_speaks_swedish_and_english()
    {
        var route = new Route(100, 1_560, [], [new RouteStep("Storgatan", 400, 48), new RouteStep("", 60, 5) { Turn = Turn.Roundabout, Exit = 2 }, new RouteStep("Kyrkogatan", 1_100, 47) { Turn = Turn.SharpLeft }]);
        Assert.Equal(["Kör på Storgatan, 400 m.", "Ta andra avfarten i rondellen, 60 m.", "Sväng skarpt vänster in på Kyrkogatan, 1,1 km.", "Du är framme."], TurnList.Of(route, "sv"));
        Assert.Equal(["Drive on Storgatan, 400 m.", "At the roundabout take exit 2, 60 m.", "Turn sharp left onto Kyrkogatan, 1.1 km.", "You have arrived."], TurnList.Of(route, "en"));
    }
}
