using MobileTeams.Roads.Osm;

namespace MobileTeams.Roads.Profile;

/// <summary>Where one may cycle in everyday clothes, and how fast.</summary>
internal static class BicycleProfile
{
    private const double PushedKmh = 4.5;

    public static RoadUse? Use(OsmTags tags)
    {
        var said = tags["bicycle"] ?? tags["vehicle"] ?? tags["access"];
        var access = WayTags.AccessIn(said);
        if (tags.Is("route", "ferry") && !tags.Has("highway")) return access is Access.Closed or Access.LastStretch ? null : WayTags.Ferry(tags, true, true);
        if (tags["highway"] is not { } highway || tags.Is("area", "yes") || tags.Is("service", "emergency_access") || tags.Is("smoothness", "impassable")) return null;
        if (RideOf(highway) is not var (roadClass, kmh)) return null;

        // Where riding is not allowed one may still walk beside the bicycle, if walking is.
        var isRidden = roadClass != RoadClass.Walked || highway is "path" or "cycleway" || (access is Access.Open or Access.LastStretch && tags.Has("bicycle"));
        if (tags.Is("bicycle", "dismount")) (isRidden, access) = (false, Access.Open);
        if (access == Access.Closed || (access == Access.Unsaid && tags.Is("motorroad", "yes"))) return null;
        if (roadClass is RoadClass.Motorway && !(access is Access.Open && tags.Has("bicycle"))) return null;
        if (!isRidden && WayTags.AccessIn(tags["foot"] ?? tags["access"]) == Access.Closed) return null;
        kmh = isRidden ? Math.Min(kmh, OnSurface(tags)) : PushedKmh;
        if (highway == "steps") kmh = 2;
        var (forward, backward) = isRidden ? DirectionsOf(tags) : (true, true);
        return new RoadUse(roadClass, forward ? kmh : backward ? 0 : kmh, backward ? kmh : 0, access == Access.LastStretch) { Marks = WayTags.MarksOf(tags) };
    }

    public static bool IsBlocked(OsmTags tags)
    {
        if (tags["barrier"] is not { } barrier) return false;
        return WayTags.AccessIn(tags["bicycle"] ?? tags["vehicle"] ?? tags["access"]) switch
        {
            Access.Open => false,
            Access.LastStretch or Access.Closed => !tags.Is("bicycle", "dismount"),
            _ => tags.Is("locked", "yes") || barrier is "fence" or "wall" or "turnstile" or "kissing_gate" or "debris",
        };
    }

    private static (RoadClass Class, double Kmh)? RideOf(string highway) => highway switch
    {
        "motorway" or "motorway_link" => (RoadClass.Motorway, 16),
        "trunk" or "trunk_link" => (RoadClass.Trunk, 16),
        "primary" or "primary_link" => (RoadClass.Primary, 16),
        "secondary" or "secondary_link" => (RoadClass.Secondary, 17),
        "tertiary" or "tertiary_link" => (RoadClass.Tertiary, 17),
        "unclassified" => (RoadClass.Unclassified, 17),
        "residential" => (RoadClass.Residential, 17),
        "living_street" => (RoadClass.LivingStreet, 12),
        "service" or "services" or "rest_area" => (RoadClass.Service, 14),
        "track" => (RoadClass.Track, 12),
        "road" => (RoadClass.Unknown, 15),
        "cycleway" => (RoadClass.Walked, 18),
        "path" => (RoadClass.Walked, 13),
        "footway" or "pedestrian" or "bridleway" => (RoadClass.Walked, 10),
        "steps" => (RoadClass.Walked, 2),
        _ => null,
    };

    private static (bool Forward, bool Backward) DirectionsOf(OsmTags tags)
    {
        var isOpposite = tags["cycleway"]?.StartsWith("opposite", StringComparison.Ordinal) == true
            || tags["cycleway:left"]?.StartsWith("opposite", StringComparison.Ordinal) == true
            || tags["cycleway:right"]?.StartsWith("opposite", StringComparison.Ordinal) == true;
        return (tags["oneway:bicycle"] ?? (isOpposite ? "no" : tags["oneway"])) switch
        {
            "yes" or "true" or "1" => (true, false),
            "-1" or "reverse" => (false, true),
            "no" or "false" or "0" => (true, true),
            _ => tags["junction"] is "roundabout" or "circular" ? (true, false) : (true, true),
        };
    }

    private static double OnSurface(OsmTags tags)
    {
        var surface = tags["surface"] switch
        {
            "compacted" or "fine_gravel" or "paving_stones" or "wood" or "metal" => 15.0,
            "gravel" or "unpaved" or "sett" or "grass_paver" => 12,
            "cobblestone" or "unhewn_cobblestone" or "pebblestone" or "dirt" or "ground" or "earth" => 10,
            "grass" or "snow" or "ice" => 7,
            "sand" or "mud" => 5,
            _ => double.MaxValue,
        };
        var smoothness = tags["smoothness"] switch
        {
            "bad" => 12.0,
            "very_bad" => 8,
            "horrible" or "very_horrible" => 5,
            _ => double.MaxValue,
        };
        var track = tags["tracktype"] switch
        {
            "grade1" => 16.0,
            "grade4" => 9,
            "grade5" => 7,
            _ => double.MaxValue,
        };
        return Math.Min(surface, Math.Min(smoothness, track));
    }
}
