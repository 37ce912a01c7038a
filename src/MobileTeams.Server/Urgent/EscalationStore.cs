using Dapper;
using MobileTeams.Dispatch;
using MobileTeams.Dispatch.Urgent;
using MobileTeams.Server.Accounts;
using MobileTeams.Server.Data;

namespace MobileTeams.Server.Urgent;

/// <summary>A team that was sent to an urgent call and has not acknowledged.</summary>
public sealed record Unacknowledged(
    CareCentreId Centre, DateOnly Date, UrgentCallId Call, VisitId Visit, TeamShiftId Team, DateTimeOffset DispatchedAt, bool HasReaction, IReadOnlySet<EscalationStep> Done);

/// <summary>A step that was taken.</summary>
/// <param name="NextTeam">With <see cref="EscalationStep.NextOffered"/>: who could go instead; null when nobody may.</param>
/// <param name="ReactionBy">Who at a desk has taken the matter on, if anybody.</param>
/// <param name="IsOpen">The team has still not acknowledged.</param>
public sealed record TakenStep(
    CareCentreId Centre, DateOnly Date, UrgentCallId Call, VisitId Visit, TeamShiftId Team, DateTimeOffset DispatchedAt, EscalationStep Step, DateTimeOffset At,
    TeamShiftId? NextTeam, DateTimeOffset? NextArrivesAt, string? ReactionBy, DateTimeOffset? ReactionAt, bool IsOpen);

/// <summary>The steps taken for urgent dispatches that nobody acknowledges. Times are derived from what is stored, so that a restart loses none.</summary>
public sealed class EscalationStore(Database database, TimeProvider clock)
{
    private static readonly string IsOpen =
        $"(v.status = 'Dispatched' and (v.body ->> 'dispatchedAt')::timestamptz = e.dispatched_at and {Silent("e.team_shift_id")})";

    /// <summary>Every urgent dispatch, of all centres, that has waited for its acknowledgement for some time.</summary>
    public async Task<IReadOnlyList<Unacknowledged>> ListUnacknowledged(TimeSpan forAtLeast, CancellationToken ct)
    {
        await using var connection = await database.Open(ct);
        var rows = await connection.QueryAsync<(Guid Centre, DateOnly Date, Guid Call, Guid Visit, Guid Team, DateTime DispatchedAt, bool HasReaction, string[] Done)>(
            $"""
            select v.centre_id, v.date, u.id, v.visit_id, a.team_shift_id, d.at,
                exists (select 1 from escalation_reaction r where r.visit_id = v.visit_id and r.dispatched_at = d.at),
                array(select e.step from escalation e where e.visit_id = v.visit_id and e.team_shift_id = a.team_shift_id and e.dispatched_at = d.at)
            from day_visit v
            cross join lateral (select (v.body ->> 'dispatchedAt')::timestamptz as at) d
            join urgent_call u on u.id = (v.body -> 'visit' ->> 'call')::uuid
            join assignment a on a.visit_id = v.visit_id
            where v.status = 'Dispatched' and not coalesce((v.body -> 'visit' ->> 'isForLater')::boolean, false) and d.at <= @before and {Silent("a.team_shift_id")}
            order by d.at, v.visit_id, a.team_shift_id
            """,
            new { before = (clock.GetUtcNow() - forAtLeast).UtcDateTime });
        return [.. rows.Select(row => new Unacknowledged(
            new CareCentreId(row.Centre), row.Date, new UrgentCallId(row.Call), new VisitId(row.Visit), new TeamShiftId(row.Team), Utc(row.DispatchedAt), row.HasReaction,
            row.Done.Select(Enum.Parse<EscalationStep>).ToHashSet()))];
    }

    /// <summary>Notes that a step is taken, and tells it, unless it was taken already or the team has acknowledged meanwhile.</summary>
    /// <returns>Whether this was the one that took it.</returns>
    public async Task<bool> Take(Unacknowledged waiting, EscalationStep step, UrgentOption? next, CancellationToken ct)
    {
        await using var connection = await database.Open(ct);
        return await connection.ExecuteScalarAsync<long>(
            $"""
            with taken as (
                insert into escalation (visit_id, team_shift_id, dispatched_at, step, call_id, centre_id, at, next_team_id, next_arrives_at)
                select v.visit_id, @team, @dispatched, @step, @call, v.centre_id, @at, @next, @arrives
                from day_visit v where v.visit_id = @visit and v.status = 'Dispatched' and (v.body ->> 'dispatchedAt')::timestamptz = @dispatched and {Silent("@team")}
                on conflict do nothing
                returning visit_id),
            told as (select pg_notify('escalation', @told) from taken)
            select count(*) from told
            """,
            new
            {
                team = waiting.Team.Value,
                dispatched = waiting.DispatchedAt.UtcDateTime,
                step = step.ToString(),
                call = waiting.Call.Value,
                visit = waiting.Visit.Value,
                at = clock.GetUtcNow().UtcDateTime,
                next = next?.Team.Value,
                arrives = next?.ArrivesAt.UtcDateTime,
                told = $"{waiting.Centre.Value:N}/{waiting.Call.Value:N}/{waiting.Visit.Value:N}/{waiting.Team.Value:N}",
            }) != 0;
    }

