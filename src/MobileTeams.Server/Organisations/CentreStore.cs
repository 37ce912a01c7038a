using Dapper;
using MobileTeams.Dispatch;
using MobileTeams.Dispatch.Organisations;
using MobileTeams.Dispatch.Patients;
using MobileTeams.Dispatch.People;
using MobileTeams.Dispatch.Visits;
using MobileTeams.Server.Accounts;
using MobileTeams.Server.Data;
using Npgsql;

namespace MobileTeams.Server.Organisations;

/// <summary>Organisations, their care centres, and what a centre has: people, vehicles, shifts and visit series.</summary>
public sealed class CentreStore(Database database)
{
    /// <summary>The centres the viewer works for, by name.</summary>
    public async Task<IReadOnlyList<CareCentre>> List(Viewer viewer, CancellationToken ct) => await Read<CareCentre>(
        "select body from care_centre where organisation_id = @organisation and (@centre::uuid is null or id = @centre) order by name",
        new { organisation = viewer.Organisation.Value, centre = viewer.Centre?.Value },
        ct);

    /// <summary>The centre, or null if there is none that the viewer works for.</summary>
    public async Task<CareCentre?> Find(Viewer viewer, CareCentreId centre, CancellationToken ct) =>
        (await List(viewer, ct)).SingleOrDefault(found => found.Id == centre);

    /// <summary>Every centre of every organisation, for jobs.</summary>
    public async Task<IReadOnlyList<CareCentre>> ListAll(CancellationToken ct) => await Read<CareCentre>("select body from care_centre order by name", new { }, ct);

    public async Task<CareCentre> Get(CareCentreId centre, CancellationToken ct) =>
        (await Read<CareCentre>("select body from care_centre where id = @id", new { id = centre.Value }, ct)).Single();

    public async Task<IReadOnlyList<Person>> ListPeople(CareCentreId centre, CancellationToken ct) =>
        await Read<Person>("select body from person where centre_id = @id order by name", new { id = centre.Value }, ct);

    public async Task<IReadOnlyList<Vehicle>> ListVehicles(CareCentreId centre, CancellationToken ct) =>
        await Read<Vehicle>("select body from vehicle where centre_id = @id", new { id = centre.Value }, ct);

    public async Task<IReadOnlyList<TeamShift>> ListShifts(CareCentreId centre, DateOnly date, CancellationToken ct) =>
        await Read<TeamShift>("select body from team_shift where centre_id = @id and date = @date order by starts_at, id", new { id = centre.Value, date }, ct);

    public async Task<IReadOnlyList<VisitSeries>> ListSeries(CareCentreId centre, CancellationToken ct) =>
        await Read<VisitSeries>("select body from visit_series where centre_id = @id order by id", new { id = centre.Value }, ct);

    /// <summary>Who met these patients since an instant.</summary>
    public async Task<IReadOnlyList<Meeting>> ListMeetings(IReadOnlyCollection<PatientId> patients, DateTimeOffset since, CancellationToken ct) => await Read<Meeting>(
        "select body from meeting where patient_id = any(@patients) and at >= @since order by at, patient_id, person_id",
        new { patients = patients.Select(patient => patient.Value).ToArray(), since = since.UtcDateTime },
        ct);

    /// <summary>The shifts of the centre's people that touch the days around a date.</summary>
    public async Task<IReadOnlyList<TeamShift>> ListShiftsAround(CareCentreId centre, DateOnly date, int days, CancellationToken ct) => await Read<TeamShift>(
        "select body from team_shift where centre_id = @id and date between @from and @to and date <> @date",
        new { id = centre.Value, from = date.AddDays(-days), to = date.AddDays(days), date },
        ct);

    /// <summary>Rises whenever people, patients or places of the centre change.</summary>
    public async Task<int> GetFactsVersion(CareCentreId centre, CancellationToken ct)
    {
        await using var connection = await database.Open(ct);
        return await connection.ExecuteScalarAsync<int>("select facts_version from care_centre where id = @id", new { id = centre.Value });
    }

    /// <summary>To be called in the transaction that changes people, patients or places.</summary>
    public static Task Touch(NpgsqlConnection connection, CareCentreId centre) =>
        connection.ExecuteAsync("update care_centre set facts_version = facts_version + 1 where id = @id", new { id = centre.Value });

    public static Task Save(NpgsqlConnection connection, Meeting meeting) => connection.ExecuteAsync(
        "insert into meeting (patient_id, person_id, at, body) values (@patient, @person, @at, @body::jsonb) on conflict do nothing",
        new { patient = meeting.Patient.Value, person = meeting.Person.Value, at = meeting.Start.UtcDateTime, body = Documents.Write(meeting) });

    public static Task Save(NpgsqlConnection connection, Organisation organisation) => connection.ExecuteAsync(
        "insert into organisation (id, body) values (@id, @body::jsonb) on conflict (id) do update set body = excluded.body",
        new { id = organisation.Id.Value, body = Documents.Write(organisation) });

    public static Task Save(NpgsqlConnection connection, CareCentre centre) => connection.ExecuteAsync(
        """
        insert into care_centre (id, organisation_id, name, body) values (@id, @organisation, @name, @body::jsonb)
        on conflict (id) do update set name = excluded.name, body = excluded.body
        """,
        new { id = centre.Id.Value, organisation = centre.Organisation.Value, name = centre.Name, body = Documents.Write(centre) });

    public static Task Save(NpgsqlConnection connection, Vehicle vehicle) => connection.ExecuteAsync(
        "insert into vehicle (id, centre_id, body) values (@id, @centre, @body::jsonb) on conflict (id) do update set body = excluded.body",
        new { id = vehicle.Id.Value, centre = vehicle.Centre.Value, body = Documents.Write(vehicle) });

    public static Task Save(NpgsqlConnection connection, Person person) => connection.ExecuteAsync(
        """
        insert into person (id, centre_id, name, body) values (@id, @centre, @name, @body::jsonb)
        on conflict (id) do update set centre_id = excluded.centre_id, name = excluded.name, body = excluded.body
        """,
        new { id = person.Id.Value, centre = person.Centre.Value, name = person.Name, body = Documents.Write(person) });

    public static Task Save(NpgsqlConnection connection, TeamShift shift) => connection.ExecuteAsync(
        """
        insert into team_shift (id, centre_id, date, crew, starts_at, ends_at, body) values (@id, @centre, @date, @crew, @start, @end, @body::jsonb)
        on conflict (id) do update set date = excluded.date, crew = excluded.crew, starts_at = excluded.starts_at, ends_at = excluded.ends_at, body = excluded.body
        """,
        new
        {
            id = shift.Id.Value,
            centre = shift.Centre.Value,
            date = shift.Date,
            crew = shift.Crew.Select(person => person.Value).ToArray(),
            start = shift.Start.UtcDateTime,
            end = shift.End.UtcDateTime,
            body = Documents.Write(shift),
        });

    public static Task Save(NpgsqlConnection connection, CareCentreId centre, VisitSeries series) => connection.ExecuteAsync(
        """
        insert into visit_series (id, patient_id, centre_id, body) values (@id, @patient, @centre, @body::jsonb)
        on conflict (id) do update set body = excluded.body
        """,
        new { id = series.Id.Value, patient = series.Patient.Value, centre = centre.Value, body = Documents.Write(series) });

    private async Task<IReadOnlyList<T>> Read<T>(string sql, object parameters, CancellationToken ct)
    {
        await using var connection = await database.Open(ct);
        return [.. (await connection.QueryAsync<string>(sql, parameters)).Select(Documents.Read<T>)];
    }
}
