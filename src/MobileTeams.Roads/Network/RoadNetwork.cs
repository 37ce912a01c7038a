using MobileTeams.Roads.Profile;
using MobileTeams.Roads.Space;

namespace MobileTeams.Roads.Network;

/// <summary>Junctions and the roads between them as arrays: what a car can drive, with names and shapes. Immutable and thread-safe.</summary>
/// <remarks>An edge is one stretch of road between two junctions; it has a direction of drawing and up to two of driving. Coordinates are steps of 1e-7 degrees.</remarks>
internal sealed class RoadNetwork
{
    /// <summary>The time of a direction that may not be driven.</summary>
    public const int Closed = -1;

    private Departures? departures;

    public required int[] JunctionLon { get; init; }

    public required int[] JunctionLat { get; init; }

    public required int[] Tail { get; init; }

    public required int[] Head { get; init; }

    public required int[] Decimetres { get; init; }

    /// <summary>Milliseconds along the direction of drawing, or <see cref="Closed"/>.</summary>
    public required int[] ForwardMs { get; init; }

    /// <summary>Milliseconds against the direction of drawing, or <see cref="Closed"/>.</summary>
    public required int[] BackwardMs { get; init; }

    public required int[] Name { get; init; }

    public required RoadClass[] Class { get; init; }

    public required bool[] LastStretchOnly { get; init; }

    public required long[] Way { get; init; }

    /// <summary>The points between the junctions of edge e are <c>ShapeFirst[e]</c> to <c>ShapeFirst[e + 1]</c>.</summary>
    public required int[] ShapeFirst { get; init; }

    public required int[] ShapeLon { get; init; }

    public required int[] ShapeLat { get; init; }

    public required RoadMarks[] Marks { get; init; }

    /// <summary>The speed in winter as a share of the speed otherwise, in percent; 0 means the same.</summary>
    public required byte[] WinterPercent { get; init; }

    /// <summary>Whether traffic signals stand at each junction.</summary>
    public required bool[] HasSignal { get; init; }

    /// <summary>The i-th sequence of roads that may not be driven one after the other is <c>BanFirst[i]</c> to <c>BanFirst[i + 1]</c> of <see cref="BanRoad"/>.</summary>
    public required int[] BanFirst { get; init; }

    public required int[] BanRoad { get; init; }

    /// <summary>Turn restrictions in the extract for this profile: read, applied, and passed over because they hold at times only.</summary>
    public required int[] RestrictionCounts { get; init; }

    public required TextTable Names { get; init; }

    /// <summary>The roads that begin at each junction, laid out when first asked for.</summary>
    public Departures Departures => departures ??= new Departures(this);

    public int JunctionCount => JunctionLon.Length;

    public int EdgeCount => Tail.Length;

    /// <summary>Milliseconds of a road (an edge × 2, plus one against the drawing), or <see cref="Closed"/>.</summary>
    public int Ms(int road) => (road & 1) == 0 ? ForwardMs[road >> 1] : BackwardMs[road >> 1];

    /// <summary>The junction where a road begins.</summary>
    public int StartOf(int road) => (road & 1) == 0 ? Tail[road >> 1] : Head[road >> 1];

    /// <summary>The junction where a road ends.</summary>
    public int EndOf(int road) => (road & 1) == 0 ? Head[road >> 1] : Tail[road >> 1];

    /// <summary>How many points draw an edge, both junctions among them.</summary>
    public int PointCount(int edge) => ShapeFirst[edge + 1] - ShapeFirst[edge] + 2;

    /// <summary>The i-th point of an edge's drawing.</summary>
    public (int Lon, int Lat) Point(int edge, int i)
    {
        var inner = ShapeFirst[edge + 1] - ShapeFirst[edge];
        if (i == 0) return (JunctionLon[Tail[edge]], JunctionLat[Tail[edge]]);
        if (i > inner) return (JunctionLon[Head[edge]], JunctionLat[Head[edge]]);
        var at = ShapeFirst[edge] + i - 1;
        return (ShapeLon[at], ShapeLat[at]);
    }

    public Box BoxOf(int edge)
    {
        var box = Box.Nothing;
        for (var i = 0; i < PointCount(edge); i++)
        {
            var (lon, lat) = Point(edge, i);
            box = box.With(lon, lat);
        }

        return box.AllRound;
    }
}
