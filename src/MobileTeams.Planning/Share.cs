namespace MobileTeams.Planning;

/// <summary>Iterations and time, divided so that they are used up and not exceeded.</summary>
internal static class Share
{
    /// <summary>What <paramref name="index"/> of <paramref name="count"/> gets of a whole number.</summary>
    public static long Of(long whole, int count, int index) => (whole / count) + (index < whole % count ? 1 : 0);

    /// <summary>How much of the time that is left a thread may give to the next piece of work, when <paramref name="waiting"/> pieces wait, that one among them, and whoever is
    /// ready takes the next.</summary>
    public static double OfRest(int waiting, int threads) => 1 / Math.Ceiling(waiting / (double)threads);
}
