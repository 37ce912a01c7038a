using MobileTeams.Dispatch;
using MobileTeams.Dispatch.Days;
using MobileTeams.Dispatch.Proposals;
using MobileTeams.Dispatch.Visits;
using MobileTeams.Measures;
using MobileTeams.Server.Days;
using MobileTeams.Server.Organisations;

namespace MobileTeams.Server.Tests.Days;

/// <summary>A sick call, a broken car, a patient at a hospital: what it breaks is known before it is entered, a repair is proposed, and days that are made later know of it.</summary>
public sealed class DisturbanceTests(Cluster cluster) : IAsyncLifetime
{
    private static readonly CancellationToken None = CancellationToken.None;
    private static readonly CareCentreId Tierp = World.Tierp.Id;
    private readonly WorldDatabase world = new(cluster);

    private DisturbanceHandler Handler => world.Parts.Get<DisturbanceHandler>();

    private DayHandler Days => world.Parts.Get<DayHandler>();

    public async ValueTask InitializeAsync()
    {
        await world.InitializeAsync();
        Assert.True(await Days.Make(Tierp, World.Today, None));
        var plan = (await Handler.Repair(Tierp, World.Today, None))!.Value;
        Assert.IsType<DayChange.Accepted>(Assert.IsType<Handled.Decided>(await Handler.Tell(World.Dispatcher, Tierp, World.Today, plan.Proposal.Published(Days.ByPerson("disa")), None)).Change);
    }

    public ValueTask DisposeAsync() => world.DisposeAsync();

    [Fact]
    public async Task What_a_broken_car_breaks_is_shown_before_it_is_entered_and_a_repair_can_be_accepted_in_part()
    {
        var before = await Find(World.Today);
        var team = before.Teams.Values.First(team => team.Route.Count(id => !before.Visits[id].Status.IsHistory()) > 1);
        var broken = new DayEvent.TeamStoodDown(Days.ByPerson("disa"), team.Shift.Id);
        var outlook = Assert.IsType<Outlook.Breaks>(await Handler.Look(Tierp, World.Today, broken, None));
        Assert.Equal(team.Route.Order(Comparer<VisitId>.Create((a, b) => a.Value.CompareTo(b.Value))), outlook.Consequence.Released.Order(Comparer<VisitId>.Create((a, b) => a.Value.CompareTo(b.Value))));
        Assert.Equal(before.Version, (await Find(World.Today)).Version);

        Assert.IsType<DayChange.Accepted>(Assert.IsType<Handled.Decided>(await Handler.Tell(World.Dispatcher, Tierp, World.Today, broken, None)).Change);
        var (day, facts, repair) = (await Handler.Repair(Tierp, World.Today, None))!.Value;
        var taken = repair.Compare(day).Of(ChangeKind.New).Where(change => team.Route.Contains(change.Visit)).ToList();
        Assert.NotEmpty(taken);
        var accepted = await Handler.Accept(World.Dispatcher, day, facts, repair, new HashSet<VisitId> { taken[0].Visit }, None);
        var after = Assert.IsType<DayChange.Accepted>(Assert.IsType<Handled.Decided>(accepted).Change).Day;
        Assert.Equal(taken[0].TeamsAfter, after.Visits[taken[0].Visit].Assignments.Select(assignment => assignment.Team));
        Assert.All(team.Route.Where(id => id != taken[0].Visit), id => Assert.Empty(after.Visits[id].Assignments));

        // The day moved on: the same repair is not for it any more.
        Assert.Equal("day.moved-on", Assert.IsType<DayChange.Refused>(Assert.IsType<Handled.Decided>(await Handler.Accept(World.Dispatcher, day, facts, repair, new HashSet<VisitId> { taken[0].Visit }, None)).Change).Why.Code);
        Assert.Equal("day.unknown-team", Assert.IsType<Outlook.Refused>(await Handler.Look(Tierp, World.Today, new DayEvent.TeamStoodDown(Days.ByPerson("disa"), World.G1.Id), None)).Why.Code);

        // The car is mended: the roster's shift stands again.
        await Handler.TeamBack(World.Dispatcher, Tierp, World.Today, team.Shift.Id, None);
        var mended = (await Find(World.Today)).Teams[team.Shift.Id].Shift;
        Assert.Equal(team.Shift.End, mended.End);
        Assert.Equal(team.Shift.Crew, mended.Crew);
    }

