using MobileTeams.Roads.Osm;
using MobileTeams.Testing;
using NetTopologySuite.Geometries;
using static MobileTeams.Roads.Tests.TripsInDrawnTownsTests;

namespace MobileTeams.Roads.Tests;

/// <summary>A town across the antimeridian, which lies 548 m from its western end: between b and c, between e and f, and in the middle of the lake with its island.</summary>
public sealed class AntimeridianTests
{
    private static readonly DrawnTown Town = DrawnTown.Draw("""
        a---b---c---d
            |   |
            e---f
        k-----------l
        |   p---q   |
        |   r---s   |
        m-----------n
        """, lon: 179.99).Way("ab", "highway=residential name=Datumgatan").Way("bc", "highway=residential name=Datumgatan").Way("cd").Way("be").Way("ef").Way("fc")
        .Way("klnmk", "").Way("pqsrp", "").Relation("type=multipolygon natural=water name=Datumsjön", new OsmMember(OsmKind.Way, 7, "outer"), new OsmMember(OsmKind.Way, 8, "inner"));

    private static readonly RoadMap Map = Town.Build();
    private static readonly GeometryFactory Factory = new();

    [Fact]
    public void One_drives_across_it() => AssertTrip(Map, Town, 'a', 'd', 144, 1_200); // at 30 km/h

    [Theory]
    [InlineData(179.999, 180.001)]
    [InlineData(-180.001, -179.999)]
    [InlineData(-179.9999, -179.999)] // beyond it only, seen from a
    [InlineData(179.999, 179.9999)] // before it only
    public void A_closed_area_closes_the_road_across_it(double west, double east)
    {
        // Over the northern street: round by e and f one drives 200 m down and 200 m up more, with turns.
        var (north, south) = (Town['b'].Lat + 0.0005, Town['b'].Lat - 0.0005);
        var area = Factory.CreatePolygon([new(west, south), new(east, south), new(east, north), new(west, north), new(west, south)]);
        var closed = Map.Customize(new RoadConditions { Closed = [area] });
        var points = new[] { On(Map, Town['a']), On(Map, Town['d']) };
        Assert.Equal(1_600, Map.Matrix(points, closed).Metres(0, 1));
        Assert.Equal(1_200, Map.Matrix(points).Metres(0, 1));
    }

    [Fact]
    public void An_area_elsewhere_closes_nothing_here()
    {
        var area = Factory.CreatePolygon([new(0, 60), new(1, 60), new(1, 61), new(0, 61), new(0, 60)]);
        Assert.Equal(1_200, Map.Matrix([On(Map, Town['a']), On(Map, Town['d'])], Map.Customize(new RoadConditions { Closed = [area] })).Metres(0, 1));
    }

    [Fact]
    public void The_reached_area_lies_together()
    {
        var area = Assert.Single(Map.Modes[0].Isochrones(On(Map, Town['a']), [3])).Area;
        Assert.InRange(area.EnvelopeInternal.Width, 0.02, 0.1); // 1,200 m are 0.022 degrees
        foreach (var letter in "abcdef")
        {
            var (place, beyond) = (Town[letter], Town[letter].Lon < 0 ? 360 : 0);
            Assert.True(area.Intersects(Factory.CreatePoint(new Coordinate(place.Lon + beyond, place.Lat))), $"{letter}");
        }
    }

    [Theory]
    [InlineData(12)]
    [InlineData(14)]
    public void Both_ends_of_the_world_draw_their_part(int zoom)
    {
        var size = 1 << zoom;
        var y = (int)((1 - (Math.Asinh(Math.Tan(double.DegreesToRadians(Town['b'].Lat))) / Math.PI)) / 2 * size);
        var steps = 0.02 / 360 * size * 4_096; // 0.02 degrees, more than the town is wide
        foreach (var (x, edge) in new[] { (size - 1, 4_096), (0, 0) })
        {
            var layers = TileDecoder.Decode(Map.Tile(zoom, x, y));
            foreach (var layer in new[] { "road", "water" })
            {
                var points = layers[layer].Features.SelectMany(feature => feature.Parts).SelectMany(part => part).ToList();
                Assert.Contains(points, point => edge == 0 ? point.X <= 0 : point.X >= 4_096); // up to the edge of the world, and into the margin
                Assert.All(points, point => Assert.True(Math.Abs(point.X - edge) <= Math.Max(steps * 1.2, 128), $"{layer} at {point.X}"));
            }
        }

        // The island is left out of the lake on both sides.
        Assert.All(new[] { size - 1, 0 }, x => Assert.Contains(TileDecoder.Decode(Map.Tile(zoom, x, y))["water"].Features, lake => lake.Parts.Count == 2));
    }
}
