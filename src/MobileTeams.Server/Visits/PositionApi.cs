using MobileTeams.Dispatch;
using MobileTeams.Dispatch.Days;
using MobileTeams.Measures;
using MobileTeams.Server.Accounts;
using MobileTeams.Server.Days;
using MobileTeams.Server.Tablet;

namespace MobileTeams.Server.Visits;

/// <summary>Where a tablet is, in degrees, told while its team is on its way.</summary>
/// <param name="Id">The tablet's own, so that a position sent twice counts once.</param>
/// <param name="Accuracy">Metres.</param>
/// <param name="At">The tablet's clock.</param>
public sealed record PositionDto(Guid Id, Guid Team, double Lon, double Lat, double Accuracy, DateTimeOffset At);

/// <summary>Takes the tablets' positions. Each that tells something new moves the expected arrivals; the others are dropped, so that a day does not change by the second.</summary>
public static class PositionApi
{
    private const double MostMetresOff = 500;
    private static readonly TimeSpan MostAhead = TimeSpan.FromMinutes(5);

    public static void MapPositions(this WebApplication app) => app.MapPost(
        "/api/tablet/position",
        async (PositionDto said, HttpContext http, TeamStore teams, DayBook book, DayHandler days, TimeProvider clock, CancellationToken ct) =>
        {
            var viewer = Viewer.Of(http.User);
            var id = new TeamShiftId(said.Team);
            if (await teams.Find(viewer, id, ct) is not { } place || await book.Find(place.Centre, place.Date, ct) is not { } day)
                return Errors.Problem(404, "team.not-yours", "You are not in the crew of this team.");
            if (said.Id == Guid.Empty) throw new InputException("event.id", "The position has no id.", "id");
            if (!GeoPoint.IsLongitude(said.Lon) || !GeoPoint.IsLatitude(said.Lat)) throw new InputException("event.place", "The position is not a place on earth in degrees.", "lon");
            var now = clock.GetUtcNow();
            var at = said.At > now + MostAhead ? now : said.At.ToUniversalTime();
            var seen = new TeamPosition(GeoPoint.FromLonLat(lon: said.Lon, lat: said.Lat), at, PositionSource.Device);

            // What is too coarse, too old or nothing new is no fault of the nurse's.
            if (!(said.Accuracy <= MostMetresOff) || seen.IsOld(now) || !seen.IsNewsAfter(day.Teams[id].Position, now)) return Results.NoContent();
            var origin = new EventOrigin(new DayEventId(said.Id), at, now, viewer.Name, id);
            await days.Handle(place.Centre, place.Date, new DayEvent.TeamSeen(origin, id, seen.Place), viewer.Account, ct);
            return Results.NoContent();
        }).RequireAuthorization().DisableAntiforgery();
}
