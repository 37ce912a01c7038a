using MobileTeams.Dispatch;
using MobileTeams.Server.Accounts;

namespace MobileTeams.Server.Tablet;

/// <summary>What the tablet asks for: its person's shifts, and all of one shift at once.</summary>
public static class TabletApi
{
    public static void AddTablet(this WebApplicationBuilder builder)
    {
        builder.Services.AddSingleton<TeamStore>();
        builder.Services.AddSingleton<TeamBundle>();
    }

    public static void MapTablet(this WebApplication app)
    {
        var tablet = app.MapGroup("/api/tablet").RequireAuthorization();
        tablet.MapGet("/shifts", async (HttpContext http, TeamBundle bundle, CancellationToken ct) => await bundle.ListShifts(Viewer.Of(http.User), ct));
        tablet.MapPost("/shifts/{team:guid}/start", async (Guid team, StartShiftDto start, HttpContext http, TeamStore teams, CancellationToken ct) =>
            await teams.ChooseVehicle(Viewer.Of(http.User), new TeamShiftId(team), start.Vehicle is { } vehicle ? new VehicleId(vehicle) : null, ct)
                ? Results.NoContent()
                : NotYours()).DisableAntiforgery();
        tablet.MapGet("/bundle", async (Guid team, HttpContext http, TeamBundle bundle, CancellationToken ct) =>
            await bundle.Find(Viewer.Of(http.User), new TeamShiftId(team), ct) is { } found ? Results.Ok(found) : NotYours());
    }

    private static IResult NotYours() => Errors.Problem(404, "team.not-yours", "You are not in the crew of this team.");
}
