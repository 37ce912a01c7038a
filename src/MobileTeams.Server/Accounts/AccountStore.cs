using Dapper;
using Microsoft.AspNetCore.Identity;
using MobileTeams.Dispatch;
using MobileTeams.Server.Data;

namespace MobileTeams.Server.Accounts;

/// <summary>What a login and a password open. A closed family.</summary>
public abstract record PasswordCheck
{
    private PasswordCheck()
    {
    }

    /// <param name="Session">The account's session number; a sign-in holds as long as it stays the same.</param>
    public sealed record Right(Viewer Viewer, int Session) : PasswordCheck;

    /// <summary>The password was handed out and has to be exchanged for one of the person's own first.</summary>
    public sealed record MustChoose : PasswordCheck;

    /// <summary>Unknown, wrong, locked or too old: not told apart.</summary>
    public sealed record Wrong : PasswordCheck;
}

/// <summary>Local accounts. Passwords are kept as PBKDF2 hashes; a wrong login costs as much time as a wrong password.</summary>
public sealed class AccountStore(Database database, TimeProvider clock)
{
    private const string Columns =
        """
        id, password_hash as PasswordHash, name, organisation_id as OrganisationId, centre_id as CentreId, person_id as PersonId, roles, session, one_time_until as OneTimeUntil
        """;

    private static readonly PasswordHasher<string> Hasher = new();
    private static readonly string HashOfNobody = Hash(Guid.NewGuid().ToString());

    internal static string Hash(string password) => Hasher.HashPassword("", password);

    public async Task<PasswordCheck> Check(string login, string password, CancellationToken ct)
    {
        if (await FindRow(login, password, ct) is not { } row) return new PasswordCheck.Wrong();
        if (row.OneTimeUntil is not { } until) return new PasswordCheck.Right(row.ToViewer(), row.Session);
        return clock.GetUtcNow().UtcDateTime < until ? new PasswordCheck.MustChoose() : new PasswordCheck.Wrong();
    }

    /// <summary>Exchanges a password, one handed out or one's own, for a new one; sessions from before end.</summary>
    /// <returns>Who it is, or null when the old password is not right.</returns>
    public async Task<PasswordCheck.Right?> Choose(string login, string password, string chosen, CancellationToken ct)
    {
        if (await Check(login, password, ct) is PasswordCheck.Wrong || await FindRow(login, password, ct) is not { } row) return null;
        await using var connection = await database.Open(ct);
        var session = await connection.ExecuteScalarAsync<int?>(
            """
            update account set password_hash = @hash, one_time_until = null, session = session + 1 where id = @id and password_hash = @old and not disabled returning session
            """,
            new { hash = Hash(chosen), id = row.Id, old = row.PasswordHash });
        return session is { } current ? new PasswordCheck.Right(row.ToViewer(), current) : null;
    }

    /// <summary>Whether this is the account's password, for what asks for it once more.</summary>
    public async Task<bool> IsPassword(Guid account, string password, CancellationToken ct)
    {
        await using var connection = await database.Open(ct);
        var hash = await connection.ExecuteScalarAsync<string?>("select password_hash from account where id = @account and not disabled and one_time_until is null", new { account });
        return Hasher.VerifyHashedPassword("", hash ?? HashOfNobody, password) != PasswordVerificationResult.Failed && hash is not null;
    }

    /// <summary>The session number of an account that may be signed in; null when it is locked or gone.</summary>
    public async Task<int?> FindSession(Guid account, CancellationToken ct)
    {
        await using var connection = await database.Open(ct);
        return await connection.ExecuteScalarAsync<int?>("select session from account where id = @account and not disabled and one_time_until is null", new { account });
    }

    /// <summary>Adds accounts with one password; logins that are there already keep theirs.</summary>
    public async Task SaveAll(IEnumerable<(string Login, Viewer Viewer)> accounts, string password, CancellationToken ct)
    {
        var hash = Hash(password);
        await using var connection = await database.Open(ct);
        foreach (var (login, viewer) in accounts)
        {
            await connection.ExecuteAsync(
                """
                insert into account (id, login, password_hash, name, organisation_id, centre_id, person_id, roles)
                values (@id, @login, @hash, @name, @organisation, @centre, @person, @roles)
                on conflict (login) do nothing
                """,
                new
                {
                    id = viewer.Account,
                    login,
                    hash,
                    name = viewer.Name,
                    organisation = viewer.Organisation.Value,
                    centre = viewer.Centre?.Value,
                    person = viewer.Person?.Value,
                    roles = viewer.Roles.Select(role => role.ToString()).ToArray(),
                });
        }
    }

    public Task Save(string login, string password, Viewer viewer, CancellationToken ct) => SaveAll([(login, viewer)], password, ct);

    private async Task<AccountRow?> FindRow(string login, string password, CancellationToken ct)
    {
        await using var connection = await database.Open(ct);
        var row = await connection.QuerySingleOrDefaultAsync<AccountRow>($"select {Columns} from account where login = @login and not disabled", new { login });
        var verdict = Hasher.VerifyHashedPassword("", row?.PasswordHash ?? HashOfNobody, password);
        return verdict == PasswordVerificationResult.Failed ? null : row;
    }

    private sealed class AccountRow
    {
        public Guid Id { get; init; }

        public string PasswordHash { get; init; } = "";

        public string Name { get; init; } = "";

        public Guid OrganisationId { get; init; }

        public Guid? CentreId { get; init; }

        public Guid? PersonId { get; init; }

        public string[] Roles { get; init; } = [];

        public int Session { get; init; }

        public DateTime? OneTimeUntil { get; init; }

        public Viewer ToViewer() => new(
            Id,
            Name,
            new OrganisationId(OrganisationId),
            CentreId is { } centre ? new CareCentreId(centre) : null,
            PersonId is { } person ? new PersonId(person) : null,
            Roles.Select(Enum.Parse<Role>).ToHashSet());
    }
}
