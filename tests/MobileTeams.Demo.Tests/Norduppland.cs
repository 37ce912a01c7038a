using MobileTeams.Roads;

namespace MobileTeams.Demo.Tests;

/// <summary>The demo county's map and world, made once for all tests of this project.</summary>
public sealed class Norduppland
{
    /// <summary>The seed that the product itself uses.</summary>
    public const int Seed = 2030;

    public static readonly DateOnly Today = new(2026, 11, 23);

    public Norduppland()
    {
        var path = Path.Combine(Directory.CreateTempSubdirectory("norduppland").FullName, "norduppland.osm.pbf");
        County.Write(path, Seed);
        Map = RoadMap.Build(path);
        Directory.Delete(Path.GetDirectoryName(path)!, recursive: true);
        World = DemoWorld.Make(Map, Seed, Today);
    }

    public RoadMap Map { get; }

    public DemoWorld World { get; }
}
