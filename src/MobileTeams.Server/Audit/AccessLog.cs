using Dapper;
using MobileTeams.Dispatch;
using MobileTeams.Dispatch.Patients;
using MobileTeams.Measures;
using MobileTeams.Server.Accounts;
using MobileTeams.Server.Data;
using Npgsql;

namespace MobileTeams.Server.Audit;

/// <summary>What to look for in the access log; nulls and empty texts ask for everything.</summary>
/// <param name="Who">Part of an account's name or user name.</param>
/// <param name="Whom">An identity number, or a pseudonym as the log shows it.</param>
/// <param name="Before">Only rows with a lower number, for going on to older ones.</param>
public sealed record LogFilter(string? Who, string? Whom, DateTimeOffset? From, DateTimeOffset? To, string? Action, bool IsEmergencyOnly, long? Before = null);

/// <summary>Somebody read something of somebody.</summary>
/// <param name="Whom">The patient's pseudonym; empty where the log itself was read.</param>
public sealed record LogRow(long Number, DateTimeOffset At, string Who, string Login, string? Centre, string Whom, string Action, bool IsEmergency, string? Reason);

/// <summary>The access log of an auditor's own organisation. Each reading of it is a row of it; patients are pseudonyms until opened with a reason.</summary>
/// <remarks>HSLF-FS 2016:40, 4 kap. 9 §: action, unit, time, user and patient, systematic checks, kept for at least five years.</remarks>
public sealed class AccessLog(Database database, TimeProvider clock)
{
    public const int PageRows = 100;

    /// <summary>The most rows of one export.</summary>
    public const int MostExported = 50_000;

    private const int LeastReason = 10;

    // A pseudonym is the end of the patient's id: the same everywhere, and nothing of the person.
    private const string Pseudonym = "'P-' || upper(right(l.patient_id::text, 8))";

    /// <summary>The newest rows that fit, newest first, and in the same transaction the row about this reading.</summary>
    /// <exception cref="InputException"><c>patient.identifier</c>: what was typed for whom is neither a number nor a pseudonym.</exception>
    public Task<IReadOnlyList<LogRow>> Read(Viewer auditor, LogFilter filter, CancellationToken ct) => Read(auditor, filter, "log", PageRows, ct);

    /// <summary>As <see cref="Read(Viewer, LogFilter, CancellationToken)"/>, for a file.</summary>
    public Task<IReadOnlyList<LogRow>> Export(Viewer auditor, LogFilter filter, CancellationToken ct) => Read(auditor, filter, "log.export", MostExported, ct);

    /// <summary>The kinds of reading there are in the organisation's log.</summary>
    public async Task<IReadOnlyList<string>> ListActions(Viewer auditor, CancellationToken ct)
    {
        await using var connection = await database.Open(ct);
        return [.. await connection.QueryAsync<string>("select distinct action from access_log where organisation_id = @organisation order by action", new { organisation = auditor.Organisation.Value })];
    }

    /// <summary>Who is behind a pseudonym, with a reason that is written into the log in the same transaction.</summary>
    /// <returns>Name and identity number; null when the organisation has no such patient.</returns>
    /// <exception cref="InputException"><c>log.reason</c>: the reason is missing.</exception>
    public async Task<string?> Open(Viewer auditor, string pseudonym, string reason, CancellationToken ct)
    {
        if (reason.Trim().Length < LeastReason) throw new InputException("log.reason", $"Say in at least {LeastReason} characters why the person has to be known; it is written into the log.", "reason");
        await using var connection = await database.Open(ct);
        return await connection.ExecuteScalarAsync<string?>(
            """
            with seen as (select p.id, p.body from patient p where p.organisation_id = @organisation and 'P-' || upper(right(p.id::text, 8)) = @pseudonym limit 1),
            logged as (
                insert into access_log (at, account_id, organisation_id, centre_id, patient_id, action, reason)
                select @at, @account, @organisation, @centre::uuid, id, 'log.open', @reason from seen)
            select concat(body ->> 'givenName', ' ', body ->> 'familyName', ', ', body ->> 'identifier') from seen
            """,
            new
            {
                at = clock.GetUtcNow().UtcDateTime,
                account = auditor.Account,
                organisation = auditor.Organisation.Value,
                centre = auditor.Centre?.Value,
                pseudonym = pseudonym.Trim().ToUpperInvariant(),
                reason = reason.Trim(),
            });
    }

