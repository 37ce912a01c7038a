using Dapper;
using MobileTeams.Dispatch;
using MobileTeams.Dispatch.Proposals;
using MobileTeams.Server.Accounts;
using MobileTeams.Server.Data;

namespace MobileTeams.Server.Plans;

/// <summary>Runs of the planner. Each change is told to every desk.</summary>
public sealed class PlanStore(Database database, TimeProvider clock)
{
    // Each time the best plan changed.
    private const string Trail =
        "trail = case when jsonb_array_length(trail) > 0 and placed = @placed and cost = @cost then trail else trail || jsonb_build_array(jsonb_build_array(@elapsed, @placed, @cost)) end";

    private const string Columns =
        """
        id, centre_id as CentreId, date, asked_by as AskedBy, asked_at as AskedAt, seconds, seed, state, ended_at as EndedAt, decided_on as DecidedOn,
        visits, placed, cost, elapsed_ms as ElapsedMs, trail, failure, proposal,
        published_by as PublishedBy, published_at as PublishedAt, published_why as PublishedWhy,
        changes_taken as ChangesTaken, changes_offered as ChangesOffered
        """;

    /// <summary>A new run, or the one that is alive for this day already.</summary>
    public async Task<(Guid Run, bool IsNew)> Ask(CareCentreId centre, DateOnly date, string by, int seconds, long seed, CancellationToken ct)
    {
        await using var connection = await database.Open(ct);
        var id = Guid.CreateVersion7(clock.GetUtcNow());
        var made = await connection.ExecuteAsync(
            """
            insert into plan_run (id, centre_id, date, asked_by, asked_at, seconds, seed, state) values (@id, @centre, @date, @by, @at, @seconds, @seed, 'waiting')
            on conflict do nothing
            """,
            new { id, centre = centre.Value, date, by, at = Now, seconds, seed });
        if (made == 1)
        {
            await Tell(connection, id);
            return (id, true);
        }

        var alive = await connection.ExecuteScalarAsync<Guid?>(
            "select id from plan_run where centre_id = @centre and date = @date and state in ('waiting', 'running')", new { centre = centre.Value, date });
        return alive is { } run ? (run, false) : await Ask(centre, date, by, seconds, seed, ct);
    }

    public async Task<PlanRun?> Find(Guid run, CancellationToken ct)
    {
        await using var connection = await database.Open(ct);
        return (await connection.QuerySingleOrDefaultAsync<Row>($"select {Columns} from plan_run where id = @run", new { run }))?.ToRun();
    }

    /// <summary>The newest run for a day that was not thrown away.</summary>
    public async Task<PlanRun?> FindLatest(CareCentreId centre, DateOnly date, CancellationToken ct)
    {
        await using var connection = await database.Open(ct);
        return (await connection.QuerySingleOrDefaultAsync<Row>(
            $"select {Columns} from plan_run where centre_id = @centre and date = @date and state <> 'superseded' order by asked_at desc limit 1",
            new { centre = centre.Value, date }))?.ToRun();
    }

    /// <summary>What was published for a day, the newest first: who, when and why. Their figures are in the runs; the routes are in the day's events.</summary>
    public async Task<IReadOnlyList<PlanRun>> ListPublished(CareCentreId centre, DateOnly date, CancellationToken ct)
    {
        await using var connection = await database.Open(ct);
        var rows = await connection.QueryAsync<Row>(
            $"select {Columns} from plan_run where centre_id = @centre and date = @date and state = 'published' order by published_at desc", new { centre = centre.Value, date });
        return [.. rows.Select(row => row.ToRun())];
    }

    /// <summary>Runs of the viewer's organisation that wait, run, or failed after an instant and have no later run for their day; newest first.</summary>
    public async Task<IReadOnlyList<PlanRun>> ListUnsettled(Viewer viewer, DateTimeOffset after, CancellationToken ct)
    {
        await using var connection = await database.Open(ct);
        var rows = await connection.QueryAsync<Row>(
            $"""
            select {Columns} from plan_run r
            where r.centre_id in (select c.id from care_centre c where c.organisation_id = @organisation and (@centre::uuid is null or c.id = @centre))
                and (state in ('waiting', 'running') or state = 'failed' and asked_at > @after
                    and not exists (select 1 from plan_run later where later.centre_id = r.centre_id and later.date = r.date and later.asked_at > r.asked_at))
            order by asked_at desc
            """,
            new { organisation = viewer.Organisation.Value, centre = viewer.Centre?.Value, after = after.UtcDateTime });
        return [.. rows.Select(row => row.ToRun())];
    }

    /// <summary>Marks it running; false if it was cancelled or another server has it.</summary>
    public Task<bool> Begin(Guid run, int decidedOn, int visits, CancellationToken ct) => Change(
        run, "state = 'running', started_at = @now, decided_on = @decidedOn, visits = @visits", "state in ('waiting', 'running')", new { decidedOn, visits }, ct);

