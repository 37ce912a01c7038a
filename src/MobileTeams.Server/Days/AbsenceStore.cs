using Dapper;
using MobileTeams.Dispatch;
using MobileTeams.Server.Accounts;
using MobileTeams.Server.Data;

namespace MobileTeams.Server.Days;

/// <summary>A person who is ill, or a patient who is not at home.</summary>
/// <param name="Until">Null while nobody knows when the patient comes back.</param>
public sealed record Absence(PersonId? Person, PatientId? Patient, DateTimeOffset Since, DateTimeOffset? Until, string Why, string By);

/// <summary>Absences that reach over several days.</summary>
public sealed class AbsenceStore(Database database, TimeProvider clock)
{
    /// <summary>Notes that a person is ill from one instant until another.</summary>
    public Task Put(Viewer viewer, CareCentreId centre, PersonId person, DateTimeOffset since, DateTimeOffset until, CancellationToken ct) => Put(viewer, centre, person.Value, patient: null, since, until, "", ct);

    /// <summary>Notes that a patient is away, until further notice.</summary>
    /// <returns>False when that is known already.</returns>
    public Task<bool> Put(Viewer viewer, CareCentreId centre, PatientId patient, DateTimeOffset since, string why, CancellationToken ct) =>
        Put(viewer, centre, person: null, patient.Value, since, until: null, why, ct);

    /// <summary>The patient is at home again.</summary>
    /// <returns>False when the patient was not away.</returns>
    public async Task<bool> End(PatientId patient, DateTimeOffset at, CancellationToken ct)
    {
        await using var connection = await database.Open(ct);
        return await connection.ExecuteAsync("update absence set until = @at where patient_id = @id and until is null", new { id = patient.Value, at = at.UtcDateTime }) != 0;
    }

    /// <summary>People who were ill for longer are back.</summary>
    public async Task End(IReadOnlyCollection<PersonId> people, CancellationToken ct)
    {
        await using var connection = await database.Open(ct);
        await connection.ExecuteAsync("update absence set until = @now where person_id = any(@ids) and until > @now", new { ids = people.Select(person => person.Value).ToArray(), now = clock.GetUtcNow().UtcDateTime });
    }

    /// <summary>The absences of a centre that touch a stretch of time, in their order.</summary>
    public async Task<IReadOnlyList<Absence>> List(CareCentreId centre, DateTimeOffset from, DateTimeOffset to, CancellationToken ct)
    {
        await using var connection = await database.Open(ct);
        var rows = await connection.QueryAsync<(Guid? Person, Guid? Patient, DateTime Since, DateTime? Until, string Why, string By)>(
            "select person_id, patient_id, since, until, why, by_name from absence where centre_id = @centre and since < @to and (until is null or until > @from) order by since, id",
            new { centre = centre.Value, from = from.UtcDateTime, to = to.UtcDateTime });
        return [.. rows.Select(row => new Absence(
            row.Person is { } person ? new PersonId(person) : null,
            row.Patient is { } patient ? new PatientId(patient) : null,
            new DateTimeOffset(row.Since, TimeSpan.Zero),
            row.Until is { } until ? new DateTimeOffset(until, TimeSpan.Zero) : null,
            row.Why,
            row.By))];
    }

    private async Task<bool> Put(Viewer viewer, CareCentreId centre, Guid? person, Guid? patient, DateTimeOffset since, DateTimeOffset? until, string why, CancellationToken ct)
    {
        await using var connection = await database.Open(ct);
        return await connection.ExecuteAsync(
            """
            insert into absence (id, centre_id, person_id, patient_id, since, until, why, by_account_id, by_name)
            values (@id, @centre, @person, @patient, @since, @until, @why, @account, @by) on conflict do nothing
            """,
            new
            {
                id = Guid.CreateVersion7(clock.GetUtcNow()),
                centre = centre.Value,
                person,
                patient,
                since = since.UtcDateTime,
                until = until?.UtcDateTime,
                why,
                account = viewer.Account,
                by = viewer.Name,
            }) != 0;
    }
}