    /// <summary>A person at a desk takes the matter on, once for a dispatch.</summary>
    /// <returns>False when somebody else did, or the viewer's organisation has no such call.</returns>
    public async Task<bool> React(Viewer viewer, TakenStep taken, CancellationToken ct)
    {
        await using var connection = await database.Open(ct);
        return await connection.ExecuteScalarAsync<long>(
            """
            with reacted as (
                insert into escalation_reaction (visit_id, dispatched_at, at, account_id, by_name)
                select v.visit_id, @dispatched, @at, @account, @by from day_visit v join care_centre c on c.id = v.centre_id
                where v.visit_id = @visit and c.organisation_id = @organisation
                on conflict do nothing
                returning visit_id),
            told as (select pg_notify('escalation', @told) from reacted)
            select count(*) from told
            """,
            new
            {
                dispatched = taken.DispatchedAt.UtcDateTime,
                at = clock.GetUtcNow().UtcDateTime,
                account = viewer.Account,
                by = viewer.Name,
                visit = taken.Visit.Value,
                organisation = viewer.Organisation.Value,
                told = $"{taken.Centre.Value:N}/{taken.Call.Value:N}/{taken.Visit.Value:N}",
            }) != 0;
    }

    /// <summary>All steps taken for a call, in their order.</summary>
    public Task<IReadOnlyList<TakenStep>> ListOfCall(Viewer viewer, UrgentCallId call, CancellationToken ct) => Read(viewer, "e.call_id = @call", new { call = call.Value }, ct);

    /// <summary>What waits for somebody at this viewer's desk: tasks of the centre on the screen, and for team leads and night duty whatever no other desk has reacted to.</summary>
    public Task<IReadOnlyList<TakenStep>> ListOpen(Viewer viewer, CareCentreId centre, CancellationToken ct) => Read(
        viewer,
        $"{IsOpen} and e.step <> 'Repeated' and (e.centre_id = @centre or (@lead and e.step = 'AnotherDesk' and r.at is null))",
        new { centre = centre.Value, lead = viewer.Is(Role.TeamLead) || viewer.Is(Role.NightDuty) },
        ct);

    private async Task<IReadOnlyList<TakenStep>> Read(Viewer viewer, string which, object arguments, CancellationToken ct)
    {
        var parameters = new DynamicParameters(arguments);
        parameters.AddDynamicParams(new { organisation = viewer.Organisation.Value, own = viewer.Centre?.Value });
        await using var connection = await database.Open(ct);
        var rows = await connection.QueryAsync<Row>(
            $"""
            select e.centre_id as Centre, v.date as Date, e.call_id as Call, e.visit_id as Visit, e.team_shift_id as Team, e.dispatched_at as DispatchedAt, e.step as Step, e.at as At,
                e.next_team_id as NextTeam, e.next_arrives_at as NextArrivesAt, r.by_name as ReactionBy, r.at as ReactionAt, {IsOpen} as IsOpen
            from escalation e join day_visit v on v.visit_id = e.visit_id join care_centre c on c.id = e.centre_id
            left join escalation_reaction r on r.visit_id = e.visit_id and r.dispatched_at = e.dispatched_at
            where {which} and c.organisation_id = @organisation and (@own::uuid is null or c.id = @own)
            order by e.dispatched_at, e.at, e.team_shift_id
            """,
            parameters);
        return [.. rows.Select(row => row.ToStep())];
    }

    // Where two teams come, one may have acknowledged; the visit is then as far as the other.
    private static string Silent(string team) =>
        $"not exists (select 1 from jsonb_array_elements(coalesce(v.body -> 'halves', '[]')) half where (half ->> 'team')::uuid = {team} and half ->> 'status' <> 'Dispatched')";

    private static DateTimeOffset Utc(DateTime instant) => new(instant, TimeSpan.Zero);

    private sealed class Row
    {
        public Guid Centre { get; init; }

        public DateOnly Date { get; init; }

        public Guid Call { get; init; }

        public Guid Visit { get; init; }

        public Guid Team { get; init; }

        public DateTime DispatchedAt { get; init; }

        public string Step { get; init; } = "";

        public DateTime At { get; init; }

        public Guid? NextTeam { get; init; }

        public DateTime? NextArrivesAt { get; init; }

        public string? ReactionBy { get; init; }

        public DateTime? ReactionAt { get; init; }

        public bool IsOpen { get; init; }

        public TakenStep ToStep() => new(
            new CareCentreId(Centre), Date, new UrgentCallId(Call), new VisitId(Visit), new TeamShiftId(Team), Utc(DispatchedAt), Enum.Parse<EscalationStep>(Step), Utc(At),
            NextTeam is { } next ? new TeamShiftId(next) : null, NextArrivesAt is { } arrives ? Utc(arrives) : null, ReactionBy, ReactionAt is { } reacted ? Utc(reacted) : null, IsOpen);
    }
}
