using MobileTeams.Roads;

namespace MobileTeams.Server.Maps;

/// <summary>The loaded map: minutes, routes, addresses and tiles. No request for any of them leaves the machine.</summary>
public static class MapApi
{
    public static void AddMaps(this WebApplicationBuilder builder)
    {
        builder.Services.AddSingleton(_ => RoadMap.Load(builder.Configuration["MobileTeams:Map"]
            ?? throw new Data.StartFailure("map.missing: no map is named. Give one with --MobileTeams:Map FILE.roads; 'mobileteams map build' makes it.")));
        builder.Services.AddSingleton<Gazetteer>();
        builder.Services.AddSingleton<ConditionStore>();
        builder.Services.AddSingleton<RoadsBook>();
        builder.Services.AddSingleton<Reach>();
    }

    /// <summary>Reads the map now, so that a missing or damaged one is said at the start and not at the first question.</summary>
    public static void LoadMap(this WebApplication app) => app.Services.GetRequiredService<RoadMap>();

    public static void MapMaps(this WebApplication app)
    {
        app.MapGet("/tiles/{z:int}/{x:int}/{y:int}.mvt", (int z, int x, int y, RoadMap map, HttpContext http) =>
        {
            if (z is < 0 or > 22 || x < 0 || y < 0 || x >= 1 << z || y >= 1 << z)
                return Errors.Problem(404, "map.no-such-tile", $"There is no tile {z}/{x}/{y}.");
            http.Response.Headers.CacheControl = "public, max-age=86400";
            var tile = map.Tile(z, x, y);
            return tile.Length == 0 ? Results.NoContent() : Results.Bytes(tile, "application/vnd.mapbox-vector-tile");
        });
        app.MapGet("/map/style.json", (string? theme, RoadMap map, HttpContext http) =>
            Results.Json(MapStyle.For(map, isNight: theme == "night", $"{http.Request.Scheme}://{http.Request.Host}", app.Configuration["MobileTeams:Attribution"] ?? "© OpenStreetMap contributors")));
        app.MapGet("/api/places", (string? q, Gazetteer gazetteer) => gazetteer.Find(q ?? "")).RequireAuthorization();
    }
}
