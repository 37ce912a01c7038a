using System.Buffers.Binary;
using System.IO.Compression;
using System.Text;
using MobileTeams.Measures;

namespace MobileTeams.Roads.Osm;

/// <summary>Reads OpenStreetMap extracts (.osm.pbf) block by block; one block is in memory at a time.</summary>
/// <remarks>Limits are the format's own: a block header of 64 KiB, a block of 32 MiB, packed and unpacked. Not thread-safe.</remarks>
public static class OsmPbfReader
{
    private const int MostHeaderBytes = 64 << 10;
    private const int MostBlockBytes = 32 << 20;

    /// <summary>Calls back for every node, way and relation in the file's order; kinds nobody listens to are passed over.</summary>
    /// <param name="onProgress">Told the share of the file that is read, 0 to 1, after each block.</param>
    /// <exception cref="InputException"><c>map.truncated</c>, <c>map.damaged</c> or <c>map.unreadable</c>, with the file and the block.</exception>
    public static void Read(
        string path,
        Action<OsmNode>? onNode = null,
        Action<OsmWay>? onWay = null,
        Action<OsmRelation>? onRelation = null,
        Action<double>? onProgress = null,
        CancellationToken ct = default)
    {
        using var file = Open(path);
        Read(file, Path.GetFileName(path), onNode, onWay, onRelation, onProgress, ct);
    }

    /// <summary>The same from a stream that can tell its length; <paramref name="name"/> is what messages call it.</summary>
    /// <exception cref="InputException"><c>map.truncated</c>, <c>map.damaged</c> or <c>map.unreadable</c>, with the name and the block.</exception>
    public static void Read(
        Stream file,
        string name,
        Action<OsmNode>? onNode = null,
        Action<OsmWay>? onWay = null,
        Action<OsmRelation>? onRelation = null,
        Action<double>? onProgress = null,
        CancellationToken ct = default)
    {
        var blocks = new Blocks(file, name);
        while (blocks.MoveNext())
        {
            ct.ThrowIfCancellationRequested();
            if (blocks.IsData) blocks.Decode(onNode, onWay, onRelation);
            onProgress?.Invoke((double)file.Position / file.Length);
        }
    }

