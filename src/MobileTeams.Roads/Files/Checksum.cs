using System.Numerics;
using System.Runtime.InteropServices;

namespace MobileTeams.Roads.Files;

/// <summary>CRC-32C over bytes.</summary>
internal static class Checksum
{
    /// <summary>How many bytes of a large array are summed by themselves, so that several threads may.</summary>
    public const int Piece = 1 << 20;

    public static uint Of(ReadOnlySpan<byte> bytes, uint crc = uint.MaxValue)
    {
        foreach (var eight in MemoryMarshal.Cast<byte, ulong>(bytes)) crc = BitOperations.Crc32C(crc, eight);
        foreach (var one in bytes[(bytes.Length & ~7)..]) crc = BitOperations.Crc32C(crc, one);
        return crc;
    }

    /// <summary>The sum of the pieces' sums.</summary>
    public static uint OfPieces(ReadOnlySpan<byte> bytes)
    {
        var sums = new uint[Pieces(bytes.Length)];
        for (var piece = 0; piece < sums.Length; piece++) sums[piece] = Of(bytes.Slice(piece * Piece, Math.Min(Piece, bytes.Length - (piece * Piece))));
        return Of(MemoryMarshal.AsBytes(sums.AsSpan()));
    }

    public static int Pieces(int bytes) => (int)(((long)bytes + Piece - 1) / Piece);
}