    [Fact]
    public async Task Who_is_ill_for_days_is_missing_on_days_that_are_made_later_until_back()
    {
        await Handler.SickCall(World.Dispatcher, Tierp, World.Today, World.Nora.Id, days: 3, None);
        var tomorrow = World.Today.AddDays(1);
        await Roster(tomorrow);
        Assert.True(await Days.Make(Tierp, tomorrow, None));
        Assert.Empty((await Find(tomorrow)).Teams[World.Shift(World.Tierp, "N1", tomorrow, World.Nora).Id].Shift.Crew);

        // Made again, nothing more happens.
        var version = (await Find(tomorrow)).Version;
        Assert.True(await Days.Make(Tierp, tomorrow, None));
        Assert.Equal(version, (await Find(tomorrow)).Version);

        await Handler.TeamBack(World.Dispatcher, Tierp, tomorrow, World.Shift(World.Tierp, "N1", tomorrow, World.Nora).Id, None);
        await Roster(World.Today.AddDays(2));
        Assert.True(await Days.Make(Tierp, World.Today.AddDays(2), None));
        Assert.Equal([World.Nora.Id], (await Find(World.Today.AddDays(2))).Teams[World.Shift(World.Tierp, "N1", World.Today.AddDays(2), World.Nora).Id].Shift.Crew);
        Assert.Equal("day.too-many-days", (await Assert.ThrowsAsync<InputException>(() => Handler.SickCall(World.Dispatcher, Tierp, World.Today, World.Nora.Id, days: 15, None))).Code);
    }

    [Fact]
    public async Task A_patient_at_the_hospital_is_visited_on_no_day_until_home_again()
    {
        var patient = World.Patients[0].Id;
        var tomorrow = World.Today.AddDays(1);
        Assert.True(await Days.Make(Tierp, tomorrow, None));
        await Handler.PatientAway(World.Dispatcher, Tierp, patient, TestClock.Start, "  Inlagd på Akademiska ", None);
        var later = World.Today.AddDays(2);
        Assert.True(await Days.Make(Tierp, later, None));
        foreach (var date in new[] { World.Today, tomorrow, later })
            Assert.All((await Find(date)).Visits.Values.Where(visit => visit.Visit.Patient == patient && Starts(visit) >= TestClock.Start), visit => Assert.Equal((VisitStatus.Cancelled, "Inlagd på Akademiska"), (visit.Status, visit.Reason)));
        Assert.Contains((await Find(later)).Visits.Values, visit => visit.Visit.Patient == patient);

        await Handler.PatientBack(World.Dispatcher, Tierp, patient, World.At(tomorrow, 6), None);
        Assert.All((await Find(later)).Visits.Values.Where(visit => visit.Visit.Patient == patient), visit => Assert.Equal(VisitStatus.Requested, visit.Status));
        Assert.True(await Days.Make(Tierp, World.Today.AddDays(3), None));
        Assert.All((await Find(World.Today.AddDays(3))).Visits.Values.Where(visit => visit.Visit.Patient == patient), visit => Assert.Equal(VisitStatus.Requested, visit.Status));
        Assert.Equal("day.why", (await Assert.ThrowsAsync<InputException>(() => Handler.PatientAway(World.Dispatcher, Tierp, patient, TestClock.Start, " ", None))).Code);

        // Who may not know the patient can neither send it away nor bring it home.
        Assert.IsType<Handled.NoDay>(await Handler.PatientAway(World.SouthDispatcher, Tierp, patient, TestClock.Start, "Inlagd", None));
        Assert.IsType<Handled.NoDay>(await Handler.PatientAway(World.Dispatcher, Tierp, World.Protected.Id, TestClock.Start, "Inlagd", None));
    }

