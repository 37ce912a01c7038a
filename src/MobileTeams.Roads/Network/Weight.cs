namespace MobileTeams.Roads.Network;

/// <summary>What a stretch costs, in one number that can be added and compared: milliseconds above, decimetres below. Least is fastest, and of the equally fast the shortest.</summary>
internal static class Weight
{
    /// <summary>More than any way; two of them may still be added up.</summary>
    public const long Infinite = 1L << 61;

    public static long Of(int ms, int decimetres) => ((long)ms << 32) + decimetres;

    public static int Ms(long weight) => (int)(weight >> 32);

    public static int Decimetres(long weight) => (int)weight;

    /// <summary>Whole seconds, rounded.</summary>
    public static int Seconds(long weight) => (Ms(weight) + 500) / 1000;

    /// <summary>Whole metres, rounded.</summary>
    public static int Metres(long weight) => (Decimetres(weight) + 5) / 10;
}
