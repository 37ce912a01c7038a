using System.Buffers.Binary;
using System.IO.Compression;
using MobileTeams.Measures;
using MobileTeams.Roads.Osm;
using MobileTeams.Roads.Tests.Osm;

namespace MobileTeams.Roads.Tests;

/// <summary>Whatever is done to an extract, building a map of it ends with a map or with a refusal in words.</summary>
public sealed class DamagedExtractsNeverBreakBuildingTests : IDisposable
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("damaged-");

    public void Dispose() => folder.Delete(recursive: true);

    [Fact]
    public void Cut_beside_every_block_boundary()
    {
        var whole = File.ReadAllBytes(RealMaps.Path("valhalla-bench-stockholm"));
        foreach (var start in PbfRoundTripTests.BlockStarts(whole))
        {
            foreach (var cut in new[] { start - 1, start, start + 1 })
            {
                if (cut < 0 || cut > whole.Length) continue;
                var code = CodeOf(whole[..cut]);
                if (cut != start || start == 0) Assert.Equal("map.truncated", code);
                else Assert.True(code is null or "map.no-roads", code);
            }
        }
    }

    [Fact]
    public void Bytes_flipped_anywhere_in_the_file()
    {
        var whole = File.ReadAllBytes(RealMaps.Path("valhalla-bench-stockholm"));
        _ = Parallel.For(0, Nightly.IsOn ? 3_000 : 150, seed =>
        {
            var random = new Random(seed);
            var flipped = (byte[])whole.Clone();
            flipped[random.Next(whole.Length)] ^= (byte)(1 << random.Next(8));
            AssertMapOrWords(CodeOf(flipped), seed);
        });
    }

    [Fact]
    public void Bytes_changed_inside_blocks_that_carry_no_checksum()
    {
        // Unpacked blocks: nothing but the decoder itself notices what is wrong.
        var plain = Unpacked(PbfRoundTripTests.Written(PbfRoundTripTests.Reread(File.ReadAllBytes(RealMaps.Path("valhalla-bench-stockholm")))));
        Assert.Null(CodeOf(plain));
        var refused = 0;
        _ = Parallel.For(0, Nightly.IsOn ? 8_000 : 250, seed =>
        {
            var random = new Random(seed);
            var changed = (byte[])plain.Clone();
            for (var times = random.Next(4); times >= 0; times--) changed[random.Next(plain.Length)] = (byte)random.Next(256);
            var code = CodeOf(changed);
            AssertMapOrWords(code, seed);
            if (code is not null) _ = Interlocked.Increment(ref refused);
        });

        Assert.True(refused > 20, $"only {refused} refused");
    }

    [Fact]
    public void Ways_that_refer_to_nothing_lead_nowhere_or_stay_apart()
    {
        GeoPoint At(double east) => GeoPoint.FromLonLat(lon: 17 + east, lat: 60);
        var nodes = new List<OsmNode> { new(1, At(0), OsmTags.None), new(2, At(0.01), OsmTags.None), new(4, At(0.03), OsmTags.None), new(5, At(0.04), OsmTags.None) };
        var road = OsmTags.Parse("highway=residential");
        var bytes = PbfRoundTripTests.Written(new(nodes, [new(1, [1, 2, 3, 4, 5], road), new(2, [7, 8], road), new(3, [1], road), new(4, [], road), new(5, [2, 2, 2], road)], [new(1, [new(OsmKind.Way, 99, "outer")], OsmTags.Parse("type=multipolygon natural=water"))]));
        var path = Path.Combine(folder.FullName, "odd.osm.pbf");
        File.WriteAllBytes(path, bytes);

        // Node 3 is missing: 1–2 and 4–5 are left of the first way, nothing of the others.
        Assert.Equal(2, RoadMap.Build(path).Info.Edges);
    }

    [Fact]
    public void Building_stops_when_asked()
    {
        using var stop = new CancellationTokenSource();
        stop.Cancel();
        Assert.Throws<OperationCanceledException>(() => RoadMap.Build(RealMaps.Path("alvkarleby"), ct: stop.Token));
    }

    [Fact]
    public void Progress_names_its_steps_and_never_falls_within_one()
    {
        var told = new List<MapProgress>();
        RoadMap.Build(RealMaps.Path("alvkarleby"), new Listener(told.Add));
        Assert.Equal(["reading relations", "reading ways", "reading nodes", "connecting, car", "ordering, car", "ordering turns, car", "naming", "drawing"], told.Select(progress => progress.Step).Distinct());
        Assert.All(told.Zip(told.Skip(1)), pair => Assert.True(pair.First.Step != pair.Second.Step || pair.First.Fraction <= pair.Second.Fraction));
    }

    private static void AssertMapOrWords(string? code, int seed) => Assert.True(code is null || code.StartsWith("map.", StringComparison.Ordinal), $"seed {seed}: {code}");

    /// <summary>The code of the refusal, or null where a map was made.</summary>
    private string? CodeOf(byte[] bytes)
    {
        var path = Path.Combine(folder.FullName, $"{Guid.NewGuid():N}.osm.pbf");
        File.WriteAllBytes(path, bytes);
        try
        {
            var map = RoadMap.Build(path);
            _ = map.Tile(14, 9013, 4819);
            _ = map.Matrix(HierarchyAgreesWithDijkstraTests.RandomPoints(map, 5, seed: 1));
            return null;
        }
        catch (InputException refusal)
        {
            Assert.NotEmpty(refusal.Message);
            Assert.NotNull(refusal.Place);
            return refusal.Code;
        }
        finally
        {
            File.Delete(path);
        }
    }

    private static byte[] Unpacked(byte[] bytes)
    {
        var result = new MemoryStream();
        var starts = PbfRoundTripTests.BlockStarts(bytes);
        for (var block = 0; block + 1 < starts.Count; block++)
        {
            var headerLength = BinaryPrimitives.ReadInt32BigEndian(bytes.AsSpan(starts[block]));
            var blob = new ProtoReader(bytes.AsSpan((starts[block] + 4 + headerLength)..starts[block + 1]));
            byte[] packed = [];
            for (var field = blob.NextField(); field != 0; field = blob.NextField())
            {
                if (field == 3) packed = blob.ReadBytes().ToArray();
                else blob.Skip();
            }

            using var content = new MemoryStream();
            using (var inflater = new ZLibStream(new MemoryStream(packed), CompressionMode.Decompress)) inflater.CopyTo(content);
            var plain = new ProtoWriter();
            plain.Bytes(1, content.ToArray());
            var header = new ProtoWriter();
            header.Text(1, block == 0 ? "OSMHeader" : "OSMData");
            header.Integer(3, (ulong)plain.Length);
            var size = new byte[4];
            BinaryPrimitives.WriteInt32BigEndian(size, header.Length);
            result.Write(size);
            result.Write(header.Written);
            result.Write(plain.Written);
        }

        return result.ToArray();
    }

    private sealed class Listener(Action<MapProgress> told) : IProgress<MapProgress>
    {
        public void Report(MapProgress value) => told(value);
    }
}
