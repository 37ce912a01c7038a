using Dapper;
using MobileTeams.Dispatch;
using MobileTeams.Dispatch.Days;
using MobileTeams.Dispatch.Urgent;
using MobileTeams.Dispatch.Visits;
using MobileTeams.Server.Accounts;
using MobileTeams.Server.Data;

namespace MobileTeams.Server.Urgent;

/// <summary>A call as it is kept: with the visit it led to, if it did.</summary>
/// <param name="Version">Counts the savings; a save must have been made on the version before it.</param>
public sealed record KeptCall(UrgentCall Call, VisitId? Visit, int Version);

/// <summary>Urgent calls. Everything typed is saved as it is typed, and told to every desk of the centre.</summary>
public sealed class CallStore(Database database, TimeProvider clock)
{
    /// <summary>The calls of a centre that are not closed and whose visit, if a team was sent, is not over; oldest first.</summary>
    public async Task<IReadOnlyList<KeptCall>> ListOpen(Viewer viewer, CareCentreId centre, CancellationToken ct)
    {
        await using var connection = await database.Open(ct);
        var rows = await connection.QueryAsync<(string Body, Guid? Visit, int Version)>(
            """
            select u.body, u.visit_id, u.version from urgent_call u join care_centre c on c.id = u.centre_id
            left join day_visit v on v.visit_id = u.visit_id and v.status in ('Completed', 'NoAnswer', 'Declined', 'Cancelled')
            where u.centre_id = @centre and c.organisation_id = @organisation and u.closed_at is null and v.visit_id is null order by u.received_at
            """,
            new { centre = centre.Value, organisation = viewer.Organisation.Value });
        return [.. rows.Select(Kept)];
    }

    /// <summary>The call, for those who have been shown by its visit or centre that they may see it.</summary>
    public async Task<KeptCall?> Find(UrgentCallId call, CancellationToken ct)
    {
        await using var connection = await database.Open(ct);
        var row = await connection.QuerySingleOrDefaultAsync<(string Body, Guid? Visit, int Version)?>(
            "select body, visit_id, version from urgent_call where id = @id", new { id = call.Value });
        return row is { } found ? Kept(found) : null;
    }

    /// <summary>Those of the calls that belong to the viewer's organisation, closed ones too.</summary>
    public async Task<IReadOnlyList<KeptCall>> List(Viewer viewer, IReadOnlyCollection<UrgentCallId> ids, CancellationToken ct)
    {
        if (ids.Count == 0) return [];
        await using var connection = await database.Open(ct);
        var rows = await connection.QueryAsync<(string Body, Guid? Visit, int Version)>(
            """
            select u.body, u.visit_id, u.version from urgent_call u join care_centre c on c.id = u.centre_id
            where u.id = any(@ids) and c.organisation_id = @organisation
            """,
            new { ids = ids.Select(id => id.Value).ToArray(), organisation = viewer.Organisation.Value });
        return [.. rows.Select(Kept)];
    }

    /// <summary>The calls of a centre that ended with advice and a time to call again, which nobody has done; the earliest first.</summary>
    public async Task<IReadOnlyList<KeptCall>> ListToCallBack(Viewer viewer, CareCentreId centre, CancellationToken ct)
    {
        await using var connection = await database.Open(ct);
        var rows = await connection.QueryAsync<(string Body, Guid? Visit, int Version)>(
            """
            select u.body, u.visit_id, u.version from urgent_call u join care_centre c on c.id = u.centre_id
            where u.centre_id = @centre and c.organisation_id = @organisation and u.call_back_at is not null and u.called_back_at is null order by u.call_back_at
            """,
            new { centre = centre.Value, organisation = viewer.Organisation.Value });
        return [.. rows.Select(Kept)];
    }

    /// <summary>Somebody called again as agreed.</summary>
    /// <returns>False when it was done already.</returns>
    public async Task<bool> CalledBack(Viewer viewer, KeptCall kept, DateTimeOffset at, CancellationToken ct)
    {
        await using var connection = await database.Open(ct);
        return await connection.ExecuteScalarAsync<long>(
            """
            with done as (
                update urgent_call u set called_back_at = @at, called_back_by = @by from care_centre c
                where u.id = @id and u.call_back_at is not null and u.called_back_at is null and c.id = u.centre_id and c.organisation_id = @organisation returning u.centre_id),
            told as (select pg_notify('desk', replace(centre_id::text, '-', '')) from done)
            select count(*) from told
            """,
            new { at = at.UtcDateTime, by = viewer.Name, id = kept.Call.Id.Value, organisation = viewer.Organisation.Value }) != 0;
    }

    /// <summary>How the organisation's calls of the last while went, step by step.</summary>
    public async Task<IReadOnlyList<CallChain>> ListChains(Viewer viewer, TimeSpan since, CancellationToken ct)
    {
        await using var connection = await database.Open(ct);
        var rows = await connection.QueryAsync<(string Call, string? Visit)>(
            """
            select u.body, v.body from urgent_call u join care_centre c on c.id = u.centre_id left join day_visit v on v.visit_id = u.visit_id
            where c.organisation_id = @organisation and u.received_at > @from order by u.received_at
            """,
            new { organisation = viewer.Organisation.Value, from = (clock.GetUtcNow() - since).UtcDateTime });
        return [.. rows.Select(row => CallChain.Of(Documents.Read<UrgentCall>(row.Call), row.Visit is { } visit ? Documents.Read<DayVisit>(visit) : null))];
    }

    /// <summary>Tells the other desks who has a call open, and in which field they write. Nothing is kept.</summary>
    public async Task See(Viewer viewer, UrgentCallId call, Guid desk, string field, CancellationToken ct)
    {
        await using var connection = await database.Open(ct);
        await connection.ExecuteAsync("select pg_notify('call_seen', @told)", new { told = $"{call.Value:N}/{desk:N}/{field}/{viewer.Name}" });
    }

    /// <summary>Saves the call as the next version.</summary>
    /// <returns>False when another desk saved this version first; nothing was written.</returns>
    public async Task<bool> Save(KeptCall kept, CancellationToken ct)
    {
        await using var connection = await database.Open(ct);
        var call = kept.Call;
        return await connection.ExecuteScalarAsync<long>(
            """
            with saved as (
                insert into urgent_call (id, centre_id, patient_id, visit_id, received_at, closed_at, call_back_at, version, body)
                values (@id, @centre, @patient, @visit, @received, @closed, @callBack, @version, @body::jsonb)
                on conflict (id) do update set patient_id = excluded.patient_id, visit_id = excluded.visit_id, closed_at = excluded.closed_at, call_back_at = excluded.call_back_at,
                    version = excluded.version, body = excluded.body where urgent_call.version = excluded.version - 1
                returning id),
            told as (select pg_notify('urgent_call', @told) from saved)
            select count(*) from told
            """,
            new
            {
                id = call.Id.Value,
                centre = call.Centre.Value,
                patient = call.Patient?.Value,
                visit = kept.Visit?.Value,
                received = call.ReceivedAt.UtcDateTime,
                closed = call.Outcome?.At.UtcDateTime,
                callBack = (call.Outcome as CallOutcome.Advice)?.CallBackAt?.UtcDateTime,
                version = kept.Version,
                body = Documents.Write(call),
                told = $"{call.Centre.Value:N}/{call.Id.Value:N}",
            }) != 0;
    }

    private static KeptCall Kept((string Body, Guid? Visit, int Version) row) =>
        new(Documents.Read<UrgentCall>(row.Body), row.Visit is { } visit ? new VisitId(visit) : null, row.Version);
}
