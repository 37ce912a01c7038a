using System.Security.Cryptography;
using Dapper;
using MobileTeams.Dispatch;
using MobileTeams.Measures;
using MobileTeams.Server.Data;
using Npgsql;

namespace MobileTeams.Server.Accounts;

/// <summary>An account as an administrator sees it.</summary>
/// <param name="Centre">Null for those who work for all of the organisation's centres.</param>
/// <param name="HasOneTimePassword">The password was handed out and not exchanged yet.</param>
public sealed record AccountEntry(
    Guid Id, string Login, string Name, CareCentreId? Centre, PersonId? Person, IReadOnlySet<Role> Roles, bool IsLocked, bool HasOneTimePassword);

/// <summary>Something an administrator did to an account.</summary>
public sealed record AccountChange(DateTimeOffset At, string By, string Login, string What);

/// <summary>The accounts of an administrator's own organisation: made, given roles, locked, given a password that opens once. Everything done is written down in the same transaction.</summary>
public sealed class AccountBook(Database database, TimeProvider clock)
{
    /// <summary>How long a password that was handed out may be exchanged.</summary>
    public static readonly TimeSpan OneTimeHolds = TimeSpan.FromHours(72);

    private const int LongestName = 100;

    // No letters or digits that look alike on paper.
    private const string Letters = "abcdefghjkmnpqrstuvwxyz23456789";

    public async Task<IReadOnlyList<AccountEntry>> List(Viewer admin, CancellationToken ct)
    {
        await using var connection = await database.Open(ct);
        var rows = await connection.QueryAsync<(Guid Id, string Login, string Name, Guid? Centre, Guid? Person, string[] Roles, bool IsLocked, bool IsOneTime)>(
            """
            select id, login, name, centre_id, person_id, roles, disabled, one_time_until is not null from account
            where organisation_id = @organisation and (@centre::uuid is null or centre_id = @centre) order by name, login
            """,
            new { organisation = admin.Organisation.Value, centre = admin.Centre?.Value });
        return [.. rows.Select(row => new AccountEntry(
            row.Id,
            row.Login,
            row.Name,
            row.Centre is { } centre ? new CareCentreId(centre) : null,
            row.Person is { } person ? new PersonId(person) : null,
            row.Roles.Select(Enum.Parse<Role>).ToHashSet(),
            row.IsLocked,
            row.IsOneTime))];
    }

    /// <summary>The newest changes, newest first.</summary>
    public async Task<IReadOnlyList<AccountChange>> ListChanges(Viewer admin, int limit, CancellationToken ct)
    {
        await using var connection = await database.Open(ct);
        var rows = await connection.QueryAsync<(DateTime At, string By, string Login, string What)>(
            """
            select c.at, b.name, a.login, c.what from account_change c join account a on a.id = c.account_id join account b on b.id = c.by_account_id
            where c.organisation_id = @organisation order by c.seq desc limit @limit
            """,
            new { organisation = admin.Organisation.Value, limit });
        return [.. rows.Select(row => new AccountChange(new DateTimeOffset(row.At, TimeSpan.Zero), row.By, row.Login, row.What))];
    }

    /// <summary>Makes an account.</summary>
    /// <returns>Its password, which opens once.</returns>
    /// <exception cref="InputException"><c>account.login</c>, <c>account.name</c>, <c>account.roles</c>, <c>account.login-taken</c>: what is wrong with it.</exception>
    public async Task<string> Make(Viewer admin, string login, string name, CareCentreId? centre, PersonId? person, IReadOnlySet<Role> roles, CancellationToken ct)
    {
        var folded = login.Trim().ToLowerInvariant();
        if (folded.Length is < 3 or > LongestName || folded.Any(char.IsWhiteSpace)) throw new InputException("account.login", "A user name has 3 to 100 characters and no spaces.", "login");
        CheckName(name);
        CheckRoles(roles);
        var password = OneTimePassword();
        var id = Guid.CreateVersion7(clock.GetUtcNow());
        try
        {
            await Write(
                admin,
                id,
                $"made with {Named(roles)}",
                connection => connection.ExecuteAsync(
                    """
                    insert into account (id, login, password_hash, name, organisation_id, centre_id, person_id, roles, one_time_until)
                    values (@id, @folded, @hash, @name, @organisation, @centre, @person, @roles, @until)
                    """,
                    new
                    {
                        id,
                        folded,
                        hash = AccountStore.Hash(password),
                        name = name.Trim(),
                        organisation = admin.Organisation.Value,
                        centre = (centre ?? admin.Centre)?.Value,
                        person = person?.Value,
                        roles = roles.Select(role => role.ToString()).ToArray(),
                        until = (clock.GetUtcNow() + OneTimeHolds).UtcDateTime,
                    }),
                ct);
        }
        catch (PostgresException taken) when (taken.SqlState == PostgresErrorCodes.UniqueViolation)
        {
            throw new InputException("account.login-taken", $"There is an account '{folded}' already; choose another user name.", "login");
        }

        return password;
    }

