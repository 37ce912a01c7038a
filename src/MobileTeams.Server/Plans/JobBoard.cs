using MobileTeams.Server.Accounts;
using Quartz;
using Quartz.Extensibility;

namespace MobileTeams.Server.Plans;

/// <summary>A job that runs now, on which server and since when.</summary>
public sealed record RunningJob(string Name, DateTimeOffset Since, string Server);

/// <summary>When a job comes next; null when its trigger has been stopped.</summary>
public sealed record NextJob(string Name, DateTimeOffset? At);

/// <summary>A job that ended with a fault.</summary>
public sealed record FailedJob(string Name, DateTimeOffset At, string Reason);

/// <summary>What the servers do by themselves: what runs, what comes, what failed and may be tried again.</summary>
public sealed class JobBoard(ISchedulerFactory schedulers, IExecutionHistoryStore history, PlanStore plans, PlanHandler handler, TimeProvider clock)
{
    private static readonly TimeSpan Remembered = TimeSpan.FromDays(7);

    public async Task<IReadOnlyList<RunningJob>> ListRunning(CancellationToken ct)
    {
        var scheduler = await schedulers.GetScheduler(ct);
        var running = await scheduler.QueryFireInstances(new FireInstanceQuery { State = FireInstanceState.Executing }, ct);
        return [.. running.Items.Select(job => new RunningJob(job.JobKey!.Name, job.FireTimeUtc, job.SchedulerInstanceId)).OrderBy(job => job.Since)];
    }

    public async Task<IReadOnlyList<NextJob>> ListNext(CancellationToken ct)
    {
        var scheduler = await schedulers.GetScheduler(ct);
        var triggers = await scheduler.QueryTriggers(new TriggerQuery(), ct);
        return [.. triggers.Items.Where(trigger => trigger.JobKey.Name != PlanHandler.JobName).Select(trigger => new NextJob(trigger.JobKey.Name, trigger.NextFireTimeUtc)).OrderBy(job => job.At)];
    }

    /// <summary>Jobs of the last seven days that ended with a fault and have not gone well since, newest first.</summary>
    public async Task<IReadOnlyList<FailedJob>> ListFailed(CancellationToken ct)
    {
        var scheduler = await schedulers.GetScheduler(ct);
        var runs = await history.QueryExecutions(new ExecutionHistoryQuery { SchedulerName = scheduler.SchedulerName, FiredFrom = clock.GetUtcNow() - Remembered }, ct);
        return [.. runs.Items
            .Where(run => run.JobName != PlanHandler.JobName)
            .GroupBy(run => run.JobName)
            .Select(job => job.MaxBy(run => run.FiredAtUtc)!)
            .Where(last => !last.Succeeded)
            .OrderByDescending(last => last.FiredAtUtc)
            .Select(last => new FailedJob(last.JobName, last.FiredAtUtc, last.ExceptionMessage ?? ""))];
    }

    /// <summary>Planning of the viewer's organisation that runs, waits or failed in the last seven days.</summary>
    public Task<IReadOnlyList<PlanRun>> ListPlans(Viewer viewer, CancellationToken ct) => plans.ListUnsettled(viewer, clock.GetUtcNow() - Remembered, ct);

    /// <summary>Runs a job now, whatever its time.</summary>
    public async Task Retry(string job, CancellationToken ct) => await (await schedulers.GetScheduler(ct)).TriggerJob(new JobKey(job), new JobDataMap(), ct);

    /// <summary>Plans the same day once more.</summary>
    public Task Retry(Viewer viewer, PlanRun failed, CancellationToken ct) => handler.Ask(failed.Centre, failed.Date, viewer.Name, failed.Seconds, ct);
}
