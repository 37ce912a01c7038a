namespace MobileTeams.Roads.Profile;

/// <summary>What turns cost in milliseconds, by traffic on the right: what crosses oncoming traffic takes longer.</summary>
/// <remarks>Only where three roads or more meet; never along a roundabout or straight on. An estimate on top of the speeds, which already hold the ordinary slowing down.</remarks>
internal sealed record TurnCosts(int Right, int Left, int Sharp, int UTurn, int Signal, int Parking)
{
    /// <summary>Less than this is straight on, in degrees.</summary>
    public const double StraightDegrees = 35;

    /// <summary>A road that keeps its name may bend so far at a junction, in degrees.</summary>
    public const double SameRoadDegrees = 60;

    /// <summary>More than this is a sharp turn, in degrees.</summary>
    public const double SharpDegrees = 135;

    public static TurnCosts Car { get; } = new(Right: 2_000, Left: 4_000, Sharp: 2_000, UTurn: 20_000, Signal: 4_000, Parking: 60_000);

    public static TurnCosts Bicycle { get; } = new(Right: 1_000, Left: 2_000, Sharp: 1_000, UTurn: 5_000, Signal: 4_000, Parking: 0);

    public static TurnCosts None { get; } = new(0, 0, 0, 0, 0, 0);
}
