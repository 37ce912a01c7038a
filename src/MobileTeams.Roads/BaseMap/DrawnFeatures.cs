using MobileTeams.Roads.Network;
using MobileTeams.Roads.Space;

namespace MobileTeams.Roads.BaseMap;

/// <summary>How a feature's points are joined.</summary>
internal enum DrawnShape : byte
{
    Point = 1,
    Line = 2,
    Area = 3,
}

/// <summary>Everything that is drawn, as arrays, sorted by the zoom from which it is drawn. Immutable and thread-safe.</summary>
internal sealed class DrawnFeatures
{
    public required MapLayer[] Layer { get; init; }

    public required DrawnShape[] Shape { get; init; }

    /// <summary>The lowest zoom at which a feature is drawn; never falls from one feature to the next.</summary>
    public required byte[] FromZoom { get; init; }

    public required int[] Kind { get; init; }

    public required int[] Name { get; init; }

    public required int[] Population { get; init; }

    /// <summary>The parts (lines, or rings without their last point) of feature f are <c>PartFirst[f]</c> to <c>PartFirst[f + 1]</c>; an outer ring is followed by its holes.</summary>
    public required int[] PartFirst { get; init; }

    public required bool[] IsHole { get; init; }

    /// <summary>The points of part p are <c>PointFirst[p]</c> to <c>PointFirst[p + 1]</c>.</summary>
    public required int[] PointFirst { get; init; }

    public required int[] Lon { get; init; }

    public required int[] Lat { get; init; }

    public required TextTable Texts { get; init; }

    public int Count => Layer.Length;

    public Box BoxOf(int feature)
    {
        var box = Box.Nothing;
        for (var point = PointFirst[PartFirst[feature]]; point < PointFirst[PartFirst[feature + 1]]; point++) box = box.With(Lon[point], Lat[point]);
        return box.AllRound;
    }
}
