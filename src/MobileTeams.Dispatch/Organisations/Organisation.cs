namespace MobileTeams.Dispatch.Organisations;

public enum OrganisationKind
{
    Region,
    Municipality,
    PrivateProvider,
}

/// <summary>A care provider. What belongs to one is invisible to another unless an agreement says otherwise.</summary>
public sealed record Organisation(OrganisationId Id, string Name, OrganisationKind Kind, string HsaId);
