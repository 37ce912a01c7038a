using MobileTeams.Dispatch;
using MobileTeams.Dispatch.Days;
using MobileTeams.Dispatch.Urgent;
using MobileTeams.Dispatch.Visits;
using MobileTeams.Measures;
using MobileTeams.Server.Days;
using MobileTeams.Server.Live;
using MobileTeams.Server.Tests.Live;
using MobileTeams.Server.Urgent;

namespace MobileTeams.Server.Tests.Urgent;

/// <summary>How a call ends without a team that goes now, each once, and what is left to do is not forgotten.</summary>
public sealed class CallEndTests(Cluster cluster) : IAsyncLifetime
{
    private static readonly CancellationToken None = CancellationToken.None;
    private static readonly CareCentreId Tierp = World.Tierp.Id;
    private readonly WorldDatabase world = new(cluster);

    private BedStore Beds => world.Parts.Get<BedStore>();

    private CallHandler Handler => world.Parts.Get<CallHandler>();

    private CallStore Calls => world.Parts.Get<CallStore>();

    public ValueTask InitializeAsync() => world.InitializeAsync();

    public ValueTask DisposeAsync() => world.DisposeAsync();

    /// <summary>Story 7: the race for the last near-care bed.</summary>
    [Fact]
    public async Task Of_many_desks_that_want_the_last_bed_one_gets_it_and_the_others_keep_their_calls()
    {
        await Beds.SetCount(World.TeamLead, Tierp, 3, None);
        var free = await Beds.List(World.Dispatcher, Tierp, None);
        foreach (var bed in free.Take(2)) Assert.True(await Beds.Change(World.Dispatcher, Tierp, bed, BedState.Occupied, None));
        var calls = new List<KeptCall>();
        for (var number = 0; number < 6; number++) calls.Add(await Call());
        var got = await Task.WhenAll(calls.Select(call => Task.Run(() => Handler.TakeBed(World.Dispatcher, call, None))));
        Assert.Equal(3, Assert.Single(got, bed => bed is not null)!.Number);
        var open = await Calls.ListOpen(World.Dispatcher, Tierp, None);
        Assert.Equal(5, open.Count);
        var won = calls.Single(call => open.All(other => other.Call.Id != call.Call.Id));
        Assert.Equal(3, Assert.IsType<CallOutcome.NearCare>((await Calls.Find(won.Call.Id, None))!.Call.Outcome).Bed);

        // Asked again for the same call: the same bed. Free again: the next call gets it.
        Assert.Equal(3, (await Handler.TakeBed(World.Dispatcher, won, None))!.Number);
        var reserved = (await Beds.List(World.Dispatcher, Tierp, None))[2];
        Assert.Equal((BedState.Reserved, won.Call.Id), (reserved.State, reserved.Call!.Value));
        Assert.False(await Beds.Change(World.SouthDispatcher, Tierp, reserved, BedState.Free, None));
        Assert.True(await Beds.Change(World.Dispatcher, Tierp, reserved, BedState.Free, None));
        Assert.False(await Beds.Change(World.Dispatcher, Tierp, reserved, BedState.Occupied, None)); // it is not reserved any more
        Assert.NotNull(await Handler.TakeBed(World.Dispatcher, open[0], None));
        Assert.Empty(await Beds.List(World.SouthDispatcher, Tierp, None));
    }

    [Fact]
    public async Task A_centre_gets_as_many_beds_as_it_says_and_loses_none_that_is_taken()
    {
        Assert.Equal(4, await Beds.SetCount(World.TeamLead, Tierp, 4, None));
        var third = (await Beds.List(World.Dispatcher, Tierp, None))[2];
        await Beds.Change(World.Dispatcher, Tierp, third, BedState.Occupied, None);
        Assert.Equal(3, await Beds.SetCount(World.TeamLead, Tierp, 1, None));
        Assert.Equal([1, 2, 3], (await Beds.List(World.Dispatcher, Tierp, None)).Select(bed => bed.Number));
        Assert.Equal("beds.count", (await Assert.ThrowsAsync<InputException>(() => Beds.SetCount(World.TeamLead, Tierp, 201, None))).Code);
    }

    [Fact]
    public async Task Advice_with_a_time_to_call_again_waits_until_somebody_has()
    {
        var call = await Call();
        await Handler.Close(call, at => new CallOutcome.Advice(at, "Drick, vila", at.AddHours(2)), None);
        var silent = await Call();
        await Handler.Close(silent, at => new CallOutcome.Advice(at, "Ta en till", null), None);
        var waiting = Assert.Single(await Calls.ListToCallBack(World.Dispatcher, Tierp, None));
        Assert.Equal(call.Call.Id, waiting.Call.Id);
        Assert.Empty(await Calls.ListToCallBack(World.SouthDispatcher, Tierp, None));
        Assert.False(await Calls.CalledBack(World.SouthDispatcher, waiting, TestClock.Start, None));
        Assert.True(await Calls.CalledBack(World.Dispatcher, waiting, TestClock.Start, None));
        Assert.False(await Calls.CalledBack(World.TeamLead, waiting, TestClock.Start, None));
        Assert.Empty(await Calls.ListToCallBack(World.Dispatcher, Tierp, None));
    }

