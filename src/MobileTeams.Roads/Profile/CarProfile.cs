using MobileTeams.Roads.Osm;

namespace MobileTeams.Roads.Profile;

/// <summary>What an ordinary car may do on Swedish roads and how fast it gets along. The table is explained in this room's README.</summary>
internal static class CarProfile
{
    /// <summary>How a car may use a way with these tags, or null where it may not.</summary>
    public static RoadUse? Use(OsmTags tags)
    {
        if (tags["highway"] is { } highway) return UseOfRoad(highway, tags);
        return tags.Is("route", "ferry") ? UseOfFerry(tags) : null;
    }

    /// <summary>Whether a car cannot pass a point with these tags: a bollard, a locked gate.</summary>
    public static bool IsBlocked(OsmTags tags)
    {
        var barrier = tags["barrier"];
        if (barrier is null && !tags.Is("highway", "gate")) return false;
        return AccessOf(tags) switch
        {
            Access.Open => false,
            Access.LastStretch or Access.Closed => true,
            _ => tags.Is("locked", "yes") || barrier is not (null or "no" or "gate" or "lift_gate" or "swing_gate" or "sliding_gate" or "cattle_grid" or "border_control"
                or "toll_booth" or "sally_port" or "entrance" or "height_restrictor" or "kerb" or "bump_gate" or "spikes"),
        };
    }

    private static RoadUse? UseOfRoad(string highway, OsmTags tags)
    {
        if (ClassOf(highway) is not { } roadClass) return null;
        if (tags.Is("area", "yes") || tags.Is("impassable", "yes") || tags.Is("smoothness", "impassable") || tags.Is("service", "emergency_access")) return null;
        var access = AccessOf(tags);
        if (access == Access.Closed) return null;
        if (roadClass == RoadClass.ByLeave && !IsMotorTrafficAllowedInWords(tags)) return null;

        var (forward, backward) = DirectionsOf(roadClass, tags);
        var limit = TagValues.Speed(tags["maxspeed"]);
        var forwardKmh = forward ? Driven(roadClass, TagValues.Speed(tags["maxspeed:forward"]) ?? limit, tags) : 0;
        var backwardKmh = backward ? Driven(roadClass, TagValues.Speed(tags["maxspeed:backward"]) ?? limit, tags) : 0;
        return new RoadUse(roadClass, forwardKmh, backwardKmh, access == Access.LastStretch || roadClass == RoadClass.ByLeave)
        {
            Marks = WayTags.MarksOf(tags),
            WinterPercent = WinterPercent(roadClass, Math.Max(forwardKmh, backwardKmh), tags),
        };
    }

    private static byte WinterPercent(RoadClass roadClass, double kmh, OsmTags tags) =>
        WayTags.WinterLimit(tags) is { } limit ? (byte)Math.Clamp(Math.Round(100 * Driven(roadClass, limit, tags) / kmh), 1, 200) : (byte)0;

    private static RoadUse? UseOfFerry(OsmTags tags)
    {
        // Many ferries take people only: a car needs a word for it.
        var takesCars = IsMotorTrafficAllowedInWords(tags) || tags.Has("ferry");
        if (!takesCars || AccessOf(tags) is Access.Closed or Access.LastStretch) return null;
        var (forward, backward) = DirectionsOf(RoadClass.Ferry, tags);
        return WayTags.Ferry(tags, forward, backward);
    }

    private static RoadClass? ClassOf(string highway) => highway switch
    {
        "motorway" => RoadClass.Motorway,
        "motorway_link" => RoadClass.MotorwayLink,
        "trunk" => RoadClass.Trunk,
        "trunk_link" => RoadClass.TrunkLink,
        "primary" => RoadClass.Primary,
        "primary_link" => RoadClass.PrimaryLink,
        "secondary" => RoadClass.Secondary,
        "secondary_link" => RoadClass.SecondaryLink,
        "tertiary" => RoadClass.Tertiary,
        "tertiary_link" => RoadClass.TertiaryLink,
        "unclassified" => RoadClass.Unclassified,
        "residential" => RoadClass.Residential,
        "living_street" => RoadClass.LivingStreet,
        "service" or "services" or "rest_area" => RoadClass.Service,
        "track" => RoadClass.Track,
        "road" => RoadClass.Unknown,
        "pedestrian" or "footway" or "cycleway" or "path" or "bridleway" => RoadClass.ByLeave,
        _ => null,
    };

