using MobileTeams.Dispatch.Visits;

namespace MobileTeams.Dispatch.People;

/// <summary>Who may do which task by profession, and which tasks may be delegated.</summary>
/// <remarks>
/// What is delegable follows the Swedish rules on delegation (SOSFS 1997:14) and on handling medicines (HSLF-FS 2017:37) as municipalities apply them; a centre's
/// own routine may be stricter, and is then kept by not writing the delegation.
/// <list type="table">
/// <item><term>everybody in care</term><description>supervision, hygiene, meal, mobility</description></item>
/// <item><term>nurse or physician; delegable</term><description>handing over medicine, insulin by pen, eye drops, compression, simple wound care, blood sample
/// (capillary), catheter care</description></item>
/// <item><term>nurse or physician; never delegated</term><description>infusion, palliative care</description></item>
/// <item><term>nurse</term><description>nursing assessment</description></item>
/// <item><term>physician</term><description>medical assessment</description></item>
/// <item><term>physiotherapist, occupational therapist; delegable</term><description>each their own training tasks</description></item>
/// </list>
/// </remarks>
public static class TaskRules
{
    /// <summary>True when the profession alone is enough.</summary>
    public static bool MayByProfession(ProfessionalCategory category, CareTaskKind task) => task switch
    {
        CareTaskKind.Supervision or CareTaskKind.Hygiene or CareTaskKind.Meal or CareTaskKind.Mobility => true,
        CareTaskKind.Medicine or CareTaskKind.Insulin or CareTaskKind.EyeDrops or CareTaskKind.Compression or CareTaskKind.WoundCare or CareTaskKind.BloodSample
            or CareTaskKind.Catheter or CareTaskKind.Infusion or CareTaskKind.PalliativeCare
            => category is ProfessionalCategory.RegisteredNurse or ProfessionalCategory.Physician,
        CareTaskKind.NursingAssessment => category is ProfessionalCategory.RegisteredNurse,
        CareTaskKind.MedicalAssessment => category is ProfessionalCategory.Physician,
        CareTaskKind.Physiotherapy => category is ProfessionalCategory.Physiotherapist,
        CareTaskKind.OccupationalTherapy => category is ProfessionalCategory.OccupationalTherapist,
        _ => throw new ArgumentOutOfRangeException(nameof(task), task, "No rule says who may do this task."),
    };

    /// <summary>True when somebody else may be given the task by a written, personal delegation.</summary>
    public static bool MayBeDelegated(CareTaskKind task) => task is CareTaskKind.Medicine or CareTaskKind.Insulin or CareTaskKind.EyeDrops or CareTaskKind.Compression
        or CareTaskKind.WoundCare or CareTaskKind.BloodSample or CareTaskKind.Catheter or CareTaskKind.Physiotherapy or CareTaskKind.OccupationalTherapy;

    /// <summary>True for who chooses an urgency class: licensed to assess.</summary>
    public static bool MayAssess(ProfessionalCategory category) => category is ProfessionalCategory.RegisteredNurse or ProfessionalCategory.Physician;

    /// <summary>Whether a person may do a task for a patient at the moment a visit starts, and by what right or why not.</summary>
    public static Competence Of(Person person, CareTaskKind task, PatientId? patient, DateTimeOffset start, ServiceTime time)
    {
        if (MayByProfession(person.Category, task)) return new Competence.ByProfession();
        if (!MayBeDelegated(task)) return new Competence.NotDelegable();
        var date = time.LocalDate(start);
        Competence best = new Competence.NoDelegation();
        foreach (var delegation in person.Delegations.Where(one => one.Task == task && (one.Patient is null || one.Patient == patient)))
        {
            var found = Of(delegation, date, start);
            if (found.Rank < best.Rank) best = found;
        }

        return best;
    }

    private static Competence Of(Delegation delegation, DateOnly date, DateTimeOffset start) =>
        delegation.RevokedAt is { } revoked && start >= revoked ? new Competence.DelegationRevoked(revoked)
        : date < delegation.ValidFrom ? new Competence.DelegationNotYet(delegation.ValidFrom)
        : date > delegation.LastDay ? new Competence.DelegationExpired(delegation.LastDay, date.DayNumber - delegation.LastDay.DayNumber)
        : new Competence.ByDelegation(delegation.Id);
}

/// <summary>By what right somebody may do a task, or why not. A closed family.</summary>
/// <param name="Rank">The lower, the nearer to being allowed.</param>
public abstract record Competence(int Rank)
{
    public bool IsEnough => this is ByProfession or ByDelegation;

    public sealed record ByProfession() : Competence(0);

    public sealed record ByDelegation(DelegationId Delegation) : Competence(1);

    public sealed record DelegationExpired(DateOnly LastDay, int Days) : Competence(2);

    public sealed record DelegationNotYet(DateOnly FirstDay) : Competence(3);

    public sealed record DelegationRevoked(DateTimeOffset At) : Competence(4);

    public sealed record NoDelegation() : Competence(5);

    /// <summary>The task belongs to a profession and cannot be handed over.</summary>
    public sealed record NotDelegable() : Competence(6);
}
