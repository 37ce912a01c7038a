using System.Text;
using System.Text.Json;
using MobileTeams.Dispatch;
using MobileTeams.Dispatch.Days;
using MobileTeams.Dispatch.Patients;
using MobileTeams.Dispatch.People;
using MobileTeams.Server.Accounts;
using MobileTeams.Server.Data;
using MobileTeams.Server.Days;
using MobileTeams.Server.Organisations;
using MobileTeams.Server.Patients;
using Npgsql;

namespace MobileTeams.Server.Tests.Days;

/// <summary>Nobody learns of a patient who is not theirs, and whatever is learnt is written down.</summary>
public sealed class PatientsAreSeenByThoseWhoMayTests(WorldDatabase world) : IClassFixture<WorldDatabase>, IAsyncLifetime
{
    /// <summary>Who visits whom: Nora Anna and the protected one today, Ulla and Vera Bror today, David tomorrow, Elsa yesterday and Cilla the day after tomorrow; Gun Greta, Bea Jens.</summary>
    private static readonly (TeamShift Shift, int Patient)[] Routes =
    [
        (World.N1, 0),
        (World.N1, 6),
        (World.U1, 1),
        (World.Shift(World.Tierp, "U1", World.Today.AddDays(1), World.Ulla, World.Vera), 3),
        (World.Shift(World.Tierp, "U1", World.Today.AddDays(-1), World.Ulla, World.Vera), 4),
        (World.Shift(World.Tierp, "U1", World.Today.AddDays(2), World.Ulla, World.Vera), 2),
        (World.G1, 7),
        (World.B1, 10),
    ];

    private PatientStore Patients => world.Parts.Get<PatientStore>();

