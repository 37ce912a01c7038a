namespace MobileTeams.Roads;

/// <summary>What came of looking for the road at a place.</summary>
public abstract record Snap
{
    private Snap()
    {
    }

    /// <summary>The nearest point of a road that can reach and be reached from the rest of the map; never on a motorway or a ferry.</summary>
    /// <param name="Metres">Straight metres from the place to the point.</param>
    /// <param name="PassedNearer">Whether a nearer road was passed over because it cannot reach or be reached from the rest.</param>
    public sealed record Found(RoadPoint Point, double Metres, bool PassedNearer) : Snap;

    /// <summary>The place lies outside the map.</summary>
    /// <param name="LooksSwapped">Longitude and latitude exchanged lie inside: they were probably swapped.</param>
    public sealed record OffMap(bool LooksSwapped) : Snap;

    /// <summary>No usable road within <see cref="RoadMap.FarthestSnapMetres"/>.</summary>
    /// <param name="Metres">Straight metres to the nearest road of any standing, or infinite where none was found.</param>
    public sealed record TooFar(double Metres) : Snap;
}
