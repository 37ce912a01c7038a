using MobileTeams.Roads.Osm;

namespace MobileTeams.Roads.BaseMap;

/// <summary>In which layer an element is drawn, as what, and whether as an area.</summary>
internal readonly record struct DrawnKind(MapLayer Layer, string Kind, bool IsArea)
{
    /// <summary>What a way or relation is drawn as, or null. A way that is no area is drawn as a line.</summary>
    public static DrawnKind? Of(OsmTags tags)
    {
        if (tags["building"] is { } building && building != "no") return Area(MapLayer.Building, "building");
        if (tags["highway"] is { } highway) return tags.Is("area", "yes") ? null : RoadKind(highway, tags) is { } road ? new DrawnKind(MapLayer.Road, road, false) : null;
        if (tags.Is("route", "ferry")) return new DrawnKind(MapLayer.Road, "ferry", false);
        if (WaterKind(tags) is { } water) return Area(MapLayer.Water, water);
        if (tags["waterway"] is "river" or "canal" or "stream" or "ditch" or "drain") return new DrawnKind(MapLayer.Water, tags["waterway"]!, false);
        if (tags.Is("natural", "wood") || tags.Is("landuse", "forest")) return Area(MapLayer.Wood, "wood");
        return LanduseKind(tags) is { } landuse ? Area(MapLayer.Landuse, landuse) : null;
    }

    /// <summary>What a named node is drawn as, or null.</summary>
    public static string? OfPlace(OsmTags tags) =>
        tags["place"] is "city" or "town" or "village" or "hamlet" or "suburb" or "quarter" or "neighbourhood" or "isolated_dwelling" or "farm" or "island" or "locality" && tags.Has("name")
            ? tags["place"]
            : null;

    private static DrawnKind Area(MapLayer layer, string kind) => new(layer, kind, true);

    private static string? RoadKind(string highway, OsmTags tags) => highway switch
    {
        "motorway" or "motorway_link" => "motorway",
        "trunk" or "trunk_link" => "trunk",
        "primary" or "primary_link" => "primary",
        "secondary" or "secondary_link" => "secondary",
        "tertiary" or "tertiary_link" => "tertiary",
        "unclassified" or "residential" or "living_street" or "road" => "minor",
        "service" => tags.Is("service", "parking_aisle") ? null : "service",
        "track" => "track",
        "path" or "footway" or "cycleway" or "bridleway" or "pedestrian" or "steps" => "path",
        _ => null,
    };

    private static string? WaterKind(OsmTags tags)
    {
        if (tags["natural"] is "water" or "bay" or "strait") return tags["water"] ?? (tags.Is("natural", "water") ? "water" : "sea");
        if (tags["waterway"] is "riverbank" or "dock") return "river";
        return tags["landuse"] is "reservoir" or "basin" ? "reservoir" : tags["place"] is "sea" or "ocean" ? "sea" : null;
    }

    private static string? LanduseKind(OsmTags tags) => tags["landuse"] switch
    {
        "residential" or "garages" => "residential",
        "commercial" or "retail" => "commercial",
        "industrial" or "railway" or "quarry" or "port" => "industrial",
        "farmland" or "farmyard" or "orchard" => "farmland",
        "meadow" or "grass" or "village_green" or "recreation_ground" or "allotments" => "green",
        "cemetery" => "cemetery",
        _ => tags["leisure"] switch
        {
            "park" or "garden" or "golf_course" or "pitch" or "playground" or "nature_reserve" => "green",
            _ => tags["natural"] switch
            {
                "wetland" => "wetland",
                "grassland" or "heath" or "scrub" => "green",
                "beach" or "sand" => "sand",
                "bare_rock" => "rock",
                _ => tags["amenity"] switch
                {
                    "hospital" or "clinic" => "hospital",
                    "school" or "kindergarten" or "university" or "college" => "school",
                    _ => null,
                },
            },
        },
    };
}
