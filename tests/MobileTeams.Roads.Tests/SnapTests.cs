using MobileTeams.Measures;
using MobileTeams.Testing;

namespace MobileTeams.Roads.Tests;

public sealed class SnapTests
{
    private static readonly DrawnTown Town = DrawnTown.Draw("""
        a---------b
        |         |
        |  x---y  |
        |         |
        |         |
        c---------d

        m---------n
        """).Way("ab").Way("bd").Way("dc").Way("ca").Way("xy").Way("mn", "highway=motorway oneway=no").Way("cm", "highway=motorway_link oneway=no");

    private static readonly RoadMap Map = Town.Build();

    [Fact]
    public void The_nearest_point_lies_on_the_street_and_not_at_its_end()
    {
        // 30 m north of the street from c to d, 250 m along its 1,000 m.
        var found = Assert.IsType<Snap.Found>(Map.Snap(Beside('c', east: 250, north: 30)));
        Assert.Equal(30, found.Metres, 1.0);
        Assert.Equal(0.75, found.Point.Fraction, 0.001); // drawn from d to c
        Assert.True(found.Point.Place.MetresTo(Beside('c', east: 250, north: 0)) < 0.5);
        Assert.False(found.PassedNearer);
    }

    [Fact]
    public void An_island_is_passed_over_and_that_is_said()
    {
        // 10 m from the island street x–y, 190 m from the street a–b that leads somewhere.
        var found = Assert.IsType<Snap.Found>(Map.Snap(Beside('x', east: 100, north: 10)));
        Assert.True(found.PassedNearer);
        Assert.Equal(190, found.Metres, 1.0);
    }

    [Fact]
    public void Nobody_lives_on_a_motorway()
    {
        var found = Assert.IsType<Snap.Found>(Map.Snap(Beside('m', east: 500, north: -10)));
        Assert.Equal(210, found.Metres, 1.0); // c–d lies 200 m north of m–n
        Assert.False(found.PassedNearer);
    }

    [Fact]
    public void A_swapped_pair_is_off_the_map_and_recognised()
    {
        var place = Town['a'];
        Assert.Equal(new Snap.OffMap(LooksSwapped: true), Map.Snap(GeoPoint.FromLonLat(lon: place.Lat, lat: place.Lon)));
        Assert.Equal(new Snap.OffMap(LooksSwapped: false), Map.Snap(GeoPoint.FromLonLat(lon: 10, lat: 50)));
    }

    [Fact]
    public void A_place_far_from_every_road_is_too_far()
    {
        // A large square, 10 km a side: its middle is 5 km from any road and the limit is 3.
        var drawing = DrawnTown.Draw("""
            a---------b

            c---------d
            """, step: 1_000).Way("ab").Way("bd").Way("dc").Way("ca");
        var wide = DrawnTown.Draw("""
            a--------b



            .



            c--------d
            """, step: 1_000).Way("ab").Way("bd").Way("dc").Way("ca");
        Assert.IsType<Snap.Found>(drawing.Build().Snap(Between(drawing['a'], drawing['d'])));
        Assert.IsType<Snap.TooFar>(wide.Build().Snap(Between(wide['a'], wide['d'])));
    }

    [Fact]
    public void A_road_that_leads_in_but_not_out_is_not_snapped_to()
    {
        var drawing = DrawnTown.Draw("""
            a---b---x
            |   |
            c---d
            """).Way("abdca").Way("bd").Way("bx", "highway=residential oneway=yes");
        var map = drawing.Build();
        var found = Assert.IsType<Snap.Found>(map.Snap(drawing['x']));
        Assert.True(found.PassedNearer);
        Assert.Equal(400, found.Metres, 1.0);
        Assert.Equal(1, map.Info.IslandEdges);
    }

    [Theory]
    [InlineData("alvkarleby")]
    [InlineData("uppsala-lan-parts")]
    public void The_nearest_of_all_usable_edges_is_found_on_a_real_extract(string name)
    {
        var map = RealMaps.Map(name);
        var network = map.First.Network;
        var (componentOfEdge, _) = Roads.Network.Components.Find(map.First.Junctions);
        var random = new Random(3);
        for (var i = 0; i < 60; i++)
        {
            var near = map.PointAt(random.Next(network.EdgeCount), random.NextDouble()).Place;
            var place = GeoPoint.FromLonLat(lon: near.Lon + (random.NextDouble() * 0.01), lat: near.Lat + (random.NextDouble() * 0.01));
            var best = double.PositiveInfinity;
            for (var edge = 0; edge < network.EdgeCount; edge++)
            {
                if (componentOfEdge[edge] == byte.MaxValue || network.Class[edge] is Roads.Profile.RoadClass.Motorway or Roads.Profile.RoadClass.MotorwayLink or Roads.Profile.RoadClass.Ferry) continue;
                for (var p = 1; p < network.PointCount(edge); p++) best = Math.Min(best, MetresToSegment(place, network.Point(edge, p - 1), network.Point(edge, p)));
            }

            if (map.Snap(place) is Snap.Found found) Assert.Equal(best, found.Metres, 0.05);
            else Assert.True(best > RoadMap.FarthestSnapMetres - 1);
        }
    }

    private static double MetresToSegment(GeoPoint place, (int Lon, int Lat) a, (int Lon, int Lat) b)
    {
        var perLat = 6_371_008.8 * Math.PI / 180;
        var perLon = perLat * Math.Cos(double.DegreesToRadians(place.Lat));
        var (ax, ay) = (((a.Lon / 1e7) - place.Lon) * perLon, ((a.Lat / 1e7) - place.Lat) * perLat);
        var (bx, by) = (((b.Lon / 1e7) - place.Lon) * perLon, ((b.Lat / 1e7) - place.Lat) * perLat);
        var length = ((bx - ax) * (bx - ax)) + ((by - ay) * (by - ay));
        var share = length == 0 ? 0 : Math.Clamp(-((ax * (bx - ax)) + (ay * (by - ay))) / length, 0, 1);
        return Math.Sqrt(Math.Pow(ax + (share * (bx - ax)), 2) + Math.Pow(ay + (share * (by - ay)), 2));
    }

    private static GeoPoint Between(GeoPoint a, GeoPoint b) => GeoPoint.FromLonLat(lon: (a.Lon + b.Lon) / 2, lat: (a.Lat + b.Lat) / 2);

    private static GeoPoint Beside(char letter, double east, double north)
    {
        var place = Town[letter];
        var perLat = 6_371_008.8 * Math.PI / 180;
        return GeoPoint.FromLonLat(lon: place.Lon + (east / (perLat * Math.Cos(double.DegreesToRadians(place.Lat)))), lat: place.Lat + (north / perLat));
    }
}