    internal static FileStream Open(string path)
    {
        try
        {
            return new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read, 1 << 16, FileOptions.SequentialScan);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new InputException("map.unreadable", $"The map extract cannot be opened: {e.Message}", path, e);
        }
    }

    /// <summary>Walks the file's blocks and knows where it is when something is wrong.</summary>
    private sealed class Blocks(Stream file, string name)
    {
        private byte[] packed = new byte[1 << 16];
        private byte[] unpacked = new byte[1 << 16];
        private int unpackedLength;
        private int number;
        private long start;

        public bool IsData { get; private set; }

        /// <summary>Reads and unpacks the next block; false at the end of the file.</summary>
        public bool MoveNext()
        {
            start = file.Position;
            Span<byte> size = stackalloc byte[4];
            var got = file.ReadAtLeast(size, 4, throwOnEndOfStream: false);
            if (got == 0 && number > 0) return false;
            number++;
            if (got == 0) throw Truncated("The map extract is empty.");
            if (got < 4) throw Truncated("The map extract ends in the middle of a block's length.");
            if (number == 1 && size[0] is (byte)'<' or 0xEF or 0x1F) throw Unreadable("The file is not in PBF format; it looks like XML or gzip. Give an .osm.pbf file.");
            var headerLength = BinaryPrimitives.ReadUInt32BigEndian(size);
            if (headerLength is 0 or > MostHeaderBytes) throw number == 1 ? Unreadable("The file is not an OpenStreetMap extract in PBF format.") : Damaged("its header has an impossible length");
            try
            {
                var (type, length) = ReadHeader(Take((int)headerLength));
                if (number == 1 && type != "OSMHeader") throw Unreadable("The file is not an OpenStreetMap extract in PBF format: it does not begin with a header.");
                IsData = type == "OSMData";
                var blob = Take(length);
                if (type == "OSMHeader" || IsData) Unpack(blob);
                if (type == "OSMHeader") CheckFeatures();
                return true;
            }
            catch (DamagedBytesException e)
            {
                throw Damaged(e.Message, e);
            }
        }

        public void Decode(Action<OsmNode>? onNode, Action<OsmWay>? onWay, Action<OsmRelation>? onRelation)
        {
            try
            {
                new PrimitiveBlock(unpacked.AsSpan(0, unpackedLength)).Read(onNode, onWay, onRelation);
            }
            catch (DamagedBytesException e)
            {
                throw Damaged(e.Message, e);
            }
        }

        private ReadOnlyMemory<byte> Take(int length)
        {
            if (length > file.Length - file.Position) throw Truncated("The map extract ends in the middle of a block; the download may have been cut short.");
            if (packed.Length < length) packed = new byte[length];
            file.ReadExactly(packed, 0, length);
            return packed.AsMemory(0, length);
        }

        private static (string Type, int Length) ReadHeader(ReadOnlyMemory<byte> header)
        {
            var type = "";
            var length = ulong.MaxValue;
            var reader = new ProtoReader(header.Span);
            for (var field = reader.NextField(); field != 0; field = reader.NextField())
            {
                if (field == 1) type = Encoding.UTF8.GetString(reader.ReadBytes());
                else if (field == 3) length = reader.ReadInteger();
                else reader.Skip();
            }

            if (length > MostBlockBytes) throw new DamagedBytesException("its header gives an impossible length");
            return (type, (int)length);
        }

        private void Unpack(ReadOnlyMemory<byte> blob)
        {
            var rawSize = 0UL;
            ReadOnlySpan<byte> plain = [], deflated = [];
            var (isPlain, isDeflated) = (false, false);
            var reader = new ProtoReader(blob.Span);
            for (var field = reader.NextField(); field != 0; field = reader.NextField())
            {
                switch (field)
                {
                    case 1:
                        plain = reader.ReadBytes();
                        isPlain = true;
                        break;
                    case 2:
                        rawSize = reader.ReadInteger();
                        break;
                    case 3:
                        deflated = reader.ReadBytes();
                        isDeflated = true;
                        break;
                    case 4 or 5 or 6 or 7:
                        throw Unreadable("The extract is packed with something else than zlib. Convert it: osmium cat in.osm.pbf -o out.osm.pbf.");
                    default:
                        reader.Skip();
                        break;
                }
            }

            if (!isPlain && !isDeflated) throw new DamagedBytesException("it holds no data");
            if (isPlain) rawSize = (ulong)plain.Length;
            if (rawSize > MostBlockBytes) throw new DamagedBytesException("it unpacks to more than the format allows");
            unpackedLength = (int)rawSize;
            if (unpacked.Length < unpackedLength) unpacked = new byte[unpackedLength];
            if (isPlain) plain.CopyTo(unpacked);
            else Inflate(deflated, blob);
        }

        private void Inflate(ReadOnlySpan<byte> deflated, ReadOnlyMemory<byte> blob)
        {
            _ = blob.Span.Overlaps(deflated, out var offset);
            using var source = new MemoryStream(packed, offset, deflated.Length, writable: false);
            using var inflater = new ZLibStream(source, CompressionMode.Decompress);
            try
            {
                var got = inflater.ReadAtLeast(unpacked.AsSpan(0, unpackedLength), unpackedLength, throwOnEndOfStream: false);
                if (got < unpackedLength) throw new DamagedBytesException("it unpacks to less than it says");
                if (inflater.ReadByte() >= 0) throw new DamagedBytesException("it unpacks to more than it says");
            }
            catch (InvalidDataException e)
            {
                throw new DamagedBytesException("its packed data is damaged", e);
            }
        }

        private void CheckFeatures()
        {
            var reader = new ProtoReader(unpacked.AsSpan(0, unpackedLength));
            for (var field = reader.NextField(); field != 0; field = reader.NextField())
            {
                if (field != 4)
                {
                    reader.Skip();
                    continue;
                }

                var feature = Encoding.UTF8.GetString(reader.ReadBytes());
                if (feature is not ("OsmSchema-V0.6" or "DenseNodes")) throw Unreadable($"The extract needs '{feature}', which is not understood. Give a plain extract without history.");
            }
        }

        private string Where => $"{name}, block {number} at byte {start}";

        private InputException Truncated(string message) => new("map.truncated", message, Where);

        private InputException Unreadable(string message) => new("map.unreadable", message, Where);

        private InputException Damaged(string what, Exception? inner = null) => new("map.damaged", $"The map extract is damaged: in block {number}, {what}.", Where, inner);
    }
}
