using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using MobileTeams.Dispatch;
using MobileTeams.Dispatch.Days;
using MobileTeams.Dispatch.Organisations;
using MobileTeams.Dispatch.Proposals;
using MobileTeams.Dispatch.Visits;
using MobileTeams.Measures;
using MobileTeams.Roads;
using MobileTeams.Server.Days;
using MobileTeams.Server.Maps;

namespace MobileTeams.Server.Tests.Days;

/// <summary>What holds on the roads holds for every running day at once, and says whose promise it breaks.</summary>
public sealed class RoadsChangeRunningDaysTests(WorldServer server) : IClassFixture<WorldServer>, IAsyncLifetime
{
    private static readonly CancellationToken None = CancellationToken.None;

    private RoadsHandler Roads => server.Services.GetRequiredService<RoadsHandler>();

    private RoadsBook Book => server.Services.GetRequiredService<RoadsBook>();

    private DayHandler Days => server.Services.GetRequiredService<DayHandler>();

    public async ValueTask InitializeAsync()
    {
        foreach (var centre in new[] { World.Tierp, World.Gimo, World.Bro }) Assert.True(await Days.Make(centre.Id, World.Today, None));
    }

    /// <summary>Every test leaves bare, open roads.</summary>
    public async ValueTask DisposeAsync()
    {
        await Roads.Snow(World.Dispatcher, isThere: false, None);
        foreach (var condition in (await Book.Get(World.North.Id, None)).Standing) await Roads.Lift(World.Dispatcher, condition.Id, None);
    }

    [Fact]
    public async Task Snow_makes_ways_longer_and_names_the_promises_at_risk()
    {
        await Publish(World.Gimo);
        var day = await Find(World.Gimo);
        var first = day.Visits[day.Teams[World.G1.Id].Route[0]];

        // The team is so late that it still just keeps what it promised to everybody.
        var tightest = day.Teams[World.G1.Id].Route.Select(id => day.Visits[id]).MinBy(visit => visit.Promised!.Value.Latest - visit.Assignments[0].Start)!;
        var late = tightest.Promised!.Value.Latest - tightest.Assignments[0].Start;
        Assert.IsType<Handled.Decided>(await Days.Handle(World.Gimo.Id, World.Today, new DayEvent.TeamDelayed(Days.ByPerson("test"), World.G1.Id, late), null, None));
        var before = await Find(World.Gimo);
        Assert.Empty(before.BrokenPromises());

        var gimo = Assert.Single(await Roads.Snow(World.Dispatcher, isThere: true, None), day => day.Centre.Id == World.Gimo.Id);
        Assert.Contains(tightest.Visit.Id, gimo.AtRisk);
        var after = await Find(World.Gimo);
        var (bare, snow) = (Travel(before, first.Visit.Id), Travel(after, first.Visit.Id));
        Assert.InRange(snow, (int)(bare / 0.7) - 20, (int)(bare / 0.7) + 2); // 0.7 of the speed; seconds at turns stay what they are
        Assert.True(bare > 0);

        await Roads.Snow(World.Dispatcher, isThere: false, None);
        Assert.Equal(bare, Travel(await Find(World.Gimo), first.Visit.Id));
        Assert.Empty((await Find(World.Gimo)).BrokenPromises());
    }

    [Fact]
    public async Task A_closure_cuts_off_whom_no_road_leads_to_until_it_is_lifted()
    {
        // Ida lives at l, where two streets end; a circle of 100 m touches both.
        var ida = World.Series[9].VisitIdOn(World.Today);
        var closed = await Roads.Close(World.NightDuty, Book.AreaOf(TownMap.Place('l'), 100), " Vattenläcka vid Storgatan ", None);
        Assert.Equal([ida], closed.Single(day => day.Centre.Id == World.Gimo.Id).CutOff);
        Assert.Empty(closed.Single(day => day.Centre.Id == World.Tierp.Id).CutOff);
        var standing = Assert.Single((await Book.Get(World.North.Id, None)).Standing);
        Assert.Equal((ConditionKind.Closure, "Vattenläcka vid Storgatan", World.NightDuty.Name), (standing.Kind, standing.Label, standing.By));

        using var desk = await server.SignedIn(World.Dispatcher);
        var map = JsonDocument.Parse(await desk.GetStringAsync($"/api/days/{World.Gimo.Id.Value}/{World.Today:O}/map")).RootElement;
        var drawn = Assert.Single(map.GetProperty("closed").GetProperty("features").EnumerateArray());
        Assert.Equal("Vattenläcka vid Storgatan", drawn.GetProperty("properties").GetProperty("label").GetString());

        var lifted = await Roads.Lift(World.Dispatcher, standing.Id, None);
        Assert.All(lifted, day => Assert.Empty(day.CutOff));
        Assert.Empty(await Roads.Lift(World.Dispatcher, standing.Id, None)); // it was lifted already
    }

