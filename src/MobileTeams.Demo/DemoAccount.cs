using MobileTeams.Dispatch;

namespace MobileTeams.Demo;

/// <summary>Somebody who may sign in to the practice county.</summary>
/// <param name="Name">What the desk and the tablet show.</param>
/// <param name="Roles">Among <c>Dispatcher</c>, <c>Nurse</c>, <c>NightDuty</c>, <c>TeamLead</c>, <c>Admin</c>, <c>Auditor</c>.</param>
/// <param name="Centre">Null for those who work for all of the organisation's centres.</param>
/// <param name="Person">The member of staff behind it; null for those who never meet patients.</param>
/// <param name="Today">What this account is good for to try today, in Swedish, such as "Tidigt pass i dag, M1 i Tierp"; empty when free.</param>
public sealed record DemoAccount(Guid Id, string Login, string Name, IReadOnlyList<string> Roles, OrganisationId Organisation, CareCentreId? Centre, PersonId? Person, string Today);