    public async ValueTask InitializeAsync()
    {
        var days = world.Parts.Get<DayHandler>();
        await world.Parts.Database.InTransaction(
            async connection =>
            {
                foreach (var (shift, _) in Routes) await CentreStore.Save(connection, shift);
                return true;
            },
            CancellationToken.None);
        foreach (var (shift, patient) in Routes)
        {
            Assert.True(await days.Make(shift.Centre, shift.Date, CancellationToken.None));
            var assigned = new DayEvent.VisitAssigned(days.ByPerson("test"), VisitOf(patient, shift.Date), shift.Id, null);
            Assert.IsType<DayChange.Accepted>(Assert.IsType<Handled.Decided>(await days.Handle(shift.Centre, shift.Date, assigned, null, CancellationToken.None)).Change);
        }
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    [Fact]
    public async Task Everybody_sees_exactly_those_whom_the_rules_name()
    {
        foreach (var viewer in World.Viewers)
        {
            var seen = (await Patients.List(viewer, [.. World.Patients.Select(patient => patient.Id)], "board", CancellationToken.None)).Select(patient => patient.GivenName);
            Assert.Equal($"{viewer.Name}: {Names(World.Patients.Where(patient => May(viewer, patient)).Select(patient => patient.GivenName))}", $"{viewer.Name}: {Names(seen)}");
            foreach (var patient in World.Patients)
                Assert.Equal((viewer.Name, patient.GivenName, May(viewer, patient)), (viewer.Name, patient.GivenName, await Patients.Find(viewer, patient.Id, "card", CancellationToken.None) is not null));
        }
    }

    [Fact]
    public async Task The_rules_give_the_sets_they_should()
    {
        // Written out by hand, so that the rule above cannot be wrong in the same way as the store.
        async Task<string> Seen(Viewer viewer) => Names((await Patients.List(viewer, [.. World.Patients.Select(patient => patient.Id)], "board", CancellationToken.None)).Select(patient => patient.GivenName));

        Assert.Equal("Anna Bror Cilla David Elsa Folke Greta Hans Ida", await Seen(World.Dispatcher));
        Assert.Equal("Anna Bror Cilla David Elsa Folke Greta Hans Hemlig Ida", await Seen(World.NamedDispatcher));
        Assert.Equal("Anna Hemlig", await Seen(World.NurseNora));
        Assert.Equal("Bror David Elsa", await Seen(World.NurseUlla)); // today, tomorrow, yesterday; not the day after tomorrow
        Assert.Equal("Greta", await Seen(World.NurseGun));
        Assert.Equal("", await Seen(World.Admin));
        Assert.Equal("", await Seen(World.Auditor));
        Assert.Equal("Jens Karin", await Seen(World.SouthDispatcher));
        Assert.Equal("Jens", await Seen(World.NurseBea));
    }

    [Theory]
    [InlineData("anna", "Anna")]
    [InlineData("alfa anna", "Anna")]
    [InlineData("annagatan", "Anna")]
    [InlineData("%", "")]
    [InlineData("hemlig", "")]
    [InlineData("skyddad", "")]
    [InlineData("jens", "")]
    public async Task A_search_finds_ones_own_and_never_a_protected_identity(string text, string found)
    {
        foreach (var viewer in new[] { World.Dispatcher, World.NamedDispatcher })
            Assert.Equal(found, Names((await Patients.Search(viewer, text, 10, CancellationToken.None)).Select(patient => patient.GivenName)));
    }

    [Fact]
    public async Task A_protected_identity_is_not_found_by_its_number_either()
    {
        Assert.Empty(await Patients.Search(World.NamedDispatcher, World.Protected.Identifier.Value, 10, CancellationToken.None));
        Assert.Equal("Anna", Assert.Single(await Patients.Search(World.Dispatcher, World.Patients[0].Identifier.ToString(), 10, CancellationToken.None)).GivenName);
    }

    [Fact]
    public async Task A_protected_identity_is_on_no_map()
    {
        var day = await world.Parts.Get<DayBook>().Find(World.Tierp.Id, World.Today, CancellationToken.None);
        foreach (var viewer in new[] { World.Dispatcher, World.NamedDispatcher })
        {
            var map = Encoding.UTF8.GetString(await world.Parts.Get<DayMap>().Draw(viewer, World.Tierp, day!, CancellationToken.None));
            Assert.Contains(VisitOf(0, World.Today).Value.ToString(), map, StringComparison.Ordinal);
            Assert.DoesNotContain(VisitOf(6, World.Today).Value.ToString(), map, StringComparison.Ordinal);
            // Its home is the map's north-western corner; no line and no frame may lead there.
            Assert.DoesNotContain(FormattableString.Invariant($"[{Math.Round(World.Protected.Place.Lon, 5)},{Math.Round(World.Protected.Place.Lat, 5)}]"), map, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task What_planning_reads_has_no_names()
    {
        var bodies = JsonSerializer.Serialize(await Patients.ListForPlanning([.. World.Patients.Where(patient => patient.Centre == World.Tierp.Id).Select(patient => patient.Id)], CancellationToken.None), Documents.Options);
        foreach (var patient in World.Patients.Where(patient => patient.Centre == World.Tierp.Id))
            foreach (var secret in new[] { patient.GivenName, patient.FamilyName, patient.Phone, patient.WhatMatters, patient.Address })
                Assert.DoesNotContain(secret, bodies, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Every_reading_leaves_one_row_for_each_patient_that_was_seen()
    {
        var before = await Logged(World.NurseUlla);
        await Patients.List(World.NurseUlla, [.. World.Patients.Select(patient => patient.Id)], "tablet", CancellationToken.None);
        await Patients.Find(World.NurseUlla, World.Patients[0].Id, "tablet", CancellationToken.None); // Anna is Nora's: nothing is seen
        Assert.Equal(before + 3, await Logged(World.NurseUlla));
    }

    [Fact]
    public async Task What_cannot_be_logged_is_not_read()
    {
        var ghost = World.Dispatcher with { Account = World.Id("no such account") };
        await Assert.ThrowsAsync<PostgresException>(() => Patients.List(ghost, [World.Patients[0].Id], "board", CancellationToken.None));
    }

    [Theory]
    [InlineData("update access_log set action = 'nothing'")]
    [InlineData("delete from access_log")]
    [InlineData("truncate access_log")]
    public async Task The_access_log_is_only_added_to(string sql)
    {
        await Patients.Find(World.Dispatcher, World.Patients[0].Id, "card", CancellationToken.None);
        var before = await world.Parts.Scalar<long>("select count(*) from access_log");
        var refused = await Assert.ThrowsAsync<PostgresException>(() => world.Parts.Execute(sql));
        Assert.Equal(PostgresErrorCodes.InsufficientPrivilege, refused.SqlState);
        Assert.Equal(before, await world.Parts.Scalar<long>("select count(*) from access_log where action <> 'nothing'"));
    }

    private static bool May(Viewer viewer, Patient patient) =>
        World.OrganisationOf(patient) == viewer.Organisation
        && (!patient.IsProtected || patient.NamedStaff.Any(person => person == viewer.Person))
        && (viewer.Roles.Overlaps([Role.Dispatcher, Role.NightDuty, Role.TeamLead])
            || Routes.Any(route => World.Patients[route.Patient].Id == patient.Id && route.Shift.Crew.Any(person => person == viewer.Person) && Math.Abs(route.Shift.Date.DayNumber - World.Today.DayNumber) <= 1));

    private static VisitId VisitOf(int patient, DateOnly date) => World.Series[patient].VisitIdOn(date);

    private Task<long> Logged(Viewer viewer) => world.Parts.Scalar<long>("select count(*) from access_log where account_id = $1", viewer.Account);

    private static string Names(IEnumerable<string> names) => string.Join(' ', names.Order(StringComparer.Ordinal));
}
