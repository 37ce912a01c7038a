using System.Collections.Concurrent;
using System.Globalization;
using System.Threading.Channels;
using MobileTeams.Dispatch;
using MobileTeams.Server.Data;
using Npgsql;

namespace MobileTeams.Server.Live;

/// <summary>Something changed in the database. A closed family; ids only.</summary>
public abstract record LiveChange
{
    public sealed record DayChanged(CareCentreId Centre, DateOnly Date, int Version) : LiveChange;

    public sealed record PlanRunChanged(Guid Run) : LiveChange;

    public sealed record CallChanged(CareCentreId Centre, UrgentCallId Call) : LiveChange;

    /// <summary>A step was taken because a team does not acknowledge, or somebody at a desk took the matter on (then without a team).</summary>
    public sealed record Escalated(CareCentreId Centre, UrgentCallId Call, VisitId Visit, TeamShiftId? Team) : LiveChange;

    /// <summary>Something else that a centre's desks show: who is to be told, beds, messages, handovers.</summary>
    public sealed record DeskChanged(CareCentreId Centre) : LiveChange;

    /// <summary>Somebody has an urgent call open, and writes in one of its fields; without a field, only reads; with <see cref="Gone"/>, closed it.</summary>
    /// <param name="Desk">The open panel, so that one person at two desks is two.</param>
    public sealed record CallSeen(UrgentCallId Call, Guid Desk, string Field, string Who) : LiveChange
    {
        public const string Gone = "gone";
    }

    /// <summary>Conditions were put on an organisation's roads or lifted.</summary>
    public sealed record RoadsChanged(OrganisationId Organisation) : LiveChange;

    /// <summary>The feed was cut off and is back: whoever follows something asks for what it missed.</summary>
    public sealed record Reconnected : LiveChange;
}

/// <summary>Hears every commit that matters, on this server or another, by PostgreSQL's NOTIFY, and tells everybody here who follows.</summary>
public sealed partial class LiveFeed(Database database, ILogger<LiveFeed> log) : BackgroundService
{
    private static readonly TimeSpan KeepAlive = TimeSpan.FromSeconds(20);
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);
    private readonly ConcurrentDictionary<Guid, Channel<LiveChange>> followers = new();

    /// <summary>Whether commits are heard at this moment.</summary>
    public bool IsConnected { get; private set; }

    /// <summary>Every change from now on, until the token is cancelled. A follower that is 1,000 changes behind loses the oldest: versions tell.</summary>
    public async IAsyncEnumerable<LiveChange> Follow([System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken ct)
    {
        var id = Guid.NewGuid();
        var channel = Channel.CreateBounded<LiveChange>(new BoundedChannelOptions(1_000) { FullMode = BoundedChannelFullMode.DropOldest });
        followers[id] = channel;
        try
        {
            await foreach (var change in channel.Reader.ReadAllAsync(ct)) yield return change;
        }
        finally
        {
            followers.TryRemove(id, out _);
        }
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                await Listen(stoppingToken);
            }
            catch (Exception outage) when (Outage.Is(outage))
            {
                IsConnected = false;
                LogCutOff(outage.Message);
                await Task.Delay(Pause, stoppingToken);
            }
        }
    }

    private async Task Listen(CancellationToken ct)
    {
        await using var connection = await database.Open(ct);
        connection.Notification += (_, notification) => Tell(Parse(notification.Channel, notification.Payload));
        await using (var listen = new NpgsqlCommand("listen day; listen plan_run; listen urgent_call; listen escalation; listen roads; listen desk; listen call_seen", connection)) await listen.ExecuteNonQueryAsync(ct);
        IsConnected = true;
        Tell(new LiveChange.Reconnected());
        while (true)
        {
            if (await connection.WaitAsync(KeepAlive, ct)) continue;
            await using var ping = new NpgsqlCommand("select 1", connection);
            await ping.ExecuteNonQueryAsync(ct);
        }
    }

    private void Tell(LiveChange change)
    {
        foreach (var follower in followers.Values) follower.Writer.TryWrite(change);
    }

    private static LiveChange Parse(string channel, string payload)
    {
        var parts = payload.Split('/');
        return channel switch
        {
            "day" => new LiveChange.DayChanged(
                new CareCentreId(Guid.Parse(parts[0])),
                DateOnly.ParseExact(parts[1], "yyyy-MM-dd", CultureInfo.InvariantCulture),
                int.Parse(parts[2], CultureInfo.InvariantCulture)),
            "roads" => new LiveChange.RoadsChanged(new OrganisationId(Guid.Parse(parts[0]))),
            "desk" => new LiveChange.DeskChanged(new CareCentreId(Guid.Parse(parts[0]))),
            "call_seen" => Seen(payload.Split('/', 4)),
            "plan_run" => new LiveChange.PlanRunChanged(Guid.Parse(parts[0])),
            "escalation" => new LiveChange.Escalated(
                new CareCentreId(Guid.Parse(parts[0])),
                new UrgentCallId(Guid.Parse(parts[1])),
                new VisitId(Guid.Parse(parts[2])),
                parts.Length > 3 ? new TeamShiftId(Guid.Parse(parts[3])) : null),
            _ => new LiveChange.CallChanged(new CareCentreId(Guid.Parse(parts[0])), new UrgentCallId(Guid.Parse(parts[1]))),
        };
    }

    private static LiveChange.CallSeen Seen(string[] parts) => new(new UrgentCallId(Guid.Parse(parts[0])), Guid.Parse(parts[1]), parts[2], parts[3]);

    [LoggerMessage(LogLevel.Warning, "The live feed is cut off ({Reason}); trying again.")]
    private partial void LogCutOff(string reason);
}
