namespace MobileTeams.Roads.Osm;

/// <summary>Unpacks bzip2, several streams in one file included; one block (900,000 bytes at most) is in memory at a time. Forward only, not thread-safe.</summary>
/// <remarks>Burrows, Wheeler, A block-sorting lossless data compression algorithm, SRC research report 124, 1994. Throws <see cref="DamagedBytesException"/> where the bytes cannot be
/// bzip2 or do not match their checksum, <see cref="EndOfStreamException"/> where they end too early.</remarks>
internal sealed class BZip2Stream(Stream packed) : Stream
{
    private const long BlockMagic = 0x314159265359;
    private const long EndMagic = 0x177245385090;
    private const int LongestCode = 20;
    private const int SymbolsPerGroup = 50;

    private static readonly uint[] CrcOfByte = MakeCrcOfByte();

    private readonly byte[] input = new byte[1 << 16];
    private int inputAt;
    private int inputLength;
    private ulong bits;
    private int bitCount;

    private uint[] next = [];
    private int blockSize;
    private uint position;
    private int left;
    private byte last;
    private int run;
    private int repeats;
    private uint blockCrc;
    private uint expectedCrc;
    private bool isInStream;
    private bool isInBlock;
    private bool isAtEnd;

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

    public override int Read(Span<byte> buffer)
    {
        for (var at = 0; at < buffer.Length; at++)
        {
            var value = NextByte();
            if (value < 0) return at;
            buffer[at] = (byte)value;
        }

        return buffer.Length;
    }

    public override void Flush()
    {
    }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    private int NextByte()
    {
        while (true)
        {
            if (repeats > 0)
            {
                repeats--;
                blockCrc = (blockCrc << 8) ^ CrcOfByte[(blockCrc >> 24) ^ last];
                return last;
            }

            if (left > 0)
            {
                var value = Follow();

                // Four equal bytes are followed by a count of more.
                if (run == 4)
                {
                    (repeats, run) = (value, 0);
                    continue;
                }

                run = run > 0 && value == last ? run + 1 : 1;
                last = value;
                blockCrc = (blockCrc << 8) ^ CrcOfByte[(blockCrc >> 24) ^ value];
                return value;
            }

            if (isInBlock)
            {
                isInBlock = false;
                if (~blockCrc != expectedCrc) throw new DamagedBytesException("a bzip2 block does not match its checksum");
            }

            if (isAtEnd || !BeginBlock()) return -1;
        }
    }

    private byte Follow()
    {
        var entry = next[position];
        position = entry >> 8;
        left--;
        return (byte)entry;
    }

    /// <summary>Reads the next block, over the end of one stream into the next; false at the end of all.</summary>
    private bool BeginBlock()
    {
        while (true)
        {
            if (!isInStream && !BeginStream()) return false;
            var magic = ((long)Bits(24) << 24) | Bits(24);
            if (magic == BlockMagic)
            {
                ReadBlock();
                return true;
            }

            if (magic != EndMagic) throw new DamagedBytesException("a bzip2 block does not begin as one");
            _ = Bits(16);
            _ = Bits(16);
            bitCount -= bitCount % 8;
            isInStream = false;
        }
    }

    private bool BeginStream()
    {
        if (bitCount == 0 && !Refill())
        {
            isAtEnd = true;
            return false;
        }

        if (Bits(8) != 'B' || Bits(8) != 'Z' || Bits(8) != 'h') throw new DamagedBytesException("it is not bzip2 throughout");
        var level = (int)Bits(8) - '0';
        if (level is < 1 or > 9) throw new DamagedBytesException("its bzip2 header is not valid");
        blockSize = level * 100_000;
        if (next.Length < blockSize) next = new uint[blockSize];
        return isInStream = true;
    }

    private void ReadBlock()
    {
        expectedCrc = (Bits(16) << 16) | Bits(16);
        if (Bits(1) != 0) throw new DamagedBytesException("it uses randomised bzip2 blocks, which are not read");
        var origin = Bits(24);
        var (symbols, symbolCount) = ReadSymbols();
        var (selectors, tables) = ReadTables(symbolCount + 2);
        Span<int> counts = stackalloc int[256];
        counts.Clear();
        var (length, selector, group, table) = (0, 0, 0, tables[0]);
        var (runLength, runUnit) = (0, 1);
        while (true)
        {
            if (group == 0)
            {
                if (selector == selectors.Length) throw new DamagedBytesException("a bzip2 block has more symbols than it says");
                (table, group) = (tables[selectors[selector++]], SymbolsPerGroup);
            }

            group--;
            var symbol = table.Next(this);
            if (symbol <= 1)
            {
                if (runLength > blockSize) throw new DamagedBytesException("a bzip2 block is longer than it may be");
                runLength += runUnit << symbol;
                runUnit <<= 1;
                continue;
            }

            if (runLength > 0)
            {
                if (runLength > blockSize - length) throw new DamagedBytesException("a bzip2 block is longer than it may be");
                next.AsSpan(length, runLength).Fill(symbols[0]);
                counts[symbols[0]] += runLength;
                length += runLength;
                (runLength, runUnit) = (0, 1);
            }

            if (symbol == symbolCount + 1) break;
            if (length == blockSize) throw new DamagedBytesException("a bzip2 block is longer than it may be");
            var value = symbols[symbol - 1];
            symbols.AsSpan(0, symbol - 1).CopyTo(symbols.AsSpan(1));
            symbols[0] = value;
            next[length++] = value;
            counts[value]++;
        }

        Unsort(length, origin, counts);
        isInBlock = true;
    }

