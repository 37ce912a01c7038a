using MobileTeams.Roads.Osm;

namespace MobileTeams.Roads.Profile;

/// <summary>Where one may walk, and how fast.</summary>
internal static class FootProfile
{
    private const double WalkingKmh = 5;
    private const double StairsKmh = 2.5;

    public static RoadUse? Use(OsmTags tags)
    {
        var access = WayTags.AccessIn(tags["foot"] ?? tags["access"]);
        if (tags.Is("route", "ferry") && !tags.Has("highway")) return access is Access.Closed or Access.LastStretch ? null : WayTags.Ferry(tags, true, true);
        if (tags["highway"] is not { } highway || access == Access.Closed || tags.Is("foot", "use_sidepath") || tags.Is("service", "emergency_access")) return null;
        if (ClassOf(highway, tags) is not { } roadClass) return null;
        if (access == Access.Unsaid && (roadClass == RoadClass.Motorway || tags.Is("motorroad", "yes"))) return null;
        var kmh = highway == "steps" ? StairsKmh : Math.Min(WalkingKmh, OverSurface(tags));
        var (forward, backward) = tags["oneway:foot"] switch
        {
            "yes" or "1" => (true, false),
            "-1" => (false, true),
            _ => (true, true),
        };
        return new RoadUse(roadClass, forward ? kmh : 0, backward ? kmh : 0, access == Access.LastStretch) { Marks = WayTags.MarksOf(tags) };
    }

    /// <summary>Walls and locked gates stop one on foot; bollards do not.</summary>
    public static bool IsBlocked(OsmTags tags)
    {
        if (tags["barrier"] is not { } barrier) return false;
        return WayTags.AccessIn(tags["foot"] ?? tags["access"]) switch
        {
            Access.Open => false,
            Access.LastStretch or Access.Closed => true,
            _ => tags.Is("locked", "yes") || barrier is "fence" or "wall" or "debris",
        };
    }

    private static RoadClass? ClassOf(string highway, OsmTags tags) => highway switch
    {
        "motorway" or "motorway_link" => RoadClass.Motorway,
        "trunk" or "trunk_link" => RoadClass.Trunk,
        "primary" or "primary_link" => RoadClass.Primary,
        "secondary" or "secondary_link" => RoadClass.Secondary,
        "tertiary" or "tertiary_link" => RoadClass.Tertiary,
        "unclassified" => RoadClass.Unclassified,
        "residential" => RoadClass.Residential,
        "living_street" => RoadClass.LivingStreet,
        "service" or "services" or "rest_area" => RoadClass.Service,
        "track" => RoadClass.Track,
        "road" => RoadClass.Unknown,
        "footway" or "pedestrian" or "path" or "steps" or "platform" or "corridor" or "elevator" => RoadClass.Walked,
        "cycleway" or "bridleway" => tags.Is("segregated", "no") || tags["foot"] is not "no" ? RoadClass.Walked : null,
        _ => null,
    };

    private static double OverSurface(OsmTags tags) => tags["sac_scale"] switch
    {
        "mountain_hiking" => 4,
        "demanding_mountain_hiking" => 3,
        "alpine_hiking" or "demanding_alpine_hiking" or "difficult_alpine_hiking" => 2,
        _ => tags["surface"] is "sand" or "mud" or "snow" or "ice" ? 4 : double.MaxValue,
    };
}
