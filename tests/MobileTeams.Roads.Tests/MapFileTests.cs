using Microsoft.Win32.SafeHandles;
using MobileTeams.Measures;
using MobileTeams.Roads.Files;
using MobileTeams.Testing;

namespace MobileTeams.Roads.Tests;

public sealed class MapFileTests : IDisposable
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("map-file-");

    private static readonly RoadMap Small = DrawnTown.Draw("""
        a---b
        |   |
        c---d  T
        """).Way("ab", "highway=residential name=Storgatan").Way("bdca").Node('T', "place=village name=Söderfors").Node('a', "addr:street=Storgatan addr:housenumber=1").Build();

    public void Dispose() => folder.Delete(recursive: true);

    [Theory]
    [InlineData("lazaros-stockholm")]
    [InlineData("osthammar")]
    public void A_map_that_was_saved_answers_the_same_when_loaded(string name)
    {
        var map = RealMaps.Map(name);
        map.Save(InFolder("a.roads"));
        var loaded = RoadMap.Load(InFolder("a.roads"));
        Assert.Equal(map.Info with { Components = [], Profiles = [] }, loaded.Info with { Components = [], Profiles = [] });
        Assert.Equal(map.Info.Profiles, loaded.Info.Profiles);
        Assert.Equal(map.Info.Components, loaded.Info.Components);

        var points = HierarchyAgreesWithDijkstraTests.RandomPoints(map, 30, seed: 2);
        Assert.Equal(map.Matrix(points).AllSeconds.ToArray(), loaded.Matrix(points).AllSeconds.ToArray());
        Assert.Equal(map.Matrix(points).AllMetres.ToArray(), loaded.Matrix(points).AllMetres.ToArray());
        Assert.Equal(map.FindRoute(points[0], points[1])?.Shape, loaded.FindRoute(points[0], points[1])?.Shape);
        Assert.Equal(map.Snap(points[3].Place), loaded.Snap(points[3].Place));
        Assert.Equal(map.Search("gatan"), loaded.Search("gatan"));
        Assert.Equal(map.Search("s"), loaded.Search("s"));
        Assert.Equal(map.Homes(20, seed: 1), loaded.Homes(20, seed: 1));
        for (var z = 5; z <= 15; z++)
        {
            var (x, y) = ((int)((points[0].Place.Lon + 180) / 360 * (1 << z)), (int)((1 - (Math.Asinh(Math.Tan(double.DegreesToRadians(points[0].Place.Lat))) / Math.PI)) / 2 * (1 << z)));
            Assert.Equal(map.Tile(z, x, y), loaded.Tile(z, x, y));
        }
    }

    [Fact]
    public void The_same_map_gives_the_same_file()
    {
        Small.Save(InFolder("a.roads"));
        RoadMap.Load(InFolder("a.roads")).Save(InFolder("b.roads"));
        Assert.Equal(File.ReadAllBytes(InFolder("a.roads")), File.ReadAllBytes(InFolder("b.roads")));
    }

    /// <summary>Small parts are read one after another, a large one piece by piece on all cores.</summary>
    [Fact]
    public void A_disk_that_fails_while_a_file_is_read_is_told_in_words()
    {
        var writer = new SectionWriter();
        writer.Put("small", new byte[10]);
        writer.Put("large", new byte[8 * Checksum.Piece]);
        writer.Save(InFolder("a.roads"));
        for (var good = 0; ; good++)
        {
            var reads = 0;
            int Read(SafeFileHandle file, Span<byte> bytes, long offset) => Interlocked.Increment(ref reads) > good ? throw new IOException("Input/output error") : RandomAccess.Read(file, bytes, offset);
            var thrown = Record.Exception(() =>
            {
                using var reader = new SectionReader(InFolder("a.roads"), Read);
                _ = (reader.Take<byte>("small"), reader.Take<byte>("large"));
            });
            if (thrown is null)
            {
                Assert.Equal(2 + 1 + 8, good); // header and table, the small part, the pieces of the large one
                return;
            }

            var refused = Assert.IsType<InputException>(thrown);
            Assert.Equal(("map.file-unreadable", InFolder("a.roads")), (refused.Code, refused.Place));
            Assert.Contains("Input/output error", refused.Message, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void Saving_over_an_old_map_leaves_no_part_behind()
    {
        File.WriteAllText(InFolder("a.roads"), "old");
        Small.Save(InFolder("a.roads"));
        Assert.Equal(["a.roads"], folder.GetFiles().Select(file => file.Name));
        Assert.Equal(Small.Info.Edges, RoadMap.Load(InFolder("a.roads")).Info.Edges);
    }

    [Fact]
    public void A_file_cut_short_anywhere_is_refused()
    {
        Small.Save(InFolder("a.roads"));
        var whole = File.ReadAllBytes(InFolder("a.roads"));
        for (var length = 0; length < whole.Length; length += length < 100 ? 1 : 61)
        {
            File.WriteAllBytes(InFolder("cut.roads"), whole[..length]);
            var code = Refusal("cut.roads").Code;
            Assert.Equal(length < 8 ? "map.file-foreign" : length < 12 ? code : "map.file-truncated", code);
        }
    }

    [Fact]
    public void A_flipped_byte_anywhere_is_refused_or_lies_in_the_padding()
    {
        Small.Save(InFolder("a.roads"));
        var whole = File.ReadAllBytes(InFolder("a.roads"));
        var refused = 0;
        for (var at = 0; at < whole.Length; at += 7)
        {
            var flipped = (byte[])whole.Clone();
            flipped[at] ^= 0x10;
            File.WriteAllBytes(InFolder("flipped.roads"), flipped);
            var error = Record.Exception(() => RoadMap.Load(InFolder("flipped.roads")));
            if (error is null)
            {
                Assert.Equal(0, whole[at]);
                continue;
            }

            Assert.StartsWith("map.file-", Assert.IsType<InputException>(error).Code, StringComparison.Ordinal);
            refused++;
        }

        Assert.True(refused > 100);
    }

    [Fact]
    public void Another_version_is_refused_and_named()
    {
        Small.Save(InFolder("a.roads"));
        var bytes = File.ReadAllBytes(InFolder("a.roads"));
        bytes[8] = 99;
        File.WriteAllBytes(InFolder("a.roads"), bytes);
        var refusal = Refusal("a.roads");
        Assert.Equal("map.file-version", refusal.Code);
        Assert.Contains("version 99", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_foreign_or_missing_file_is_refused()
    {
        File.WriteAllText(InFolder("a.roads"), "id,lon,lat");
        Assert.Equal("map.file-foreign", Refusal("a.roads").Code);
        Assert.Equal("map.file-unreadable", Refusal("none.roads").Code);
    }

    [Fact]
    public void The_exported_graph_is_the_graph_that_is_searched()
    {
        Small.ExportGraph(folder.FullName);
        int[] Ints(string name) => System.Runtime.InteropServices.MemoryMarshal.Cast<byte, int>(File.ReadAllBytes(InFolder(name))).ToArray();

        // Two streets between a and b, both ways: two nodes, four arcs; a–b takes 48 s, round the square 96 s.
        Assert.Equal([0, 2, 4], Ints("first_out"));
        Assert.Equal([1, 1, 0, 0], Ints("head"));
        Assert.Equal([48_000, 48_000, 96_000, 96_000], Ints("travel_time").Select(ms => (int)Math.Round(ms / 100.0) * 100).Order());
        Assert.Equal((8, 8), ((int)new FileInfo(InFolder("latitude")).Length, (int)new FileInfo(InFolder("longitude")).Length));
    }

    private string InFolder(string name) => Path.Combine(folder.FullName, name);

    private InputException Refusal(string name) => Assert.Throws<InputException>(() => RoadMap.Load(InFolder(name)));
}
