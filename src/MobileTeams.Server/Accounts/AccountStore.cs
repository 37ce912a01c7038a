using Dapper;
using Microsoft.AspNetCore.Identity;
using MobileTeams.Dispatch;
using MobileTeams.Server.Data;

namespace MobileTeams.Server.Accounts;

/// <summary>Local accounts. Passwords are kept as PBKDF2 hashes; a wrong login costs as much time as a wrong password.</summary>
public sealed class AccountStore(Database database)
{
    private static readonly PasswordHasher<string> Hasher = new();
    private static readonly string HashOfNobody = Hasher.HashPassword("nobody", Guid.NewGuid().ToString());

    /// <summary>The viewer behind a login and password, or null: unknown, wrong or disabled are not told apart.</summary>
    public async Task<Viewer?> FindViewer(string login, string password, CancellationToken ct)
    {
        await using var connection = await database.Open(ct);
        var row = await connection.QuerySingleOrDefaultAsync<AccountRow>(
            """
            select id, password_hash as PasswordHash, name, organisation_id as OrganisationId, centre_id as CentreId, person_id as PersonId, roles
            from account where login = @login and not disabled
            """,
            new { login });
        var verdict = Hasher.VerifyHashedPassword(login, row?.PasswordHash ?? HashOfNobody, password);
        return row is null || verdict == PasswordVerificationResult.Failed ? null : row.ToViewer();
    }

    /// <summary>Adds accounts with one password; logins that are there already keep theirs.</summary>
    public async Task SaveAll(IEnumerable<(string Login, Viewer Viewer)> accounts, string password, CancellationToken ct)
    {
        var hash = Hasher.HashPassword("", password);
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

    private sealed class AccountRow
    {
        public Guid Id { get; init; }

        public string PasswordHash { get; init; } = "";

        public string Name { get; init; } = "";

        public Guid OrganisationId { get; init; }

        public Guid? CentreId { get; init; }

        public Guid? PersonId { get; init; }

        public string[] Roles { get; init; } = [];

        public Viewer ToViewer() => new(
            Id,
            Name,
            new OrganisationId(OrganisationId),
            CentreId is { } centre ? new CareCentreId(centre) : null,
            PersonId is { } person ? new PersonId(person) : null,
            Roles.Select(Enum.Parse<Role>).ToHashSet());
    }
}
