using MobileTeams.Dispatch.Visits;

namespace MobileTeams.Dispatch.People;

/// <summary>A written, personal permission to do one task, for one patient or for all of the unit's, at most one year.</summary>
/// <param name="ValidTo">The last local date on which it holds.</param>
public sealed record Delegation(
    DelegationId Id,
    PersonId Delegate,
    PersonId Delegator,
    CareTaskKind Task,
    PatientId? Patient,
    DateOnly ValidFrom,
    DateOnly ValidTo,
    DateTimeOffset? RevokedAt)
{
    /// <summary>The last local date on which it holds, also when it was written for longer than the year that is allowed.</summary>
    public DateOnly LastDay => ValidTo < ValidFrom.AddYears(1) ? ValidTo : ValidFrom.AddYears(1);
}
