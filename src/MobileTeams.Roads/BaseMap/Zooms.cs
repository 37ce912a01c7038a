using MobileTeams.Roads.Space;

namespace MobileTeams.Roads.BaseMap;

/// <summary>From which zoom on a feature is drawn.</summary>
internal static class Zooms
{
    public const int Least = 5;
    public const int Most = 15;

    public static byte From(BaseMapBuilder.Feature feature) => (byte)(feature.Layer switch
    {
        MapLayer.Road => FromRoad(feature.Kind),
        MapLayer.Place => FromPlace(feature.Kind),
        MapLayer.Building => 14,
        MapLayer.Water when feature.Shape == DrawnShape.Line => feature.Kind is "river" or "canal" ? 9 : 13,
        MapLayer.Water => FromSize(feature, Least),
        MapLayer.Wood => FromSize(feature, 7),
        _ => FromSize(feature, 10),
    });

    private static int FromRoad(string kind) => kind switch
    {
        "motorway" or "trunk" => 5,
        "primary" => 7,
        "secondary" or "ferry" => 8,
        "tertiary" => 10,
        "minor" => 12,
        "service" or "track" => 13,
        _ => 14,
    };

    private static int FromPlace(string kind) => kind switch
    {
        "city" => 5,
        "town" => 7,
        "village" => 9,
        "suburb" or "island" => 11,
        "hamlet" => 12,
        _ => 13,
    };

    /// <summary>The zoom at which an area is about four pixels wide or high.</summary>
    private static int FromSize(BaseMapBuilder.Feature feature, int least)
    {
        var box = Box.Nothing;
        foreach (var part in feature.Parts)
            foreach (var (lon, lat) in part.Points) box = box.With(lon, lat);
        var degrees = Math.Max(((long)box.Right - box.Left) * Degrees.PerUnit, ((long)box.Top - box.Bottom) * Degrees.PerUnit * 2);
        var zoom = degrees > 0 ? (int)Math.Ceiling(Math.Log2(360.0 / 512 * 4 / degrees)) : Most;
        return Math.Clamp(zoom, least, 14);
    }
}
