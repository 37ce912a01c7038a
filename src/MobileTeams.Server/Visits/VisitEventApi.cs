using MobileTeams.Dispatch;
using MobileTeams.Dispatch.Days;
using MobileTeams.Dispatch.Visits;
using MobileTeams.Measures;
using MobileTeams.Server.Accounts;
using MobileTeams.Server.Days;
using MobileTeams.Server.Tablet;

namespace MobileTeams.Server.Visits;

/// <summary>What a tablet reports. The id is the tablet's own, so a report sent twice counts once.</summary>
/// <param name="At">The tablet's clock.</param>
/// <param name="Sequence">Rises with every report of one tablet.</param>
public sealed record VisitEventDto(Guid Id, Guid Team, Guid? Visit, string? Kind, DateTimeOffset At, long Sequence, string? Text, int? Minutes);

/// <param name="Result"><c>accepted</c>, <c>noted</c>, <c>repeated</c> or <c>refused</c>; each of them is the server's receipt.</param>
public sealed record VisitReceiptDto(string Result, string? Code, string? Message, int? Version);

/// <summary>Checks the shape of what a tablet reports and hands it to the day.</summary>
public static class VisitEventApi
{
    private const int LongestText = 4_000;
    private static readonly TimeSpan MostAhead = TimeSpan.FromMinutes(5);

    public static void MapVisitEvents(this WebApplication app) => app.MapPost(
        "/api/visits/events",
        async (VisitEventDto report, HttpContext http, TeamStore teams, DayHandler days, TimeProvider clock, CancellationToken ct) =>
        {
            var viewer = Viewer.Of(http.User);
            if (await teams.Find(viewer, new TeamShiftId(report.Team), ct) is not { } day)
                return Results.Ok(new VisitReceiptDto("refused", "team.not-yours", "You are not in the crew of this team.", null));
            var handled = await days.Handle(day.Centre, day.Date, ToEvent(report, viewer, clock.GetUtcNow()), viewer.Account, ct);
            return Results.Ok(Receipt(handled));
        }).RequireAuthorization().DisableAntiforgery();

    private static DayEvent ToEvent(VisitEventDto report, Viewer viewer, DateTimeOffset now)
    {
        if (report.Id == Guid.Empty) throw new InputException("event.id", "The report has no id.", "id");
        if ((report.Text?.Length ?? 0) > LongestText) throw new InputException("event.text", $"The text is longer than {LongestText} characters.", "text");
        // A clock that runs ahead must not put events into the future; one that is behind is kept, as the day checks the date.
        var at = report.At > now + MostAhead ? now : report.At.ToUniversalTime();
        var origin = new EventOrigin(new DayEventId(report.Id), at, now, viewer.Name, new TeamShiftId(report.Team));
        if (report.Kind == "Delayed")
        {
            if (report.Minutes is not (> 0 and <= 240)) throw new InputException("event.minutes", "A delay is 1 to 240 minutes.", "minutes");
            return new DayEvent.TeamDelayed(origin, new TeamShiftId(report.Team), TimeSpan.FromMinutes(report.Minutes.Value));
        }

        var visit = new VisitId(report.Visit ?? throw new InputException("event.visit", "The report names no visit.", "visit"));
        return report.Kind switch
        {
            "Acknowledged" => new DayEvent.VisitAcknowledged(origin, visit),
            "EnRoute" => new DayEvent.VisitEnRoute(origin, visit),
            "Arrived" => new DayEvent.VisitArrived(origin, visit),
            "Started" => new DayEvent.VisitStarted(origin, visit),
            "Completed" => new DayEvent.VisitCompleted(origin, visit),
            "NoAnswer" => new DayEvent.VisitNoAnswer(origin, visit),
            "Declined" => new DayEvent.VisitDeclined(origin, visit, report.Text ?? ""),
            "Note" when report.Text is { Length: > 0 } => new DayEvent.NoteAdded(origin, visit, report.Text),
            "Note" => throw new InputException("event.text", "The note is empty.", "text"),
            _ => throw new InputException("event.kind", "The report is of no kind that is known.", "kind"),
        };
    }

    private static VisitReceiptDto Receipt(Handled handled) => handled switch
    {
        Handled.Repeated repeated => new VisitReceiptDto("repeated", null, null, repeated.Version),
        Handled.Decided { Change: DayChange.Accepted accepted } => new VisitReceiptDto("accepted", null, null, accepted.Day.Version),
        Handled.Decided { Change: DayChange.Noted noted } => new VisitReceiptDto("noted", null, noted.Why, noted.Day.Version),
        Handled.Decided { Change: DayChange.Refused refused } => new VisitReceiptDto("refused", refused.Why.Code, refused.Why.ToString(), null),
        Handled.NoDay => new VisitReceiptDto("refused", "day.none", "There is no such day.", null),
        _ => throw new InvalidOperationException($"No receipt for {handled}."),
    };
}
