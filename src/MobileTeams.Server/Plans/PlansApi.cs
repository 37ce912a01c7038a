using MobileTeams.Dispatch;
using MobileTeams.Server.Accounts;
using MobileTeams.Server.Organisations;
using Quartz;

namespace MobileTeams.Server.Plans;

public sealed record PlanAskedDto(Guid Run);

public sealed record PlanRunDto(
    Guid Run, DateOnly Date, string State, string AskedBy, int Seconds, double ElapsedSeconds, int Visits, int Placed, long Cost, string? Failure);

/// <summary>Planning on demand and by night, by Quartz with its store on our PostgreSQL: any server may run a job, and one that dies is taken over.</summary>
public static class PlansApi
{
    private const int MostSeconds = 600;
    private const int MostPlansAtOnce = 2;
    private static readonly int LeastThreads = 16 + (MostPlansAtOnce * Environment.ProcessorCount);

    // How long what another server wrote may wait for this one to see it.
    private static readonly TimeSpan BetweenLooks = TimeSpan.FromSeconds(2);

    // Half past one exists exactly once on both of the nights that change the clock.
    private const string EveryNight = "0 30 1 * * ?";
    private const string BeforeMorning = "0 30 4 * * ?";

    public static void AddPlans(this WebApplicationBuilder builder)
    {
        // Searches keep threads of the pool busy for minutes; without this a request would wait for seconds until the pool adds one.
        ThreadPool.GetMinThreads(out _, out var forInput);
        ThreadPool.SetMinThreads(LeastThreads, forInput);
        builder.Services.AddSingleton<PlanStore>();
        builder.Services.AddSingleton<PlanHandler>();
        builder.Services.AddSingleton<Retention>();
        builder.Services.AddSingleton<JobBoard>();
        var zone = TimeZoneInfo.FindSystemTimeZoneById(builder.Configuration["MobileTeams:TimeZone"] ?? "Europe/Stockholm");
        builder.Services.AddQuartz(quartz =>
        {
            quartz.ConfigureScheduler(scheduler =>
            {
                scheduler.InstanceName = "MobileTeams";
                scheduler.IdleWaitTime = BetweenLooks;
            });
            // A plan uses every core: two at once on each server, the others wait or go to another server.
            quartz.UseExecutionLimits(limits => limits.ForGroup(PlanHandler.ExecutionGroup, MostPlansAtOnce));
            quartz.UsePersistentStore(store =>
            {
                store.UsePostgres(postgres => postgres.UseRegisteredDataSource = true);
                store.UseSystemTextJsonSerializer();
                store.ProvisionSchema();
                store.UseExecutionHistory();
                store.UseClustering(cluster =>
                {
                    cluster.CheckinInterval = TimeSpan.FromSeconds(2);
                    cluster.CheckinMisfireThreshold = TimeSpan.FromSeconds(4);
                });
            });
            quartz.AddJob<PlanJob>(job => job.WithIdentity(PlanHandler.JobName).StoreDurably().RequestRecovery());
            quartz.AddJob<NightlyPlanJob>(job => job.WithIdentity("nightly-plan").StoreDurably().RequestRecovery());
            quartz.AddJob<RetentionJob>(job => job.WithIdentity("retention").StoreDurably());
            quartz.AddTrigger(trigger => trigger.ForJob("nightly-plan").WithIdentity("every-night")
                .WithCronSchedule(EveryNight, cron => cron.InTimeZone(zone).WithMisfireInstruction(CronTriggerMisfireInstruction.FireAndProceed)));
            quartz.AddTrigger(trigger => trigger.ForJob("retention").WithIdentity("before-morning")
                .WithCronSchedule(BeforeMorning, cron => cron.InTimeZone(zone).WithMisfireInstruction(CronTriggerMisfireInstruction.FireAndProceed)));
        });
        builder.Services.AddQuartzHostedService(hosted => hosted.WaitForJobsToComplete = false);
    }

    public static void MapPlans(this WebApplication app)
    {
        var plans = app.MapGroup("/api/plans").RequireAuthorization(AccountApi.DeskPolicy);
        plans.MapPost("/{centre:guid}/{date}", async (
            Guid centre, DateOnly date, int? seconds, HttpContext http, CentreStore centres, PlanHandler handler, CancellationToken ct) =>
        {
            var viewer = Viewer.Of(http.User);
            if (await centres.Find(viewer, new CareCentreId(centre), ct) is not { } found) return Errors.Problem(404, "centre.none", "There is no such care centre.");
            if (seconds is < 1 or > MostSeconds) return Errors.Problem(422, "plan.seconds", $"A plan takes 1 to {MostSeconds} seconds.", "seconds");
            return Results.Accepted(null, new PlanAskedDto(await handler.Ask(found.Id, date, viewer.Name, seconds ?? PlanHandler.UsualSeconds, ct)));
        }).DisableAntiforgery();
        plans.MapGet("/{run:guid}", async (Guid run, HttpContext http, CentreStore centres, PlanStore store, CancellationToken ct) =>
            await FindMine(run, http, centres, store, ct) is { } found ? Results.Ok(ToDto(found)) : NoRun());
        plans.MapPost("/{run:guid}/cancel", async (Guid run, HttpContext http, CentreStore centres, PlanStore store, CancellationToken ct) =>
        {
            if (await FindMine(run, http, centres, store, ct) is null) return NoRun();
            await store.Cancel(run, ct);
            return Results.NoContent();
        }).DisableAntiforgery();
        plans.MapPost("/{run:guid}/publish", async (Guid run, string? why, HttpContext http, CentreStore centres, PlanStore store, PlanHandler handler, CancellationToken ct) =>
        {
            if (await FindMine(run, http, centres, store, ct) is null) return NoRun();
            if (why?.Length > PlanHandler.LongestWhy) return Errors.Problem(422, "plan.why", $"Why a plan is published is said in {PlanHandler.LongestWhy} characters at most.", "why");
            return await handler.Publish(run, Viewer.Of(http.User), why, accepted: null, ct) switch
            {
                Publishing.Done => Results.NoContent(),
                Publishing.DayMovedOn => Errors.Problem(409, "day.moved-on", "The day has changed since this plan was made. Plan again; nothing was changed."),
                Publishing.NotProposed => Errors.Problem(409, "plan.not-proposed", "This run has no proposal that could be published."),
                _ => Errors.Problem(409, "plan.refused", "The day does not take this plan. Plan again; nothing was changed."),
            };
        }).DisableAntiforgery();
    }

    private static async Task<PlanRun?> FindMine(Guid run, HttpContext http, CentreStore centres, PlanStore store, CancellationToken ct) =>
        await store.Find(run, ct) is { } found && await centres.Find(Viewer.Of(http.User), found.Centre, ct) is not null ? found : null;

    private static IResult NoRun() => Errors.Problem(404, "plan.none", "There is no such run of the planner.");

    private static PlanRunDto ToDto(PlanRun run) => new(
        run.Id, run.Date, run.State.ToString(), run.AskedBy, run.Seconds, run.Elapsed.TotalSeconds, run.Visits, run.Placed, run.Cost, run.Failure);
}