    [Fact]
    public async Task Anothers_roads_stay_as_they_are()
    {
        var before = (await Find(World.Bro)).Version;
        var changed = await Roads.Snow(World.Dispatcher, isThere: true, None);
        Assert.Equal([World.Gimo.Name, World.Tierp.Name], changed.Select(day => day.Centre.Name).Order());
        Assert.Equal(before, (await Find(World.Bro)).Version);
        Assert.Empty((await Book.Get(World.South.Id, None)).Standing);
        var snow = (await Book.Get(World.North.Id, None)).Snow!;
        Assert.Empty(await Roads.Lift(World.SouthDispatcher, snow.Id, None));
        Assert.NotNull((await Book.Get(World.North.Id, None)).Snow);
    }

    [Fact]
    public async Task Snow_that_lies_already_is_put_once_by_two_servers()
    {
        await using var other = await Parts.On(server.Connection);
        await Task.WhenAll(Roads.Snow(World.Dispatcher, isThere: true, None), other.Get<RoadsHandler>().Snow(World.NightDuty, isThere: true, None));
        Assert.Single((await Book.Get(World.North.Id, None)).Standing);
        Assert.Equal((await Book.Get(World.North.Id, None)).Snow!.Id, (await other.Get<RoadsBook>().Get(World.North.Id, None)).Snow!.Id);
    }

    [Fact]
    public async Task What_cannot_be_closed_is_said()
    {
        var (a, c, i) = (TownMap.Place('a'), TownMap.Place('c'), TownMap.Place('i'));
        Assert.Equal("roads.area", Assert.Throws<InputException>(() => Book.AreaOf([a, c])).Code);
        Assert.Equal("roads.area", Assert.Throws<InputException>(() => Book.AreaOf([a, TownMap.Place('k'), c, i])).Code); // its lines cross
        Assert.Equal("roads.area", Assert.Throws<InputException>(() => Book.AreaOf([a, TownMap.Place('b'), c])).Code); // a line, not an area
        Assert.Equal("roads.area", Assert.Throws<InputException>(() => Book.AreaOf(GeoPoint.FromLonLat(lon: 2, lat: 2), 500)).Code);
        var wrong = await Assert.ThrowsAsync<InputException>(() => Roads.Close(World.Dispatcher, Book.AreaOf([a, c, i]), " x ", None));
        Assert.Equal("roads.label", wrong.Code);
        Assert.Empty((await Book.Get(World.North.Id, None)).Standing);
    }

    [Fact]
    public async Task More_time_reaches_more_homes_and_snow_fewer()
    {
        var reach = server.Services.GetRequiredService<Reach>();
        var bare = reach.From(World.Tierp.Place, [1, 2, 30], await Book.Get(World.North.Id, None), TimeBand.Day);
        Assert.Equal([1, 2, 30], bare.Select(one => one.Minutes));
        Assert.True(bare[0].HomesShare < bare[1].HomesShare && bare[1].HomesShare <= bare[2].HomesShare, string.Join(' ', bare.Select(one => one.HomesShare)));
        Assert.Equal(1, bare[2].HomesShare, 0.01); // the whole town lies within half an hour
        await Roads.Snow(World.Dispatcher, isThere: true, None);
        var snow = reach.From(World.Tierp.Place, [2], await Book.Get(World.North.Id, None), TimeBand.Day);
        Assert.True(snow[0].HomesShare < bare[1].HomesShare, $"{snow[0].HomesShare} {bare[1].HomesShare}");
    }

    private async Task Publish(CareCentre centre)
    {
        var day = await Find(centre);
        var known = await server.Services.GetRequiredService<FactsBook>().Get(day, None);
        var proposal = Planner.Plan(day, known, new DayProblemOptions(), 1, TimeSpan.FromSeconds(1), 1, null, None);
        Assert.Empty(proposal.LeftOut);
        Assert.IsType<DayChange.Accepted>(Assert.IsType<Handled.Decided>(await Days.Handle(centre.Id, World.Today, proposal.Published(Days.ByPerson("test")), null, None)).Change);
    }

    private async Task<Day> Find(CareCentre centre) => (await server.Services.GetRequiredService<DayStore>().Find(centre.Id, World.Today, None))!;

    private static int Travel(Day day, VisitId visit) => day.Visits[visit].Assignments[0].TravelSeconds;
}
