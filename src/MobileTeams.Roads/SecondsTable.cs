using MobileTeams.Measures;

namespace MobileTeams.Roads;

/// <summary>Travel from <see cref="Rows"/> places to <see cref="Columns"/> others in whole seconds, without metres: half the work of a <see cref="TravelTable"/>. Immutable and thread-safe.</summary>
/// <remarks>A pair without a way between is <see cref="TravelMatrix.Unreachable"/>; ask <see cref="IsReachable"/>.</remarks>
public sealed class SecondsTable
{
    private readonly int[] seconds;

    internal SecondsTable(int rows, int columns, int[] seconds) => (Rows, Columns, this.seconds) = (rows, columns, seconds);

    /// <summary>How many places trips begin at.</summary>
    public int Rows { get; }

    /// <summary>How many places trips end at.</summary>
    public int Columns { get; }

    /// <summary>All cells, row by row.</summary>
    public ReadOnlySpan<int> All => seconds;

    public bool IsReachable(int from, int to) => seconds[(from * Columns) + to] != TravelMatrix.Unreachable;

    public int Seconds(int from, int to) => seconds[(from * Columns) + to];
}
