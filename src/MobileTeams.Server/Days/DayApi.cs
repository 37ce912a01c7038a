using MobileTeams.Dispatch;
using MobileTeams.Dispatch.Days;
using MobileTeams.Server.Accounts;
using MobileTeams.Server.Organisations;

namespace MobileTeams.Server.Days;

public static class DayApi
{
    public static void AddDays(this WebApplicationBuilder builder)
    {
        builder.Services.AddSingleton<CentreStore>();
        builder.Services.AddSingleton<StaffBook>();
        builder.Services.AddSingleton<DayStore>();
        builder.Services.AddSingleton<DayBook>();
        builder.Services.AddSingleton<FactsBook>();
        builder.Services.AddSingleton<DayHandler>();
        builder.Services.AddSingleton<AbsenceStore>();
        builder.Services.AddSingleton<DisturbanceHandler>();
        builder.Services.AddSingleton<TellStore>();
        builder.Services.AddSingleton<HandoverStore>();
        builder.Services.AddSingleton<RouteShapes>();
        builder.Services.AddSingleton<DayMap>();
        builder.Services.AddSingleton<RoadsHandler>();
        builder.Services.AddHostedService<NewMaps>();
    }

    public static void MapDays(this WebApplication app)
    {
        // What the desk's map draws: routes, visits and teams as GeoJSON. Protected identities are in none of them.
        app.MapGet("/api/days/{centre:guid}/{date}/map", async (
            Guid centre, DateOnly date, HttpContext http, CentreStore centres, DayBook book, DayMap map, CancellationToken ct) =>
        {
            var viewer = Viewer.Of(http.User);
            if (await centres.Find(viewer, new CareCentreId(centre), ct) is not { } found || await book.Find(found.Id, date, ct) is not { } day)
                return Errors.Problem(404, "day.none", "There is no such day.");
            return Results.Bytes(await map.Draw(viewer, found, day, ct), "application/json; charset=utf-8");
        }).RequireAuthorization(AccountApi.DeskPolicy);
        // Where teams were seen is not told here: some doors are protected, and the map knows which.
        app.MapGet("/api/days/{centre:guid}/{date}/events", async (
            Guid centre, DateOnly date, int? after, HttpContext http, CentreStore centres, DayStore store, CancellationToken ct) =>
            await centres.Find(Viewer.Of(http.User), new CareCentreId(centre), ct) is { } found
                ? Results.Json((await store.ListEvents(found.Id, date, after ?? 0, ct)).Where(logged => logged.Event is not DayEvent.TeamSeen), Data.Documents.Options)
                : Errors.Problem(404, "day.none", "There is no such day.")).RequireAuthorization(AccountApi.DeskPolicy);
    }
}
