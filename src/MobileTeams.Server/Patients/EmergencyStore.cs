using Dapper;
using MobileTeams.Dispatch;
using MobileTeams.Dispatch.Patients;
using MobileTeams.Measures;
using MobileTeams.Server.Accounts;
using MobileTeams.Server.Data;

namespace MobileTeams.Server.Patients;

/// <summary>Why somebody opens what is closed to them.</summary>
public enum EmergencyCause
{
    /// <summary>Danger to the patient's life or a serious risk to health.</summary>
    Danger,

    /// <summary>The patient asked for it.</summary>
    PatientAsked,

    /// <summary>The person stands in for a colleague of this patient's, and the assignment has not been changed yet.</summary>
    StandingIn,
}

/// <summary>One account may read one patient until an instant.</summary>
public sealed record EmergencyOpening(Guid Id, PatientId Patient, EmergencyCause Cause, string Reason, DateTimeOffset OpenedAt, DateTimeOffset EndsAt);

/// <summary>Nödöppning: what is closed to a viewer is first only said to exist; it opens for a stated cause, for an hour, for one patient, and is in the log before anything is shown.</summary>
/// <remarks>Lag (2022:913) om sammanhållen vård- och omsorgsdokumentation: danger to life or a serious risk to health; here also asked for by the patient, and standing in. Only
/// within the viewer's own organisation.</remarks>
public sealed class EmergencyStore(Database database, TimeProvider clock)
{
    /// <summary>How long an opening lasts.</summary>
    public static readonly TimeSpan Lasts = TimeSpan.FromMinutes(60);

    /// <summary>The fewest and most characters of the reason in the person's own words.</summary>
    public static readonly (int Least, int Most) Words = (10, 500);

    /// <summary>The patient of the viewer's organisation with exactly this identity number, and nothing more than that there is one; null if there is none.</summary>
    public async Task<PatientId?> Find(Viewer viewer, PersonIdentifier identifier, CancellationToken ct)
    {
        if (!viewer.MayOpenInEmergency) return null;
        await using var connection = await database.Open(ct);
        return await connection.ExecuteScalarAsync<Guid?>(
            "select id from patient where organisation_id = @organisation and identifier = @identifier",
            new { organisation = viewer.Organisation.Value, identifier = identifier.Value }) is { } found ? new PatientId(found) : null;
    }

    /// <summary>Opens a patient for the viewer and writes it into the access log, in one transaction.</summary>
    /// <returns>Null when the viewer may not, or the organisation has no such patient.</returns>
    /// <exception cref="InputException"><c>emergency.reason</c>: the reason is missing or too long.</exception>
    public async Task<EmergencyOpening?> Open(Viewer viewer, PatientId patient, EmergencyCause cause, string reason, CancellationToken ct)
    {
        var words = reason.Trim();
        if (words.Length < Words.Least || words.Length > Words.Most)
            throw new InputException("emergency.reason", $"Say in {Words.Least} to {Words.Most} characters why this has to be opened; it will be read by those who check the log.", "reason");
        if (!viewer.MayOpenInEmergency) return null;
        var now = clock.GetUtcNow();
        var opening = new EmergencyOpening(Guid.CreateVersion7(now), patient, cause, words, now, now + Lasts);
        await using var connection = await database.Open(ct);
        var opened = await connection.ExecuteAsync(
            """
            with opened as (
                insert into emergency_opening (id, account_id, patient_id, organisation_id, cause, reason, opened_at, ends_at)
                select @id, @account, p.id, p.organisation_id, @cause, @words, @now, @ends from patient p where p.id = @patient and p.organisation_id = @organisation
                returning patient_id)
            insert into access_log (at, account_id, organisation_id, centre_id, patient_id, action, reason, emergency)
            select @now, @account, @organisation, @centre::uuid, patient_id, 'emergency', @cause || ': ' || @words, true from opened
            """,
            new
            {
                id = opening.Id,
                account = viewer.Account,
                patient = patient.Value,
                organisation = viewer.Organisation.Value,
                centre = viewer.Centre?.Value,
                cause = cause.ToString(),
                words,
                now = now.UtcDateTime,
                ends = opening.EndsAt.UtcDateTime,
            });
        return opened == 1 ? opening : null;
    }

    /// <summary>What the viewer has open now, the newest first.</summary>
    public async Task<IReadOnlyList<EmergencyOpening>> ListOpen(Viewer viewer, CancellationToken ct)
    {
        await using var connection = await database.Open(ct);
        var rows = await connection.QueryAsync<(Guid Id, Guid Patient, string Cause, string Reason, DateTime OpenedAt, DateTime EndsAt)>(
            "select id, patient_id, cause, reason, opened_at, ends_at from emergency_opening where account_id = @account and ends_at > @now order by opened_at desc",
            new { account = viewer.Account, now = clock.GetUtcNow().UtcDateTime });
        return [.. rows.Select(row => new EmergencyOpening(
            row.Id, new PatientId(row.Patient), Enum.Parse<EmergencyCause>(row.Cause), row.Reason, new DateTimeOffset(row.OpenedAt, TimeSpan.Zero), new DateTimeOffset(row.EndsAt, TimeSpan.Zero)))];
    }
}
