using Dapper;
using MobileTeams.Dispatch;
using MobileTeams.Measures;
using MobileTeams.Server.Accounts;
using MobileTeams.Server.Data;

namespace MobileTeams.Server.Urgent;

public enum BedState
{
    Free,

    /// <summary>Kept for a call whose patient has not come yet.</summary>
    Reserved,

    Occupied,
}

/// <summary>A near-care bed (närvårdsplats) of a centre.</summary>
/// <param name="Call">The call it was reserved or taken for; null when it is free, or was taken without one.</param>
public sealed record NearCareBed(Guid Id, int Number, BedState State, UrgentCallId? Call, DateTimeOffset Since, string By);

/// <summary>Near-care beds. Of two desks that want the last one, one gets it.</summary>
public sealed class BedStore(Database database, TimeProvider clock)
{
    /// <summary>The most beds a centre may have.</summary>
    public const int Most = 200;

    /// <summary>A centre's beds by number; none if the centre is another organisation's.</summary>
    public async Task<IReadOnlyList<NearCareBed>> List(Viewer viewer, CareCentreId centre, CancellationToken ct)
    {
        await using var connection = await database.Open(ct);
        var rows = await connection.QueryAsync<(Guid Id, int Number, string State, Guid? Call, DateTime Since, string By)>(
            """
            select b.id, b.number, b.state, b.call_id, b.since, b.by_name from near_care_bed b join care_centre c on c.id = b.centre_id
            where b.centre_id = @centre and c.organisation_id = @organisation order by b.number
            """,
            new { centre = centre.Value, organisation = viewer.Organisation.Value });
        return [.. rows.Select(row => new NearCareBed(
            row.Id, row.Number, Enum.Parse<BedState>(row.State), row.Call is { } call ? new UrgentCallId(call) : null, new DateTimeOffset(row.Since, TimeSpan.Zero), row.By))];
    }

    /// <summary>Sets how many beds a centre has; only free ones at the end are taken away.</summary>
    /// <returns>How many it has then.</returns>
    /// <exception cref="InputException"><c>beds.count</c></exception>
    public async Task<int> SetCount(Viewer viewer, CareCentreId centre, int count, CancellationToken ct)
    {
        if (count is < 0 or > Most) throw new InputException("beds.count", $"A centre has 0 to {Most} near-care beds.", "count");
        await using var connection = await database.Open(ct);
        return await connection.ExecuteScalarAsync<int>(
            """
            with own as (select id from care_centre where id = @centre and organisation_id = @organisation),
            taken as (select coalesce(max(number), 0) as highest from near_care_bed where centre_id = @centre and state <> 'Free'),
            gone as (delete from near_care_bed b using own, taken where b.centre_id = own.id and b.state = 'Free' and b.number > greatest(@count, taken.highest) returning b.id),
            made as (
                insert into near_care_bed (id, centre_id, number, since, by_name)
                select gen_random_uuid(), own.id, n, @at, @by from own, generate_series(1, @count) n on conflict (centre_id, number) do nothing returning id),
            told as (select pg_notify('desk', @told) from own)
            select (select count(*) from near_care_bed where centre_id = @centre)::int - (select count(*) from gone)::int + (select count(*) from made)::int from told
            """,
            Arguments(viewer, centre, new { count }));
    }

    /// <summary>Reserves a free bed for a call; asked again for the same call, it is the same bed.</summary>
    /// <returns>Null when none is free, or the call is closed.</returns>
    public async Task<NearCareBed?> Reserve(Viewer viewer, CareCentreId centre, UrgentCallId call, CancellationToken ct)
    {
        await using var connection = await database.Open(ct);
        await connection.ExecuteAsync(
            """
            with taken as (
                update near_care_bed set state = 'Reserved', call_id = @call, since = @at, by_name = @by
                where id = (
                    select b.id from near_care_bed b join care_centre c on c.id = b.centre_id
                    where b.centre_id = @centre and c.organisation_id = @organisation and b.state = 'Free' order by b.number limit 1 for update of b skip locked)
                  and not exists (select 1 from near_care_bed where call_id = @call) and exists (select 1 from urgent_call where id = @call and closed_at is null)
                returning id)
            select pg_notify('desk', @told) from taken
            """,
            Arguments(viewer, centre, new { call = call.Value }));
        return (await List(viewer, centre, ct)).FirstOrDefault(bed => bed.Call == call);
    }

    /// <summary>The patient came, or went and the bed is free again.</summary>
    /// <returns>False when the bed is not in that state any more.</returns>
    public async Task<bool> Change(Viewer viewer, CareCentreId centre, NearCareBed bed, BedState next, CancellationToken ct)
    {
        await using var connection = await database.Open(ct);
        return await connection.ExecuteScalarAsync<long>(
            """
            with changed as (
                update near_care_bed b set state = @next, call_id = case when @next = 'Free' then null else b.call_id end, since = @at, by_name = @by
                from care_centre c where b.id = @bed and b.state = @was and b.centre_id = @centre and c.id = b.centre_id and c.organisation_id = @organisation
                returning b.id),
            told as (select pg_notify('desk', @told) from changed)
            select count(*) from told
            """,
            Arguments(viewer, centre, new { bed = bed.Id, was = bed.State.ToString(), next = next.ToString() })) != 0;
    }

    private DynamicParameters Arguments(Viewer viewer, CareCentreId centre, object more)
    {
        var all = new DynamicParameters(more);
        all.AddDynamicParams(new { centre = centre.Value, organisation = viewer.Organisation.Value, by = viewer.Name, at = clock.GetUtcNow().UtcDateTime, told = $"{centre.Value:N}" });
        return all;
    }
}
