using MobileTeams.Dispatch.Days;
using MobileTeams.Server.Days;
using MobileTeams.Server.Live;

namespace MobileTeams.Server.Tests.Live;

/// <summary>What one server commits, the others hear; and who was cut off is told so.</summary>
public sealed class CommitsAreHeardEverywhereTests(WorldDatabase world) : IClassFixture<WorldDatabase>
{
    [Fact]
    public async Task Another_servers_commit_is_heard_and_a_cut_line_is_told_and_mended()
    {
        await using var other = await Parts.On(world.Connection);
        var feed = other.Get<LiveFeed>();
        using var stopping = new CancellationTokenSource();
        await using var heard = new Ear(feed);
        await feed.StartAsync(stopping.Token);
        await heard.Wait<LiveChange.Reconnected>();
        Assert.True(feed.IsConnected);

        var days = world.Parts.Get<DayHandler>();
        Assert.True(await days.Make(World.Gimo.Id, World.Today, CancellationToken.None));
        var day = (await world.Parts.Get<DayStore>().Find(World.Gimo.Id, World.Today, CancellationToken.None))!;
        // One event brought the teams, one the visits: two commits, two changes, in their order.
        Assert.Equal(new LiveChange.DayChanged(World.Gimo.Id, World.Today, 1), await heard.Wait<LiveChange.DayChanged>());
        Assert.Equal(new LiveChange.DayChanged(World.Gimo.Id, World.Today, day.Version), await heard.Wait<LiveChange.DayChanged>());

        Assert.True(await world.Parts.Scalar<bool>("select bool_or(pg_terminate_backend(pid)) from pg_stat_activity where datname = current_database() and query ilike 'listen %'"));
        await heard.Wait<LiveChange.Reconnected>();
        var note = new DayEvent.NoteAdded(days.ByPerson("test"), day.Visits.Keys.First(), "Hörs detta?");
        await days.Handle(World.Gimo.Id, World.Today, note, null, CancellationToken.None);
        Assert.Equal(new LiveChange.DayChanged(World.Gimo.Id, World.Today, day.Version + 1), await heard.Wait<LiveChange.DayChanged>());
        await feed.StopAsync(CancellationToken.None);
    }

    [Fact]
    public async Task A_refused_event_is_not_told()
    {
        await using var other = await Parts.On(world.Connection);
        var feed = other.Get<LiveFeed>();
        await using var heard = new Ear(feed);
        await feed.StartAsync(CancellationToken.None);
        await heard.Wait<LiveChange.Reconnected>();
        var (days, date) = (world.Parts.Get<DayHandler>(), World.Today.AddDays(3));
        Assert.True(await days.Make(World.Gimo.Id, date, CancellationToken.None));
        var refused = await days.Handle(World.Gimo.Id, date, new DayEvent.VisitCompleted(days.ByPerson("test"), new(World.Id("no such visit"))), null, CancellationToken.None);
        Assert.IsType<DayChange.Refused>(Assert.IsType<Handled.Decided>(refused).Change);
        await days.Handle(World.Gimo.Id, date, new DayEvent.NoteAdded(days.ByPerson("test"), World.Series[7].VisitIdOn(date), "Efter"), null, CancellationToken.None);

        // Making the day told version 1, the note version 2; between them nothing was.
        Assert.Equal(1, (await heard.Wait<LiveChange.DayChanged>()).Version);
        Assert.Equal(2, (await heard.Wait<LiveChange.DayChanged>()).Version);
        await feed.StopAsync(CancellationToken.None);
    }
}
