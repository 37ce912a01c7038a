using MobileTeams.Measures;

namespace MobileTeams.Cli;

/// <summary>Whether a matrix fits into this machine's memory.</summary>
internal static class MatrixMemory
{
    /// <exception cref="InputException"><c>map.matrix-too-large</c>, with the memory that it would take.</exception>
    public static void Refuse(int rows, int columns, int bytesPerCell)
    {
        var cells = (long)rows * columns;
        var (needed, there) = (cells * bytesPerCell, GC.GetGCMemoryInfo().TotalAvailableMemoryBytes);
        if (cells > Array.MaxLength || needed > there / 2)
            throw new InputException("map.matrix-too-large", $"A matrix of {rows} x {columns} points takes {needed >> 20} MiB; this machine has {there >> 20} MiB, of which half may be used, and a matrix has at most {Array.MaxLength} cells. Ask for fewer points.");
    }
}
