using System.Collections.Immutable;
using Dapper;
using MobileTeams.Dispatch;
using MobileTeams.Dispatch.Days;
using MobileTeams.Server.Data;
using Npgsql;

namespace MobileTeams.Server.Days;

/// <summary>Days and their events. A day and the event that changed it are saved in one transaction, under the day's row lock.</summary>
public sealed class DayStore(Database database)
{
    public async Task<Day?> Find(CareCentreId centre, DateOnly date, CancellationToken ct)
    {
        await using var connection = await database.Open(ct);
        // One snapshot for the four readings.
        await using var transaction = await connection.BeginTransactionAsync(System.Data.IsolationLevel.RepeatableRead, ct);
        return await Find(connection, centre, date);
    }

    /// <summary>The version of a day, or null if there is no such day yet.</summary>
    public async Task<int?> FindVersion(CareCentreId centre, DateOnly date, CancellationToken ct)
    {
        await using var connection = await database.Open(ct);
        return await connection.ExecuteScalarAsync<int?>("select version from day where centre_id = @id and date = @date", new { id = centre.Value, date });
    }

    /// <summary>The dates, from one on, on which a centre has a day; in order.</summary>
    public async Task<IReadOnlyList<DateOnly>> ListDates(CareCentreId centre, DateOnly from, CancellationToken ct)
    {
        await using var connection = await database.Open(ct);
        return [.. await connection.QueryAsync<DateOnly>("select date from day where centre_id = @id and date >= @from order by date", new { id = centre.Value, from })];
    }

    /// <summary>The events after a version, in order: what a client that reconnects has missed.</summary>
    public async Task<IReadOnlyList<LoggedEvent>> ListEvents(CareCentreId centre, DateOnly date, int afterVersion, CancellationToken ct)
    {
        await using var connection = await database.Open(ct);
        var rows = await connection.QueryAsync<(int Version, string? Noted, string Body)>(
            "select version, noted, body from day_event where centre_id = @id and date = @date and version > @afterVersion order by version",
            new { id = centre.Value, date, afterVersion });
        return [.. rows.Select(row => new LoggedEvent(row.Version, Documents.Read<DayEvent>(row.Body), row.Noted))];
    }

    /// <summary>Who last moved, sent or changed a visit, and when; null if nobody has.</summary>
    public async Task<(string By, DateTimeOffset At)?> FindLastWord(CareCentreId centre, DateOnly date, VisitId visit, CancellationToken ct)
    {
        await using var connection = await database.Open(ct);
        var row = await connection.QuerySingleOrDefaultAsync<(string By, DateTime At)?>(
            """
            select by_name, at from day_event where centre_id = @id and date = @date and noted is null
              and (body ->> 'visit' = @visit or body @> jsonb_build_object('places', jsonb_build_array(jsonb_build_object('visit', @visit::text)))
                or jsonb_path_exists(body, '$.routes[*].stops[*].visit ? (@ == $visit)', jsonb_build_object('visit', @visit::text)))
            order by version desc limit 1
            """,
            new { id = centre.Value, date, visit = visit.Value.ToString() });
        return row is { } last ? (last.By, new DateTimeOffset(last.At, TimeSpan.Zero)) : null;
    }

    /// <summary>Locks the day's row until the transaction ends and gives its version; null if there is no such day.</summary>
    public static Task<int?> Lock(NpgsqlConnection connection, CareCentreId centre, DateOnly date) => connection.ExecuteScalarAsync<int?>(
        "select version from day where centre_id = @id and date = @date for update", new { id = centre.Value, date });

    public static Task Create(NpgsqlConnection connection, Day day) => connection.ExecuteAsync(
        "insert into day (centre_id, date, version, starts_at, ends_at) values (@id, @date, @version, @start, @end) on conflict do nothing",
        new { id = day.Centre.Value, date = day.Date, version = day.Version, start = day.Start.UtcDateTime, end = day.End.UtcDateTime });

    /// <summary>Whether an event is in the log.</summary>
    public static async Task<bool> IsLogged(NpgsqlConnection connection, DayEventId id) =>
        await connection.ExecuteScalarAsync<int?>("select 1 from day_event where id = @id", new { id = id.Value }) is not null;

    /// <summary>Those of the events that are in the log already.</summary>
    public static async Task<HashSet<DayEventId>> ListLogged(NpgsqlConnection connection, IEnumerable<DayEventId> ids) =>
        [.. (await connection.QueryAsync<Guid>("select id from day_event where id = any(@ids)", new { ids = ids.Select(id => id.Value).ToArray() })).Select(id => new DayEventId(id))];

