using System.Collections.Immutable;
using Dapper;
using MobileTeams.Dispatch;
using MobileTeams.Measures;
using MobileTeams.Server.Accounts;
using MobileTeams.Server.Data;

namespace MobileTeams.Server.Days;

/// <summary>What a line of a handover is about.</summary>
public enum HandoverKind
{
    OpenCall,
    Sought,
    SilentTeam,
    Unassigned,
    PromiseAtRisk,
    ToTell,
    CallBack,
    Rest,
    Missing,
    Beds,
    Roads,
    Protected,
}

/// <summary>One line, as it was when it was signed.</summary>
/// <param name="Patient">Who is named in it, for the access log; null where it is nobody.</param>
public sealed record HandoverItem(HandoverKind Kind, string Text, PatientId? Patient = null);

/// <summary>Who took over a line.</summary>
public sealed record HandoverTaken(int Item, DateTimeOffset At, string By);

/// <summary>A signed handover.</summary>
public sealed record Handover(Guid Id, ImmutableArray<HandoverItem> Items, DateTimeOffset SignedAt, string SignedBy, ImmutableArray<HandoverTaken> Taken)
{
    public bool IsTakenOver => Items.Length == Taken.Length;
}

/// <summary>A message to a centre's desks, until it expires.</summary>
public sealed record DeskMessage(Guid Id, string Text, DateTimeOffset At, string By, DateTimeOffset ExpiresAt);

/// <summary>What one shift at the desk leaves to the next: handovers signed and taken over line by line, and messages with an end.</summary>
public sealed class HandoverStore(Database database, TimeProvider clock)
{
    /// <summary>The most characters of a message.</summary>
    public const int LongestMessage = 500;

    /// <summary>Signs a handover; it is never changed after.</summary>
    public async Task Sign(Viewer viewer, CareCentreId centre, IReadOnlyList<HandoverItem> items, CancellationToken ct)
    {
        await using var connection = await database.Open(ct);
        await connection.ExecuteAsync(
            """
            with signed as (
                insert into handover (id, centre_id, items, signed_at, signed_by, account_id)
                select @id, c.id, @items::jsonb, @at, @by, @account from care_centre c where c.id = @centre and c.organisation_id = @organisation returning id)
            select pg_notify('desk', @told) from signed
            """,
            new
            {
                id = Guid.CreateVersion7(clock.GetUtcNow()),
                centre = centre.Value,
                organisation = viewer.Organisation.Value,
                items = Documents.Write(items),
                at = clock.GetUtcNow().UtcDateTime,
                by = viewer.Name,
                account = viewer.Account,
                told = $"{centre.Value:N}",
            });
    }

    /// <summary>The last handovers of a centre, the newest first.</summary>
    public async Task<IReadOnlyList<Handover>> List(Viewer viewer, CareCentreId centre, int most, CancellationToken ct)
    {
        await using var connection = await database.Open(ct);
        var rows = (await connection.QueryAsync<(Guid Id, string Items, DateTime At, string By)>(
            """
            select h.id, h.items, h.signed_at, h.signed_by from handover h join care_centre c on c.id = h.centre_id
            where h.centre_id = @centre and c.organisation_id = @organisation order by h.signed_at desc limit @most
            """,
            new { centre = centre.Value, organisation = viewer.Organisation.Value, most })).ToList();
        var taken = (await connection.QueryAsync<(Guid Handover, int Item, DateTime At, string By)>(
            "select handover_id, item, at, by_name from handover_item_taken where handover_id = any(@ids) order by at", new { ids = rows.Select(row => row.Id).ToArray() })).ToLookup(one => one.Handover);
        return [.. rows.Select(row => new Handover(
            row.Id,
            Documents.Read<ImmutableArray<HandoverItem>>(row.Items),
            Utc(row.At),
            row.By,
            [.. taken[row.Id].Select(one => new HandoverTaken(one.Item, Utc(one.At), one.By))]))];
    }

