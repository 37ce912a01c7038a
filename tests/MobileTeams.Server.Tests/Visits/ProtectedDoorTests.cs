using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using MobileTeams.Dispatch;
using MobileTeams.Dispatch.Days;
using MobileTeams.Server.Days;

namespace MobileTeams.Server.Tests.Visits;

/// <summary>Where a team stands does not tell where a protected person lives.</summary>
public sealed class ProtectedDoorTests(WorldServer server) : IClassFixture<WorldServer>
{
    private static readonly CancellationToken None = CancellationToken.None;
    private static readonly VisitId Anna = World.Series[0].VisitIdOn(World.Today);
    private static readonly VisitId Hidden = World.Series[6].VisitIdOn(World.Today);

    private DayHandler Days => server.Services.GetRequiredService<DayHandler>();

    [Fact]
    public async Task At_and_after_a_protected_door_a_team_is_not_on_the_map_until_it_is_at_another()
    {
        Assert.True(await Days.Make(World.Tierp.Id, World.Today, None));
        foreach (var visit in new[] { Anna, Hidden }) await Handle(new DayEvent.VisitAssigned(Days.ByPerson("test"), visit, World.N1.Id, null));
        await Handle(new DayEvent.VisitArrived(ByTeam(), Hidden));
        Assert.False(await IsOnTheMap());
        await Handle(new DayEvent.VisitCompleted(ByTeam(), Hidden));
        Assert.False(await IsOnTheMap());

        // It says that it sets out to somebody who may be known, and is at the protected door still.
        await Handle(new DayEvent.VisitEnRoute(ByTeam(), Anna));
        Assert.False(await IsOnTheMap());
        await Handle(new DayEvent.VisitArrived(ByTeam(), Anna));
        Assert.True(await IsOnTheMap());
    }

    private async Task Handle(DayEvent happened) => Assert.IsType<DayChange.Accepted>(Assert.IsType<Handled.Decided>(await Days.Handle(World.Tierp.Id, World.Today, happened, null, None)).Change);

    private EventOrigin ByTeam()
    {
        server.Clock.Advance(TimeSpan.FromMinutes(3));
        var now = server.Clock.GetUtcNow();
        return new EventOrigin(new DayEventId(Guid.CreateVersion7(now)), now, now, "test", World.N1.Id);
    }

    private async Task<bool> IsOnTheMap()
    {
        using var desk = await server.SignedIn(World.Dispatcher);
        var map = JsonDocument.Parse(await desk.GetStringAsync($"/api/days/{World.Tierp.Id.Value}/{World.Today:O}/map", None)).RootElement;
        return map.GetProperty("teams").GetRawText().Contains(World.N1.Id.Value.ToString(), StringComparison.Ordinal);
    }
}