    /// <summary>Notes how far it is.</summary>
    /// <returns>False when it should stop.</returns>
    public Task<bool> Progress(Guid run, int placed, long cost, TimeSpan elapsed, CancellationToken ct) => Change(
        run,
        $"placed = @placed, cost = @cost, elapsed_ms = @elapsed, {Trail}",
        "state = 'running' and not cancel_requested",
        new { placed, cost, elapsed = (int)elapsed.TotalMilliseconds },
        ct);

    /// <summary>It ended with a proposal, which is also the last of its trail.</summary>
    public Task<bool> Propose(Guid run, Proposal proposal, int placed, long cost, TimeSpan elapsed, CancellationToken ct) => Change(
        run,
        $"state = 'proposed', ended_at = @now, proposal = @proposal::jsonb, elapsed_ms = @elapsed, {Trail}, placed = @placed, cost = @cost",
        "state = 'running'",
        new { proposal = Documents.Write(proposal), placed, cost, elapsed = (int)elapsed.TotalMilliseconds },
        ct);

    /// <summary>Asks a run to stop; what it has found by then is its proposal. One that waits is cancelled at once.</summary>
    public async Task Cancel(Guid run, CancellationToken ct)
    {
        if (!await Change(run, "state = 'cancelled', ended_at = @now", "state = 'waiting'", new { }, ct))
            await Change(run, "cancel_requested = true", "state = 'running'", new { }, ct);
    }

    public Task Fail(Guid run, string why, CancellationToken ct) =>
        Change(run, "state = 'failed', ended_at = @now, failure = @why", "state in ('waiting', 'running')", new { why }, ct);

    /// <param name="part">Null when it was published whole.</param>
    public Task<bool> MarkPublished(Guid run, string by, string? why, PlanPart? part, CancellationToken ct) => Change(
        run,
        "state = 'published', published_by = @by, published_why = @why, published_at = @now, changes_taken = @taken, changes_offered = @offered",
        "state = 'proposed'",
        new { by, why, taken = part?.Taken, offered = part?.Offered },
        ct);

    public Task<bool> Discard(Guid run, CancellationToken ct) => Change(run, "state = 'superseded'", "state in ('proposed', 'failed', 'cancelled')", new { }, ct);

    /// <summary>Forgets proposals that ended before an instant; the runs' figures stay.</summary>
    public async Task<int> ForgetProposals(DateTimeOffset before, CancellationToken ct)
    {
        await using var connection = await database.Open(ct);
        return await connection.ExecuteAsync(
            "update plan_run set proposal = null where ended_at < @before and proposal is not null", new { before = before.UtcDateTime });
    }

    private DateTime Now => clock.GetUtcNow().UtcDateTime;

    private async Task<bool> Change(Guid run, string set, string only, object values, CancellationToken ct)
    {
        await using var connection = await database.Open(ct);
        var parameters = new DynamicParameters(values);
        parameters.AddDynamicParams(new { run, now = Now });
        if (await connection.ExecuteAsync($"update plan_run set {set} where id = @run and {only}", parameters) == 0) return false;
        await Tell(connection, run);
        return true;
    }

    private static Task Tell(Npgsql.NpgsqlConnection connection, Guid run) => connection.ExecuteAsync("select pg_notify('plan_run', @run)", new { run = run.ToString() });

    private sealed class Row
    {
        public Guid Id { get; init; }

        public Guid CentreId { get; init; }

        public DateOnly Date { get; init; }

        public string AskedBy { get; init; } = "";

        public DateTime AskedAt { get; init; }

        public int Seconds { get; init; }

        public long Seed { get; init; }

        public string State { get; init; } = "";

        public DateTime? EndedAt { get; init; }

        public int? DecidedOn { get; init; }

        public int Visits { get; init; }

        public int Placed { get; init; }

        public long Cost { get; init; }

        public int ElapsedMs { get; init; }

        public string Trail { get; init; } = "[]";

        public string? Failure { get; init; }

        public string? Proposal { get; init; }

        public string? PublishedBy { get; init; }

        public DateTime? PublishedAt { get; init; }

        public string? PublishedWhy { get; init; }

        public int? ChangesTaken { get; init; }

        public int? ChangesOffered { get; init; }

        public PlanRun ToRun() => new(
            Id,
            new CareCentreId(CentreId),
            Date,
            AskedBy,
            new DateTimeOffset(AskedAt, TimeSpan.Zero),
            Seconds,
            Seed,
            Enum.Parse<PlanState>(State, ignoreCase: true),
            EndedAt is { } ended ? new DateTimeOffset(ended, TimeSpan.Zero) : null,
            DecidedOn,
            Visits,
            Placed,
            Cost,
            TimeSpan.FromMilliseconds(ElapsedMs),
            [.. Documents.Read<long[][]>(Trail).Select(point => new PlanPoint(TimeSpan.FromMilliseconds(point[0]), (int)point[1], point[2]))],
            Failure,
            Proposal is null ? null : Documents.Read<Proposal>(Proposal),
            PublishedBy,
            PublishedAt is { } published ? new DateTimeOffset(published, TimeSpan.Zero) : null,
            PublishedWhy,
            ChangesTaken is { } taken && ChangesOffered is { } offered ? new PlanPart(taken, offered) : null);
    }
}
