using MobileTeams.Measures;
using MobileTeams.Roads;
using MobileTeams.Testing;

namespace MobileTeams.Server.Tests;

/// <summary>The town of these tests: a grid of streets, a road far to the east and one far to the south, so that the map's south-eastern corner has no road near it.
/// A column and a row are 500 m. It has houses with addresses: Storgatan 2 and 12 in Tierp, Storgatan 12 in Gimo, Kyrkogatan 3 B in Tierp, and the farm Norrgården.</summary>
internal static class TownMap
{
    private static readonly DrawnTown Drawn = DrawnTown.Draw(
        """
        a-1-b-2-c---d--------------------z
        |   |   | N |
        e-3-f---g---h
        |   |   |   |
        i---j---k-4-l
        |
        |
        |
        |
        |
        |
        |
        |
        y                   X
        """,
        step: 500)
        .Way("a1b2cd", "highway=residential name=Storgatan")
        .Way("e3fgh", "highway=residential name=Kyrkogatan")
        .Way("ijk4l", "highway=residential name=Storgatan")
        .Way("aei")
        .Way("bfj")
        .Way("cgk")
        .Way("dhl")
        .Way("dz", "highway=secondary")
        .Way("iy", "highway=secondary")
        .Node('1', "addr:street=Storgatan addr:housenumber=2 addr:city=Tierp")
        .Node('2', "addr:street=Storgatan addr:housenumber=12 addr:city=Tierp")
        .Node('3', "addr:street=Kyrkogatan addr:housenumber=3+B addr:city=Tierp")
        .Node('4', "addr:street=Storgatan addr:housenumber=12 addr:city=Gimo")
        .Node('N', "place=farm name=Norrgården");

    private static readonly Lazy<RoadMap> Built = new(Drawn.Build);

    public static RoadMap Map => Built.Value;

    /// <summary>Where a letter lies.</summary>
    public static GeoPoint Place(char letter) => Drawn[letter];
}
