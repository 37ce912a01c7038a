using MobileTeams.Measures;

namespace MobileTeams.Roads;

/// <summary>A point on a road: an edge, how far along it, and where that is. An immutable value, usable only with the map that gave it.</summary>
public readonly record struct RoadPoint
{
    internal RoadPoint(int edge, double fraction, GeoPoint place, uint map, int? only = null)
    {
        (Edge, Fraction, Place, Map) = (edge, fraction, place, map);
        barred = only is null ? (byte)0 : (byte)(only.Value & 1) == 0 ? (byte)2 : (byte)1;
    }

    // A bit for each way of driving the edge, along its drawing and against it, that does not come to the point.
    private readonly byte barred;

    /// <summary>The map's number of the edge.</summary>
    public int Edge { get; }

    /// <summary>0 at the edge's beginning, 1 at its end, by metres.</summary>
    public double Fraction { get; }

    /// <summary>Where it is.</summary>
    public GeoPoint Place { get; }

    internal uint Map { get; }

    /// <summary>Whether one may come to the point, and leave it, driving a road of its edge: not where the door is on the other side of a street that is not crossed on foot.</summary>
    internal bool IsOn(int road) => (barred & (1 << (road & 1))) == 0;
}

/// <summary>Whether it matters on which side of the street a door lies.</summary>
public enum SideOfStreet
{
    /// <summary>It does not: one parks and crosses.</summary>
    Any,

    /// <summary>Trunk, primary and secondary roads are not crossed: one arrives and leaves with the door on the right. Narrower streets are, who walks
    /// crosses any, and on a oneway there is no choice.</summary>
    Door,
}
