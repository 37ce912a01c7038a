using MobileTeams.Roads.Osm;

namespace MobileTeams.Roads.Profile;

/// <summary>A way of getting about: which ways may be used and how fast, what stops one, and what turning costs.</summary>
/// <param name="Name">As in commands and map files.</param>
/// <param name="Use">How a way with these tags may be used, or null where it may not.</param>
/// <param name="IsBlocked">Whether a point with these tags cannot be passed.</param>
/// <param name="Vehicles">Who one is in turn restrictions, the most particular first; none heeds none.</param>
internal sealed record TravelProfile(string Name, Func<OsmTags, RoadUse?> Use, Func<OsmTags, bool> IsBlocked, IReadOnlyList<string> Vehicles, TurnCosts Turns)
{
    public static TravelProfile Car { get; } = new("car", CarProfile.Use, CarProfile.IsBlocked, ["motorcar", "motor_vehicle", "vehicle"], TurnCosts.Car);

    public static TravelProfile Bicycle { get; } = new("bicycle", BicycleProfile.Use, BicycleProfile.IsBlocked, ["bicycle", "vehicle"], TurnCosts.Bicycle);

    public static TravelProfile Foot { get; } = new("foot", FootProfile.Use, FootProfile.IsBlocked, [], TurnCosts.None);

    /// <summary>By car, and the rest on foot where no car may go.</summary>
    public static TravelProfile ParkAndWalk { get; } = new("park-and-walk", UseOrWalk, CarProfile.IsBlocked, Car.Vehicles, TurnCosts.Car) { WalksPastBarriers = true };

    public static IReadOnlyList<TravelProfile> All { get; } = [Car, Bicycle, Foot, ParkAndWalk];

    /// <summary>Whether what stops the car is passed on foot.</summary>
    public bool WalksPastBarriers { get; init; }

    public bool HeedsTurns => Vehicles.Count > 0;

    public static TravelProfile? Find(string name)
    {
        foreach (var profile in All)
            if (profile.Name == name) return profile;
        return null;
    }

    private static RoadUse? UseOrWalk(OsmTags tags) =>
        CarProfile.Use(tags) ?? (FootProfile.Use(tags) is { Class: not RoadClass.Ferry } walked ? walked with { Class = RoadClass.Walked, LastStretchOnly = true, Marks = walked.Marks | RoadMarks.OnFoot } : null);
}
