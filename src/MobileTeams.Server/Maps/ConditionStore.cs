using Dapper;
using MobileTeams.Dispatch;
using MobileTeams.Server.Accounts;
using MobileTeams.Server.Data;

namespace MobileTeams.Server.Maps;

public enum ConditionKind
{
    /// <summary>Snow on all roads.</summary>
    Snow,

    /// <summary>An area where nobody gets through.</summary>
    Closure,
}

/// <summary>What holds on the roads until somebody lifts it.</summary>
/// <param name="Area">A polygon as well-known text, longitude and latitude in degrees; null where it holds everywhere.</param>
/// <param name="Label">Where it is and why, in the words of whoever put it there.</param>
public sealed record RoadCondition(Guid Id, ConditionKind Kind, string? Area, string Label, DateTimeOffset Since, string By);

/// <summary>The conditions on an organisation's roads. Each change is told to every server.</summary>
public sealed class ConditionStore(Database database, TimeProvider clock)
{
    /// <summary>What holds now, the oldest first, and a number that rises with every change.</summary>
    public async Task<(int Version, IReadOnlyList<RoadCondition> Standing)> List(OrganisationId organisation, CancellationToken ct)
    {
        await using var connection = await database.Open(ct);
        var rows = (await connection.QueryAsync<(Guid Id, string Kind, string? Area, string Label, DateTime Since, string By, bool IsLifted)>(
            "select id, kind, area, label, since, by_name, lifted_at is not null from road_condition where organisation_id = @organisation order by since, id",
            new { organisation = organisation.Value })).AsList();
        return (
            rows.Count + rows.Count(row => row.IsLifted),
            [.. rows.Where(row => !row.IsLifted).Select(row => new RoadCondition(
                row.Id, Enum.Parse<ConditionKind>(row.Kind), row.Area, row.Label, new DateTimeOffset(row.Since, TimeSpan.Zero), row.By))]);
    }

    public async Task<int> GetVersion(OrganisationId organisation, CancellationToken ct)
    {
        await using var connection = await database.Open(ct);
        return await connection.ExecuteScalarAsync<int>("select count(*) + count(lifted_at) from road_condition where organisation_id = @organisation", new { organisation = organisation.Value });
    }

    /// <summary>Puts a condition on the roads of the viewer's organisation.</summary>
    /// <returns>False when it holds already.</returns>
    public async Task<bool> Put(Viewer viewer, ConditionKind kind, string? area, string label, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        await using var connection = await database.Open(ct);
        return await connection.ExecuteScalarAsync<long>(
            """
            with put as (
                insert into road_condition (id, organisation_id, kind, area, label, since, by_account_id, by_name) values (@id, @organisation, @kind, @area, @label, @now, @account, @by)
                on conflict do nothing returning id),
            told as (select pg_notify('roads', @organisation::text) from put)
            select count(*) from told
            """,
            new { id = Guid.CreateVersion7(now), organisation = viewer.Organisation.Value, kind = kind.ToString(), area, label, now = now.UtcDateTime, account = viewer.Account, by = viewer.Name }) != 0;
    }

    /// <summary>Lifts a condition.</summary>
    /// <returns>False when it was lifted already, or is another organisation's.</returns>
    public async Task<bool> Lift(Viewer viewer, Guid condition, CancellationToken ct)
    {
        await using var connection = await database.Open(ct);
        return await connection.ExecuteScalarAsync<long>(
            """
            with lifted as (
                update road_condition set lifted_at = @now, lifted_by = @by where id = @condition and organisation_id = @organisation and lifted_at is null returning id),
            told as (select pg_notify('roads', @organisation::text) from lifted)
            select count(*) from told
            """,
            new { condition, organisation = viewer.Organisation.Value, now = clock.GetUtcNow().UtcDateTime, by = viewer.Name }) != 0;
    }
}
