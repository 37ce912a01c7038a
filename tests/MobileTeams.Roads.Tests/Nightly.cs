namespace MobileTeams.Roads.Tests;

/// <summary>Tests that take minutes run only where <c>MOBILETEAMS_NIGHTLY=1</c> is set.</summary>
internal static class Nightly
{
    public static bool IsOn => Environment.GetEnvironmentVariable("MOBILETEAMS_NIGHTLY") == "1";

    public static void Only()
    {
        if (!IsOn) Assert.Skip("Runs by night: set MOBILETEAMS_NIGHTLY=1.");
    }
}