    /// <summary>Changes the name, the centre and the roles; open sessions end, so that old rights do.</summary>
    /// <returns>False when the organisation has no such account.</returns>
    /// <exception cref="InputException"><c>account.name</c>, <c>account.roles</c>, or <c>account.own</c> when administrators take their own role away.</exception>
    public Task<bool> Change(Viewer admin, Guid account, string name, CareCentreId? centre, IReadOnlySet<Role> roles, CancellationToken ct)
    {
        CheckName(name);
        CheckRoles(roles);
        if (account == admin.Account && !roles.Contains(Role.Admin)) throw Own();
        return Write(
            admin,
            account,
            $"has {Named(roles)}",
            connection => Update(connection, admin, account, "name = @name, centre_id = @newCentre, roles = @roles, session = session + 1", new
            {
                name = name.Trim(),
                newCentre = (centre ?? admin.Centre)?.Value,
                roles = roles.Select(role => role.ToString()).ToArray(),
            }),
            ct);
    }

    /// <summary>Locks or unlocks an account; locking ends its sessions within seconds.</summary>
    /// <exception cref="InputException"><c>account.own</c>: nobody locks their own.</exception>
    public Task<bool> Lock(Viewer admin, Guid account, bool isLocked, CancellationToken ct) => account == admin.Account
        ? throw Own()
        : Write(admin, account, isLocked ? "locked" : "unlocked", connection => Update(connection, admin, account, "disabled = @isLocked, session = session + 1", new { isLocked }), ct);

    /// <summary>Gives an account a new password that opens once; the old one and its sessions end.</summary>
    /// <returns>The password; null when the organisation has no such account.</returns>
    public async Task<string?> Reset(Viewer admin, Guid account, CancellationToken ct)
    {
        var password = OneTimePassword();
        var until = (clock.GetUtcNow() + OneTimeHolds).UtcDateTime;
        return await Write(
            admin,
            account,
            "got a one-time password",
            connection => Update(connection, admin, account, "password_hash = @hash, one_time_until = @until, session = session + 1", new { hash = AccountStore.Hash(password), until }),
            ct) ? password : null;
    }

    /// <summary>Four groups of four out of 31 letters: 79 bits.</summary>
    private static string OneTimePassword() => string.Join('-', Enumerable.Range(0, 4).Select(_ => RandomNumberGenerator.GetString(Letters, 4)));

    private static void CheckName(string name)
    {
        if (name.Trim().Length is 0 or > LongestName) throw new InputException("account.name", "A name has 1 to 100 characters.", "name");
    }

    private static void CheckRoles(IReadOnlySet<Role> roles)
    {
        if (roles.Count == 0) throw new InputException("account.roles", "An account needs at least one role.", "roles");

        // Who gives rights, who looks at how they are used and who meets patients are different people.
        if (roles.Contains(Role.Auditor) && roles.Count > 1) throw new InputException("account.roles", "An auditor has no other role.", "roles");
        if (roles.Contains(Role.Admin) && roles.Count > 1) throw new InputException("account.roles", "An administrator has no other role.", "roles");
    }

    private static InputException Own() => new("account.own", "Administrators do not lock their own account or take their own role away; ask another one.", "account");

    private static string Named(IReadOnlySet<Role> roles) => string.Join(", ", roles.Order());

    private static Task<int> Update(NpgsqlConnection connection, Viewer admin, Guid account, string set, object values)
    {
        var parameters = new DynamicParameters(values);
        parameters.AddDynamicParams(new { account, organisation = admin.Organisation.Value, own = admin.Centre?.Value });
        return connection.ExecuteAsync($"update account set {set} where id = @account and organisation_id = @organisation and (@own::uuid is null or centre_id = @own)", parameters);
    }

    private Task<bool> Write(Viewer admin, Guid account, string what, Func<NpgsqlConnection, Task<int>> change, CancellationToken ct) => database.InTransaction(
        async connection =>
        {
            if (await change(connection) == 0) return false;
            await connection.ExecuteAsync(
                "insert into account_change (at, by_account_id, account_id, organisation_id, what) values (@at, @by, @account, @organisation, @what)",
                new { at = clock.GetUtcNow().UtcDateTime, by = admin.Account, account, organisation = admin.Organisation.Value, what });
            return true;
        },
        ct);
}
