using MobileTeams.Measures;
using MobileTeams.Roads.Osm;

namespace MobileTeams.Roads.Tests.Osm;

public sealed class PbfRoundTripTests
{
    [Fact]
    public void What_is_written_is_read_again()
    {
        var town = SmallTown();
        var read = Reread(Written(town));
        Assert.Equal(town.Nodes.OrderBy(node => node.Id), read.Nodes);
        Assert.Equal(town.Ways.OrderBy(way => way.Id).Select(Spelled), read.Ways.Select(Spelled));
        Assert.Equal(town.Relations.Select(Spelled), read.Relations.Select(Spelled));
    }

    [Fact]
    public void The_order_given_does_not_matter_and_the_same_elements_give_the_same_bytes()
    {
        var town = SmallTown();
        town.Nodes.Reverse();
        town.Ways.Reverse();
        Assert.Equal(Written(SmallTown()), Written(town));
    }

    [Fact]
    public void More_elements_than_fit_in_a_block_are_spread_over_several()
    {
        // 20,001 nodes at 8,000 a block are three blocks; one header before them.
        var nodes = Enumerable.Range(1, 20_001).Select(i => new OsmNode(i, GeoPoint.FromLonLat(lon: (1_700_000 + i) / 1e5, lat: 60), OsmTags.None)).ToList();
        var bytes = Written(new Elements(nodes, [], []));
        Assert.Equal(4, BlockStarts(bytes).Count - 1);
        Assert.Equal(nodes, Reread(bytes).Nodes);
    }

    [Fact]
    public void Two_elements_with_one_id_are_refused()
    {
        var node = new OsmNode(7, GeoPoint.FromLonLat(lon: 17, lat: 60), OsmTags.None);
        Assert.Throws<ArgumentException>(() => Written(new Elements([node, node], [], [])));
    }

    [Theory]
    [InlineData("alvkarleby")]
    [InlineData("lazaros-stockholm")]
    [InlineData("valhalla-bench-stockholm")]
    public void A_real_extract_survives_a_round_trip(string name)
    {
        var once = Reread(File.ReadAllBytes(RealMaps.Path(name)));
        var twice = Reread(Written(once));
        Assert.True(once.Nodes.Count > 100 && once.Ways.Count > 10);
        Assert.Equal(once.Nodes.OrderBy(node => node.Id), twice.Nodes);
        Assert.Equal(once.Ways.OrderBy(way => way.Id).Select(Spelled), twice.Ways.Select(Spelled));
        Assert.Equal(once.Relations.OrderBy(relation => relation.Id).Select(Spelled), twice.Relations.Select(Spelled));
    }

    [Fact]
    public void The_counts_of_a_real_extract_are_those_in_its_description()
    {
        // shared/maps/README.md: 85,761 nodes, 8,996 ways, no relations.
        var read = Reread(File.ReadAllBytes(RealMaps.Path("uppsala-lan-parts")));
        Assert.Equal((85_761, 8_996, 0), (read.Nodes.Count, read.Ways.Count, read.Relations.Count));
    }

    internal static Elements SmallTown() => new(
        [
            new(3, GeoPoint.FromLonLat(lon: 17.4, lat: 60.5), OsmTags.Parse("barrier=gate")),
            new(1, GeoPoint.FromLonLat(lon: 17.4123457, lat: 60.5), OsmTags.None),
            new(9_000_000_000, GeoPoint.FromLonLat(lon: -179.9999999, lat: -89.5), OsmTags.Parse("name=Älvkarleby+åäö addr:housenumber=12B")),
        ],
        [
            new(20, [1, 3], OsmTags.Parse("highway=residential name=Storgatan")),
            new(10, [3, 9_000_000_000, 1, 3], OsmTags.None),
        ],
        [new(5, [new(OsmKind.Way, 20, "from"), new(OsmKind.Node, 3, "via"), new(OsmKind.Way, 10, "to")], OsmTags.Parse("type=restriction restriction=no_left_turn"))]);

    internal static byte[] Written(Elements elements)
    {
        using var stream = new MemoryStream();
        OsmPbfWriter.Write(stream, elements.Nodes, elements.Ways, elements.Relations, "drawn for a test");
        return stream.ToArray();
    }

    internal static Elements Reread(byte[] bytes)
    {
        var read = new Elements([], [], []);
        OsmPbfReader.Read(new MemoryStream(bytes), "test.osm.pbf", read.Nodes.Add, read.Ways.Add, read.Relations.Add);
        return read;
    }

    /// <summary>Where each block begins, and the end of the file.</summary>
    internal static List<int> BlockStarts(byte[] bytes)
    {
        var starts = new List<int> { 0 };
        while (starts[^1] < bytes.Length)
        {
            var at = starts[^1];
            var headerLength = System.Buffers.Binary.BinaryPrimitives.ReadInt32BigEndian(bytes.AsSpan(at));
            var reader = new ProtoReader(bytes.AsSpan(at + 4, headerLength));
            var length = 0;
            for (var field = reader.NextField(); field != 0; field = reader.NextField())
            {
                if (field == 3) length = (int)reader.ReadInteger();
                else reader.Skip();
            }

            starts.Add(at + 4 + headerLength + length);
        }

        return starts;
    }

    private static string Spelled(OsmWay way) => $"{way.Id} {string.Join(',', way.Nodes)} {way.Tags}";

    private static string Spelled(OsmRelation relation) => $"{relation.Id} {string.Join(',', relation.Members)} {relation.Tags}";

    internal sealed record Elements(List<OsmNode> Nodes, List<OsmWay> Ways, List<OsmRelation> Relations);
}
