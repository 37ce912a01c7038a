using System.IO.Compression;
using System.Text;
using MobileTeams.Measures;
using MobileTeams.Roads.Osm;
using MobileTeams.Testing;

namespace MobileTeams.Roads.Tests.Osm;

public sealed class XmlExtractsTests : IDisposable
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("xml-");

    private static readonly DrawnTown Town = DrawnTown.Draw("""
        a---b
        |   |
        c---d
        """).Way("ab", "highway=residential name=Å-gatan+&+Co").Way("bdca").Node('a', "barrier=gate").Relation("type=restriction restriction=no_left_turn", new(OsmKind.Way, 1, "from"), new(OsmKind.Node, 'b', "via"), new(OsmKind.Way, 2, "to"));

    public void Dispose() => folder.Delete(recursive: true);

    [Theory]
    [InlineData("town.osm")]
    [InlineData("town.osm.gz")]
    [InlineData("town.anything")]
    public void Xml_gives_the_same_elements_as_pbf(string name)
    {
        Write(name, Encoding.UTF8.GetBytes(Xml()));
        AssertIsTown(name);
    }

    [Fact]
    public void Bzip2_is_unpacked_with_runs_and_over_several_blocks()
    {
        // Made by Python's bz2 from 'a' × 1,000, 'abcd' × 40,000 (level 1: two blocks), and a second stream of 'end'.
        var path = System.IO.Path.Combine(AppContext.BaseDirectory, "Osm", "runs.bz2");
        using var unpacked = new BZip2Stream(File.OpenRead(path));
        using var memory = new MemoryStream();
        unpacked.CopyTo(memory);
        Assert.Equal(new string('a', 1_000) + string.Concat(Enumerable.Repeat("abcd", 40_000)) + "end", Encoding.ASCII.GetString(memory.ToArray()));
    }

    [Fact]
    public void Damaged_bzip2_is_refused_or_was_not_touched_where_it_matters()
    {
        var whole = File.ReadAllBytes(System.IO.Path.Combine(AppContext.BaseDirectory, "Osm", "runs.bz2"));
        var random = new Random(5);
        var refused = 0;
        for (var i = 0; i < 300; i++)
        {
            var damaged = (byte[])whole.Clone();
            damaged[random.Next(damaged.Length)] ^= (byte)(1 << random.Next(8));
            if (i % 3 == 0) damaged = damaged[..random.Next(damaged.Length)];
            Write("damaged.osm.bz2", damaged);
            var error = Record.Exception(() => OsmReader.Read(InFolder("damaged.osm.bz2"), onNode: _ => { }));
            Assert.StartsWith("map.", Assert.IsType<InputException>(error).Code, StringComparison.Ordinal); // what it unpacks to is no XML anyway
            refused++;
        }

        Assert.Equal(300, refused);
    }

    [Fact]
    public void Xml_cut_anywhere_is_refused_with_the_line()
    {
        var whole = Xml();
        for (var length = 1; length < whole.Length - 8; length += 37)
        {
            Write("cut.osm", Encoding.UTF8.GetBytes(whole[..length]));
            var refusal = Assert.Throws<InputException>(() => OsmReader.Read(InFolder("cut.osm"), onNode: _ => { }, onWay: _ => { }, onRelation: _ => { }));
            Assert.True(refusal.Code is "map.truncated" or "map.damaged", refusal.Code);
        }
    }

    [Theory]
    [InlineData("<html/>", "map.unreadable")]
    [InlineData("<osm><node id='1' lat='95' lon='10'/></osm>", "map.damaged")]
    [InlineData("<osm><node id='x' lat='5' lon='10'/></osm>", "map.damaged")]
    [InlineData("<osm><relation id='1'><member type='cow' ref='1'/></relation></osm>", "map.damaged")]
    [InlineData("<!DOCTYPE osm [<!ENTITY a 'b'>]><osm/>", "map.damaged")]
    public void What_is_wrong_inside_is_refused(string xml, string code)
    {
        Write("wrong.osm", Encoding.UTF8.GetBytes(xml));
        Assert.Equal(code, Assert.Throws<InputException>(() => OsmReader.Read(InFolder("wrong.osm"), onNode: _ => { }, onWay: _ => { }, onRelation: _ => { })).Code);
    }

    [Fact]
    public void A_map_is_made_of_xml()
    {
        Write("town.osm.gz", Encoding.UTF8.GetBytes(Xml()));
        Assert.Equal(2, RoadMap.Build(InFolder("town.osm.gz")).Info.Edges);
    }

    private void AssertIsTown(string name)
    {
        var (nodes, ways, relations) = (new List<OsmNode>(), new List<OsmWay>(), new List<OsmRelation>());
        OsmReader.Read(InFolder(name), nodes.Add, ways.Add, relations.Add);
        Assert.Equal(Town.Nodes.Select(node => (node.Id, node.Tags)).Order(Comparer<(long Id, OsmTags)>.Create((a, b) => a.Id.CompareTo(b.Id))), nodes.Select(node => (node.Id, node.Tags)));
        Assert.All(nodes, node => Assert.True(node.Place.MetresTo(Town[(char)node.Id]) < 0.02));
        Assert.Equal(Town.Ways.Select(way => (way.Id, string.Join(',', way.Nodes), way.Tags)), ways.Select(way => (way.Id, string.Join(',', way.Nodes), way.Tags)));
        Assert.Equal(Town.Relations.Select(relation => (relation.Id, string.Join(',', relation.Members), relation.Tags)), relations.Select(relation => (relation.Id, string.Join(',', relation.Members), relation.Tags)));
    }

    private static string Xml()
    {
        static string Tags(OsmTags tags) => string.Concat(tags.Select(tag => $"<tag k=\"{tag.Key}\" v=\"{tag.Value.Replace("&", "&amp;", StringComparison.Ordinal)}\"/>\n"));
        var text = new StringBuilder("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<osm version=\"0.6\">\n<bounds minlat=\"60\"/>\n<node id=\"9\" visible=\"false\"/>\n");
        foreach (var node in Town.Nodes.OrderBy(node => node.Id))
            text.Append(FormattableString.Invariant($"<node id=\"{node.Id}\" lat=\"{node.Place.Lat:0.0000000}\" lon=\"{node.Place.Lon:0.0000000}\">\n{Tags(node.Tags)}</node>\n"));
        foreach (var way in Town.Ways) text.Append(FormattableString.Invariant($"<way id=\"{way.Id}\">\n{string.Concat(way.Nodes.Select(node => $"<nd ref=\"{node}\"/>"))}{Tags(way.Tags)}</way>\n"));
        foreach (var relation in Town.Relations)
            text.Append(FormattableString.Invariant($"<relation id=\"{relation.Id}\">{string.Concat(relation.Members.Select(member => $"<member type=\"{member.Kind.ToString().ToLowerInvariant()}\" ref=\"{member.Id}\" role=\"{member.Role}\"/>"))}{Tags(relation.Tags)}</relation>\n"));
        return text.Append("</osm>\n").ToString();
    }

    private void Write(string name, byte[] bytes)
    {
        if (name.EndsWith(".gz", StringComparison.Ordinal))
        {
            using var packed = new GZipStream(File.Create(InFolder(name)), CompressionLevel.Fastest);
            packed.Write(bytes);
            return;
        }

        File.WriteAllBytes(InFolder(name), bytes);
    }

    private string InFolder(string name) => System.IO.Path.Combine(folder.FullName, name);
}
