using System.Collections.Immutable;
using Dapper;
using MobileTeams.Dispatch;
using MobileTeams.Dispatch.Days;
using MobileTeams.Dispatch.Telling;
using MobileTeams.Dispatch.Visits;
using MobileTeams.Server.Accounts;
using MobileTeams.Server.Data;
using Npgsql;

namespace MobileTeams.Server.Days;

/// <summary>A task to tell a patient, as it is kept.</summary>
public sealed record KeptTelling(Guid Id, DateOnly Date, TellTask Task);

/// <summary>Who has to be told of what. Written with the event that made it necessary, in one transaction.</summary>
public sealed class TellStore(Database database, TimeProvider clock)
{
    /// <summary>Keeps the tasks of a change; a later change of the same visit replaces its open task, and what is as the patient knows it, or over, ends it.</summary>
    public static async Task Save(NpgsqlConnection connection, Day before, DayChange.Accepted change, DayFacts facts)
    {
        if (change.Visits.IsEmpty) return;
        var at = change.Event.Origin.At.UtcDateTime;
        var tasks = Tellings.Of(before, change, facts, await ListHeard(connection, change.Visits));
        foreach (var task in tasks)
        {
            await connection.ExecuteAsync(
                """
                insert into tell_task (id, visit_id, centre_id, date, patient_id, cause, channel, was_from, was_to, was_teams, becomes_from, becomes_to, becomes_teams, due_at, made_at)
                values (@id, @visit, @centre, @date, @patient, @cause, @channel, @wasFrom, @wasTo, @wasTeams, @becomesFrom, @becomesTo, @becomesTeams, @due, @at)
                on conflict (visit_id) where done_at is null do update set cause = excluded.cause, channel = excluded.channel,
                    becomes_from = excluded.becomes_from, becomes_to = excluded.becomes_to, becomes_teams = excluded.becomes_teams, due_at = least(tell_task.due_at, excluded.due_at)
                """,
                new
                {
                    id = Guid.CreateVersion7(),
                    visit = task.Visit.Value,
                    centre = before.Centre.Value,
                    date = before.Date,
                    patient = task.Patient.Value,
                    cause = task.Cause.ToString(),
                    channel = task.Channel.ToString(),
                    wasFrom = task.Was.Earliest.UtcDateTime,
                    wasTo = task.Was.Latest.UtcDateTime,
                    wasTeams = Guids(task.WasTeams),
                    becomesFrom = task.Becomes?.Earliest.UtcDateTime,
                    becomesTo = task.Becomes?.Latest.UtcDateTime,
                    becomesTeams = Guids(task.Teams),
                    due = task.By.UtcDateTime,
                    at,
                });
        }

        var silent = change.Visits.Except(tasks.Select(task => task.Visit)).Select(visit => visit.Value).ToArray();
        if (silent.Length > 0) await connection.ExecuteAsync("update tell_task set done_at = @at where visit_id = any(@silent) and done_at is null", new { at, silent });
    }

    // What was told last; where nobody told anything, what was known when the open task was made.
    private static async Task<Dictionary<VisitId, Heard>> ListHeard(NpgsqlConnection connection, IEnumerable<VisitId> visits)
    {
        var rows = await connection.QueryAsync<(Guid Visit, DateTime? From, DateTime? To, Guid[] Teams)>(
            """
            select distinct on (visit_id) visit_id, case when done_by is null then was_from else becomes_from end, case when done_by is null then was_to else becomes_to end,
                case when done_by is null then was_teams else becomes_teams end
            from tell_task where visit_id = any(@visits) and (done_by is not null or done_at is null) order by visit_id, (done_by is not null) desc, done_at desc
            """,
            new { visits = visits.Select(visit => visit.Value).ToArray() });
        return rows.ToDictionary(row => new VisitId(row.Visit), row => new Heard(Window(row.From, row.To), Teams(row.Teams)));
    }

    /// <summary>What patients last heard of these visits since the promise.</summary>
    public async Task<IReadOnlyDictionary<VisitId, Heard>> ListHeard(IEnumerable<VisitId> visits, CancellationToken ct)
    {
        await using var connection = await database.Open(ct);
        return await ListHeard(connection, visits);
    }

    /// <summary>The open tasks of a centre, yesterday's and those after it, the most pressing first.</summary>
    public async Task<IReadOnlyList<KeptTelling>> ListOpen(CareCentreId centre, CancellationToken ct)
    {
        await using var connection = await database.Open(ct);
        var rows = await connection.QueryAsync<Row>(
            """
            select id as Id, date as Date, visit_id as Visit, patient_id as Patient, cause as Cause, channel as Channel, was_from as WasFrom, was_to as WasTo,
                was_teams as WasTeams, becomes_from as BecomesFrom, becomes_to as BecomesTo, becomes_teams as BecomesTeams, due_at as Due
            from tell_task where centre_id = @centre and done_at is null and date >= @yesterday order by due_at, id
            """,
            new { centre = centre.Value, yesterday = DateOnly.FromDateTime(clock.GetUtcNow().UtcDateTime).AddDays(-1) });
        return [.. rows.Select(row => row.ToTelling())];
    }

    /// <summary>The patient was told.</summary>
    /// <returns>False when it was done, or taken back, already.</returns>
    public async Task<bool> Done(Viewer viewer, CareCentreId centre, Guid task, CancellationToken ct)
    {
        await using var connection = await database.Open(ct);
        return await connection.ExecuteScalarAsync<long>(
            """
            with done as (
                update tell_task t set done_at = @at, done_by = @by from care_centre c
                where t.id = @task and t.done_at is null and t.centre_id = @centre and c.id = t.centre_id and c.organisation_id = @organisation returning t.id),
            told as (select pg_notify('desk', @told) from done)
            select count(*) from told
            """,
            new { at = clock.GetUtcNow().UtcDateTime, by = viewer.Name, task, centre = centre.Value, organisation = viewer.Organisation.Value, told = $"{centre.Value:N}" }) != 0;
    }

    private sealed class Row
    {
        public Guid Id { get; init; }

        public DateOnly Date { get; init; }

        public Guid Visit { get; init; }

        public Guid Patient { get; init; }

        public string Cause { get; init; } = "";

        public string Channel { get; init; } = "";

        public DateTime WasFrom { get; init; }

        public DateTime WasTo { get; init; }

        public Guid[] WasTeams { get; init; } = [];

        public DateTime? BecomesFrom { get; init; }

        public DateTime? BecomesTo { get; init; }

        public Guid[] BecomesTeams { get; init; } = [];

        public DateTime Due { get; init; }

        public KeptTelling ToTelling() => new(Id, Date, new TellTask(
            new VisitId(Visit),
            new PatientId(Patient),
            Enum.Parse<TellCause>(Cause),
            Enum.Parse<TellChannel>(Channel),
            new StartWindow(Utc(WasFrom), Utc(WasTo)),
            Teams(WasTeams),
            Window(BecomesFrom, BecomesTo),
            Teams(BecomesTeams),
            Utc(Due)));
    }

    private static Guid[] Guids(IEnumerable<TeamShiftId> teams) => [.. teams.Select(team => team.Value)];

    private static ImmutableArray<TeamShiftId> Teams(Guid[] teams) => [.. teams.Select(team => new TeamShiftId(team))];

    private static StartWindow? Window(DateTime? from, DateTime? to) => from is { } earliest && to is { } latest ? new StartWindow(Utc(earliest), Utc(latest)) : null;

    private static DateTimeOffset Utc(DateTime instant) => new(instant, TimeSpan.Zero);
}
