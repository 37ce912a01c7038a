using System.Buffers.Binary;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Text;
using Microsoft.Win32.SafeHandles;
using MobileTeams.Measures;

namespace MobileTeams.Roads.Files;

/// <summary>Reads a map file that <see cref="SectionWriter"/> wrote, and refuses in words what it did not. Parts are read, and checked as they are read, by all cores.</summary>
/// <remarks>A file is copied into memory and not mapped: whoever writes over a mapped file ends the process that has it mapped. See docs/decisions.</remarks>
internal sealed class SectionReader : IDisposable
{
    private const int FewPieces = 4;

    private readonly FileStream file;
    private readonly string path;
    private readonly Func<SafeFileHandle, Span<byte>, long, int> read;
    private readonly Dictionary<string, (long Offset, long Bytes, uint Checksum)> sections = [];

    /// <param name="path">The map file.</param>
    /// <param name="read">Reads some bytes from a place in the file, as <see cref="RandomAccess"/> does.</param>
    /// <exception cref="InputException"><c>map.file-unreadable</c>, <c>map.file-foreign</c>, <c>map.file-version</c>, <c>map.file-truncated</c> or <c>map.file-damaged</c>.</exception>
    public SectionReader(string path, Func<SafeFileHandle, Span<byte>, long, int>? read = null)
    {
        (this.path, this.read) = (path, read ?? RandomAccess.Read);
        try
        {
            file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read | FileShare.Delete, 1);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw Unreadable(e);
        }

        try
        {
            ReadTable();
        }
        catch (Exception e)
        {
            file.Dispose();
            if (e is IOException) throw Unreadable(e);
            throw;
        }
    }

    public bool Has(string name) => sections.ContainsKey(name);

    public T[] Take<T>(string name)
        where T : unmanaged
    {
        if (!sections.TryGetValue(name, out var section) || section.Bytes % Unsafe.SizeOf<T>() != 0) throw Damaged($"part '{name}' is missing or has no valid length");
        var items = GC.AllocateUninitializedArray<T>((int)(section.Bytes / Unsafe.SizeOf<T>()));
        if (Read(section.Offset, items) != section.Checksum) throw Damaged($"part '{name}' does not match its checksum");
        return items;
    }

    /// <summary>Fills an array from the file, and gives the checksum of what it now holds.</summary>
    private uint Read<T>(long offset, T[] items)
        where T : unmanaged
    {
        var bytes = items.Length * Unsafe.SizeOf<T>();
        var sums = new uint[Checksum.Pieces(bytes)];
        InputException? fault = null;
        void Piece(int piece)
        {
            var from = piece * Checksum.Piece;
            var part = MemoryMarshal.AsBytes(items.AsSpan()).Slice(from, Math.Min(Checksum.Piece, bytes - from));
            try
            {
                if (Fill(part, offset + from) < part.Length) fault = Damaged("it was cut short while it was read");
            }
            catch (IOException e)
            {
                fault = Unreadable(e);
            }

            sums[piece] = Checksum.Of(part);
        }

        if (sums.Length < FewPieces) for (var piece = 0; piece < sums.Length; piece++) Piece(piece);
        else Parallel.For(0, sums.Length, Piece);
        if (fault is not null) throw fault;
        return Checksum.Of(MemoryMarshal.AsBytes(sums.AsSpan()));
    }

    public InputException Damaged(string what) => new("map.file-damaged", $"The map file is damaged: {what}. Build it again from the extract.", path);

    public void Dispose() => file.Dispose();

    private InputException Unreadable(Exception why) => new("map.file-unreadable", $"The map file cannot be read: {why.Message}", path, why);

    /// <summary>Reads until the bytes are full or the file ends, and says how many it got.</summary>
    private int Fill(Span<byte> bytes, long offset)
    {
        var got = 0;
        while (got < bytes.Length && read(file.SafeFileHandle, bytes[got..], offset + got) is > 0 and var more) got += more;
        return got;
    }

    private void ReadTable()
    {
        var header = new byte[SectionWriter.HeaderBytes];
        var got = Fill(header, 0);
        if (got < SectionWriter.Magic.Length || !header.AsSpan().StartsWith(SectionWriter.Magic))
            throw new InputException("map.file-foreign", "The file is not a map file (.roads). Build one from an extract: mobileteams map build.", path);
        var version = BinaryPrimitives.ReadInt32LittleEndian(header.AsSpan(8));
        if (got >= 12 && version != SectionWriter.Version)
            throw new InputException("map.file-version", $"The map file has version {version}; this program reads version {SectionWriter.Version}. Build it again from the extract.", path);
        var length = BinaryPrimitives.ReadInt64LittleEndian(header.AsSpan(16));
        if (got < header.Length || file.Length < length) throw new InputException("map.file-truncated", $"The map file is cut short: it has {file.Length} of {length} bytes. Copy or build it again.", path);
        var count = BinaryPrimitives.ReadInt32LittleEndian(header.AsSpan(12));
        if (count is < 0 or > SectionWriter.MostSections || file.Length != length) throw Damaged("its header is not valid");

        var head = new byte[SectionWriter.HeaderBytes + (count * SectionWriter.EntryBytes)];
        header.CopyTo(head, 0);
        if (Fill(head.AsSpan(SectionWriter.HeaderBytes), SectionWriter.HeaderBytes) < head.Length - SectionWriter.HeaderBytes) throw Damaged("its table is cut short");
        var checksum = BinaryPrimitives.ReadUInt32LittleEndian(head.AsSpan(24));
        head.AsSpan(24, 4).Clear();
        if (Checksum.Of(head) != checksum) throw Damaged("its table does not match its checksum");
        for (var i = 0; i < count; i++)
        {
            var entry = head.AsSpan(SectionWriter.HeaderBytes + (i * SectionWriter.EntryBytes), SectionWriter.EntryBytes);
            var (offset, bytes) = (BinaryPrimitives.ReadInt64LittleEndian(entry[24..]), BinaryPrimitives.ReadInt64LittleEndian(entry[32..]));
            if (offset < 0 || bytes < 0 || bytes > int.MaxValue || offset > length - bytes) throw Damaged("its table points outside the file");
            sections[Encoding.ASCII.GetString(entry[..SectionWriter.NameBytes]).TrimEnd('\0')] = (offset, bytes, BinaryPrimitives.ReadUInt32LittleEndian(entry[40..]));
        }
    }
}
