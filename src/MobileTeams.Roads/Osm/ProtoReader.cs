namespace MobileTeams.Roads.Osm;

/// <summary>Reads protocol buffer fields from one stretch of bytes.</summary>
/// <remarks>Throws <see cref="DamagedBytesException"/> where the bytes end too early or cannot be a field.</remarks>
internal ref struct ProtoReader(ReadOnlySpan<byte> bytes)
{
    private const int Varint = 0;
    private const int Fixed64 = 1;
    private const int Delimited = 2;
    private const int Fixed32 = 5;

    private readonly ReadOnlySpan<byte> bytes = bytes;
    private int at;
    private int wire;

    public readonly bool IsAtEnd => at >= bytes.Length;

    /// <summary>The number of the next field, or 0 at the end. Its value must then be read or skipped.</summary>
    public int NextField()
    {
        if (IsAtEnd) return 0;
        var tag = ReadVarint();
        var field = tag >> 3;
        if (field is 0 or > int.MaxValue) throw new DamagedBytesException("a field has no valid number");
        wire = (int)(tag & 7);
        return (int)field;
    }

    /// <summary>The value of an integer field.</summary>
    public ulong ReadInteger()
    {
        Expect(Varint);
        return ReadVarint();
    }

    /// <summary>The value of a zigzag integer field.</summary>
    public long ReadSigned()
    {
        Expect(Varint);
        return ReadZigzag();
    }

    /// <summary>The content of a string, message or packed list.</summary>
    public ReadOnlySpan<byte> ReadBytes()
    {
        Expect(Delimited);
        var length = ReadVarint();
        if (length > (ulong)(bytes.Length - at)) throw new DamagedBytesException("a field is longer than what holds it");
        var content = bytes.Slice(at, (int)length);
        at += (int)length;
        return content;
    }

    public void Skip()
    {
        switch (wire)
        {
            case Varint:
                _ = ReadVarint();
                break;
            case Fixed64:
                Advance(8);
                break;
            case Delimited:
                _ = ReadBytes();
                break;
            case Fixed32:
                Advance(4);
                break;
            default:
                throw new DamagedBytesException("a field is of no known kind");
        }
    }

    /// <summary>The next number of a packed list.</summary>
    public ulong ReadVarint()
    {
        ulong value = 0;
        for (var shift = 0; shift < 70; shift += 7)
        {
            if (at >= bytes.Length) throw new DamagedBytesException("a number is cut short");
            var part = bytes[at++];
            value |= (ulong)(part & 0x7F) << shift;
            if (part < 0x80) return value;
        }

        throw new DamagedBytesException("a number has more than ten bytes");
    }

    /// <summary>The next zigzag number of a packed list.</summary>
    public long ReadZigzag()
    {
        var value = ReadVarint();
        return (long)(value >> 1) ^ -(long)(value & 1);
    }

    private void Advance(int count)
    {
        if (count > bytes.Length - at) throw new DamagedBytesException("a field is longer than what holds it");
        at += count;
    }

    private readonly void Expect(int kind)
    {
        if (wire != kind) throw new DamagedBytesException("a field is of another kind than the format says");
    }
}