    /// <summary>The most particular of the keys that speak of a car.</summary>
    private static Access AccessOf(OsmTags tags) =>
        WayTags.AccessIn(tags["motorcar"] ?? tags["motor_vehicle"] ?? tags["vehicle"] ?? tags["access"]);

    private static bool IsMotorTrafficAllowedInWords(OsmTags tags) =>
        WayTags.AccessIn(tags["motorcar"] ?? tags["motor_vehicle"]) is Access.Open or Access.LastStretch;

    private static (bool Forward, bool Backward) DirectionsOf(RoadClass roadClass, OsmTags tags) =>
        (tags["oneway:motorcar"] ?? tags["oneway:motor_vehicle"] ?? tags["oneway"]) switch
        {
            "yes" or "true" or "1" => (true, false),
            "-1" or "reverse" => (false, true),
            "no" or "false" or "0" => (true, true),
            _ => roadClass == RoadClass.Motorway || tags["junction"] is "roundabout" or "circular" ? (true, false) : (true, true),
        };

    /// <summary>km/h on the average: the share of the limit that this class of road lets one keep, never more than its surface bears.</summary>
    private static double Driven(RoadClass roadClass, double? signed, OsmTags tags)
    {
        var (town, country, share) = LimitsOf(roadClass);
        if (roadClass == RoadClass.LivingStreet || roadClass == RoadClass.ByLeave) return TagValues.WalkKmh;
        var limit = signed ?? (WayTags.IsInTown(tags) ? town : country);
        var kmh = Math.Min(limit, roadClass == RoadClass.Motorway ? 120 : 110) * share;
        if (roadClass == RoadClass.Service) kmh = Math.Min(kmh, tags["service"] is "parking_aisle" or "driveway" or "drive-through" ? 10 : 20);
        if (roadClass == RoadClass.Track) kmh = Math.Min(kmh, OnTrack(tags["tracktype"]));
        kmh = Math.Min(kmh, OnSurface(tags["surface"]));
        return Math.Min(kmh, OverBumps(tags["smoothness"]));
    }

    /// <summary>Limits in km/h where no sign is recorded, in town and outside, and the share of a limit that is kept on the average.</summary>
    private static (double Town, double Country, double Share) LimitsOf(RoadClass roadClass) => roadClass switch
    {
        RoadClass.Motorway => (90, 110, 0.95),
        RoadClass.MotorwayLink => (60, 70, 0.85),
        RoadClass.Trunk => (60, 90, 0.92),
        RoadClass.TrunkLink => (50, 60, 0.85),
        RoadClass.Primary => (50, 80, 0.90),
        RoadClass.PrimaryLink => (50, 60, 0.80),
        RoadClass.Secondary => (50, 70, 0.88),
        RoadClass.SecondaryLink => (50, 60, 0.80),
        RoadClass.Tertiary => (50, 70, 0.85),
        RoadClass.TertiaryLink => (50, 60, 0.80),
        RoadClass.Unclassified => (50, 70, 0.80),
        RoadClass.Residential => (50, 50, 0.60),
        RoadClass.Service => (30, 30, 0.60),
        RoadClass.Track => (30, 50, 0.60),
        RoadClass.Unknown => (50, 50, 0.60),
        RoadClass.LivingStreet or RoadClass.ByLeave => (TagValues.WalkKmh, TagValues.WalkKmh, 1),
        _ => throw new ArgumentOutOfRangeException(nameof(roadClass), roadClass, "A ferry has no limit."),
    };

    private static double OnTrack(string? grade) => grade switch
    {
        "grade1" => 30,
        "grade2" => 25,
        "grade3" => 20,
        "grade4" => 12,
        "grade5" => 8,
        _ => 20,
    };

    private static double OnSurface(string? surface) => surface switch
    {
        "compacted" => 60,
        "fine_gravel" or "gravel" or "unpaved" or "paving_stones" or "sett" => 50,
        "metal" or "wood" => 40,
        "cobblestone" or "unhewn_cobblestone" or "pebblestone" or "dirt" or "ground" or "earth" or "grass_paver" => 30,
        "grass" or "sand" or "snow" or "ice" => 20,
        "mud" => 10,
        _ => double.MaxValue,
    };

    private static double OverBumps(string? smoothness) => smoothness switch
    {
        "bad" => 40,
        "very_bad" => 20,
        "horrible" => 10,
        "very_horrible" => 5,
        _ => double.MaxValue,
    };
}
