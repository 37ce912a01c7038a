using MobileTeams.Roads;

namespace MobileTeams.Demo.Tests;

/// <summary>The demo county's map and world, made once for all tests of this project.</summary>
public sealed class Norduppland
{
    public static readonly DateOnly Today = new(2026, 11, 23);

    public Norduppland()
    {
        var path = Path.Combine(Directory.CreateTempSubdirectory("norduppland").FullName, "norduppland.osm.pbf");
        County.Write(path, seed: 1);
        Map = RoadMap.Build(path);
        Directory.Delete(Path.GetDirectoryName(path)!, recursive: true);
        World = DemoWorld.Make(Map, seed: 1, Today);
    }

    public RoadMap Map { get; }

    public DemoWorld World { get; }
}
