using MobileTeams.Testing;

namespace MobileTeams.Roads.Tests;

internal static class RealMaps
{
    private static readonly System.Collections.Concurrent.ConcurrentDictionary<string, Lazy<RoadMap>> Built = new();

    /// <summary>The map of a real extract, made once for all tests.</summary>
    public static RoadMap Map(string name, string profile = "car")
    {
        var path = Path(name);
        return Built.GetOrAdd($"{name} {profile}", _ => new Lazy<RoadMap>(() => RoadMap.Build(path, profiles: [profile]))).Value;
    }

    /// <summary>The path of a real extract; skips the test where the data is not beside the project.</summary>
    public static string Path(string name)
    {
        var path = SharedData.FindMap(name);
        if (path is null) Assert.Skip($"shared/maps/{name}.osm.pbf is not beside the project.");
        return path!;
    }
}
