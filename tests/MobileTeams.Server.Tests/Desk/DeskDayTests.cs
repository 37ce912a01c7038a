using System.Globalization;
using Microsoft.Extensions.DependencyInjection;
using MobileTeams.Dispatch.Days;
using MobileTeams.Dispatch.Urgent;
using MobileTeams.Dispatch.Visits;
using MobileTeams.Server.Days;
using MobileTeams.Server.Desk;
using MobileTeams.Server.Urgent;

namespace MobileTeams.Server.Tests.Desk;

/// <summary>A desk shows what is in the database, or says that it does not.</summary>
public sealed class ADeskIsLiveOrSaysSoTests(WorldServer server) : IClassFixture<WorldServer>, IAsyncLifetime
{
    private static readonly CancellationToken None = CancellationToken.None;

    private AsyncServiceScope scope;

    private DeskDay Desk => scope.ServiceProvider.GetRequiredService<DeskDay>();

    public async ValueTask InitializeAsync()
    {
        CultureInfo.CurrentCulture = CultureInfo.CurrentUICulture = CultureInfo.GetCultureInfo("sv");
        scope = server.Services.CreateAsyncScope();
        await server.Services.GetRequiredService<DayHandler>().Make(World.Tierp.Id, World.Today, None);
        Assert.True(await Desk.Open(World.Dispatcher, World.Tierp.Id, World.Today));
        await Until(() => Desk.IsLive);
    }

    public ValueTask DisposeAsync() => scope.DisposeAsync();

    [Fact]
    public async Task A_listener_that_cannot_read_now_is_told_again_until_it_can()
    {
        var (told, wasLive) = (0, true);
        Desk.Changed += () =>
        {
            if (told++ == 0) throw new TimeoutException("The database does not answer.");
            return Task.CompletedTask;
        };
        Desk.ViewMoved += () =>
        {
            wasLive &= Desk.IsLive;
            return Task.CompletedTask;
        };
        var version = await Note("Första");
        await Until(() => told > 1 && Desk.IsLive);
        Assert.False(wasLive);
        Assert.Equal(version, Desk.Day!.Version);

        // And what comes after it is heard.
        version = await Note("Andra");
        await Until(() => Desk.Day!.Version == version);
    }

    [Fact]
    public async Task A_bug_in_a_listener_is_not_taken_for_an_outage()
    {
        Desk.Changed += () => throw new InvalidOperationException("A bug.");
        await Note("Tredje");
        await Assert.ThrowsAsync<InvalidOperationException>(() => Desk.Following.WaitAsync(TimeSpan.FromSeconds(20)));
        Assert.False(Desk.IsLive);
    }

    [Fact]
    public async Task Choosing_a_visit_is_no_change_that_has_to_be_read()
    {
        var (changed, moved) = (0, 0);
        Desk.Changed += () => Task.FromResult(changed++);
        Desk.ViewMoved += () => Task.FromResult(moved++);
        await Desk.Select(DeskWorld.Visit(0));
        Assert.Equal((0, 1), (changed, moved));
    }

    [Fact]
    public async Task Who_can_come_now_has_names_also_while_another_day_is_looked_at()
    {
        var calls = server.Services.GetRequiredService<CallHandler>();
        var begun = (await calls.Begin(World.Dispatcher, World.Tierp.Id, None)).Call;
        var call = begun with { Place = TownMap.Place('l'), Address = "Storgatan 12", Decision = new UrgencyDecision(UrgencyClass.Orange, World.Nora.Id, server.Clock.GetUtcNow()) };
        Assert.True(await Desk.Open(World.Dispatcher, World.Tierp.Id, World.Today.AddDays(1)));
        var ranking = await calls.Rank(call, World.Today, None);
        await Desk.Meet(ranking.Day);
        Assert.NotEmpty(ranking.Options);
        Assert.All(ranking.Options, option => Assert.True(ranking.Day.Teams.ContainsKey(option.Team)));
        Assert.Equal(World.Patients[0].ShortName, Desk.LabelOf(ranking.Day.Visits[DeskWorld.Visit(0)]));
        Assert.Equal(Words.ProtectedPatient, Desk.LabelOf(ranking.Day.Visits[DeskWorld.Visit(6)]));
    }

    [Fact]
    public async Task Of_days_opened_in_haste_the_last_one_is_looked_at()
    {
        for (var turn = 0; turn < 5; turn++)
        {
            var openings = Enumerable.Range(0, 4).Select(ahead => Desk.Open(World.Dispatcher, World.Tierp.Id, World.Today.AddDays(ahead))).ToList();
            Assert.All(await Task.WhenAll(openings), Assert.True);
            Assert.Equal(World.Today.AddDays(3), Desk.Date);
        }
    }

    [Fact]
    public async Task What_happens_while_a_day_is_opened_is_heard()
    {
        for (var turn = 0; turn < 8; turn++)
        {
            Assert.True(await Desk.Open(World.Dispatcher, World.Tierp.Id, World.Today.AddDays(1)));
            var opening = Desk.Open(World.Dispatcher, World.Tierp.Id, World.Today);
            var version = await Note($"Under tiden {turn}");
            Assert.True(await opening);
            await Until(() => Desk.Day!.Version == version);
        }
    }

    private async Task<int> Note(string text)
    {
        var days = server.Services.GetRequiredService<DayHandler>();
        var handled = await days.Handle(World.Tierp.Id, World.Today, new DayEvent.NoteAdded(days.ByPerson("test"), DeskWorld.Visit(0), text), null, None);
        return Assert.IsType<DayChange.Accepted>(Assert.IsType<Handled.Decided>(handled).Change).Day.Version;
    }

    private static async Task Until(Func<bool> holds)
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(20));
        while (!holds()) await Task.Delay(20, patience.Token);
    }
}
