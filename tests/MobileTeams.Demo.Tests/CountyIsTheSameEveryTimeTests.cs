using MobileTeams.Measures;
using MobileTeams.Roads.Osm;

namespace MobileTeams.Demo.Tests;

public sealed class CountyIsTheSameEveryTimeTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("county").FullName;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public void The_same_seed_gives_the_same_bytes_and_another_seed_gives_others()
    {
        var (first, again, other) = (Write(1, "a"), Write(1, "b"), Write(2, "c"));

        Assert.Equal(first, again);
        Assert.NotEqual(first, other);
    }

    [Fact]
    public void It_has_towns_addresses_shores_and_the_small_print_of_a_real_map()
    {
        var path = Path.Combine(folder, "county.osm.pbf");
        County.Write(path, seed: 1);
        var (nodes, ways, relations) = (new List<OsmNode>(), new List<OsmWay>(), new List<OsmRelation>());
        OsmPbfReader.Read(path, nodes.Add, ways.Add, relations.Add);

        foreach (var town in new[] { "Tierp", "Skutskär", "Älvkarleby", "Östhammar", "Öregrund", "Gräsö", "Forsmark", "Söderfors" })
            Assert.Contains(nodes, node => node.Tags.Has("place") && node.Tags.Is("name", town));
        Assert.InRange(nodes.Count, 15_000, 70_000);
        Assert.True(nodes.Count(node => node.Tags.Has("addr:housenumber")) > 4_000);
        Assert.Contains(nodes, node => node.Tags.Is("addr:street", "Storgatan") && node.Tags.Is("addr:city", "Tierp"));
        Assert.Contains(ways, way => way.Tags.Is("route", "ferry"));
        Assert.Contains(ways, way => way.Tags.Is("junction", "roundabout"));
        Assert.Contains(ways, way => way.Tags.Is("highway", "residential") && way.Tags.Is("oneway", "yes"));
        Assert.Contains(ways, way => way.Tags.Is("access", "private"));
        Assert.Contains(ways, way => way.Tags.Is("surface", "gravel"));
        Assert.Contains(ways, way => way.Tags.Is("natural", "water") && way.Tags.Is("name", "Tämnaren"));
        Assert.Contains(relations, relation => relation.Tags.Is("natural", "water") && relation.Members.Count(member => member.Role == "inner") > 20);
        Assert.Contains(nodes, node => node.Tags.Has("barrier"));
        Assert.True(relations.Count(relation => relation.Tags.Is("type", "restriction")) >= 3);
    }

    [Theory]
    [InlineData(2)]
    [InlineData(7)]
    [InlineData(2030)]
    public void Whatever_the_seed_every_road_leads_to_every_other(int seed)
    {
        var waters = Landscape.Waters.Draw(seed);
        var (lines, towns) = Landscape.RoadWorks.Draw(seed, waters);
        var network = Landscape.Network.Join(lines);
        _ = Landscape.StreetCorners.Settle(network, towns);

        Assert.True(network.IsStronglyConnected());
        // What hangs together with nothing was left out; that may be a few blocks, never a road between towns.
        Assert.Empty(Landscape.Norduppland.Roads.Where(road => road.Ref != "E 4").Select(road => road.Ref).Except(network.Ways.Select(way => way.Line.Ref)));
        Assert.True(network.Ways.Select(way => way.Line).Distinct().Count() > 0.97 * lines.Count);
        // Roads bridge the river; they go round the lakes and keep off the sea.
        var wet = network.Ways.Where(way => way.Line.Kind != Landscape.LineKind.Ferry).SelectMany(way => way.Nodes).Select(node => network.Nodes[node])
            .Where(spot => waters.Covers(spot) && !waters.River.Contains(spot)).ToList();
        Assert.True(wet.Count == 0, $"{wet.Count} bends of roads lie under water, such as {wet.FirstOrDefault().ToGeoPoint()}.");
    }

    [Fact]
    public void No_settlement_lies_in_the_sea_or_in_a_lake()
    {
        var path = Path.Combine(folder, "county.osm.pbf");
        County.Write(path, seed: 3);
        var (nodes, ways, relations) = (new Dictionary<long, OsmNode>(), new Dictionary<long, OsmWay>(), new List<OsmRelation>());
        OsmPbfReader.Read(path, node => nodes.Add(node.Id, node), way => ways.Add(way.Id, way), relations.Add);
        var sea = relations.Single(relation => relation.Tags.Is("water", "sea"));

        foreach (var place in nodes.Values.Where(node => node.Tags.Has("place") || node.Tags.Has("addr:housenumber")))
        {
            // Inside the sea's outline means inside one of its islands as well: an odd number of rings is water.
            var rings = sea.Members.Count(member => Covers(ways[member.Id], place.Place));
            Assert.True(rings % 2 == 0, $"{place.Tags} lies in the sea.");
            Assert.DoesNotContain(ways.Values, way => way.Tags.Is("natural", "water") && Covers(way, place.Place));
        }

        bool Covers(OsmWay way, GeoPoint point)
        {
            var inside = false;
            for (var i = 1; i < way.Nodes.Length; i++)
            {
                var (a, b) = (nodes[way.Nodes[i - 1]].Place, nodes[way.Nodes[i]].Place);
                if ((a.Lat > point.Lat) != (b.Lat > point.Lat) && point.Lon < ((b.Lon - a.Lon) * (point.Lat - a.Lat) / (b.Lat - a.Lat)) + a.Lon) inside = !inside;
            }

            return inside;
        }
    }

    private byte[] Write(int seed, string name)
    {
        var path = Path.Combine(folder, name + ".osm.pbf");
        County.Write(path, seed);
        return File.ReadAllBytes(path);
    }
}
