using MobileTeams.Server.Data;
using Quartz;

namespace MobileTeams.Server.Plans;

/// <summary>Runs the planner for one run. Repeated after a server died: the handler begins anew with the same seed.</summary>
public sealed class PlanJob(PlanHandler plans) : IJob
{
    public const string Run = "run";

    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken) =>
        await plans.Run(Guid.Parse(context.MergedJobDataMap.GetString(Run)!), cancellationToken);
}

/// <summary>Every night: the day after the coming one is made and planned, so that people have a whole day to look at the proposal.</summary>
[DisallowConcurrentExecution]
public sealed class NightlyPlanJob(PlanHandler plans) : IJob
{
    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken) => await plans.PlanComingDays(cancellationToken);
}

/// <summary>Every night: what need not be kept is forgotten.</summary>
[DisallowConcurrentExecution]
public sealed class RetentionJob(Retention retention) : IJob
{
    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken) => await retention.Forget(cancellationToken);
}
