using System.Collections.Concurrent;
using Dapper;
using Microsoft.AspNetCore.SignalR;
using MobileTeams.Dispatch;
using MobileTeams.Dispatch.Days;
using MobileTeams.Server.Accounts;
using MobileTeams.Server.Data;
using MobileTeams.Server.Days;

namespace MobileTeams.Server.Live;

/// <summary>What a tablet follows. A message holds ids and versions, never anything of a patient.</summary>
public sealed class LiveHub(LiveTeams teams, Database database) : Hub
{
    /// <summary>Tells of every change of the team's day from now on, and at once of those that the tablet missed.</summary>
    /// <exception cref="HubException"><c>team.not-yours</c>: the signed-in person is not in the team's crew.</exception>
    public async Task FollowTeam(Guid team, int afterVersion)
    {
        var viewer = Viewer.Of(Context.User!);
        await using var connection = await database.Open(Context.ConnectionAborted);
        var day = await connection.QuerySingleOrDefaultAsync<(Guid Centre, DateOnly Date)?>(
            "select centre_id, date from day_team where team_shift_id = @team and @person = any(crew)", new { team, person = viewer.Person?.Value });
        if (day is not { } found) throw new HubException("team.not-yours");
        await Groups.AddToGroupAsync(Context.ConnectionId, LiveTeams.GroupOf(new TeamShiftId(team)), Context.ConnectionAborted);
        await teams.Watch(Clients.Caller, new CareCentreId(found.Centre), found.Date, new TeamShiftId(team), afterVersion, Context.ConnectionAborted);
    }
}

/// <summary>Hears the feed for all tablets that are connected here and tells each team what concerns it.</summary>
public sealed partial class LiveTeams(LiveFeed feed, DayStore store, DayBook book, IHubContext<LiveHub> hub, ILogger<LiveTeams> log) : BackgroundService
{
    private const int DaysFollowed = 3;
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);
    private readonly ConcurrentDictionary<(CareCentreId Centre, DateOnly Date), Watched> watched = new();

    public static string GroupOf(TeamShiftId team) => team.Value.ToString("N");

    /// <summary>Follows the team's day from now on, and tells the one tablet everything after a version that it has not heard.</summary>
    public async Task Watch(IClientProxy tablet, CareCentreId centre, DateOnly date, TeamShiftId team, int afterVersion, CancellationToken ct)
    {
        if (await store.FindVersion(centre, date, ct) is not { } version) return;
        watched.GetOrAdd((centre, date), _ => new Watched(new ConcurrentDictionary<TeamShiftId, byte>(), version, Seen: null)).Teams[team] = 0;
        if (version > afterVersion) await Tell(tablet, team, version, await store.ListEvents(centre, date, afterVersion, ct), ct);
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await foreach (var change in feed.Follow(stoppingToken))
            while (!await TryTakeIn(change, stoppingToken)) await Task.Delay(Pause, stoppingToken);
    }

    /// <returns>False while the database does not answer: nothing of the change is lost, and what was told of it is not told twice.</returns>
    private async Task<bool> TryTakeIn(LiveChange change, CancellationToken ct)
    {
        try
        {
            await TakeIn(change, ct);
            return true;
        }
        catch (Exception outage) when (Outage.Is(outage))
        {
            LogBehind(outage.Message);
            return false;
        }
    }

    private async Task TakeIn(LiveChange change, CancellationToken ct)
    {
        switch (change)
        {
            case LiveChange.DayChanged day:
                foreach (var old in watched.Keys.Where(key => key.Date < day.Date.AddDays(-DaysFollowed))) watched.TryRemove(old, out _);
                await TellAll(day.Centre, day.Date, ct);
                break;
            case LiveChange.Escalated { Team: { } team } again:
                // The team has been told and does not answer: told again, as loud as the first time.
                await Dispatched(hub.Clients.Group(GroupOf(team)), team, again.Visit, ct);
                break;
            case LiveChange.Reconnected:
                foreach (var (centre, date) in watched.Keys) await TellAll(centre, date, ct);
                break;
        }
    }

    private async Task TellAll(CareCentreId centre, DateOnly date, CancellationToken ct)
    {
        if (!watched.TryGetValue((centre, date), out var followed)) return;
        if (await book.Find(centre, date, ct) is not { } day || day.Version <= followed.Told) return;
        var events = await store.ListEvents(centre, date, followed.Told, ct);

        // Where the others are is nothing to a tablet, and its own times it reads with the next change.
        if (events.All(logged => logged.Event is DayEvent.TeamSeen))
        {
            watched[(centre, date)] = followed with { Told = day.Version };
            return;
        }

        watched[(centre, date)] = followed with { Told = day.Version, Seen = day };
        foreach (var team in followed.Teams.Keys)
            if (Concerns(team, followed.Seen, day, events)) await Tell(hub.Clients.Group(GroupOf(team)), team, day.Version, events, ct);
    }

    /// <summary>Whether anything that the team's tablets show is another than it was, or the team said something itself. Without a day from before, anything might be.</summary>
    private static bool Concerns(TeamShiftId team, Day? before, Day day, IReadOnlyList<LoggedEvent> events)
    {
        if (before is null || before.Teams.GetValueOrDefault(team) is not { } then || day.Teams.GetValueOrDefault(team) is not { } now) return true;
        return !ReferenceEquals(then, now)
            || now.Route.Any(visit => !ReferenceEquals(before.Visits.GetValueOrDefault(visit), day.Visits[visit]))
            || events.Any(logged => logged.Event.Origin.Team == team || logged.Event is DayEvent.VisitDispatched sent && (sent.Team == team || sent.With == team));
    }

    private static async Task Tell(IClientProxy tablet, TeamShiftId team, int version, IReadOnlyList<LoggedEvent> events, CancellationToken ct)
    {
        await tablet.SendAsync("DayChanged", new { team = team.Value, version }, ct);
        foreach (var sent in events.Select(logged => logged.Event).OfType<DayEvent.VisitDispatched>())
            if (sent.Team == team || sent.With == team) await Dispatched(tablet, team, sent.Visit, ct);
    }

    private static Task Dispatched(IClientProxy tablet, TeamShiftId team, VisitId visit, CancellationToken ct) =>
        tablet.SendAsync("Dispatched", new { team = team.Value, visit = visit.Value }, ct);

    [LoggerMessage(LogLevel.Warning, "What changed cannot be read for the tablets ({Reason}); trying again.")]
    private partial void LogBehind(string reason);

    /// <param name="Told">The last version that was told.</param>
    /// <param name="Seen">The day when something was told last; null before that.</param>
    private sealed record Watched(ConcurrentDictionary<TeamShiftId, byte> Teams, int Told, Day? Seen);
}
