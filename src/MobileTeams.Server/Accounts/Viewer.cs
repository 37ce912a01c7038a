using System.Security.Claims;
using MobileTeams.Dispatch;

namespace MobileTeams.Server.Accounts;

/// <summary>What an account may be. One person may be several.</summary>
public enum Role
{
    Dispatcher,
    Nurse,
    NightDuty,
    TeamLead,
    Admin,
    Auditor,
}

/// <summary>Who is looking: every store's SQL is scoped by this.</summary>
/// <param name="Centre">Null for those who work for all of the organisation's centres.</param>
/// <param name="Person">The member of staff behind the account; null for accounts that never meet patients.</param>
public sealed record Viewer(Guid Account, string Name, OrganisationId Organisation, CareCentreId? Centre, PersonId? Person, IReadOnlySet<Role> Roles)
{
    private const string AccountClaim = "account";
    private const string OrganisationClaim = "organisation";
    private const string CentreClaim = "centre";
    private const string PersonClaim = "person";

    /// <summary>Sees all the patients of the organisation, protected ones apart: those who plan and those who take calls.</summary>
    public bool SeesWholeOrganisation => Roles.Contains(Role.Dispatcher) || Roles.Contains(Role.NightDuty) || Roles.Contains(Role.TeamLead);

    public bool Is(Role role) => Roles.Contains(role);

    /// <exception cref="InvalidOperationException">The principal did not sign in here.</exception>
    public static Viewer Of(ClaimsPrincipal principal) => Find(principal) ?? throw new InvalidOperationException("Nobody is signed in.");

    public static Viewer? Find(ClaimsPrincipal principal)
    {
        if (principal.FindFirstValue(AccountClaim) is not { } account) return null;
        return new Viewer(
            Guid.Parse(account),
            principal.Identity!.Name!,
            new OrganisationId(Guid.Parse(principal.FindFirstValue(OrganisationClaim)!)),
            principal.FindFirstValue(CentreClaim) is { } centre ? new CareCentreId(Guid.Parse(centre)) : null,
            principal.FindFirstValue(PersonClaim) is { } person ? new PersonId(Guid.Parse(person)) : null,
            principal.FindAll(ClaimTypes.Role).Select(claim => Enum.Parse<Role>(claim.Value)).ToHashSet());
    }

    /// <summary>May open one patient who is otherwise closed, in an emergency: those who give care or direct it.</summary>
    public bool MayOpenInEmergency => SeesWholeOrganisation || Is(Role.Nurse);

    /// <param name="session">The account's session number, see <see cref="Sessions"/>.</param>
    public ClaimsPrincipal ToPrincipal(string scheme, int session)
    {
        var claims = new List<Claim>
        {
            new(ClaimTypes.Name, Name),
            new(AccountClaim, Account.ToString()),
            new(OrganisationClaim, Organisation.Value.ToString()),
            new(Sessions.Claim, session.ToString(System.Globalization.CultureInfo.InvariantCulture)),
        };
        if (Centre is { } centre) claims.Add(new Claim(CentreClaim, centre.Value.ToString()));
        if (Person is { } person) claims.Add(new Claim(PersonClaim, person.Value.ToString()));
        claims.AddRange(Roles.Select(role => new Claim(ClaimTypes.Role, role.ToString())));
        return new ClaimsPrincipal(new ClaimsIdentity(claims, scheme));
    }
}
