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
    /// <summary>Keeps the tasks of a change; a later change of the same visit replaces its open task, one that takes the change back ends it.</summary>
    /// <remarks>What still fits the window that somebody told the patient is not told again.</remarks>
    public static async Task Save(NpgsqlConnection connection, Day before, DayChange.Accepted change, DayFacts facts)
    {
        var at = change.Event.Origin.At.UtcDateTime;
        foreach (var task in Tellings.Of(before, change, facts))
        {
            await connection.ExecuteAsync(
                """
                insert into tell_task (id, visit_id, centre_id, date, patient_id, cause, channel, was_from, was_to, becomes_from, becomes_to, due_at, made_at)
                select @id, @visit, @centre, @date, @patient, @cause, @channel, @wasFrom, @wasTo, @becomesFrom, @becomesTo, @due, @at
                where not exists (
                    select 1 from tell_task told where told.visit_id = @visit and told.done_by is not null and told.cause = @cause
                        and (@cause <> 'Time' or @expected between told.becomes_from and told.becomes_to))
                on conflict (visit_id) where done_at is null do update set cause = excluded.cause, channel = excluded.channel,
                    becomes_from = excluded.becomes_from, becomes_to = excluded.becomes_to, due_at = least(tell_task.due_at, excluded.due_at)
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
                    becomesFrom = task.Becomes?.Earliest.UtcDateTime,
                    becomesTo = task.Becomes?.Latest.UtcDateTime,
                    expected = task.Expected?.UtcDateTime,
                    due = task.By.UtcDateTime,
                    at,
                });
        }

        // What holds again as it was promised has not to be told.
        foreach (var visit in change.Visits.Select(id => change.Day.Visits[id]).Where(visit => visit.Promised is { } promised && visit.Assignments.Length > 0 && promised.Contains(visit.Assignments[0].Start)))
        {
            await connection.ExecuteAsync(
                "update tell_task set done_at = @at where visit_id = @visit and done_at is null and cause <> 'People' and was_from = @from and was_to = @to",
                new { at, visit = visit.Visit.Id.Value, from = visit.Promised!.Value.Earliest.UtcDateTime, to = visit.Promised!.Value.Latest.UtcDateTime });
        }
    }

    /// <summary>The open tasks of a centre, the most pressing first.</summary>
    public async Task<IReadOnlyList<KeptTelling>> ListOpen(CareCentreId centre, CancellationToken ct)
    {
        await using var connection = await database.Open(ct);
        var rows = await connection.QueryAsync<Row>(
            """
            select id as Id, date as Date, visit_id as Visit, patient_id as Patient, cause as Cause, channel as Channel, was_from as WasFrom, was_to as WasTo,
                becomes_from as BecomesFrom, becomes_to as BecomesTo, due_at as Due
            from tell_task where centre_id = @centre and done_at is null order by due_at, id
            """,
            new { centre = centre.Value });
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

        public DateTime? BecomesFrom { get; init; }

        public DateTime? BecomesTo { get; init; }

        public DateTime Due { get; init; }

        public KeptTelling ToTelling() => new(Id, Date, new TellTask(
            new VisitId(Visit),
            new PatientId(Patient),
            Enum.Parse<TellCause>(Cause),
            Enum.Parse<TellChannel>(Channel),
            new StartWindow(Utc(WasFrom), Utc(WasTo)),
            BecomesFrom is { } from && BecomesTo is { } to ? new StartWindow(Utc(from), Utc(to)) : null,
            Expected: null,
            Utc(Due)));

        private static DateTimeOffset Utc(DateTime instant) => new(instant, TimeSpan.Zero);
    }
}