    [Fact]
    public async Task A_visit_for_another_day_lies_in_that_days_queue_once_and_is_no_urgent_one_today()
    {
        var tomorrow = World.Today.AddDays(1);
        var window = new StartWindow(World.At(tomorrow, 9), World.At(tomorrow, 12));
        var call = await Call();
        for (var twice = 0; twice < 2; twice++) await Handler.PlanLater(World.Dispatcher, call, World.Time, window, None);
        var day = (await world.Parts.Get<DayBook>().Find(Tierp, tomorrow, None))!;
        var visit = Assert.Single(day.Visits.Values, visit => visit.Visit.Call == call.Call.Id);
        Assert.Equal((window, UrgencyClass.Blue, VisitStatus.Requested, false), (visit.Visit.Allowed, visit.Visit.Urgency, visit.Status, visit.Visit.IsUrgent()));
        Assert.NotEqual(call.Call.Id.Value, visit.Visit.Id.Value);
        Assert.Equal(tomorrow, Assert.IsType<CallOutcome.VisitPlanned>((await Calls.Find(call.Call.Id, None))!.Call.Outcome).Date);
        Assert.Empty(await Calls.ListOpen(World.Dispatcher, Tierp, None));

        var past = new StartWindow(TestClock.Start.AddHours(-3), TestClock.Start.AddHours(-1));
        Assert.Equal("call.past", (await Assert.ThrowsAsync<InputException>(async () => await Handler.PlanLater(World.Dispatcher, await Call(), World.Time, past, None))).Code);
    }

    [Fact]
    public async Task A_call_to_which_a_team_was_sent_ends_no_other_way_and_leaves_the_list_with_its_visit()
    {
        Assert.True(await world.Parts.Get<DayHandler>().Make(Tierp, World.Today, None));
        var call = await Call();
        call = call with { Call = Handler.Classify(call.Call, World.Nora, UrgencyClass.Orange), Version = call.Version + 1 };
        Assert.True(await Calls.Save(call, None));
        Assert.IsType<DayChange.Accepted>(Assert.IsType<Handled.Decided>(await Handler.Send(World.Dispatcher, call, World.Today, World.N1.Id, null, None)).Change);
        var sent = (await Calls.Find(call.Call.Id, None))!;
        var tomorrow = World.Today.AddDays(1);
        var window = new StartWindow(World.At(tomorrow, 9), World.At(tomorrow, 12));

        // A desk that has not heard of it: its later visit is refused, and today's is as it was.
        Assert.Equal("call.closed", (await Assert.ThrowsAsync<InputException>(() => Handler.PlanLater(World.TeamLead, call, World.Time, window, None))).Code);
        Assert.Equal("call.closed", (await Assert.ThrowsAsync<InputException>(() => Handler.TakeBed(World.TeamLead, call, None))).Code);
        var day = (await world.Parts.Get<DayBook>().Find(Tierp, World.Today, None))!;
        Assert.Equal(VisitStatus.Dispatched, day.Visits[sent.Visit!.Value].Status);
        Assert.Contains(await Calls.ListOpen(World.Dispatcher, Tierp, None), open => open.Call.Id == call.Call.Id);

        await world.Parts.Get<DayHandler>().Handle(Tierp, World.Today, new DayEvent.VisitCompleted(world.Parts.Get<DayHandler>().ByPerson("nora"), sent.Visit.Value), null, None);
        Assert.DoesNotContain(await Calls.ListOpen(World.Dispatcher, Tierp, None), open => open.Call.Id == call.Call.Id);

        // The other way round: nobody is sent to a call that ended with advice.
        var advised = await Call();
        advised = advised with { Call = Handler.Classify(advised.Call, World.Nora, UrgencyClass.Yellow), Version = advised.Version + 1 };
        Assert.True(await Calls.Save(advised, None));
        await Handler.Close(advised, at => new CallOutcome.Advice(at, "Vila", null), None);
        Assert.Equal("call.closed", (await Assert.ThrowsAsync<InputException>(() => Handler.Send(World.Dispatcher, advised, World.Today, World.N1.Id, null, None))).Code);
    }

    [Fact]
    public async Task A_call_keeps_the_routine_that_was_in_force_when_it_came()
    {
        var routines = world.Parts.Get<RoutineBook>();
        var before = await Handler.Begin(World.Dispatcher, Tierp, None);
        Assert.Equal("0", before.Call.RoutineVersion);
        await routines.Put(World.TeamLead, "Röd: ring 112. Orange: skicka närmaste team.", "Red: call 112. Orange: send the nearest team.", None);
        var after = await Handler.Begin(World.Dispatcher, Tierp, None);
        Assert.Equal("1", after.Call.RoutineVersion);
        Assert.StartsWith("Röd: ring 112. Orange: skicka", (await routines.Get(World.Dispatcher, "1", None)).Swedish);
        Assert.NotEqual((await routines.Get(World.Dispatcher, before.Call.RoutineVersion, None)).Swedish, (await routines.GetLatest(World.Dispatcher, None)).Swedish);
        Assert.Equal(0, (await routines.GetLatest(World.SouthDispatcher, None)).Version);
        Assert.Equal("routine.length", (await Assert.ThrowsAsync<InputException>(() => routines.Put(World.TeamLead, "kort", "short", None))).Code);
    }

    [Fact]
    public async Task Who_has_a_call_open_is_heard_at_the_other_desks()
    {
        var feed = world.Parts.Get<LiveFeed>();
        await using var heard = new Ear(feed);
        await feed.StartAsync(None);
        await heard.Wait<LiveChange.Reconnected>();
        var (call, desk) = (new UrgentCallId(Guid.NewGuid()), Guid.NewGuid());
        await Calls.See(World.Dispatcher with { Name = "Disa / dag" }, call, desk, "s", None);
        Assert.Equal(new LiveChange.CallSeen(call, desk, "s", "Disa / dag"), await heard.Wait<LiveChange.CallSeen>());
        await feed.StopAsync(None);
    }

    private async Task<KeptCall> Call()
    {
        var begun = await Handler.Begin(World.Dispatcher, Tierp, None);
        var kept = begun with { Call = begun.Call with { Patient = World.Patients[0].Id, Caller = "Dottern" }, Version = 1 };
        Assert.True(await Calls.Save(kept, None));
        return kept;
    }
}
