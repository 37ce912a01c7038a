using MobileTeams.Measures;
using MobileTeams.Roads;
using MobileTeams.Testing;

namespace MobileTeams.Server.Tests;

/// <summary>The town of these tests: a grid of streets, a road far to the east and one far to the south, so that the map's south-eastern corner has no road near it.
/// A column and a row are 500 m. It has houses with addresses: Storgatan 2 and 12 in Tierp, Storgatan 12 in Gimo, Kyrkogatan 3 B in Tierp, and the farm Norrgården.</summary>
internal static class TownMap
{
    private static readonly DrawnTown Drawn = Draw("highway=residential");

    private static readonly Lazy<RoadMap> Built = new(Drawn.Build);

    private static readonly Lazy<RoadMap> BuiltSlow = new(() => Draw("highway=living_street").Way("lX").Build());

    public static RoadMap Map => Built.Value;

    /// <summary>The same town where every street is a yard that one drives at walking pace, with one road more.</summary>
    public static RoadMap Slow => BuiltSlow.Value;

    /// <summary>Where a letter lies.</summary>
    public static GeoPoint Place(char letter) => Drawn[letter];

    private static DrawnTown Draw(string street) => DrawnTown.Draw(
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
        .Way("a1b2cd", $"{street} name=Storgatan")
        .Way("e3fgh", $"{street} name=Kyrkogatan")
        .Way("ijk4l", $"{street} name=Storgatan")
        .Way("aei", street)
        .Way("bfj", street)
        .Way("cgk", street)
        .Way("dhl", street)
        .Way("dz", "highway=secondary")
        .Way("iy", "highway=secondary")
        .Node('1', "addr:street=Storgatan addr:housenumber=2 addr:city=Tierp")
        .Node('2', "addr:street=Storgatan addr:housenumber=12 addr:city=Tierp")
        .Node('3', "addr:street=Kyrkogatan addr:housenumber=3+B addr:city=Tierp")
        .Node('4', "addr:street=Storgatan addr:housenumber=12 addr:city=Gimo")
        .Node('N', "place=farm name=Norrgården");
}