    /// <summary>Turns the sorted last column into links from each byte to the next.</summary>
    private void Unsort(int length, uint origin, Span<int> counts)
    {
        if (origin >= length) throw new DamagedBytesException("a bzip2 block begins outside itself");
        var sum = 0;
        foreach (ref var count in counts) (count, sum) = (sum, sum + count);
        for (var i = 0; i < length; i++) next[counts[(byte)next[i]]++] |= (uint)i << 8;
        position = next[origin] >> 8;
        (left, run, repeats, blockCrc) = (length, 0, 0, uint.MaxValue);
    }

    private (byte[] Symbols, int Count) ReadSymbols()
    {
        var (symbols, count, groups) = (new byte[256], 0, Bits(16));
        for (var group = 0; group < 16; group++)
        {
            if ((groups & (0x8000u >> group)) == 0) continue;
            var used = Bits(16);
            for (var i = 0; i < 16; i++)
                if ((used & (0x8000u >> i)) != 0) symbols[count++] = (byte)((group * 16) + i);
        }

        return count > 0 ? (symbols, count) : throw new DamagedBytesException("a bzip2 block uses no symbols");
    }

    private (byte[] Selectors, Codes[] Tables) ReadTables(int symbols)
    {
        var (tables, selectors) = (new Codes[Bits(3)], new byte[Bits(15)]);
        if (tables.Length is < 2 or > 6 || selectors.Length == 0) throw new DamagedBytesException("a bzip2 block has no valid tables");
        Span<byte> order = [0, 1, 2, 3, 4, 5];
        foreach (ref var selector in selectors.AsSpan())
        {
            var at = 0;
            while (Bits(1) == 1)
                if (++at >= tables.Length) throw new DamagedBytesException("a bzip2 block names a table that it does not have");
            selector = order[at];
            order[..at].CopyTo(order[1..]);
            order[0] = selector;
        }

        var lengths = new byte[symbols];
        for (var table = 0; table < tables.Length; table++)
        {
            var length = (int)Bits(5);
            foreach (ref var one in lengths.AsSpan())
            {
                while (true)
                {
                    if (length is < 1 or > LongestCode) throw new DamagedBytesException("a bzip2 table has no valid code lengths");
                    if (Bits(1) == 0) break;
                    length += Bits(1) == 0 ? 1 : -1;
                }

                one = (byte)length;
            }

            tables[table] = new Codes(lengths);
        }

        return (selectors, tables);
    }

    private uint Bits(int count)
    {
        while (bitCount < count)
        {
            if (!Refill()) throw new EndOfStreamException();
        }

        bitCount -= count;
        return (uint)((bits >> bitCount) & ((1UL << count) - 1));
    }

    private bool Refill()
    {
        if (inputAt == inputLength)
        {
            (inputAt, inputLength) = (0, packed.Read(input, 0, input.Length));
            if (inputLength == 0) return false;
        }

        bits = (bits << 8) | input[inputAt++];
        bitCount += 8;
        return true;
    }

    private static uint[] MakeCrcOfByte()
    {
        var table = new uint[256];
        for (var value = 0u; value < 256; value++)
        {
            var crc = value << 24;
            for (var bit = 0; bit < 8; bit++) crc = (crc & 0x8000_0000) != 0 ? (crc << 1) ^ 0x04C1_1DB7 : crc << 1;
            table[value] = crc;
        }

        return table;
    }

    /// <summary>Canonical codes by their lengths.</summary>
    private sealed class Codes
    {
        private readonly int[] limit = new int[LongestCode + 2];
        private readonly int[] offset = new int[LongestCode + 2];
        private readonly int[] symbols;

        public Codes(byte[] lengths)
        {
            symbols = new int[lengths.Length];
            var (code, at) = (0, 0);
            for (var length = 1; length <= LongestCode; length++)
            {
                offset[length] = at - code;
                for (var symbol = 0; symbol < lengths.Length; symbol++)
                {
                    if (lengths[symbol] != length) continue;
                    symbols[at++] = symbol;
                    code++;
                }

                limit[length] = code;
                code <<= 1;
            }
        }

        public int Next(BZip2Stream stream)
        {
            var code = 0;
            for (var length = 1; length <= LongestCode; length++)
            {
                code = (code << 1) | (int)stream.Bits(1);
                var at = code + offset[length];
                if (code < limit[length] && at >= 0 && at < symbols.Length) return symbols[at];
            }

            throw new DamagedBytesException("a bzip2 code is not in its table");
        }
    }
}
