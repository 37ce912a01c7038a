namespace MobileTeams.Roads.Profile;

/// <summary>How a car may use one way: km/h along and against its drawn direction, 0 where it may not.</summary>
/// <param name="LastStretchOnly">Open only to those who begin or end their trip on it or behind it.</param>
internal readonly record struct RoadUse(RoadClass Class, double ForwardKmh, double BackwardKmh, bool LastStretchOnly)
{
    /// <summary>A ferry's crossing and waiting for the whole way, in seconds; 0 where the speed decides.</summary>
    public double CrossingSeconds { get; init; }

    /// <summary>Waiting for the boat, in seconds, on top of the crossing.</summary>
    public double WaitingSeconds { get; init; }
}
