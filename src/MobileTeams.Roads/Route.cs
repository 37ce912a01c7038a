using MobileTeams.Measures;

namespace MobileTeams.Roads;

/// <summary>A fastest way: whole seconds and metres, its line on the map, and the streets it takes.</summary>
public sealed record Route(int Seconds, int Metres, IReadOnlyList<GeoPoint> Shape, IReadOnlyList<RouteStep> Steps);

/// <summary>A stretch of a route on roads of one name; the name is empty where the map has none.</summary>
public sealed record RouteStep(string Name, int Metres, int Seconds)
{
    /// <summary>How one comes onto this stretch.</summary>
    public Turn Turn { get; init; }

    /// <summary>For <see cref="Turn.Roundabout"/>, which exit leads onto this stretch, from 1; otherwise 0.</summary>
    public int Exit { get; init; }
}

/// <summary>How one comes from one stretch of a route onto the next.</summary>
public enum Turn
{
    /// <summary>The beginning.</summary>
    Depart,
    Straight,
    SlightRight,
    Right,
    SharpRight,
    SlightLeft,
    Left,
    SharpLeft,
    UTurn,

    /// <summary>By a roundabout.</summary>
    Roundabout,

    /// <summary>Onto a ferry.</summary>
    Ferry,

    /// <summary>Parking the car and walking on.</summary>
    Walk,
}
