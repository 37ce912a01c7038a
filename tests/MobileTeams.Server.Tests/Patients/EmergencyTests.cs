using MobileTeams.Dispatch.Patients;
using MobileTeams.Measures;
using MobileTeams.Server.Accounts;
using MobileTeams.Server.Patients;

namespace MobileTeams.Server.Tests.Patients;

/// <summary>What is closed opens in an emergency: for one person, one patient and one hour, for a stated cause, and never without its row in the log.</summary>
public sealed class EmergencyTests(WorldDatabase world) : IClassFixture<WorldDatabase>
{
    private const string Why = "Ringde själv och har svår andnöd";

    private PatientStore Patients => world.Parts.Get<PatientStore>();

    private EmergencyStore Emergencies => world.Parts.Get<EmergencyStore>();

    [Fact]
    public async Task A_nurse_first_learns_that_there_is_somebody_and_sees_only_after_the_reason()
    {
        var anna = World.Patients[0];
        Assert.Equal(anna.Id, await Emergencies.Find(World.NurseUlla, anna.Identifier, CancellationToken.None));
        Assert.Null(await Patients.Find(World.NurseUlla, anna.Id, "card", CancellationToken.None));

        var opening = await Emergencies.Open(World.NurseUlla, anna.Id, EmergencyCause.Danger, Why, CancellationToken.None);
        Assert.Equal(TestClock.Start.AddMinutes(60), opening!.EndsAt);
        Assert.Equal("Anna", (await Patients.Find(World.NurseUlla, anna.Id, "card", CancellationToken.None))!.GivenName);
        Assert.Equal([anna.Id], (await Emergencies.ListOpen(World.NurseUlla, CancellationToken.None)).Select(open => open.Patient));

        // Nobody else, and nobody else's patient, came with it.
        Assert.Null(await Patients.Find(World.NurseUlla, World.Patients[2].Id, "card", CancellationToken.None));
        Assert.Null(await Patients.Find(World.NurseGun, anna.Id, "card", CancellationToken.None));
        Assert.Equal(
            "emergency/True/Danger: Ringde själv och har svår andnöd card/True/",
            await Logged(World.NurseUlla, anna));
    }

    [Fact]
    public async Task It_ends_after_an_hour()
    {
        await using var later = await Parts.On(world.Connection);
        var hans = World.Patients[8];
        await later.Get<EmergencyStore>().Open(World.NurseNora, hans.Id, EmergencyCause.StandingIn, Why, CancellationToken.None);
        later.Clock.Advance(TimeSpan.FromMinutes(60) - TimeSpan.FromSeconds(1));
        Assert.NotNull(await later.Get<PatientStore>().Find(World.NurseNora, hans.Id, "card", CancellationToken.None));
        later.Clock.Advance(TimeSpan.FromSeconds(1));
        Assert.Null(await later.Get<PatientStore>().Find(World.NurseNora, hans.Id, "card", CancellationToken.None));
        Assert.Empty(await later.Get<EmergencyStore>().ListOpen(World.NurseNora, CancellationToken.None));
    }

    [Fact]
    public async Task A_protected_identity_opens_for_those_who_may_and_stays_out_of_searches()
    {
        Assert.Null(await Patients.Find(World.Dispatcher, World.Protected.Id, "card", CancellationToken.None));
        Assert.NotNull(await Emergencies.Open(World.Dispatcher, World.Protected.Id, EmergencyCause.Danger, Why, CancellationToken.None));
        Assert.Equal("Hemlig", (await Patients.Find(World.Dispatcher, World.Protected.Id, "card", CancellationToken.None))!.GivenName);
        Assert.Empty(await Patients.Search(World.Dispatcher, "Hemlig", 10, CancellationToken.None));
    }

    [Fact]
    public async Task Those_who_never_meet_patients_and_other_organisations_open_nothing()
    {
        foreach (var viewer in new[] { World.Admin, World.Auditor, World.SouthDispatcher, World.NurseBea })
        {
            Assert.Null(await Emergencies.Find(viewer, World.Patients[1].Identifier, CancellationToken.None));
            Assert.Null(await Emergencies.Open(viewer, World.Patients[1].Id, EmergencyCause.Danger, Why, CancellationToken.None));
            Assert.Null(await Patients.Find(viewer, World.Patients[1].Id, "card", CancellationToken.None));
            Assert.Equal("", await Logged(viewer, World.Patients[1]));
        }
    }

    [Theory]
    [InlineData("")]
    [InlineData("   akut    ")]
    public async Task Without_a_reason_nothing_opens_and_nothing_is_logged(string reason)
    {
        var cilla = World.Patients[2];
        Assert.Equal("emergency.reason", (await Assert.ThrowsAsync<InputException>(() => Emergencies.Open(World.NurseNora, cilla.Id, EmergencyCause.Danger, reason, CancellationToken.None))).Code);
        Assert.Equal("", await Logged(World.NurseNora, cilla));
    }

    [Fact]
    public async Task What_was_opened_is_never_changed_or_removed()
    {
        await Emergencies.Open(World.NightDuty, World.Patients[3].Id, EmergencyCause.PatientAsked, Why, CancellationToken.None);
        await Assert.ThrowsAsync<Npgsql.PostgresException>(() => world.Parts.Execute("update emergency_opening set reason = 'annat'"));
        await Assert.ThrowsAsync<Npgsql.PostgresException>(() => world.Parts.Execute("delete from emergency_opening"));
    }

    private Task<string> Logged(Viewer viewer, Patient patient) => world.Parts.Scalar<string>(
        $"""
        select coalesce(string_agg(concat(action, '/', case when emergency then 'True' else 'False' end, '/', reason), ' ' order by seq), '')
        from access_log where account_id = '{viewer.Account}' and patient_id = '{patient.Id.Value}'
        """);
}
