using MobileTeams.Roads;

namespace MobileTeams.Server.Maps;

/// <summary>How the base map looks, by day and by night: a MapLibre style over our own tiles. Letters are drawn by the browser, so no font is asked for.</summary>
internal static class MapStyle
{
    private const int MinZoom = 5;
    private const int MaxZoom = 15;

    public static object For(RoadMap map, bool isNight, string origin, string attribution)
    {
        var ink = isNight ? Night : Day;
        return new
        {
            version = 8,
            name = isNight ? "Natt" : "Dag",
            sources = new Dictionary<string, object>
            {
                ["map"] = new
                {
                    type = "vector",
                    tiles = new[] { $"{origin}/tiles/{{z}}/{{x}}/{{y}}.mvt" },
                    minzoom = MinZoom,
                    maxzoom = MaxZoom,
                    bounds = new[] { map.Bounds.West, map.Bounds.South, map.Bounds.East, map.Bounds.North },
                    attribution,
                },
            },
            layers = Layers(ink).ToArray(),
        };
    }

    private static IEnumerable<object> Layers(Palette ink)
    {
        yield return new { id = "land", type = "background", paint = Paint(("background-color", ink.Land)) };
        yield return Fill("wood", "wood", ink.Wood);
        yield return Fill("landuse", "landuse", ink.Built);
        yield return new
        {
            id = "water",
            type = "fill",
            source = "map",
            sourceLayer = "water",
            filter = new object[] { "==", new[] { "geometry-type" }, "Polygon" },
            paint = Paint(("fill-color", ink.Water)),
        }.AsLayer();
        yield return new
        {
            id = "waterway",
            type = "line",
            source = "map",
            sourceLayer = "water",
            filter = new object[] { "==", new[] { "geometry-type" }, "LineString" },
            paint = Paint(("line-color", ink.Water), ("line-width", Width(8, 1, 14, 4))),
        }.AsLayer();
        yield return new { id = "building", type = "fill", source = "map", sourceLayer = "building", minzoom = 13, paint = Paint(("fill-color", ink.Building)) }.AsLayer();
        foreach (var (kinds, from, thin, thick) in Roads)
        {
            var name = kinds[0];
            yield return Road($"{name}-edge", kinds, from, ink.RoadEdge, thin + 1.2, thick + 2.5);
        }

        foreach (var (kinds, from, thin, thick) in Roads)
        {
            var name = kinds[0];
            var colour = name switch { "motorway" => ink.Motorway, "primary" => ink.Primary, _ => ink.Road };
            yield return Road(name, kinds, from, colour, thin, thick);
        }

        yield return new
        {
            id = "ferry",
            type = "line",
            source = "map",
            sourceLayer = "road",
            filter = new object[] { "==", new[] { "get", "kind" }, "ferry" },
            paint = Paint(("line-color", ink.Ferry), ("line-width", 2), ("line-dasharray", new[] { 3, 2 })),
        }.AsLayer();
        yield return Label("road-name", "road", 13, new object[] { "has", "name" }, 11, ink, isAlongLine: true);
        yield return Label("village", "place", 9, new object[] { "in", new[] { "get", "kind" }, new object[] { "literal", new[] { "village", "hamlet", "suburb", "island" } } }, 12, ink);
        yield return Label("town", "place", 6, new object[] { "in", new[] { "get", "kind" }, new object[] { "literal", new[] { "city", "town" } } }, 15, ink);
    }

    private static readonly (string[] Kinds, int From, double Thin, double Thick)[] Roads =
    [
        (["track", "path"], 13, 0.4, 1.5),
        (["service"], 13, 0.5, 3),
        (["minor"], 10, 0.4, 7),
        (["tertiary"], 8, 0.6, 8),
        (["primary", "secondary"], 6, 1, 10),
        (["motorway", "trunk"], 5, 1.4, 12),
    ];

    private static object Fill(string id, string layer, string colour) =>
        new { id, type = "fill", source = "map", sourceLayer = layer, paint = Paint(("fill-color", colour)) }.AsLayer();

    private static object Road(string id, string[] kinds, int from, string colour, double thin, double thick) => new
    {
        id,
        type = "line",
        source = "map",
        sourceLayer = "road",
        minzoom = from,
        filter = new object[] { "in", new[] { "get", "kind" }, new object[] { "literal", kinds } },
        layout = new Dictionary<string, object> { ["line-cap"] = "round", ["line-join"] = "round" },
        paint = Paint(("line-color", colour), ("line-width", Width(from, thin, 17, thick))),
    }.AsLayer();

    private static object Label(string id, string layer, int from, object filter, int size, Palette ink, bool isAlongLine = false)
    {
        var layout = new Dictionary<string, object>
        {
            ["text-field"] = new[] { "get", "name" },
            ["text-size"] = size,
            ["text-font"] = new[] { "sans-serif" },
            ["symbol-placement"] = isAlongLine ? "line" : "point",
        };
        return new
        {
            id,
            type = "symbol",
            source = "map",
            sourceLayer = layer,
            minzoom = from,
            filter,
            layout,
            paint = Paint(("text-color", ink.Letter), ("text-halo-color", ink.Halo), ("text-halo-width", 1.5)),
        }.AsLayer();
    }

    private static object[] Width(int fromZoom, double thin, int toZoom, double thick) =>
        ["interpolate", new object[] { "exponential", 1.5 }, new[] { "zoom" }, fromZoom, thin, toZoom, thick];

    private static Dictionary<string, object> Paint(params (string Name, object Value)[] values) => values.ToDictionary(pair => pair.Name, pair => pair.Value);

    /// <summary>C# has no dash in names: <c>sourceLayer</c> becomes MapLibre's <c>source-layer</c>.</summary>
    private static Dictionary<string, object?> AsLayer(this object layer) =>
        layer.GetType().GetProperties().ToDictionary(property => property.Name == "sourceLayer" ? "source-layer" : property.Name, property => property.GetValue(layer));

    private sealed record Palette(
        string Land, string Wood, string Built, string Water, string Building, string RoadEdge, string Road, string Primary, string Motorway, string Ferry, string Letter, string Halo);

    private static readonly Palette Day = new(
        "#f1f3ee", "#dde8d6", "#e9e6e1", "#c4dcea", "#d8d3cb", "#c9c8c2", "#ffffff", "#f6e3a8", "#efc46a", "#5b8fb0", "#26332f", "#ffffffd9");

    private static readonly Palette Night = new(
        "#14191a", "#162119", "#1d2022", "#0e2230", "#272a2c", "#0d1011", "#3a3f40", "#6a5a2c", "#86652a", "#3f6f8f", "#d9d2c3", "#101415d9");
}
