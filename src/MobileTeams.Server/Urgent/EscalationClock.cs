using MobileTeams.Dispatch;
using MobileTeams.Dispatch.Urgent;
using MobileTeams.Measures;
using MobileTeams.Server.Data;

namespace MobileTeams.Server.Urgent;

/// <summary>Looks every second for urgent dispatches that nobody has acknowledged and takes the steps that are due. Every server looks; the database lets one take each step.</summary>
public sealed partial class EscalationClock(EscalationStore store, CallStore calls, CallHandler handler, TimeProvider clock, ILogger<EscalationClock> log) : BackgroundService
{
    private static readonly TimeSpan Beat = TimeSpan.FromSeconds(1);

    /// <summary>Takes every step that is due now and has not been taken.</summary>
    /// <returns>How many this server took.</returns>
    public async Task<int> Act(CancellationToken ct)
    {
        var taken = 0;
        foreach (var waiting in await store.ListUnacknowledged(Escalation.After(EscalationStep.Repeated), ct))
        {
            foreach (var step in Escalation.Due(waiting.DispatchedAt, clock.GetUtcNow(), waiting.HasReaction).Where(step => !waiting.Done.Contains(step)))
            {
                var next = step == EscalationStep.NextOffered ? await FindNext(waiting, ct) : null;
                if (await store.Take(waiting, step, next, ct)) taken++;
            }
        }

        return taken;
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Beat);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            try
            {
                await Act(stoppingToken);
            }
            catch (Exception outage) when (Outage.Is(outage))
            {
                // The steps are derived from stored times: what is missed now is taken at the next beat.
                LogAway(outage.Message);
            }
        }
    }

    /// <summary>The best team that was not sent and may go; null when there is none.</summary>
    private async Task<UrgentOption?> FindNext(Unacknowledged waiting, CancellationToken ct)
    {
        if (await calls.Find(waiting.Call, ct) is not { } kept) return null;
        try
        {
            var ranked = await handler.Rank(kept.Call, waiting.Date, ct);
            return ranked.Options.FirstOrDefault(option => option.MayGo && option.With is null && option.Team != waiting.Team);
        }
        catch (InputException cannotRank)
        {
            LogCannotRank(waiting.Call.Value, cannotRank.Message);
            return null;
        }
    }

    [LoggerMessage(LogLevel.Warning, "Unacknowledged dispatches could not be looked for ({Reason}); trying again.")]
    private partial void LogAway(string reason);

    [LoggerMessage(LogLevel.Warning, "Nobody can be offered for call {Call}: {Reason}")]
    private partial void LogCannotRank(Guid call, string reason);
}
