using MobileTeams.Measures;

namespace MobileTeams.Roads;

/// <summary>Travel from <see cref="Rows"/> places to <see cref="Columns"/> others: seconds and metres of the fastest way. Immutable and thread-safe.</summary>
/// <remarks>A pair without a way between is <see cref="TravelMatrix.Unreachable"/> in both tables; ask <see cref="IsReachable"/>.</remarks>
public sealed class TravelTable
{
    private readonly int[] seconds;
    private readonly int[] metres;

    internal TravelTable(int rows, int columns, int[] seconds, int[] metres) => (Rows, Columns, this.seconds, this.metres) = (rows, columns, seconds, metres);

    /// <summary>How many places trips begin at.</summary>
    public int Rows { get; }

    /// <summary>How many places trips end at.</summary>
    public int Columns { get; }

    /// <summary>All cells, row by row, in seconds.</summary>
    public ReadOnlySpan<int> AllSeconds => seconds;

    /// <summary>All cells, row by row, in metres.</summary>
    public ReadOnlySpan<int> AllMetres => metres;

    public bool IsReachable(int from, int to) => seconds[(from * Columns) + to] != TravelMatrix.Unreachable;

    public int Seconds(int from, int to) => seconds[(from * Columns) + to];

    public int Metres(int from, int to) => metres[(from * Columns) + to];

    internal TravelMatrix AsMatrix() => new(Rows, seconds, metres);
}
