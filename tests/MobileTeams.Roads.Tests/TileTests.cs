using MobileTeams.Measures;
using MobileTeams.Roads.BaseMap;
using MobileTeams.Roads.Osm;
using MobileTeams.Testing;

namespace MobileTeams.Roads.Tests;

public sealed class TileTests
{
    // A lake with an island in it, a wood, roads of several kinds, a town: 800 × 200 m, well within one tile of zoom 14, which is 1,200 m wide here.
    private static readonly DrawnTown Town = DrawnTown.Draw("""
        a-------b
        | i-j   |   p--q
        | l-k   |   s--r
        d-------c   T
        x-----------y---z
        u---v
        """, step: 40, lon: (8984.2 / 16384 * 360) - 180, lat: double.RadiansToDegrees(Math.Atan(Math.Sinh(Math.PI * (1 - (2 * 4712.3 / 16384))))))
        .Way("abcda", "note=shore")
        .Way("ijkli", "note=island")
        .Relation("type=multipolygon natural=water name=Storsjön", new(OsmKind.Way, 1, "outer"), new(OsmKind.Way, 2, "inner"))
        .Way("pqrsp", "natural=wood")
        .Way("xy", "highway=motorway ref=E4 oneway=no")
        .Way("yz", "highway=residential name=Storgatan")
        .Way("uv", "highway=path")
        .Node('T', "place=town name=Tierp population=6000");

    private static readonly RoadMap Map = Town.Build();

    [Fact]
    public void Whatever_is_drawn_otherwise_has_another_stamp()
    {
        uint Stamp(
            MapLayer layer = MapLayer.Water, DrawnShape shape = DrawnShape.Area, byte fromZoom = 9, int kind = 1, int name = 2, int population = 0, bool isHole = false, int lon = 170_000_000,
            int lat = 600_000_000, string text = "Storsjön", int part = 3) => new TileMaker(new DrawnFeatures
            {
                Layer = [layer],
                Shape = [shape],
                FromZoom = [fromZoom],
                Kind = [kind],
                Name = [name],
                Population = [population],
                PartFirst = [0, 2],
                IsHole = [false, isHole],
                PointFirst = [0, part, 6],
                Lon = [lon, 1, 2, 3, 4, 5],
                Lat = [lat, 1, 2, 3, 4, 5],
                Texts = new Network.TextTable(System.Text.Encoding.UTF8.GetBytes("lake" + text), [0, 0, 4, 4 + System.Text.Encoding.UTF8.GetByteCount(text)]),
            }).Stamp();

        uint[] all =
        [
            Stamp(), Stamp(MapLayer.Wood), Stamp(shape: DrawnShape.Line), Stamp(fromZoom: 10), Stamp(kind: 2), Stamp(name: 1), Stamp(population: 6_000), Stamp(isHole: true), Stamp(lon: 170_000_001),
            Stamp(lat: 600_000_001), Stamp(text: "Lillsjön"), Stamp(part: 2),
        ];
        Assert.Equal(all.Length, all.Distinct().Count());
        Assert.Equal(Stamp(), Stamp());
    }

    [Fact]
    public void A_tile_holds_the_layers_that_have_something_in_them()
    {
        var tile = TileAt(Map, 14, Town['b']);
        Assert.Equal(["place", "road", "water", "wood"], tile.Keys.Order(StringComparer.Ordinal));
        var roads = tile["road"].Features;
        Assert.Equal(["minor", "motorway", "path"], roads.Select(road => (string)road.Tags["kind"]).Order(StringComparer.Ordinal));
        Assert.Contains(roads, road => road.Tags.TryGetValue("name", out var name) && (string)name == "Storgatan");
        var place = Assert.Single(tile["place"].Features);
        Assert.Equal(("town", "Tierp", 6000L), (place.Tags["kind"], place.Tags["name"], place.Tags["population"]));
    }

    [Fact]
    public void An_island_is_a_hole_in_its_lake_and_turned_the_other_way()
    {
        var lake = Assert.Single(TileAt(Map, 14, Town['b'])["water"].Features);
        Assert.Equal("Storsjön", lake.Tags["name"]);
        Assert.Equal(2, lake.Parts.Count);
        var (outer, hole) = (TileDecoder.Feature.TwiceArea(lake.Parts[0]), TileDecoder.Feature.TwiceArea(lake.Parts[1]));
        Assert.True(outer > 0 && hole < 0);

        // 8 × 3 of lake around 2 × 1 of island: areas as 12 to 1.
        Assert.InRange((double)outer / -hole, 11.5, 12.5);
    }

    [Fact]
    public void What_is_small_waits_for_a_nearer_zoom()
    {
        var far = TileAt(Map, 6, Town['b']);
        Assert.Equal(["motorway"], far["road"].Features.Select(road => (string)road.Tags["kind"]));
        Assert.False(far.ContainsKey("wood"));
        Assert.Equal(2, TileAt(Map, 12, Town['b'])["road"].Features.Count);
    }

    [Fact]
    public void Points_lie_where_the_projection_puts_them()
    {
        // The town's point at zoom 14, by the formula of the web's square grid.
        var place = Town['T'];
        var (x, y) = Grid(14, place);
        var point = Assert.Single(Assert.Single(TileAt(Map, 14, place)["place"].Features).Parts[0]);
        Assert.Equal((x - Math.Floor(x)) * 4096, point.X, 0.51);
        Assert.Equal((y - Math.Floor(y)) * 4096, point.Y, 0.51);
    }

