using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using MobileTeams.Dispatch;
using MobileTeams.Dispatch.Days;
using MobileTeams.Measures;
using MobileTeams.Roads;
using MobileTeams.Server.Accounts;
using MobileTeams.Server.Days;
using MobileTeams.Server.Maps;

namespace MobileTeams.Server.Tests.Visits;

/// <summary>A tablet says where it is, and what is expected of its team follows along the roads; whom nobody may find is not found by it.</summary>
public sealed class PositionTests(WorldServer server) : IClassFixture<WorldServer>, IAsyncLifetime
{
    private static readonly CancellationToken None = CancellationToken.None;
    private static readonly VisitId Anna = World.Series[0].VisitIdOn(World.Today);
    private static readonly VisitId Hidden = World.Series[6].VisitIdOn(World.Today);
    private static readonly VisitId Bror = World.Series[1].VisitIdOn(World.Today);

    private DayHandler Days => server.Services.GetRequiredService<DayHandler>();

    public async ValueTask InitializeAsync()
    {
        Assert.True(await Days.Make(World.Tierp.Id, World.Today, None));
        foreach (var (visit, team) in new[] { (Anna, World.N1.Id), (Hidden, World.N1.Id), (Bror, World.U1.Id) })
            await Days.Handle(World.Tierp.Id, World.Today, new DayEvent.VisitAssigned(Days.ByPerson("test"), visit, team, null), null, None);
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    [Fact]
    public async Task The_expected_arrival_follows_the_team_along_the_roads()
    {
        using var ulla = await server.SignedIn(World.NurseUlla);
        await EnRoute(World.U1.Id, Bror);
        var roads = await server.Services.GetRequiredService<RoadsBook>().Get(World.North.Id, None);

        // Far out on the road to the east, then nearer, each some minutes later than the one before: the way from there at that time of day, by the same map.
        foreach (var share in new[] { 0.9, 0.5, 0.2 })
        {
            server.Clock.Advance(TimeSpan.FromMinutes(3));
            var place = OnTheWayEast(share);
            await Tell(ulla, World.U1.Id, place, HttpStatusCode.NoContent);
            var day = await Find();
            Assert.Equal(new TeamPosition(place, server.Clock.GetUtcNow(), PositionSource.Device), day.Teams[World.U1.Id].Position);
            var ways = roads.Map.Table([Point(place)], [Point(World.Patients[1].Place)], roads.At(Traffic.At(World.Time, server.Clock.GetUtcNow())));
            Assert.True(ways.Seconds(0, 0) > 60);
            Assert.Equal(server.Clock.GetUtcNow().AddSeconds(ways.Seconds(0, 0)), day.Visits[Bror].Assignments[0].Start);
        }

        RoadPoint Point(GeoPoint place) => Assert.IsType<Snap.Found>(roads.Map.Snap(place)).Point;
    }

    [Fact]
    public async Task What_tells_nothing_new_changes_nothing()
    {
        using var ulla = await server.SignedIn(World.NurseUlla);
        server.Clock.Advance(TimeSpan.FromMinutes(3));
        await Tell(ulla, World.U1.Id, OnTheWayEast(0.4), HttpStatusCode.NoContent);
        var version = (await Find()).Version;
        server.Clock.Advance(TimeSpan.FromSeconds(20));
        await Tell(ulla, World.U1.Id, OnTheWayEast(0.6), HttpStatusCode.NoContent); // too soon
        server.Clock.Advance(TimeSpan.FromSeconds(20));
        await Tell(ulla, World.U1.Id, OnTheWayEast(0.4), HttpStatusCode.NoContent); // not moved
        await Tell(ulla, World.U1.Id, OnTheWayEast(0.7), HttpStatusCode.NoContent, accuracy: 2_000); // anywhere
        await Tell(ulla, World.U1.Id, OnTheWayEast(0.7), HttpStatusCode.NoContent, old: TimeSpan.FromMinutes(30)); // from a cellar
        Assert.Equal(version, (await Find()).Version);
        await Tell(ulla, World.U1.Id, OnTheWayEast(0.7), HttpStatusCode.NoContent);
        Assert.Equal(version + 1, (await Find()).Version);
    }

    [Fact]
    public async Task Only_the_crew_speaks_for_its_team_and_only_of_places_on_earth()
    {
        using var nora = await server.SignedIn(World.NurseNora);
        await Tell(nora, World.U1.Id, OnTheWayEast(0.3), HttpStatusCode.NotFound);
        using var wrong = await nora.PostAsJsonAsync("/api/tablet/position", new { id = Guid.NewGuid(), team = World.N1.Id.Value, lon = 17.4, lat = 99.0, accuracy = 5, at = server.Clock.GetUtcNow() }, None);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, wrong.StatusCode);
        Assert.Equal("event.place", (await wrong.Content.ReadFromJsonAsync<JsonElement>(None)).GetProperty("code").GetString());
    }

