using MobileTeams.Roads;
using MobileTeams.Server.Accounts;

namespace MobileTeams.Server.Maps;

/// <summary>The loaded map: minutes, routes, addresses and tiles. No request for any of them leaves the machine.</summary>
public static class MapApi
{
    public static void AddMaps(this WebApplicationBuilder builder)
    {
        builder.Services.AddSingleton(_ => MapHolder.Open(builder.Configuration["MobileTeams:Map"]
            ?? throw new Data.StartFailure("map.missing: no map is named. Give one with --MobileTeams:Map FILE.roads; 'mobileteams map build' makes it.")));
        builder.Services.AddSingleton<MapNews>();
        builder.Services.AddSingleton<Gazetteer>();
        builder.Services.AddSingleton<ConditionStore>();
        builder.Services.AddSingleton<RoadsBook>();
        builder.Services.AddSingleton<Reach>();
    }

    /// <summary>Reads the map now, so that a missing or damaged one is said at the start and not at the first question.</summary>
    public static void LoadMap(this WebApplication app) => app.Services.GetRequiredService<MapHolder>();

    public static void MapMaps(this WebApplication app)
    {
        app.MapGet("/tiles/{z:int}/{x:int}/{y:int}.mvt", (int z, int x, int y, MapHolder maps, HttpContext http) =>
        {
            if (z is < 0 or > 22 || x < 0 || y < 0 || x >= 1 << z || y >= 1 << z)
                return Errors.Problem(404, "map.no-such-tile", $"There is no tile {z}/{x}/{y}.");

            // A new map shows itself within minutes: a browser asks again, and is told that nothing changed.
            var map = maps.Current;
            http.Response.Headers.CacheControl = "public, max-age=300";
            http.Response.Headers.ETag = $"\"{map.TileStamp:x8}\"";
            if (http.Request.Headers.IfNoneMatch == http.Response.Headers.ETag) return Results.StatusCode(StatusCodes.Status304NotModified);
            var tile = map.Tile(z, x, y);
            return tile.Length == 0 ? Results.NoContent() : Results.Bytes(tile, "application/vnd.mapbox-vector-tile");
        });
        app.MapGet("/map/style.json", (string? theme, MapHolder maps, HttpContext http) =>
            Results.Json(MapStyle.For(maps.Current, isNight: theme == "night", $"{http.Request.Scheme}://{http.Request.Host}", app.Configuration["MobileTeams:Attribution"] ?? "© OpenStreetMap contributors")));
        app.MapGet("/api/places", (string? q, Gazetteer gazetteer) => gazetteer.Find(q ?? "")).RequireAuthorization();
        app.MapGet("/api/map", (MapNews news) => news.Now).RequireAuthorization(AccountApi.AdminPolicy);
    }
}