    [Fact]
    public async Task The_night_job_does_not_take_away_again_who_came_back_during_the_day()
    {
        var patient = World.Patients[0].Id;
        await Handler.PatientAway(World.Dispatcher, Tierp, patient, World.At(World.Today, 7), "På dagvård", None);
        await Handler.PatientBack(World.Dispatcher, Tierp, patient, TestClock.Start, None);
        await Handler.SickCall(World.Dispatcher, Tierp, World.Today, World.Nora.Id, days: 2, None);
        await Handler.TeamBack(World.Dispatcher, Tierp, World.Today, World.N1.Id, None);
        var before = await Find(World.Today);
        Assert.True(await Days.Make(Tierp, World.Today, None));
        Assert.Equal(before.Version, (await Find(World.Today)).Version);
        Assert.NotEmpty((await Find(World.Today)).Teams[World.N1.Id].Shift.Crew);
    }

    [Fact]
    public async Task A_patient_who_comes_home_in_the_middle_of_a_later_day_is_visited_from_then_on()
    {
        var (patient, later) = (World.Patients[0].Id, World.Today.AddDays(2));
        await Handler.PatientAway(World.Dispatcher, Tierp, patient, TestClock.Start, "Inlagd", None);
        await Handler.PatientBack(World.Dispatcher, Tierp, patient, World.At(later, 12), None);
        Assert.True(await Days.Make(Tierp, later, None));
        var visits = (await Find(later)).Visits.Values.Where(visit => visit.Visit.Patient == patient).ToList();
        Assert.Contains(visits, visit => visit.Status == VisitStatus.Cancelled || visit.Visit.Allowed.Latest >= World.At(later, 12));
        Assert.All(visits, visit => Assert.Equal(visit.Visit.Allowed.Latest < World.At(later, 12), visit.Status == VisitStatus.Cancelled));
    }

    [Fact]
    public async Task A_sick_call_for_tomorrow_leaves_tonight_alone()
    {
        var tomorrow = World.Today.AddDays(1);
        await Roster(tomorrow);
        Assert.True(await Days.Make(Tierp, tomorrow, None));
        await Handler.SickCall(World.Dispatcher, Tierp, tomorrow, World.Nora.Id, days: 2, None);
        Assert.True(await Days.Make(Tierp, World.Today, None));
        Assert.Contains(World.Nora.Id, (await Find(World.Today)).Teams[World.N1.Id].Shift.Crew);
        Assert.Empty((await Find(tomorrow)).Teams[World.Shift(World.Tierp, "N1", tomorrow, World.Nora).Id].Shift.Crew);
    }

    [Fact]
    public async Task A_mended_car_does_not_bring_back_who_is_ill()
    {
        var two = World.Shift(World.Tierp, "R1", World.Today, World.Nora, World.Ulla);
        await world.Parts.Database.InTransaction(
            async connection =>
            {
                await CentreStore.Save(connection, two);
                return true;
            },
            None);
        Assert.True(await Days.Make(Tierp, World.Today, None));
        await Handler.SickCall(World.Dispatcher, Tierp, World.Today, World.Ulla.Id, days: 1, None);
        await Handler.Tell(World.Dispatcher, Tierp, World.Today, new DayEvent.TeamStoodDown(Days.ByPerson("disa"), two.Id), None);
        await Handler.TeamBack(World.Dispatcher, Tierp, World.Today, two.Id, None);
        Assert.Equal([World.Nora.Id], (await Find(World.Today)).Teams[two.Id].Shift.Crew);

        // Said of a team that goes on without one, it is the one who is back.
        await Handler.TeamBack(World.Dispatcher, Tierp, World.Today, two.Id, None);
        Assert.Equal([World.Nora.Id, World.Ulla.Id], (await Find(World.Today)).Teams[two.Id].Shift.Crew);
        Assert.DoesNotContain(await world.Parts.Get<AbsenceStore>().List(Tierp, TestClock.Start, TestClock.Start.AddHours(1), None), absence => absence.Person == World.Ulla.Id);
    }

    private async Task<Day> Find(DateOnly date) => (await world.Parts.Get<DayBook>().Find(Tierp, date, None))!;

    private Task Roster(DateOnly date) => world.Parts.Database.InTransaction(
        async connection =>
        {
            await CentreStore.Save(connection, World.Shift(World.Tierp, "N1", date, World.Nora));
            return true;
        },
        None);

    private static DateTimeOffset Starts(DayVisit visit) => visit.Assignments.Length > 0 ? visit.Assignments[0].Start : visit.Visit.Allowed.Latest;
}
