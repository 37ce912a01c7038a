using System.Buffers.Binary;
using System.Runtime.InteropServices;
using System.Text;

namespace MobileTeams.Roads.Files;

/// <summary>Writes a map file: a header, a table of sections, and each section's array as it lies in memory, with a checksum of its own.</summary>
/// <remarks>Header (32 bytes): magic, version, number of sections, length of the file, checksum of header and table. Table (48 bytes a section): name, offset, bytes, checksum. Little-endian.</remarks>
internal sealed class SectionWriter
{
    public const int Version = 3;
    public const int HeaderBytes = 32;
    public const int EntryBytes = 48;
    public const int NameBytes = 24;
    public const int MostSections = 1_000;

    private const int Alignment = 64;

    private readonly List<(string Name, Array Items, Action<Stream> Write, long Bytes, uint Checksum)> sections = [];

    public static ReadOnlySpan<byte> Magic => "MTROADS\n"u8;

    public void Put<T>(string name, T[] items)
        where T : unmanaged
    {
        if (Encoding.ASCII.GetByteCount(name) > NameBytes) throw new ArgumentException($"A section's name has at most {NameBytes} letters.", nameof(name));
        var bytes = MemoryMarshal.AsBytes(items.AsSpan());
        sections.Add((name, items, stream => stream.Write(MemoryMarshal.AsBytes(items.AsSpan())), bytes.Length, Checksum.OfPieces(bytes)));
    }

    /// <summary>Writes to a temporary name beside the path and moves it into place.</summary>
    public void Save(string path)
    {
        var unfinished = path + ".part";
        using (var file = new FileStream(unfinished, FileMode.Create, FileAccess.Write, FileShare.None, 1 << 20))
        {
            file.Write(Head());
            foreach (var section in sections)
            {
                section.Write(file);
                file.Write(new byte[Padding(section.Bytes)]);
            }

            file.Flush(flushToDisk: true);
        }

        File.Move(unfinished, path, overwrite: true);
    }

    private byte[] Head()
    {
        var head = new byte[HeaderBytes + (sections.Count * EntryBytes)];
        var padded = head.Length + Padding(head.Length);
        long offset = padded;
        for (var i = 0; i < sections.Count; i++)
        {
            var entry = head.AsSpan(HeaderBytes + (i * EntryBytes), EntryBytes);
            Encoding.ASCII.GetBytes(sections[i].Name, entry);
            BinaryPrimitives.WriteInt64LittleEndian(entry[24..], offset);
            BinaryPrimitives.WriteInt64LittleEndian(entry[32..], sections[i].Bytes);
            BinaryPrimitives.WriteUInt32LittleEndian(entry[40..], sections[i].Checksum);
            offset += sections[i].Bytes + Padding(sections[i].Bytes);
        }

        Magic.CopyTo(head);
        BinaryPrimitives.WriteInt32LittleEndian(head.AsSpan(8), Version);
        BinaryPrimitives.WriteInt32LittleEndian(head.AsSpan(12), sections.Count);
        BinaryPrimitives.WriteInt64LittleEndian(head.AsSpan(16), offset);
        BinaryPrimitives.WriteUInt32LittleEndian(head.AsSpan(24), Checksum.Of(head));
        Array.Resize(ref head, (int)padded);
        return head;
    }

    private static long Padding(long bytes) => (Alignment - (bytes % Alignment)) % Alignment;
}
