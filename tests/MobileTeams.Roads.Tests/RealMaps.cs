using MobileTeams.Testing;

namespace MobileTeams.Roads.Tests;

internal static class RealMaps
{
    /// <summary>The path of a real extract; skips the test where the data is not beside the project.</summary>
    public static string Path(string name)
    {
        var path = SharedData.FindMap(name);
        if (path is null) Assert.Skip($"shared/maps/{name}.osm.pbf is not beside the project.");
        return path!;
    }
}
