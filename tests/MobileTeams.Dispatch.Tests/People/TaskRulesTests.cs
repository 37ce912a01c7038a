using MobileTeams.Dispatch.Days;
using MobileTeams.Dispatch.Patients;
using MobileTeams.Dispatch.People;
using MobileTeams.Dispatch.Visits;

namespace MobileTeams.Dispatch.Tests.People;

public sealed class TaskRulesTests
{
    private readonly Town town = new();

    /// <summary>P physician, N nurse, A assistant nurse, C care aide, F physiotherapist, O occupational therapist.</summary>
    [Theory]
    [InlineData(CareTaskKind.Supervision, "PNACFO", false)]
    [InlineData(CareTaskKind.Hygiene, "PNACFO", false)]
    [InlineData(CareTaskKind.Meal, "PNACFO", false)]
    [InlineData(CareTaskKind.Mobility, "PNACFO", false)]
    [InlineData(CareTaskKind.Medicine, "PN", true)]
    [InlineData(CareTaskKind.Insulin, "PN", true)]
    [InlineData(CareTaskKind.EyeDrops, "PN", true)]
    [InlineData(CareTaskKind.Compression, "PN", true)]
    [InlineData(CareTaskKind.WoundCare, "PN", true)]
    [InlineData(CareTaskKind.BloodSample, "PN", true)]
    [InlineData(CareTaskKind.Catheter, "PN", true)]
    [InlineData(CareTaskKind.Infusion, "PN", false)]
    [InlineData(CareTaskKind.PalliativeCare, "PN", false)]
    [InlineData(CareTaskKind.NursingAssessment, "N", false)]
    [InlineData(CareTaskKind.MedicalAssessment, "P", false)]
    [InlineData(CareTaskKind.Physiotherapy, "F", true)]
    [InlineData(CareTaskKind.OccupationalTherapy, "O", true)]
    public void A_profession_and_a_delegation_are_enough_exactly_where_the_table_says(CareTaskKind task, string professions, bool isDelegable)
    {
        const string letters = "PNACFO";
        var patient = town.Patient("Anna", 10);
        foreach (var category in Enum.GetValues<ProfessionalCategory>())
        {
            var byProfession = professions.Contains(letters[(int)category]);
            Assert.Equal(byProfession, TaskRules.MayByProfession(category, task));
            Assert.Equal(byProfession, TaskRules.Of(town.Person("Eva", category), task, patient.Id, town.At("08:00"), town.Time).IsEnough);
            var delegated = town.Person("Eva", category, town.Delegation(task, "2025-01-01", "2025-12-31"));
            Assert.Equal(byProfession || isDelegable, TaskRules.Of(delegated, task, patient.Id, town.At("08:00"), town.Time).IsEnough);
        }
    }

    [Fact]
    public void A_delegation_holds_on_its_first_and_last_local_date_and_no_other()
    {
        var patient = town.Patient("Anna", 10);
        var eva = town.Person("Eva", ProfessionalCategory.AssistantNurse, town.Delegation(CareTaskKind.Insulin, "2025-01-14", "2025-01-14"));

        // 00:30 at night is already the 15th, though it is the service day of the 14th.
        Assert.True(Insulin(eva, patient, town.At("23:30")).IsEnough);
        Assert.Equal(new Competence.DelegationExpired(new DateOnly(2025, 1, 14), 1), Insulin(eva, patient, town.At("00:30")));
        Assert.Equal(new Competence.DelegationNotYet(new DateOnly(2025, 1, 14)), Insulin(eva, patient, town.At("08:00").AddDays(-1)));
    }

    [Fact]
    public void A_delegation_that_expired_yesterday_is_said_to_have()
    {
        var patient = town.Patient("Anna", 10);
        var eva = town.Person("Eva", ProfessionalCategory.AssistantNurse, town.Delegation(CareTaskKind.Insulin, "2024-02-01", "2025-01-13"));
        var rule = Assert.Single(CrewRules.Broken(town.Visit(patient, "08:00-09:00", 10, CareTaskKind.Insulin), patient, [eva], town.At("08:00"), town.Time));
        Assert.Equal(new BrokenRule(CrewRules.DelegationExpired, 1, "Insulin 2025-01-13"), rule);
    }