    public static async Task<Day?> Find(NpgsqlConnection connection, CareCentreId centre, DateOnly date)
    {
        var key = new { id = centre.Value, date };
        var row = await connection.QuerySingleOrDefaultAsync<(int Version, int LastMove, DateTime Start, DateTime End)?>(
            "select version, last_move, starts_at, ends_at from day where centre_id = @id and date = @date", key);
        if (row is not { } day) return null;
        var teams = await connection.QueryAsync<string>("select body from day_team where centre_id = @id and date = @date", key);
        var visits = await connection.QueryAsync<string>("select body from day_visit where centre_id = @id and date = @date", key);
        return new Day(
            centre,
            date,
            day.Version,
            new DateTimeOffset(day.Start, TimeSpan.Zero),
            new DateTimeOffset(day.End, TimeSpan.Zero),
            teams.Select(Documents.Read<TeamDay>).ToImmutableDictionary(team => team.Shift.Id),
            visits.Select(Documents.Read<DayVisit>).ToImmutableDictionary(visit => visit.Visit.Id))
        { LastMove = day.LastMove };
    }

    /// <summary>Saves the next version of a day: the event, and of the day only what the event changed.</summary>
    /// <param name="noted">Why the event only went into the log; null if it changed the day.</param>
    /// <exception cref="PostgresException">Unique violation: another transaction saved this event or this version first.</exception>
    public static async Task Save(
        NpgsqlConnection connection, Day day, DayEvent happened, IEnumerable<VisitId> visits, IEnumerable<TeamShiftId> teams, Guid? account, string? noted)
    {
        await using var batch = new NpgsqlBatch(connection);
        Add(
            batch,
            "update day set version = $3, last_move = $4 where centre_id = $1 and date = $2 and version = $3 - 1",
            day.Centre.Value,
            day.Date,
            day.Version,
            day.LastMove);
        foreach (var team in teams.Select(id => day.Teams[id]))
        {
            Add(
                batch,
                """
                insert into day_team (team_shift_id, centre_id, date, crew, body) values ($1, $2, $3, $4, $5::jsonb)
                on conflict (team_shift_id) do update set crew = excluded.crew, body = excluded.body
                """,
                team.Shift.Id.Value,
                day.Centre.Value,
                day.Date,
                team.Shift.Crew.Select(person => person.Value).ToArray(),
                Documents.Write(team));
        }

        foreach (var visit in visits.Select(id => day.Visits[id]))
        {
            Add(
                batch,
                """
                insert into day_visit (visit_id, centre_id, date, patient_id, series_id, status, body) values ($1, $2, $3, $4, $5, $6, $7::jsonb)
                on conflict (visit_id) do update set patient_id = excluded.patient_id, status = excluded.status, body = excluded.body
                """,
                visit.Visit.Id.Value,
                day.Centre.Value,
                day.Date,
                (object?)visit.Visit.Patient?.Value ?? DBNull.Value,
                (object?)visit.Visit.Series?.Value ?? DBNull.Value,
                visit.Status.ToString(),
                Documents.Write(visit));
            Add(batch, "delete from assignment where visit_id = $1", visit.Visit.Id.Value);
            for (var slot = 0; slot < visit.Assignments.Length; slot++)
            {
                var assignment = visit.Assignments[slot];
                Add(
                    batch,
                    "insert into assignment (visit_id, slot, team_shift_id, starts_at, ends_at) values ($1, $2, $3, $4, $5)",
                    visit.Visit.Id.Value,
                    (short)slot,
                    assignment.Team.Value,
                    assignment.Start.UtcDateTime,
                    assignment.End.UtcDateTime);
            }
        }

        Add(
            batch,
            """
            insert into day_event (id, centre_id, date, version, kind, at, received_at, account_id, by_name, noted, body)
            values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11::jsonb)
            """,
            happened.Origin.Id.Value,
            day.Centre.Value,
            day.Date,
            day.Version,
            happened.GetType().Name,
            happened.Origin.At.UtcDateTime,
            happened.Origin.ReceivedAt.UtcDateTime,
            (object?)account ?? DBNull.Value,
            happened.Origin.By,
            (object?)noted ?? DBNull.Value,
            Documents.Write(happened));
        Add(batch, "select pg_notify('day', $1)", $"{day.Centre.Value:N}/{day.Date:yyyy-MM-dd}/{day.Version}");
        await batch.ExecuteNonQueryAsync();
    }

    private static void Add(NpgsqlBatch batch, string sql, params object[] values)
    {
        var command = new NpgsqlBatchCommand(sql);
        foreach (var value in values) command.Parameters.Add(new NpgsqlParameter { Value = value });
        batch.BatchCommands.Add(command);
    }
}

/// <summary>An event as the log has it: with the version it made, and why it was only noted, if it was.</summary>
public sealed record LoggedEvent(int Version, DayEvent Event, string? Noted);
