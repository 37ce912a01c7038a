namespace MobileTeams.Roads.Space;

/// <summary>A rectangle in steps of 1e-7 degrees, edges included.</summary>
internal readonly record struct Box(int Left, int Bottom, int Right, int Top)
{
    /// <summary>Holds nothing; grows with <see cref="With(int, int)"/>.</summary>
    public static Box Nothing => new(int.MaxValue, int.MaxValue, int.MinValue, int.MinValue);

    public bool IsEmpty => Left > Right;

    public Box With(int lon, int lat) => new(Math.Min(Left, lon), Math.Min(Bottom, lat), Math.Max(Right, lon), Math.Max(Top, lat));

    public Box With(Box other) => new(Math.Min(Left, other.Left), Math.Min(Bottom, other.Bottom), Math.Max(Right, other.Right), Math.Max(Top, other.Top));

    /// <summary>More than half a turn wide is nothing on earth: it lies across the antimeridian, and may be on either side of it.</summary>
    public bool IsAcross => (long)Right - Left > Degrees.WholeTurn / 2;

    /// <summary>The same, all round the earth where it lies across the antimeridian.</summary>
    public Box AllRound => IsAcross ? this with { Left = (int)(-Degrees.WholeTurn / 2), Right = (int)(Degrees.WholeTurn / 2) } : this;

    public bool Touches(Box other) => Left <= other.Right && other.Left <= Right && Bottom <= other.Top && other.Bottom <= Top;

    public bool Holds(int lon, int lat) => lon >= Left && lon <= Right && lat >= Bottom && lat <= Top;
}
