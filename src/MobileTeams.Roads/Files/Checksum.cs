using System.Numerics;
using System.Runtime.InteropServices;

namespace MobileTeams.Roads.Files;

/// <summary>CRC-32C over bytes.</summary>
internal static class Checksum
{
    public static uint Of(ReadOnlySpan<byte> bytes, uint crc = uint.MaxValue)
    {
        foreach (var eight in MemoryMarshal.Cast<byte, ulong>(bytes)) crc = BitOperations.Crc32C(crc, eight);
        foreach (var one in bytes[(bytes.Length & ~7)..]) crc = BitOperations.Crc32C(crc, one);
        return crc;
    }
}