    [Fact]
    public async Task On_the_way_to_a_protected_door_a_team_is_expected_but_not_shown()
    {
        using var nora = await server.SignedIn(World.NurseNora);
        server.Clock.Advance(TimeSpan.FromMinutes(3));
        await Tell(nora, World.N1.Id, OnTheWayEast(0.5), HttpStatusCode.NoContent);
        Assert.Contains(World.N1.Id.Value.ToString(), await TeamsOnTheMap(World.Dispatcher), StringComparison.Ordinal);

        await EnRoute(World.N1.Id, Hidden);
        server.Clock.Advance(TimeSpan.FromMinutes(3));
        await Tell(nora, World.N1.Id, OnTheWayEast(0.1), HttpStatusCode.NoContent);
        var day = await Find();
        Assert.True(day.Visits[Hidden].Assignments[0].Start > server.Clock.GetUtcNow());
        foreach (var viewer in new[] { World.Dispatcher, World.NamedDispatcher })
        {
            Assert.DoesNotContain(World.N1.Id.Value.ToString(), await TeamsOnTheMap(viewer), StringComparison.Ordinal);
            using var desk = await server.SignedIn(viewer);
            var log = await desk.GetStringAsync($"/api/days/{World.Tierp.Id.Value}/{World.Today:O}/events", None);
            Assert.DoesNotContain("TeamSeen", log, StringComparison.OrdinalIgnoreCase);
            Assert.DoesNotContain(OnTheWayEast(0.1).Lon.ToString(System.Globalization.CultureInfo.InvariantCulture)[..8], log, StringComparison.Ordinal);
        }
    }

    private async Task<string> TeamsOnTheMap(Viewer viewer)
    {
        using var desk = await server.SignedIn(viewer);
        return JsonDocument.Parse(await desk.GetStringAsync($"/api/days/{World.Tierp.Id.Value}/{World.Today:O}/map", None)).RootElement.GetProperty("teams").GetRawText();
    }

    private async Task EnRoute(TeamShiftId team, VisitId visit)
    {
        var now = server.Clock.GetUtcNow();
        await Days.Handle(World.Tierp.Id, World.Today, new DayEvent.VisitEnRoute(new EventOrigin(new DayEventId(Guid.CreateVersion7(now)), now, now, "test", team), visit), null, None);
    }

    private async Task Tell(HttpClient tablet, TeamShiftId team, GeoPoint place, HttpStatusCode expected, double accuracy = 10, TimeSpan old = default)
    {
        var said = new { id = Guid.NewGuid(), team = team.Value, lon = place.Lon, lat = place.Lat, accuracy, at = server.Clock.GetUtcNow() - old };
        using var answer = await tablet.PostAsJsonAsync("/api/tablet/position", said, None);
        Assert.Equal(expected, answer.StatusCode);
    }

    private async Task<Day> Find() => (await server.Services.GetRequiredService<DayStore>().Find(World.Tierp.Id, World.Today, None))!;

    private static GeoPoint OnTheWayEast(double share)
    {
        var (from, to) = (TownMap.Place('d'), TownMap.Place('z'));
        return GeoPoint.FromLonLat(lon: from.Lon + (share * (to.Lon - from.Lon)), lat: from.Lat);
    }
}