    [Fact]
    public void A_delegation_never_holds_longer_than_a_year()
    {
        var patient = town.Patient("Anna", 10);
        var eva = town.Person("Eva", ProfessionalCategory.AssistantNurse, town.Delegation(CareTaskKind.Insulin, "2024-01-13", "2027-01-01"));
        Assert.Equal(new Competence.DelegationExpired(new DateOnly(2025, 1, 13), 1), Insulin(eva, patient, town.At("08:00")));
    }

    [Fact]
    public void A_revoked_delegation_stops_at_once()
    {
        var patient = town.Patient("Anna", 10);
        var eva = town.Person("Eva", ProfessionalCategory.AssistantNurse, town.Delegation(CareTaskKind.Insulin, "2025-01-01", "2025-12-31", revoked: town.At("10:00")));
        Assert.True(Insulin(eva, patient, town.At("09:59")).IsEnough);
        Assert.Equal(new Competence.DelegationRevoked(town.At("10:00")), Insulin(eva, patient, town.At("10:00")));
    }

    [Fact]
    public void A_delegation_for_one_patient_says_nothing_about_another()
    {
        var (anna, bo) = (town.Patient("Anna", 10), town.Patient("Bo", 20));
        var eva = town.Person("Eva", ProfessionalCategory.AssistantNurse, town.Delegation(CareTaskKind.Insulin, "2025-01-01", "2025-12-31", anna));
        Assert.True(Insulin(eva, anna, town.At("08:00")).IsEnough);
        Assert.Equal(new Competence.NoDelegation(), Insulin(eva, bo, town.At("08:00")));
    }

    [Fact]
    public void Of_several_delegations_the_best_one_counts()
    {
        var patient = town.Patient("Anna", 10);
        var eva = town.Person(
            "Eva", ProfessionalCategory.AssistantNurse,
            town.Delegation(CareTaskKind.Insulin, "2024-01-01", "2024-12-31"),
            town.Delegation(CareTaskKind.Insulin, "2025-01-01", "2025-12-31"));
        Assert.True(Insulin(eva, patient, town.At("08:00")).IsEnough);
    }

    [Fact]
    public void A_crew_can_do_what_one_of_it_can()
    {
        var patient = town.Patient("Anna", 10);
        var visit = town.Visit(patient, "08:00-09:00", 10, CareTaskKind.Hygiene, CareTaskKind.Infusion);
        Assert.Empty(CrewRules.Broken(visit, patient, [town.Person("Eva"), town.Nurse("Nils")], town.At("08:00"), town.Time));
        Assert.Equal(new BrokenRule(CrewRules.Competence, 0, "Infusion"), Assert.Single(CrewRules.Broken(visit, patient, [town.Person("Eva")], town.At("08:00"), town.Time)));
    }

    [Fact]
    public void Lone_work_at_a_violent_home_and_strangers_at_a_protected_one_break_rules_together()
    {
        var named = town.Person("Eva");
        var patient = town.Patient("Anna", 10, one => one with { Safety = SafetyFlags.ViolenceRisk, Protection = ProtectedIdentity.Marked, NamedStaff = [named.Id] });
        var visit = town.Visit(patient, "08:00-09:00", 10);
        Assert.Equal([new BrokenRule(CrewRules.DoubleStaffing, 1, null)], CrewRules.Broken(visit, patient, [named], town.At("08:00"), town.Time));
        Assert.Equal([new BrokenRule(CrewRules.ProtectedIdentity, 1, null)], CrewRules.Broken(visit, patient, [named, town.Person("Ola")], town.At("08:00"), town.Time));
        Assert.Equal(2, CrewRules.Broken(visit, patient, [town.Person("Ola")], town.At("08:00"), town.Time).Length);
    }

    private Competence Insulin(Person person, Patient patient, DateTimeOffset start) => TaskRules.Of(person, CareTaskKind.Insulin, patient.Id, start, town.Time);
}
