using Dapper;
using MobileTeams.Dispatch;
using MobileTeams.Dispatch.Patients;
using MobileTeams.Dispatch.People;
using MobileTeams.Dispatch.Visits;
using MobileTeams.Server.Accounts;
using MobileTeams.Server.Data;
using MobileTeams.Server.Patients;
using Npgsql;

namespace MobileTeams.Server.Import;

/// <summary>What an import compares a file with, by the keys that files use.</summary>
internal sealed class ImportStore(Database database, PatientStore patients, TimeProvider clock)
{
    /// <summary>The facts version of a centre, whose row stays locked until the transaction ends.</summary>
    public static Task<int> LockFacts(NpgsqlConnection connection, CareCentreId centre) =>
        connection.ExecuteScalarAsync<int>("select facts_version from care_centre where id = @id for no key update", new { id = centre.Value });

    /// <summary>The organisation's patients with these identity numbers; the value is null for one that the viewer may not see. Reading leaves its rows in the access log.</summary>
    public async Task<IReadOnlyDictionary<string, Patient?>> FindPatients(Viewer viewer, IReadOnlyCollection<string> identifiers, CancellationToken ct)
    {
        if (identifiers.Count == 0) return new Dictionary<string, Patient?>();
        await using var connection = await database.Open(ct);
        var ids = (await connection.QueryAsync<(Guid Id, string Identifier)>(
            "select id, identifier from patient where organisation_id = @organisation and identifier = any(@identifiers)",
            new { organisation = viewer.Organisation.Value, identifiers = identifiers.ToArray() })).ToList();
        var seen = (await patients.List(viewer, [.. ids.Select(one => new PatientId(one.Id))], "import", ct)).ToDictionary(patient => patient.Id);
        return ids.ToDictionary(one => one.Identifier, one => seen.GetValueOrDefault(new PatientId(one.Id)));
    }

    /// <summary>The people of the viewer's organisation with these ids.</summary>
    public async Task<IReadOnlyDictionary<PersonId, Person>> FindPeople(Viewer viewer, IReadOnlyCollection<PersonId> people, CancellationToken ct) =>
        (await Read<Person>(
            "select p.body from person p join care_centre c on c.id = p.centre_id where c.organisation_id = @organisation and p.id = any(@people)",
            new { organisation = viewer.Organisation.Value, people = people.Select(person => person.Value).ToArray() },
            ct)).ToDictionary(person => person.Id);

    /// <summary>A centre's shifts from a date to a date, both included.</summary>
    public Task<IReadOnlyList<TeamShift>> ListShifts(CareCentreId centre, DateOnly from, DateOnly to, CancellationToken ct) =>
        Read<TeamShift>("select body from team_shift where centre_id = @id and date between @from and @to order by starts_at, id", new { id = centre.Value, from, to }, ct);

    public async Task<IReadOnlyDictionary<VisitSeriesId, VisitSeries>> FindSeries(CareCentreId centre, IReadOnlyCollection<VisitSeriesId> series, CancellationToken ct) =>
        (await Read<VisitSeries>(
            "select body from visit_series where centre_id = @id and id = any(@series)",
            new { id = centre.Value, series = series.Select(one => one.Value).ToArray() },
            ct)).ToDictionary(one => one.Id);

    /// <summary>Which of these shifts stand in a day that has been made already.</summary>
    public async Task<IReadOnlySet<TeamShiftId>> ListMade(IReadOnlyCollection<TeamShiftId> shifts, CancellationToken ct)
    {
        await using var connection = await database.Open(ct);
        var made = await connection.QueryAsync<Guid>(
            "select team_shift_id from day_team where team_shift_id = any(@shifts)", new { shifts = shifts.Select(shift => shift.Value).ToArray() });
        return made.Select(id => new TeamShiftId(id)).ToHashSet();
    }

    /// <summary>Saves a patient, and in the access log who did.</summary>
    public async Task Save(NpgsqlConnection connection, Viewer viewer, Patient patient)
    {
        await PatientStore.Save(connection, viewer.Organisation, patient);
        await connection.ExecuteAsync(
            """
            insert into access_log (at, account_id, organisation_id, centre_id, patient_id, action)
            values (@at, @account, @organisation, @centre::uuid, @patient, 'import.save')
            """,
            new
            {
                at = clock.GetUtcNow().UtcDateTime,
                account = viewer.Account,
                organisation = viewer.Organisation.Value,
                centre = viewer.Centre?.Value,
                patient = patient.Id.Value,
            });
    }

    private async Task<IReadOnlyList<T>> Read<T>(string sql, object parameters, CancellationToken ct)
    {
        await using var connection = await database.Open(ct);
        return [.. (await connection.QueryAsync<string>(sql, parameters)).Select(Documents.Read<T>)];
    }
}
