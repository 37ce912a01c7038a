using MobileTeams.Dispatch;
using MobileTeams.Dispatch.Days;
using MobileTeams.Dispatch.Visits;
using MobileTeams.Server.Data;
using MobileTeams.Server.Days;
using Npgsql;

namespace MobileTeams.Server.Tests.Days;

/// <summary>A day and what happened to it are saved together, once, in one order, however many servers decide.</summary>
public sealed class DaysAreDecidedInOneOrderTests(WorldDatabase world) : IClassFixture<WorldDatabase>
{
    private static readonly VisitId Anna = World.Series[0].VisitIdOn(World.Today);
    private static readonly VisitId Bror = World.Series[1].VisitIdOn(World.Today);

    private DayHandler Days => world.Parts.Get<DayHandler>();

    [Fact]
    public async Task A_day_is_made_of_its_shifts_and_series_once()
    {
        await Make();
        var day = (await world.Parts.Get<DayStore>().Find(World.Tierp.Id, World.Today, CancellationToken.None))!;
        Assert.Equal([World.N1.Id, World.U1.Id], day.Teams.Keys.OrderBy(team => day.Teams[team].Shift.Name, StringComparer.Ordinal));
        Assert.Equal(7, day.Visits.Count); // Tierp's seven patients
        await Make();
        Assert.Equal(day.Version, await Version());
    }

    [Fact]
    public async Task Two_servers_that_make_the_same_day_at_once_make_one()
    {
        await using var other = await Parts.On(world.Connection);
        var date = World.Today.AddDays(7);
        await Task.WhenAll(Enumerable.Range(0, 8).Select(number => (number % 2 == 0 ? Days : other.Get<DayHandler>()).Make(World.Gimo.Id, date, CancellationToken.None)));
        var day = (await world.Parts.Get<DayStore>().Find(World.Gimo.Id, date, CancellationToken.None))!;
        Assert.Equal((1, 3), (day.Version, day.Visits.Count)); // Gimo's three visits came in one event; it has no shift that day
    }

    [Fact]
    public async Task There_is_no_day_where_nothing_is_planned()
    {
        Assert.False(await Days.Make(World.Tierp.Id, World.Today.AddYears(-1), CancellationToken.None));
        Assert.IsType<Handled.NoDay>(await Days.Handle(World.Tierp.Id, World.Today.AddYears(-1), Assigned(Anna, World.N1.Id), null, CancellationToken.None));
    }

    [Fact]
    public async Task The_same_event_twice_changes_nothing()
    {
        await Make();
        var note = new DayEvent.NoteAdded(Days.ByPerson("test"), Anna, "Nyckeln ligger under mattan");
        Assert.IsType<Handled.Decided>(await Handle(note));
        var version = await Version();
        Assert.Equal(new Handled.Repeated(version), await Handle(note));
        Assert.Equal(version, await Version());
        Assert.Single((await world.Parts.Get<DayStore>().Find(World.Tierp.Id, World.Today, CancellationToken.None))!.Visits[Anna].Notes, one => one.Event == note.Origin.Id);
    }

    [Fact]
    public async Task The_same_event_to_two_servers_at_once_counts_once()
    {
        await Make();
        await using var other = await Parts.On(world.Connection);
        var note = new DayEvent.NoteAdded(Days.ByPerson("test"), Bror, "En gång");
        var answers = await Task.WhenAll(Enumerable.Range(0, 10).Select(number =>
            (number % 2 == 0 ? Days : other.Get<DayHandler>()).Handle(World.Tierp.Id, World.Today, note, null, CancellationToken.None)));
        Assert.Single(answers.OfType<Handled.Decided>());
        Assert.Equal(9, answers.OfType<Handled.Repeated>().Count());
    }

    [Fact]
    public async Task What_cannot_be_logged_does_not_change_the_day()
    {
        await Make();
        var version = await Version();
        await world.Parts.Execute("create function fail() returns trigger language plpgsql as $$ begin raise exception 'the log is full'; end $$; create trigger full_log before insert on day_event for each row execute function fail()");
        try
        {
            await Assert.ThrowsAsync<PostgresException>(() => Handle(Assigned(Bror, World.U1.Id)));
        }
        finally
        {
            await world.Parts.Execute("drop trigger full_log on day_event; drop function fail()");
        }

        Assert.Equal(version, await Version());
        var day = (await world.Parts.Get<DayBook>().Find(World.Tierp.Id, World.Today, CancellationToken.None))!;
        Assert.Empty(day.Visits[Bror].Assignments);
        Assert.Equal(0L, await world.Parts.Scalar<long>("select count(*) from assignment where visit_id = $1", Bror.Value));
    }

