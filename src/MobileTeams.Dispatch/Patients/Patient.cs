using MobileTeams.Measures;

namespace MobileTeams.Dispatch.Patients;

public enum ProtectedIdentity
{
    None,

    /// <summary>Sekretessmarkering.</summary>
    Marked,

    /// <summary>Skyddad folkbokföring.</summary>
    ProtectedRegistration,

    /// <summary>Fingerade personuppgifter.</summary>
    FictitiousIdentity,
}

/// <summary>How a changed plan reaches the patient.</summary>
public enum Persona
{
    IndependentEngaged,
    WorriedEngaged,
    TraditionalUnconcerned,
    VulnerableWorried,
}

[Flags]
public enum SafetyFlags
{
    None = 0,
    ViolenceRisk = 1,
    Oxygen = 2,
    Infection = 4,
    Dog = 8,
    HeavyLift = 16,
}

public enum AccessKind
{
    OpensSelf,
    DigitalLock,
    KeyInCabinet,
    KeyBox,
    RelativeOpens,
}

/// <param name="Detail">Cabinet and key number, door code or a name; shown on the visit card only.</param>
public sealed record AccessMethod(AccessKind Kind, string Detail);

public sealed record RelatedPerson(string Name, string Relation, string Phone);

/// <summary>The patient's own rules for the guests: no visit starts before or after these local times.</summary>
public sealed partial record GuestRules(TimeOnly? NotBefore, TimeOnly? NotAfter);

/// <summary>Somebody who is visited at home.</summary>
/// <param name="WhatMatters">"Vad är viktigt för dig?" in the patient's own words; the first thing on every card.</param>
/// <param name="NamedStaff">For a protected identity: the only people who may see who and where this is.</param>
public sealed record Patient(
    PatientId Id,
    CareCentreId Centre,
    PersonIdentifier Identifier,
    string GivenName,
    string FamilyName,
    GeoPoint Place,
    string Address,
    string? Area,
    string Phone,
    AccessMethod Access,
    string WhatMatters,
    GuestRules GuestRules,
    SafetyFlags Safety,
    Persona Persona,
    ProtectedIdentity Protection,
    IReadOnlyList<PersonId> NamedStaff,
    PersonId? PermanentCareContact,
    IReadOnlyList<RelatedPerson> Relatives)
{
    /// <summary>Given name and the family name's initial, for places where a whole name is too much.</summary>
    public string ShortName => FamilyName.Length == 0 ? GivenName : $"{GivenName} {FamilyName[0]}.";

    public bool IsProtected => Protection != ProtectedIdentity.None;
}
