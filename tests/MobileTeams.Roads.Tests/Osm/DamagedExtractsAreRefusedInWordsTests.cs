using System.Buffers.Binary;
using System.IO.Compression;
using System.Text;
using MobileTeams.Measures;
using MobileTeams.Roads.Osm;

namespace MobileTeams.Roads.Tests.Osm;

public sealed class DamagedExtractsAreRefusedInWordsTests
{
    private static readonly byte[] Small = PbfRoundTripTests.Written(PbfRoundTripTests.SmallTown());

    [Fact]
    public void A_file_cut_inside_a_block_is_truncated_and_names_file_and_block()
    {
        var refusal = Assert.Throws<InputException>(() => PbfRoundTripTests.Reread(Small[..^1]));
        Assert.Equal("map.truncated", refusal.Code);
        Assert.Contains("test.osm.pbf, block 4", refusal.Place, StringComparison.Ordinal);
    }

    [Fact]
    public void A_file_cut_beside_every_block_boundary_is_truncated_and_at_the_boundary_is_read()
    {
        // Header, nodes, ways, relations: four blocks, five boundaries with both ends.
        var starts = PbfRoundTripTests.BlockStarts(Small);
        Assert.Equal(5, starts.Count);
        foreach (var start in starts)
        {
            foreach (var cut in new[] { start - 1, start, start + 1 })
            {
                if (cut < 0 || cut > Small.Length) continue;
                var refusal = Record.Exception(() => PbfRoundTripTests.Reread(Small[..cut]));
                if (cut == start && start > 0) Assert.Null(refusal);
                else Assert.Equal("map.truncated", Assert.IsType<InputException>(refusal).Code);
            }
        }
    }

    [Fact]
    public void Every_flipped_byte_is_read_or_refused_but_never_another_error()
    {
        var refused = 0;
        for (var at = 0; at < Small.Length; at++)
        {
            for (var bit = 0; bit < 8; bit += 3)
            {
                var flipped = (byte[])Small.Clone();
                flipped[at] ^= (byte)(1 << bit);
                var error = Record.Exception(() => PbfRoundTripTests.Reread(flipped));
                if (error is null) continue;
                Assert.StartsWith("map.", Assert.IsType<InputException>(error).Code, StringComparison.Ordinal);
                refused++;
            }
        }

        // The packed data carries a checksum of its own, so most flips are noticed.
        Assert.True(refused > Small.Length);
    }

    [Theory]
    [InlineData("<?xml version='1.0'?><osm/>", "XML")]
    [InlineData("id,lon,lat\n1,17,60\n2,17,60\n", "not an OpenStreetMap extract")]
    public void Another_kind_of_file_is_called_unreadable(string content, string said)
    {
        var refusal = Assert.Throws<InputException>(() => PbfRoundTripTests.Reread(Encoding.UTF8.GetBytes(content)));
        Assert.Equal("map.unreadable", refusal.Code);
        Assert.Contains(said, refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_missing_file_is_called_unreadable()
    {
        var refusal = Assert.Throws<InputException>(() => OsmPbfReader.Read(Path.Combine(AppContext.BaseDirectory, "no-such.osm.pbf")));
        Assert.Equal("map.unreadable", refusal.Code);
    }

    [Fact]
    public void A_block_that_unpacks_to_more_than_it_says_is_refused()
    {
        var refusal = Assert.Throws<InputException>(() => PbfRoundTripTests.Reread(Block("OSMHeader", new byte[64 << 20], declared: 100)));
        Assert.Equal("map.damaged", refusal.Code);
        Assert.Contains("more than it says", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_block_that_says_it_unpacks_to_gigabytes_is_refused_before_any_memory_is_taken()
    {
        var before = GC.GetAllocatedBytesForCurrentThread();
        var refusal = Assert.Throws<InputException>(() => PbfRoundTripTests.Reread(Block("OSMHeader", new byte[1000], declared: 2_000_000_000)));
        Assert.Equal("map.damaged", refusal.Code);
        Assert.True(GC.GetAllocatedBytesForCurrentThread() - before < 4 << 20);
    }

    [Fact]
    public void An_extract_with_history_is_refused()
    {
        var header = new ProtoWriter();
        header.Text(4, "HistoricalInformation");
        var refusal = Assert.Throws<InputException>(() => PbfRoundTripTests.Reread(Block("OSMHeader", header.Written.ToArray(), header.Length)));
        Assert.Equal("map.unreadable", refusal.Code);
        Assert.Contains("HistoricalInformation", refusal.Message, StringComparison.Ordinal);
    }

    private static byte[] Block(string type, byte[] content, int declared)
    {
        using var deflated = new MemoryStream();
        using (var deflater = new ZLibStream(deflated, CompressionLevel.Fastest, leaveOpen: true)) deflater.Write(content);
        var blob = new ProtoWriter();
        blob.Integer(2, (ulong)declared);
        blob.Bytes(3, deflated.ToArray());
        var header = new ProtoWriter();
        header.Text(1, type);
        header.Integer(3, (ulong)blob.Length);
        var size = new byte[4];
        BinaryPrimitives.WriteInt32BigEndian(size, header.Length);
        return [.. size, .. header.Written, .. blob.Written];
    }
}
