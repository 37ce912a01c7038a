using System.Collections.Immutable;
using System.Globalization;
using MobileTeams.Dispatch.Days;
using MobileTeams.Dispatch.Patients;
using MobileTeams.Dispatch.Visits;

namespace MobileTeams.Dispatch.People;

/// <summary>The hard rules about who comes to a visit: competence, delegations, how many, and who may know the patient at all.</summary>
public static class CrewRules
{
    public const string Competence = "rule.competence";
    public const string DelegationMissing = "rule.delegation-missing";
    public const string DelegationExpired = "rule.delegation-expired";
    public const string DelegationNotYet = "rule.delegation-not-yet";
    public const string DelegationRevoked = "rule.delegation-revoked";
    public const string DoubleStaffing = "rule.double-staffing";
    public const string ProtectedIdentity = "rule.protected-identity";

    /// <summary>How many must come: nobody works alone where there is a risk of violence, whatever the visit asks for.</summary>
    /// <param name="patient">Null while nobody knows who it is.</param>
    public static int StaffNeeded(int asked, Patient? patient) => Math.Max(asked, patient?.Safety.HasFlag(SafetyFlags.ViolenceRisk) == true ? 2 : 1);

    /// <summary>How many must come to a visit of this patient.</summary>
    public static int StaffNeeded(Visit visit, Patient? patient) => StaffNeeded(visit.StaffNeeded, patient);

    /// <summary>Every rule that breaks when these people together come to the visit at this instant; empty when they may.</summary>
    public static ImmutableArray<BrokenRule> Broken(Visit visit, Patient? patient, IReadOnlyCollection<Person> crew, DateTimeOffset start, ServiceTime time)
    {
        var broken = ImmutableArray.CreateBuilder<BrokenRule>();
        foreach (var task in visit.Tasks.Select(task => task.Kind).Distinct())
            if (OfCrew(task, visit.Patient, crew, start, time) is { } rule) broken.Add(rule);
        var missing = StaffNeeded(visit, patient) - crew.Count;
        if (missing > 0) broken.Add(new BrokenRule(DoubleStaffing, missing, null));
        var strangers = patient is { IsProtected: true } ? crew.Count(person => !patient.NamedStaff.Contains(person.Id)) : 0;
        if (strangers > 0) broken.Add(new BrokenRule(ProtectedIdentity, strangers, null));
        return broken.ToImmutable();
    }

    private static BrokenRule? OfCrew(CareTaskKind task, PatientId? patient, IReadOnlyCollection<Person> crew, DateTimeOffset start, ServiceTime time)
    {
        var nearest = crew.Select(person => TaskRules.Of(person, task, patient, start, time)).MinBy(competence => competence.Rank);
        return nearest switch
        {
            { IsEnough: true } => null,
            People.Competence.DelegationExpired expired => new BrokenRule(DelegationExpired, expired.Days, Named(task, expired.LastDay)),
            People.Competence.DelegationNotYet notYet => new BrokenRule(DelegationNotYet, 0, Named(task, notYet.FirstDay)),
            People.Competence.DelegationRevoked revoked => new BrokenRule(DelegationRevoked, 0, Named(task, time.LocalDate(revoked.At))),
            People.Competence.NoDelegation => new BrokenRule(DelegationMissing, 0, task.ToString()),
            _ => new BrokenRule(Competence, 0, task.ToString()),
        };
    }

    private static string Named(CareTaskKind task, DateOnly date) => $"{task} {date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)}";
}
