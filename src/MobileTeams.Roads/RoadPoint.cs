using MobileTeams.Measures;

namespace MobileTeams.Roads;

/// <summary>A point on a road: an edge, how far along it, and where that is. An immutable value, usable only with the map that gave it.</summary>
public readonly record struct RoadPoint
{
    internal RoadPoint(int edge, double fraction, GeoPoint place, uint map) => (Edge, Fraction, Place, Map) = (edge, fraction, place, map);

    /// <summary>The map's number of the edge.</summary>
    public int Edge { get; }

    /// <summary>0 at the edge's beginning, 1 at its end, by metres.</summary>
    public double Fraction { get; }

    /// <summary>Where it is.</summary>
    public GeoPoint Place { get; }

    internal uint Map { get; }
}
