using MobileTeams.Dispatch;
using MobileTeams.Dispatch.Days;
using MobileTeams.Dispatch.Urgent;
using MobileTeams.Dispatch.Visits;
using MobileTeams.Server.Days;
using MobileTeams.Server.Live;
using MobileTeams.Server.Tests.Live;
using MobileTeams.Server.Urgent;

namespace MobileTeams.Server.Tests.Urgent;

/// <summary>What two desks type of the same call is never silently lost.</summary>
public sealed class CallsAreSavedVersionByVersionTests(WorldDatabase world) : IClassFixture<WorldDatabase>
{
    private CallStore Calls => world.Parts.Get<CallStore>();

    [Fact]
    public async Task A_desk_that_is_behind_is_told_so_and_writes_nothing()
    {
        var (first, second) = (Kept(1, "Andnöd"), Kept(1, "Feber"));
        second = second with { Call = second.Call with { Id = first.Call.Id } };
        Assert.True(await Calls.Save(first, CancellationToken.None));
        Assert.False(await Calls.Save(second, CancellationToken.None));
        Assert.Equal("Andnöd", (await Calls.Find(first.Call.Id, CancellationToken.None))!.Call.Note.Situation);

        Assert.True(await Calls.Save(second with { Version = 2 }, CancellationToken.None));
        Assert.False(await Calls.Save(first with { Version = 2 }, CancellationToken.None));
        Assert.Equal(("Feber", 2), ((await Calls.Find(first.Call.Id, CancellationToken.None))!.Call.Note.Situation, (await Calls.Find(first.Call.Id, CancellationToken.None))!.Version));
    }

    [Fact]
    public async Task Of_many_desks_at_once_one_saves_each_version()
    {
        var call = Kept(1, "Yr");
        for (var version = 1; version <= 5; version++)
        {
            var answers = await Task.WhenAll(Enumerable.Range(0, 6).Select(_ => Calls.Save(call with { Version = version }, CancellationToken.None)));
            Assert.Single(answers, saved => saved);
        }
    }

    [Fact]
    public async Task What_one_desk_does_comes_to_what_another_wrote_meanwhile()
    {
        Assert.True(await world.Parts.Get<DayHandler>().Make(World.Tierp.Id, World.Today, CancellationToken.None));
        var kept = Kept(1, "Andnöd");
        kept = kept with { Call = kept.Call with { Decision = new UrgencyDecision(UrgencyClass.Orange, World.Nora.Id, TestClock.Start) } };
        await Calls.Save(kept, CancellationToken.None);
        await Calls.Save(kept with { Call = kept.Call with { Caller = "Sonen" }, Version = 2 }, CancellationToken.None);
        var sent = await world.Parts.Get<CallHandler>().Send(World.Dispatcher, kept, World.Today, World.N1.Id, null, CancellationToken.None);
        Assert.IsType<DayChange.Accepted>(Assert.IsType<Handled.Decided>(sent).Change);
        var saved = (await Calls.Find(kept.Call.Id, CancellationToken.None))!;
        Assert.Equal(("Sonen", new VisitId(kept.Call.Id.Value), 3), (saved.Call.Caller, saved.Visit, saved.Version));

        // Closing it from the old screen closes what is there now, once.
        await world.Parts.Get<CallHandler>().Close(kept, at => new CallOutcome.Ambulance(at), CancellationToken.None);
        await world.Parts.Get<CallHandler>().Close(kept, at => new CallOutcome.Closed(at, "Fel nummer"), CancellationToken.None);
        var closed = (await Calls.Find(kept.Call.Id, CancellationToken.None))!;
        Assert.Equal("Sonen", closed.Call.Caller);
        Assert.IsType<CallOutcome.Ambulance>(closed.Call.Outcome);
    }

    [Fact]
    public async Task Another_organisations_calls_are_not_listed()
    {
        var call = Kept(1, "Fallit");
        await Calls.Save(call, CancellationToken.None);
        Assert.Contains(await Calls.ListOpen(World.Dispatcher, World.Tierp.Id, CancellationToken.None), kept => kept.Call.Id == call.Call.Id);
        Assert.Empty(await Calls.ListOpen(World.SouthDispatcher, World.Tierp.Id, CancellationToken.None));
    }

    [Fact]
    public async Task A_call_that_is_saved_is_told_to_every_server_and_a_refused_one_is_not()
    {
        await using var other = await Parts.On(world.Connection);
        var feed = other.Get<LiveFeed>();
        await using var heard = new Ear(feed);
        await feed.StartAsync(CancellationToken.None);
        await heard.Wait<LiveChange.Reconnected>();
        var (call, later) = (Kept(1, "Ont"), Kept(1, "Annat"));
        await Calls.Save(call, CancellationToken.None);
        await Calls.Save(call, CancellationToken.None); // the same version again: refused
        await Calls.Save(later, CancellationToken.None);
        Assert.Equal(new LiveChange.CallChanged(World.Tierp.Id, call.Call.Id), await heard.Wait<LiveChange.CallChanged>());
        Assert.Equal(new LiveChange.CallChanged(World.Tierp.Id, later.Call.Id), await heard.Wait<LiveChange.CallChanged>());
        await feed.StopAsync(CancellationToken.None);
    }

    private static KeptCall Kept(int version, string situation) => new(
        new UrgentCall(
            new UrgentCallId(Guid.NewGuid()), World.Tierp.Id, World.Patients[0].Id, null, null, new SbarNote(situation, "", "", ""), null, "Dottern", "070-174 06 05", TestClock.Start, TestClock.Start,
            "2026-1", null),
        Visit: null,
        version);
}