    [Fact]
    public void A_road_through_a_tile_is_cut_just_outside_it()
    {
        var drawing = DrawnTown.Draw("a-----------------------------------------------------------b", step: 1_000).Way("ab", "highway=motorway oneway=no");
        var road = Assert.Single(TileAt(drawing.Build(), 12, GeoPoint.FromLonLat(lon: 17.8, lat: 60.5))["road"].Features);
        Assert.Equal([-128, 4096 + 128], new[] { road.Parts[0][0].X, road.Parts[0][^1].X }.Order());
    }

    [Fact]
    public void Outside_the_map_a_tile_is_empty() => Assert.Empty(Map.Tile(12, 0, 0));

    [Theory]
    [InlineData(4, 0, 0)]
    [InlineData(16, 0, 0)]
    [InlineData(10, 1024, 0)]
    [InlineData(10, 0, -1)]
    public void A_tile_that_cannot_be_is_refused(int z, int x, int y) => Assert.Throws<ArgumentOutOfRangeException>(() => Map.Tile(z, x, y));

    [Theory]
    [InlineData("lazaros-stockholm")]
    [InlineData("valhalla-liechtenstein")]
    public void Every_tile_of_a_real_map_can_be_read_and_lies_within_its_margin(string name)
    {
        var map = RealMaps.Map(name);
        var features = 0;
        for (var z = 5; z <= 15; z++)
        {
            var ((left, top), (right, bottom)) = (Grid(z, GeoPoint.FromLonLat(lon: map.Bounds.West, lat: map.Bounds.North)), Grid(z, GeoPoint.FromLonLat(lon: map.Bounds.East, lat: map.Bounds.South)));
            for (var x = (int)left; x <= (int)right; x += Math.Max(1, ((int)right - (int)left) / 6))
            {
                for (var y = (int)top; y <= (int)bottom; y += Math.Max(1, ((int)bottom - (int)top) / 6))
                {
                    foreach (var layer in TileDecoder.Decode(map.Tile(z, x, y)).Values)
                    {
                        foreach (var feature in layer.Features)
                        {
                            features++;
                            if (feature.Type == 3) Assert.True(TileDecoder.Feature.TwiceArea(feature.Parts[0]) > 0);
                            Assert.All(feature.Parts, part => Assert.All(part, point => Assert.True(point.X is >= -128 and <= 4224 && point.Y is >= -128 and <= 4224)));
                        }
                    }
                }
            }
        }

        Assert.True(features > 1_000, $"only {features} features");
    }

    [Fact]
    public void A_simplified_line_stays_within_the_tolerance()
    {
        var random = new Random(11);
        for (var round = 0; round < 20; round++)
        {
            var line = Enumerable.Range(0, 60).Select(i => (X: (double)i * 10, Y: random.NextDouble() * 30)).ToList();
            var simple = Clipping.Simplified(line, 8);
            Assert.Equal((line[0], line[^1]), (simple[0], simple[^1]));
            foreach (var point in line)
            {
                var nearest = Enumerable.Range(1, simple.Count - 1).Min(i => ToSegment(point, simple[i - 1], simple[i]));
                Assert.True(nearest <= 8.0001);
            }
        }
    }

    [Fact]
    public void A_ring_cut_to_a_square_keeps_the_area_inside()
    {
        // A square of 100 around the corner of the window 0–50: a quarter is left.
        var ring = Clipping.Ring([(-50, -50), (50, -50), (50, 50), (-50, 50)], 0, 1_000);
        var area = 0.0;
        for (int i = 0, j = ring.Count - 1; i < ring.Count; j = i++) area += ((ring[j].X * ring[i].Y) - (ring[i].X * ring[j].Y)) / 2;
        Assert.Equal(2_500, area, 0.001);
    }

    [Fact]
    public void A_line_that_leaves_and_comes_back_is_two_stretches() =>
        Assert.Equal(2, Clipping.Line([(10, 10), (10, -50), (50, -50), (50, 10)], 0, 100).Count);

    private static Dictionary<string, TileDecoder.Layer> TileAt(RoadMap map, int z, GeoPoint place)
    {
        var (x, y) = Grid(z, place);
        return TileDecoder.Decode(map.Tile(z, (int)x, (int)y));
    }

    private static (double X, double Y) Grid(int z, GeoPoint place)
    {
        var radians = double.DegreesToRadians(place.Lat);
        var size = Math.Pow(2, z);
        return ((place.Lon + 180) / 360 * size, (1 - (Math.Asinh(Math.Tan(radians)) / Math.PI)) / 2 * size);
    }

    private static double ToSegment((double X, double Y) p, (double X, double Y) a, (double X, double Y) b)
    {
        var (dx, dy) = (b.X - a.X, b.Y - a.Y);
        var share = Math.Clamp((((p.X - a.X) * dx) + ((p.Y - a.Y) * dy)) / ((dx * dx) + (dy * dy)), 0, 1);
        return Math.Sqrt(Math.Pow(a.X + (share * dx) - p.X, 2) + Math.Pow(a.Y + (share * dy) - p.Y, 2));
    }
}
