namespace MobileTeams.Measures;

/// <summary>Travel between <see cref="Size"/> places: seconds and metres, row = from, column = to. Asymmetric; no triangle inequality is promised.</summary>
/// <remarks>Immutable and thread-safe. A pair without a way between is <see cref="Unreachable"/> in both tables and is to be asked for with
/// <see cref="IsReachable"/>, never added to anything.</remarks>
public sealed class TravelMatrix
{
    /// <summary>What the tables hold where no way exists.</summary>
    public const int Unreachable = int.MaxValue;

    private readonly int[] seconds;
    private readonly int[] metres;

    /// <summary>Takes ownership of both arrays, each of <c>size × size</c> cells, row by row.</summary>
    /// <exception cref="ArgumentException">An array has another size, a value is negative, or a pair is reachable in one table only.</exception>
    public TravelMatrix(int size, int[] seconds, int[] metres)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(size);
        var cells = checked(size * size);
        if (seconds.Length != cells) throw new ArgumentException($"A matrix of {size} places has {cells} cells, not {seconds.Length}.", nameof(seconds));
        if (metres.Length != cells) throw new ArgumentException($"A matrix of {size} places has {cells} cells, not {metres.Length}.", nameof(metres));
        for (var cell = 0; cell < cells; cell++)
        {
            if (seconds[cell] < 0 || metres[cell] < 0 || (seconds[cell] == Unreachable) != (metres[cell] == Unreachable))
                throw new ArgumentException($"From place {cell / size} to {cell % size}: {seconds[cell]} s and {metres[cell]} m cannot be.", nameof(seconds));
        }

        Size = size;
        this.seconds = seconds;
        this.metres = metres;
    }

    /// <summary>How many places.</summary>
    public int Size { get; }

    /// <summary>All cells, row by row, <c>Size × Size</c>, in seconds.</summary>
    public ReadOnlySpan<int> AllSeconds => seconds;

    /// <summary>All cells, row by row, <c>Size × Size</c>, in metres.</summary>
    public ReadOnlySpan<int> AllMetres => metres;

    public bool IsReachable(int from, int to) => seconds[(from * Size) + to] != Unreachable;

    public int Seconds(int from, int to) => seconds[(from * Size) + to];

    public int Metres(int from, int to) => metres[(from * Size) + to];
}
