using System.Net.WebSockets;
using Microsoft.Extensions.DependencyInjection;
using MobileTeams.Dispatch;
using MobileTeams.Dispatch.Days;
using MobileTeams.Dispatch.Urgent;
using MobileTeams.Dispatch.Visits;
using MobileTeams.Server.Days;
using MobileTeams.Server.Urgent;

namespace MobileTeams.Server.Tests.Live;

/// <summary>A tablet hears what concerns its team, on whichever server it is connected, and after a tunnel what it missed and nothing twice.</summary>
public sealed class HubTests(WorldServer server) : IClassFixture<WorldServer>, IAsyncLifetime
{
    private DayHandler Days => server.Services.GetRequiredService<DayHandler>();

    /// <summary>The first visit is N1's, the second U1's.</summary>
    public async ValueTask InitializeAsync()
    {
        await Days.Make(World.Tierp.Id, World.Today, CancellationToken.None);
        await Days.Handle(World.Tierp.Id, World.Today, new DayEvent.VisitAssigned(Days.ByPerson("test"), VisitOf(0), World.N1.Id, Position: null), null, CancellationToken.None);
        await Days.Handle(World.Tierp.Id, World.Today, new DayEvent.VisitAssigned(Days.ByPerson("test"), VisitOf(1), World.U1.Id, Position: null), null, CancellationToken.None);
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    [Fact]
    public async Task What_happens_to_the_day_is_told_with_its_version_and_nothing_of_a_patient()
    {
        await using var line = await HubLine.Open(server.Address, await server.Cookie(World.NurseNora));
        Assert.Null(await line.Invoke("FollowTeam", World.N1.Id.Value, await Version()));
        var version = await Note();
        var told = await line.Hear("DayChanged");
        Assert.Equal((World.N1.Id.Value, version), (told.GetProperty("team").GetGuid(), told.GetProperty("version").GetInt32()));
        Assert.Equal(["team", "version"], told.EnumerateObject().Select(field => field.Name));
    }

    [Fact]
    public async Task After_a_tunnel_it_is_told_what_it_missed_from_its_own_version_on_also_by_another_server()
    {
        var cookie = await server.Cookie(World.NurseNora);
        int seen;
        await using (var line = await HubLine.Open(server.Address, cookie))
        {
            seen = await Version();
            await line.Invoke("FollowTeam", World.N1.Id.Value, seen);
        }

        var visit = await Dispatch();
        await Note();
        await using var again = await HubLine.Open(server.StartAnother(), cookie);
        Assert.Null(await again.Invoke("FollowTeam", World.N1.Id.Value, seen));
        Assert.Equal(await Version(), (await again.Hear("DayChanged")).GetProperty("version").GetInt32());
        Assert.Equal(visit.Value, (await again.Hear("Dispatched")).GetProperty("visit").GetGuid());

        // Whoever has the newest version is told nothing; the next thing heard is the next thing that happens.
        await using var fresh = await HubLine.Open(server.Address, cookie);
        Assert.Null(await fresh.Invoke("FollowTeam", World.N1.Id.Value, await Version()));
        var next = await Note();
        Assert.Equal(next, (await fresh.Hear("DayChanged")).GetProperty("version").GetInt32());
    }

    [Fact]
    public async Task A_dispatch_that_is_not_acknowledged_rings_again()
    {
        await using var line = await HubLine.Open(server.Address, await server.Cookie(World.NurseNora));
        await line.Invoke("FollowTeam", World.N1.Id.Value, await Version());
        var visit = await Dispatch();
        Assert.Equal(visit.Value, (await line.Hear("Dispatched")).GetProperty("visit").GetGuid());
        server.Clock.Advance(TimeSpan.FromSeconds(31));
        await server.Services.GetRequiredService<EscalationClock>().Act(CancellationToken.None);
        Assert.Equal(visit.Value, (await line.Hear("Dispatched")).GetProperty("visit").GetGuid());
    }

    [Fact]
    public async Task Another_crews_team_is_not_there_to_follow_and_a_stranger_is_not_let_in()
    {
        await using var line = await HubLine.Open(server.Address, await server.Cookie(World.NurseUlla));
        Assert.Contains("team.not-yours", await line.Invoke("FollowTeam", World.N1.Id.Value, 0), StringComparison.Ordinal);
        Assert.NotNull(await line.Invoke("FollowTeam", "no team", 0));
        Assert.NotNull(await line.Invoke("DropAll"));
        Assert.Null(await line.Invoke("FollowTeam", World.U1.Id.Value, await Version()));
        await Assert.ThrowsAsync<WebSocketException>(() => HubLine.Open(server.Address, cookie: null));
    }

    [Fact]
    public async Task What_happens_to_another_team_is_not_told()
    {
        await using var line = await HubLine.Open(server.Address, await server.Cookie(World.NurseNora));
        Assert.Null(await line.Invoke("FollowTeam", World.N1.Id.Value, await Version()));
        var first = await Note();
        Assert.Equal(first, (await line.Hear("DayChanged")).GetProperty("version").GetInt32());
        await Note(visit: 1);
        var own = await Note();
        Assert.Equal(own, (await line.Hear("DayChanged")).GetProperty("version").GetInt32());
    }

    private static VisitId VisitOf(int patient) => World.Series[patient].VisitIdOn(World.Today);

    private async Task<int> Version() => (await server.Services.GetRequiredService<DayStore>().FindVersion(World.Tierp.Id, World.Today, CancellationToken.None))!.Value;

    /// <summary>Something happens at a visit; the day's version after it.</summary>
    private async Task<int> Note(int visit = 0)
    {
        var note = new DayEvent.NoteAdded(Days.ByPerson("test"), VisitOf(visit), "Något hände");
        return Assert.IsType<DayChange.Accepted>(Assert.IsType<Handled.Decided>(await Days.Handle(World.Tierp.Id, World.Today, note, null, CancellationToken.None)).Change).Day.Version;
    }

    private async Task<VisitId> Dispatch()
    {
        var (calls, now) = (server.Services.GetRequiredService<CallStore>(), server.Clock.GetUtcNow());
        var kept = new KeptCall(
            new UrgentCall(
                new UrgentCallId(Guid.NewGuid()), World.Tierp.Id, World.Patients[0].Id, null, null, new SbarNote("Yr", "", "", ""), new UrgencyDecision(UrgencyClass.Orange, World.Nora.Id, now),
                "Sonen", "070", now, now, "2026-1", null),
            Visit: null,
            Version: 1);
        await calls.Save(kept, CancellationToken.None);
        await server.Services.GetRequiredService<CallHandler>().Send(World.Dispatcher, kept, World.Today, World.N1.Id, null, CancellationToken.None);
        return new VisitId(kept.Call.Id.Value);
    }
}