    /// <summary>Takes over a line.</summary>
    /// <returns>False when somebody did already, or there is no such line.</returns>
    /// <exception cref="InputException"><c>handover.own</c>: nobody takes over from themselves.</exception>
    public async Task<bool> Take(Viewer viewer, CareCentreId centre, Guid handover, int item, CancellationToken ct)
    {
        await using var connection = await database.Open(ct);
        var signer = await connection.ExecuteScalarAsync<Guid?>("select account_id from handover where id = @handover", new { handover });
        if (signer == viewer.Account) throw new InputException("handover.own", "Another person takes over what you signed.", "handover");
        return await connection.ExecuteScalarAsync<long>(
            """
            with taken as (
                insert into handover_item_taken (handover_id, item, at, by_name, account_id)
                select h.id, @item, @at, @by, @account from handover h join care_centre c on c.id = h.centre_id
                where h.id = @handover and h.centre_id = @centre and c.organisation_id = @organisation and @item >= 0 and @item < jsonb_array_length(h.items)
                on conflict do nothing returning handover_id),
            told as (select pg_notify('desk', @told) from taken)
            select count(*) from told
            """,
            new
            {
                handover,
                item,
                centre = centre.Value,
                organisation = viewer.Organisation.Value,
                at = clock.GetUtcNow().UtcDateTime,
                by = viewer.Name,
                account = viewer.Account,
                told = $"{centre.Value:N}",
            }) != 0;
    }

    /// <summary>The messages that have not expired, the newest first.</summary>
    public async Task<IReadOnlyList<DeskMessage>> ListMessages(Viewer viewer, CareCentreId centre, CancellationToken ct)
    {
        await using var connection = await database.Open(ct);
        var rows = await connection.QueryAsync<(Guid Id, string Text, DateTime At, string By, DateTime Expires)>(
            """
            select m.id, m.text, m.at, m.by_name, m.expires_at from desk_message m join care_centre c on c.id = m.centre_id
            where m.centre_id = @centre and c.organisation_id = @organisation and m.expires_at > @now order by m.at desc
            """,
            new { centre = centre.Value, organisation = viewer.Organisation.Value, now = clock.GetUtcNow().UtcDateTime });
        return [.. rows.Select(row => new DeskMessage(row.Id, row.Text, Utc(row.At), row.By, Utc(row.Expires)))];
    }

    /// <summary>Puts up a message for some time.</summary>
    /// <exception cref="InputException"><c>message.length</c></exception>
    public async Task Post(Viewer viewer, CareCentreId centre, string text, TimeSpan valid, CancellationToken ct)
    {
        var said = text.Trim();
        if (said.Length is 0 or > LongestMessage) throw new InputException("message.length", $"A message has 1 to {LongestMessage} characters.", "text");
        await using var connection = await database.Open(ct);
        var now = clock.GetUtcNow();
        await connection.ExecuteAsync(
            """
            with posted as (
                insert into desk_message (id, centre_id, text, at, by_name, expires_at)
                select @id, c.id, @said, @now, @by, @expires from care_centre c where c.id = @centre and c.organisation_id = @organisation returning id)
            select pg_notify('desk', @told) from posted
            """,
            new
            {
                id = Guid.CreateVersion7(now),
                centre = centre.Value,
                organisation = viewer.Organisation.Value,
                said,
                now = now.UtcDateTime,
                by = viewer.Name,
                expires = (now + valid).UtcDateTime,
                told = $"{centre.Value:N}",
            });
    }

    /// <summary>Takes a message down before its time.</summary>
    public async Task TakeDown(Viewer viewer, CareCentreId centre, Guid message, CancellationToken ct)
    {
        await using var connection = await database.Open(ct);
        await connection.ExecuteAsync(
            """
            with gone as (
                update desk_message m set expires_at = @now from care_centre c
                where m.id = @message and m.centre_id = @centre and c.id = m.centre_id and c.organisation_id = @organisation and m.expires_at > @now returning m.id)
            select pg_notify('desk', @told) from gone
            """,
            new { now = clock.GetUtcNow().UtcDateTime, message, centre = centre.Value, organisation = viewer.Organisation.Value, told = $"{centre.Value:N}" });
    }

    private static DateTimeOffset Utc(DateTime instant) => new(instant, TimeSpan.Zero);
}
