using MobileTeams.Dispatch;
using MobileTeams.Dispatch.Days;
using MobileTeams.Dispatch.Proposals;
using MobileTeams.Measures;
using MobileTeams.Server.Accounts;
using MobileTeams.Server.Days;
using MobileTeams.Server.Organisations;
using Quartz;

namespace MobileTeams.Server.Plans;

/// <summary>What became of publishing.</summary>
public enum Publishing
{
    Done,

    /// <summary>The day has another version than the proposal was made for.</summary>
    DayMovedOn,

    /// <summary>There is no proposal, or it was published already.</summary>
    NotProposed,
    Refused,
}

/// <summary>Plans days: asked for, run by a job, compared by people, published by one of them.</summary>
public sealed partial class PlanHandler(
    PlanStore store, DayBook book, DayHandler days, FactsBook facts, TellStore tellings, CentreStore centres, ISchedulerFactory schedulers, TimeProvider clock, ILogger<PlanHandler> log)
{
    public const string JobName = "plan";
    public const string ExecutionGroup = "planning";
    public const int LongestWhy = 200;
    public const int UsualSeconds = 20;
    private const int NightSeconds = 120;
    private static readonly TimeSpan BetweenNotes = TimeSpan.FromMilliseconds(400);

    /// <summary>Starts planning a day, or joins the run that is under way.</summary>
    public async Task<Guid> Ask(CareCentreId centre, DateOnly date, string by, int seconds, CancellationToken ct)
    {
        var (run, isNew) = await store.Ask(centre, date, by, seconds, seed: date.DayNumber, ct);
        // One that waits has no job yet if a server died before it could give it to one.
        if (isNew || await store.Find(run, ct) is { State: PlanState.Waiting }) await GiveToAJob(run, seconds, ct);
        return run;
    }

    /// <summary>Does the planning of one run. A run that another server began and died over begins anew.</summary>
    public async Task Run(Guid id, CancellationToken ct)
    {
        if (await store.Find(id, ct) is not { IsAlive: true } run) return;
        try
        {
            if (await book.Find(run.Centre, run.Date, ct) is not { } day) throw new InputException("day.none", "There is no such day to plan.");
            var known = await facts.Get(day, ct);
            if (!await store.Begin(id, day.Version, day.Visits.Values.Count(visit => !visit.Status.IsOver()), ct)) return;
            using var stop = CancellationTokenSource.CreateLinkedTokenSource(ct);
            var latest = new Latest();
            var noting = Note(id, latest, stop);
            var now = clock.GetUtcNow();
            var options = new DayProblemOptions { Now = day.Start <= now && now < day.End ? now : null };
            Proposal proposal;
            try
            {
                proposal = await Task.Run(
                    () => Planner.Plan(day, known, options, (ulong)run.Seed, TimeSpan.FromSeconds(run.Seconds), Environment.ProcessorCount, latest, stop.Token), CancellationToken.None);
            }
            finally
            {
                latest.End();
                await noting;
            }

            // A server that is going down leaves the run to another one.
            ct.ThrowIfCancellationRequested();
            await store.Propose(id, proposal, proposal.Figures.Visits, latest.Value?.CostOre ?? 0, latest.Value?.Elapsed ?? TimeSpan.Zero, CancellationToken.None);
        }
        catch (InputException input)
        {
            await store.Fail(id, input.Message, CancellationToken.None);
        }
        catch (Exception fault) when (fault is not OperationCanceledException)
        {
            LogFault(fault, id);
            await store.Fail(id, "The planner met a fault; it has been written to the server's log.", CancellationToken.None);
        }
    }

    /// <summary>The trigger is named for the run, so that a run has one job however often it is given to one. Short runs go before long ones: somebody waits for them.</summary>
    private async Task GiveToAJob(Guid run, int seconds, CancellationToken ct)
    {
        var scheduler = await schedulers.GetScheduler(ct);
        var trigger = TriggerBuilder.Create(clock)
            .WithIdentity(run.ToString(), JobName)
            .WithExecutionGroup(ExecutionGroup)
            .WithPriority(TriggerConstants.DefaultPriority + (seconds < NightSeconds ? 1 : 0))
            .ForJob(new JobKey(JobName))
            .UsingJobData(PlanJob.Run, run.ToString())
            .StartNow()
            .Build();
        await scheduler.ScheduleTrigger(trigger, TriggerConflict.Keep, ct);
    }

    /// <summary>What publishing a run's proposal would do; nothing is done.</summary>
    /// <param name="accepted">The visits whose changes are taken; null takes all.</param>
    /// <returns>Null when there is no proposal or no day any more.</returns>
    public async Task<Prospect?> Look(PlanRun run, IReadOnlySet<VisitId>? accepted, CancellationToken ct)
    {
        if (run.Proposal is not { } proposal || await book.Find(run.Centre, run.Date, ct) is not { } day) return null;
        if (!day.StillFits(proposal.DecidedOn)) return new Prospect.Refused(new Refusal.DayMovedOn(proposal.DecidedOn, day.Version));
        var known = await facts.Get(day, ct);
        var part = accepted is null ? proposal : proposal.Only(day, known, accepted);
        return day.Apply(part.Published(days.ByPerson(run.AskedBy)), known) switch
        {
            DayChange.Accepted published => new Prospect.Fits(day, Comparison.Of(day, part, published, known, await tellings.ListHeard(published.Visits, ct))),
            DayChange.Refused refused => new Prospect.Refused(refused.Why),
            _ => null,
        };
    }

    /// <summary>Puts a proposal, or a part of one, into force, as an event of the day.</summary>
    /// <param name="accepted">The visits whose changes are taken; null takes all.</param>
    public async Task<Publishing> Publish(Guid id, Viewer viewer, string? why, IReadOnlySet<VisitId>? accepted, CancellationToken ct)
    {
        if (await store.Find(id, ct) is not { State: PlanState.Proposed, Proposal: { } proposal } run) return Publishing.NotProposed;
        PlanPart? part = null;
        if (accepted is not null)
        {
            if (await book.Find(run.Centre, run.Date, ct) is not { } day || !day.StillFits(proposal.DecidedOn)) return Publishing.DayMovedOn;
            var offered = proposal.Compare(day).Offered.Select(change => change.Visit).ToList();
            part = new PlanPart(offered.Count(accepted.Contains), offered.Count);
            proposal = proposal.Only(day, await facts.Get(day, ct), accepted);
        }

        // The run's id is the event's: pressing twice publishes once.
        var now = clock.GetUtcNow();
        var handled = await days.Handle(run.Centre, run.Date, proposal.Published(new EventOrigin(new DayEventId(id), now, now, viewer.Name, Team: null)), viewer.Account, ct);
        switch (handled)
        {
            case Handled.Decided { Change: DayChange.Accepted } or Handled.Repeated:
                await store.MarkPublished(id, viewer.Name, why, part, ct);
                return Publishing.Done;
            case Handled.Decided { Change: DayChange.Refused { Why: Refusal.DayMovedOn } }:
                return Publishing.DayMovedOn;
            default:
                return Publishing.Refused;
        }
    }

    /// <summary>Makes the running and the coming days of every centre, and asks for a plan of tomorrow where there is none yet.</summary>
    public async Task PlanComingDays(CancellationToken ct)
    {
        foreach (var centre in await centres.ListAll(ct))
        {
            var today = ServiceTime.Of(centre).ServiceDay(clock.GetUtcNow());
            for (var ahead = 0; ahead <= 2; ahead++)
            {
                if (!await days.Make(centre.Id, today.AddDays(ahead), ct)) continue;
                if (ahead > 0 && await store.FindLatest(centre.Id, today.AddDays(ahead), ct) is null)
                    await Ask(centre.Id, today.AddDays(ahead), "MobileTeams", NightSeconds, ct);
            }
        }
    }

    /// <summary>Writes the newest progress down a few times a second, and hears whether somebody wants it to stop.</summary>
    private async Task Note(Guid id, Latest latest, CancellationTokenSource stop)
    {
        using var timer = new PeriodicTimer(BetweenNotes);
        while (!latest.IsEnded && await timer.WaitForNextTickAsync(CancellationToken.None))
        {
            if (latest.Value is not { } progress || latest.IsEnded) continue;
            if (!await store.Progress(id, progress.Placed, progress.CostOre, progress.Elapsed, CancellationToken.None)) await stop.CancelAsync();
        }
    }

    [LoggerMessage(LogLevel.Error, "The planner met a fault in run {Run}.")]
    private partial void LogFault(Exception fault, Guid run);

    private sealed class Latest : IProgress<PlanningProgress>
    {
        private volatile PlanningProgress? value;
        private volatile bool isEnded;

        public PlanningProgress? Value => value;

        public bool IsEnded => isEnded;

        public void Report(PlanningProgress progress) => value = progress;

        public void End() => isEnded = true;
    }
}