    [Fact]
    public async Task A_plan_made_for_an_older_day_is_refused()
    {
        await Make();
        var version = await Version();
        Assert.IsType<Handled.Decided>(await Handle(Assigned(Anna, World.N1.Id)));
        var late = Assert.IsType<Handled.Decided>(await Handle(new DayEvent.PlanPublished(Days.ByPerson("test"), version, [])));
        Assert.Equal(new Refusal.DayMovedOn(version, version + 1), Assert.IsType<DayChange.Refused>(late.Change).Why);
        Assert.Equal(version + 1, await Version());
        var fresh = Assert.IsType<Handled.Decided>(await Handle(new DayEvent.PlanPublished(Days.ByPerson("test"), version + 1, [])));
        Assert.IsType<DayChange.Accepted>(fresh.Change);
    }

    [Fact]
    public async Task What_was_decided_on_a_day_that_has_moved_on_since_is_not_done()
    {
        await Make();
        Assert.IsType<Handled.Decided>(await Handle(Assigned(Anna, World.N1.Id)));
        var version = await Version();
        var late = await Days.Handle(World.Tierp.Id, World.Today, Assigned(Anna, World.U1.Id), null, day => day.Visits[Anna].Assignments.IsEmpty, CancellationToken.None);
        Assert.Equal(version, Assert.IsType<Handled.MovedOn>(late).Day.Version);
        Assert.Equal(version, await Version());
        Assert.Equal("test", (await world.Parts.Get<DayStore>().FindLastWord(World.Tierp.Id, World.Today, Anna, CancellationToken.None))?.By);
        Assert.Null(await world.Parts.Get<DayStore>().FindLastWord(World.Tierp.Id, World.Today, World.Series[3].VisitIdOn(World.Today), CancellationToken.None));
    }

    [Fact]
    public async Task The_log_applied_again_gives_the_day_that_is_saved()
    {
        var date = World.Today.AddDays(1);
        Assert.True(await Days.Make(World.Tierp.Id, date, CancellationToken.None));
        var shift = World.Shift(World.Tierp, "R1", date, World.Nora, World.Ulla);
        var visits = World.Series.Take(6).Select(series => series.VisitIdOn(date)).ToList();
        await Accepted(date, new DayEvent.TeamsAdded(Days.ByPerson("test"), [shift]));
        foreach (var visit in visits) await Accepted(date, new DayEvent.VisitAssigned(Days.ByPerson("test"), visit, shift.Id, null));
        await Accepted(date, new DayEvent.VisitUnassigned(Days.ByPerson("test"), visits[2]));
        await Accepted(date, new DayEvent.VisitDispatched(Days.ByPerson("test"), visits[3], shift.Id));
        await Accepted(date, new DayEvent.VisitDeclined(Days.ByPerson("test"), visits[4], "Är hos dottern"));
        var known = await world.Parts.Get<FactsBook>().Get((await world.Parts.Get<DayStore>().Find(World.Tierp.Id, date, CancellationToken.None))!, CancellationToken.None);

        var day = Day.Begin(World.Tierp.Id, date, World.Time);
        foreach (var logged in await world.Parts.Get<DayStore>().ListEvents(World.Tierp.Id, date, 0, CancellationToken.None))
        {
            day = day.Apply(logged.Event, known) switch
            {
                DayChange.Accepted accepted => accepted.Day,
                DayChange.Noted noted => noted.Day,
                var other => throw new InvalidOperationException($"{other}"),
            };
            Assert.Equal(logged.Version, day.Version);
        }

        var saved = (await world.Parts.Get<DayStore>().Find(World.Tierp.Id, date, CancellationToken.None))!;
        Assert.Equal(saved.Version, day.Version);
        foreach (var (id, team) in saved.Teams) Assert.Equal(Documents.Write(team), Documents.Write(day.Teams[id]));
        foreach (var (id, visit) in saved.Visits) Assert.Equal(Documents.Write(visit), Documents.Write(day.Visits[id]));
    }

    private async Task Accepted(DateOnly date, DayEvent happened) =>
        Assert.IsType<DayChange.Accepted>(Assert.IsType<Handled.Decided>(await Days.Handle(World.Tierp.Id, date, happened, null, CancellationToken.None)).Change);

    private async Task Make() => Assert.True(await Days.Make(World.Tierp.Id, World.Today, CancellationToken.None));

    private Task<Handled> Handle(DayEvent happened) => Days.Handle(World.Tierp.Id, World.Today, happened, World.Dispatcher.Account, CancellationToken.None);

    private async Task<int> Version() => (await world.Parts.Get<DayStore>().FindVersion(World.Tierp.Id, World.Today, CancellationToken.None))!.Value;

    private DayEvent.VisitAssigned Assigned(VisitId visit, TeamShiftId team) => new(Days.ByPerson("test"), visit, team, null);
}
