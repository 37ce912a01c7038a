using System.Text;

namespace MobileTeams.Roads.Osm;

/// <summary>Writes protocol buffer fields into a growing stretch of bytes.</summary>
internal sealed class ProtoWriter
{
    private byte[] buffer = new byte[256];

    public int Length { get; private set; }

    public ReadOnlySpan<byte> Written => buffer.AsSpan(0, Length);

    public void Clear() => Length = 0;

    public void Integer(int field, ulong value)
    {
        Varint((ulong)field << 3);
        Varint(value);
    }

    public void Signed(int field, long value) => Integer(field, Zigzagged(value));

    public void Bytes(int field, ReadOnlySpan<byte> content)
    {
        Varint(((ulong)field << 3) | 2);
        Varint((ulong)content.Length);
        content.CopyTo(Room(content.Length));
        Length += content.Length;
    }

    /// <summary>Fields that were written elsewhere.</summary>
    public void Raw(ReadOnlySpan<byte> fields)
    {
        fields.CopyTo(Room(fields.Length));
        Length += fields.Length;
    }

    public void Text(int field, string text) => Bytes(field, Encoding.UTF8.GetBytes(text));

    public void Message(int field, ProtoWriter content) => Bytes(field, content.Written);

    public void Fixed64(int field, double value)
    {
        Varint(((ulong)field << 3) | 1);
        BitConverter.TryWriteBytes(Room(8), value);
        Length += 8;
    }

    /// <summary>A number without a field, for packed lists.</summary>
    public void Varint(ulong value)
    {
        var room = Room(10);
        var at = 0;
        for (; value >= 0x80; value >>= 7) room[at++] = (byte)(value | 0x80);
        room[at++] = (byte)value;
        Length += at;
    }

    /// <summary>A zigzag number without a field, for packed lists.</summary>
    public void Zigzag(long value) => Varint(Zigzagged(value));

    private static ulong Zigzagged(long value) => (ulong)((value << 1) ^ (value >> 63));

    private Span<byte> Room(int count)
    {
        if (Length + count > buffer.Length) Array.Resize(ref buffer, Math.Max(buffer.Length * 2, Length + count));
        return buffer.AsSpan(Length);
    }
}
