namespace MobileTeams.Roads.Profile;

/// <summary>How one way may be used: km/h along and against its drawn direction, 0 where it may not.</summary>
/// <param name="LastStretchOnly">Open only to those who begin or end their trip on it or behind it.</param>
internal readonly record struct RoadUse(RoadClass Class, double ForwardKmh, double BackwardKmh, bool LastStretchOnly)
{
    /// <summary>A ferry's crossing and waiting for the whole way, in seconds; 0 where the speed decides.</summary>
    public double CrossingSeconds { get; init; }

    /// <summary>Waiting for the boat, in seconds, on top of the crossing.</summary>
    public double WaitingSeconds { get; init; }

    /// <summary>What else travel times and turns depend on.</summary>
    public RoadMarks Marks { get; init; }

    /// <summary>The speed in the winter season as a share of the speed otherwise, in percent; 0 means the same.</summary>
    public byte WinterPercent { get; init; }
}

/// <summary>What is particular about a stretch of road. Stored in map files: never renumber.</summary>
[Flags]
internal enum RoadMarks : ushort
{
    None = 0,
    Roundabout = 1,

    /// <summary>Traffic signals on the way, for those who drive along its drawing.</summary>
    SignalForward = 2,

    /// <summary>Traffic signals on the way, for those who drive against its drawing.</summary>
    SignalBackward = 4,
    InTown = 8,
    WinterOnly = 16,
    SummerOnly = 32,

    /// <summary>Walked after parking the car.</summary>
    OnFoot = 64,
    ClosedAtNight = 128,
    ClosedByDay = 256,
    ClosedInRush = 512,
}