    private Task<IReadOnlyList<LogRow>> Read(Viewer auditor, LogFilter filter, string action, int limit, CancellationToken ct) => database.InTransaction(
        async connection =>
        {
            var rows = await Find(connection, auditor, filter, limit);
            await connection.ExecuteAsync(
                "insert into access_log (at, account_id, organisation_id, centre_id, action, reason) values (@at, @account, @organisation, @centre::uuid, @action, @reason)",
                new
                {
                    at = clock.GetUtcNow().UtcDateTime,
                    account = auditor.Account,
                    organisation = auditor.Organisation.Value,
                    centre = auditor.Centre?.Value,
                    action,
                    reason = Said(filter, rows.Count),
                });
            return rows;
        },
        ct);

    private static async Task<IReadOnlyList<LogRow>> Find(NpgsqlConnection connection, Viewer auditor, LogFilter filter, int limit)
    {
        var (identifier, pseudonym) = Whom(filter.Whom);
        var rows = await connection.QueryAsync<(long Number, DateTime At, string Who, string Login, string? Centre, string? Whom, string Action, bool IsEmergency, string? Reason)>(
            $"""
            select l.seq, l.at, a.name, a.login, c.name, {Pseudonym}, l.action, l.emergency, l.reason
            from access_log l join account a on a.id = l.account_id left join care_centre c on c.id = l.centre_id left join patient p on p.id = l.patient_id
            where l.organisation_id = @organisation
                and (@who::text is null or a.name ilike @who or a.login ilike @who)
                and (@identifier::text is null or p.identifier = @identifier)
                and (@pseudonym::text is null or {Pseudonym} = @pseudonym)
                and (@from::timestamptz is null or l.at >= @from) and (@to::timestamptz is null or l.at < @to)
                and (@action::text is null or l.action = @action)
                and (not @emergency or l.emergency)
                and (@before::bigint is null or l.seq < @before)
            order by l.seq desc limit @limit
            """,
            new
            {
                organisation = auditor.Organisation.Value,
                who = string.IsNullOrWhiteSpace(filter.Who) ? null : $"%{filter.Who.Trim().Replace("\\", "\\\\").Replace("%", "\\%").Replace("_", "\\_")}%",
                identifier,
                pseudonym,
                from = filter.From?.UtcDateTime,
                to = filter.To?.UtcDateTime,
                action = string.IsNullOrEmpty(filter.Action) ? null : filter.Action,
                emergency = filter.IsEmergencyOnly,
                before = filter.Before,
                limit,
            });
        return [.. rows.Select(row => new LogRow(
            row.Number, new DateTimeOffset(row.At, TimeSpan.Zero), row.Who, row.Login, row.Centre, row.Whom ?? "", row.Action, row.IsEmergency, row.Reason))];
    }

    private static (string? Identifier, string? Pseudonym) Whom(string? typed)
    {
        var text = typed?.Trim() ?? "";
        return text.Length == 0 ? (null, null)
            : text.StartsWith("P-", StringComparison.OrdinalIgnoreCase) ? (null, text.ToUpperInvariant())
            : (PersonIdentifier.Parse(text).Value, null);
    }

    // What was asked for, so that the reading can itself be checked. An identity number is not repeated in clear.
    private static string Said(LogFilter filter, int rows)
    {
        var parts = new List<string> { $"{rows} rows" };
        if (!string.IsNullOrWhiteSpace(filter.Who)) parts.Add($"who {filter.Who.Trim()}");
        if (!string.IsNullOrWhiteSpace(filter.Whom)) parts.Add(filter.Whom.Trim().StartsWith("P-", StringComparison.OrdinalIgnoreCase) ? $"whom {filter.Whom.Trim()}" : "whom by identity number");
        if (filter.From is { } from) parts.Add($"from {from:O}");
        if (filter.To is { } to) parts.Add($"to {to:O}");
        if (!string.IsNullOrEmpty(filter.Action)) parts.Add($"action {filter.Action}");
        if (filter.IsEmergencyOnly) parts.Add("emergencies");
        return string.Join(", ", parts);
    }
}
