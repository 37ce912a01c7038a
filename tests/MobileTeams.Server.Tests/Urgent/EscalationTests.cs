using MobileTeams.Dispatch;
using MobileTeams.Dispatch.Days;
using MobileTeams.Dispatch.Urgent;
using MobileTeams.Dispatch.Visits;
using MobileTeams.Server.Days;
using MobileTeams.Server.Live;
using MobileTeams.Server.Tablet;
using MobileTeams.Server.Tests.Live;
using MobileTeams.Server.Urgent;

namespace MobileTeams.Server.Tests.Urgent;

/// <summary>An urgent dispatch that nobody acknowledges is never left alone: each step comes at its time, once, whichever server takes it and whatever was restarted.</summary>
/// <remarks>Every test has a database of its own: a call that another left unanswered would wait here too.</remarks>
public sealed class NobodyAnswersTests(Cluster cluster) : IAsyncLifetime
{
    private readonly WorldDatabase world = new(cluster);

    private static readonly Dispatch.People.TeamShift Spare = World.Shift(World.Tierp, "Reserv", World.Today, World.Nora);

    public ValueTask InitializeAsync() => world.InitializeAsync();

    public ValueTask DisposeAsync() => world.DisposeAsync();

    [Fact]
    public async Task Each_step_comes_at_its_time_and_once()
    {
        await using var server = await Server();
        var call = await Send(server);
        Assert.Equal("", await After(server, call, 29));
        Assert.Equal("Repeated+30", await After(server, call, 1));
        Assert.Equal("Repeated+30", await After(server, call, 29));
        Assert.Equal("Repeated+30 CallTask+60", await After(server, call, 1));
        Assert.Equal("Repeated+30 CallTask+60 NextOffered+90", await After(server, call, 30));
        Assert.Equal("Repeated+30 CallTask+60 NextOffered+90 AnotherDesk+120", await After(server, call, 30));
        Assert.Equal(0, await server.Get<EscalationClock>().Act(CancellationToken.None));

        // Another team of the nurse could go instead; the assistant nurses' could not, it is a nursing assessment.
        var offered = (await Steps(server, call)).Single(step => step.Step == EscalationStep.NextOffered);
        Assert.NotEqual(IdOfTeam(call), offered.NextTeam);
        Assert.Contains((await server.Get<DayBook>().Find(World.Tierp.Id, World.Today, CancellationToken.None))!.Teams[offered.NextTeam!.Value].Shift.Crew, person => person == World.Nora.Id);
        Assert.True(offered.NextArrivesAt >= TestClock.Start.AddSeconds(90));
    }

    [Fact]
    public async Task A_server_that_was_down_takes_at_its_start_what_became_due()
    {
        KeptCall call;
        await using (var server = await Server())
        {
            call = await Send(server);
            Assert.Equal("Repeated+30", await After(server, call, 30));
        }

        await using var next = await Parts.On(world.Connection);
        next.Clock.Advance(TimeSpan.FromSeconds(150));
        Assert.Equal("Repeated+30 CallTask+150 NextOffered+150 AnotherDesk+150", await After(next, call, 0));
    }

    [Fact]
    public async Task Two_servers_that_look_at_the_same_moment_take_each_step_once()
    {
        await using var one = await Server();
        await using var two = await Parts.On(world.Connection);
        var calls = new List<KeptCall>();
        for (var number = 0; number < 4; number++) calls.Add(await Send(one));
        foreach (var server in new[] { one, two }) server.Clock.Advance(TimeSpan.FromSeconds(120));
        var taken = await Task.WhenAll(Enumerable.Range(0, 8).Select(number => Task.Run(() => (number % 2 == 0 ? one : two).Get<EscalationClock>().Act(CancellationToken.None))));
        foreach (var call in calls) Assert.Equal(4, (await Steps(one, call)).Count);
        Assert.Equal(16, taken.Sum());
    }

    [Fact]
    public async Task An_acknowledgement_ends_it_and_so_does_a_person_who_takes_it_on()
    {
        await using var server = await Server();
        var (answered, taken) = (await Send(server), await Send(server));
        server.Clock.Advance(TimeSpan.FromSeconds(61));
        await server.Get<EscalationClock>().Act(CancellationToken.None);
        var origin = server.Get<DayHandler>().ByPerson("Nora") with { Team = IdOfTeam(answered) };
        await server.Get<DayHandler>().Handle(World.Tierp.Id, World.Today, new DayEvent.VisitAcknowledged(origin, new VisitId(answered.Call.Id.Value)), null, CancellationToken.None);
        var task = (await Steps(server, taken))[^1];
        Assert.Equal(EscalationStep.CallTask, task.Step);
        Assert.False(await server.Get<EscalationStore>().React(World.SouthDispatcher, task, CancellationToken.None));
        Assert.True(await server.Get<EscalationStore>().React(World.Dispatcher, task, CancellationToken.None));
        Assert.False(await server.Get<EscalationStore>().React(World.TeamLead, task, CancellationToken.None));

        Assert.Equal("Repeated+61 CallTask+61", await After(server, answered, 200));
        Assert.Equal("Repeated+61 CallTask+61 NextOffered+261", await After(server, taken, 0));
        Assert.Equal(("disa", false), ((await Steps(server, taken))[^1].ReactionBy, (await Steps(server, answered))[^1].IsOpen));
    }

    [Fact]
    public async Task Of_two_teams_the_one_that_answered_is_left_in_peace_and_each_tablet_shows_its_own_half()
    {
        await using var server = await Server();
        var call = await Send(server, with: Spare.Id);
        var visit = new VisitId(call.Call.Id.Value);
        var answer = server.Get<DayHandler>().ByPerson("Nora") with { Team = Spare.Id };
        await server.Get<DayHandler>().Handle(World.Tierp.Id, World.Today, new DayEvent.VisitAcknowledged(answer, visit), null, CancellationToken.None);
        await After(server, call, 90);
        Assert.Equal([IdOfTeam(call)], (await Steps(server, call)).Select(step => step.Team).Distinct());
        Assert.All(await Steps(server, call), step => Assert.True(step.IsOpen));

        var bundle = server.Get<TeamBundle>();
        var (silent, answered) = ((await bundle.Find(World.NurseNora, IdOfTeam(call), CancellationToken.None))!, (await bundle.Find(World.NurseNora, Spare.Id, CancellationToken.None))!);
        Assert.Equal(("Dispatched", "Acknowledged"), (silent.Visits.Single(one => one.Visit == visit.Value).Status, answered.Visits.Single(one => one.Visit == visit.Value).Status));
        Assert.Equal([new WithDto("Reserv", "Acknowledged")], silent.Visits.Single(one => one.Visit == visit.Value).With);

        // What is saved is what was decided, halves and all.
        var saved = (await server.Get<DayStore>().Find(World.Tierp.Id, World.Today, CancellationToken.None))!.Visits[visit];
        Assert.Equal((VisitStatus.Dispatched, VisitStatus.Acknowledged), (saved.Status, saved.StatusOf(Spare.Id)));
    }

    [Fact]
    public async Task Sending_another_team_begins_anew_for_that_team()
    {
        await using var server = await Server();
        var call = await Send(server);
        Assert.Equal("Repeated+90 CallTask+90 NextOffered+90", await After(server, call, 90));
        var kept = (await server.Get<CallStore>().Find(call.Call.Id, CancellationToken.None))!;
        await server.Get<CallHandler>().Send(World.Dispatcher, kept, World.Today, Spare.Id, null, CancellationToken.None);
        Assert.Equal("Repeated+90 CallTask+90 NextOffered+90", await After(server, call, 29));
        Assert.Equal("Repeated+90 CallTask+90 NextOffered+90 Repeated+120", await After(server, call, 1));
        Assert.Equal([IdOfTeam(call), Spare.Id], (await Steps(server, call)).Select(step => step.Team).Distinct());
    }

    [Fact]
    public async Task What_no_desk_reacts_to_is_on_the_team_leads_and_night_dutys_desks_wherever_they_look()
    {
        await using var server = await Server();
        var call = await Send(server);
        await After(server, call, 119);
        var store = server.Get<EscalationStore>();
        Assert.Contains(await store.ListOpen(World.Dispatcher, World.Tierp.Id, CancellationToken.None), step => step.Call == call.Call.Id);
        Assert.DoesNotContain(await store.ListOpen(World.NightDuty, World.Gimo.Id, CancellationToken.None), step => step.Call == call.Call.Id);
        await After(server, call, 1);
        var told = (await store.ListOpen(World.NightDuty, World.Gimo.Id, CancellationToken.None)).Single(step => step.Call == call.Call.Id);
        Assert.Equal((World.Tierp.Id, EscalationStep.AnotherDesk), (told.Centre, told.Step));
        Assert.Contains(await store.ListOpen(World.TeamLead, World.Gimo.Id, CancellationToken.None), step => step.Call == call.Call.Id);
        Assert.DoesNotContain(await store.ListOpen(World.Dispatcher, World.Gimo.Id, CancellationToken.None), step => step.Call == call.Call.Id);
        Assert.DoesNotContain(await store.ListOpen(World.SouthDispatcher, World.Bro.Id, CancellationToken.None), step => step.Call == call.Call.Id);
        await store.React(World.NightDuty, told, CancellationToken.None);
        Assert.DoesNotContain(await store.ListOpen(World.NightDuty, World.Gimo.Id, CancellationToken.None), step => step.Call == call.Call.Id);
    }

    [Fact]
    public async Task Each_step_is_told_to_every_server()
    {
        await using var server = await Server();
        await using var other = await Parts.On(world.Connection);
        var feed = other.Get<LiveFeed>();
        await using var heard = new Ear(feed);
        await feed.StartAsync(CancellationToken.None);
        await heard.Wait<LiveChange.Reconnected>();
        var call = await Send(server);
        await After(server, call, 30);
        LiveChange.Escalated told;
        do told = await heard.Wait<LiveChange.Escalated>();
        while (told.Call != call.Call.Id);
        Assert.Equal(new LiveChange.Escalated(World.Tierp.Id, call.Call.Id, new VisitId(call.Call.Id.Value), IdOfTeam(call)), told);
        await feed.StopAsync(CancellationToken.None);
    }

    private async Task<Parts> Server()
    {
        var server = await Parts.On(world.Connection);
        await server.Get<DayHandler>().Make(World.Tierp.Id, World.Today, CancellationToken.None);
        await server.Get<DayHandler>().Handle(World.Tierp.Id, World.Today, new DayEvent.TeamsAdded(server.Get<DayHandler>().ByPerson("test"), [Spare]), null, CancellationToken.None);
        return server;
    }

    /// <summary>A nurse's team of its own is sent at the server's time.</summary>
    private static async Task<KeptCall> Send(Parts server, TeamShiftId? with = null)
    {
        var kept = new KeptCall(
            new UrgentCall(
                new UrgentCallId(Guid.NewGuid()), World.Tierp.Id, World.Patients[0].Id, null, null, new SbarNote("Andnöd", "", "", ""),
                new UrgencyDecision(UrgencyClass.Orange, World.Nora.Id, TestClock.Start), "Dottern", "070", TestClock.Start, TestClock.Start, "2026-1", null),
            Visit: null,
            Version: 1);
        await server.Get<CallStore>().Save(kept, CancellationToken.None);
        var team = World.Shift(World.Tierp, TeamOf(kept), World.Today, World.Nora);
        await server.Get<DayHandler>().Handle(World.Tierp.Id, World.Today, new DayEvent.TeamsAdded(server.Get<DayHandler>().ByPerson("test"), [team]), null, CancellationToken.None);
        var sent = await server.Get<CallHandler>().Send(World.Dispatcher, kept, World.Today, team.Id, with, CancellationToken.None);
        Assert.IsType<DayChange.Accepted>(Assert.IsType<Handled.Decided>(sent).Change);
        return kept;
    }

    private static string TeamOf(KeptCall call) => $"N {call.Call.Id.Value}";

    private static TeamShiftId IdOfTeam(KeptCall call) => World.Shift(World.Tierp, TeamOf(call), World.Today, World.Nora).Id;

    /// <summary>The call's steps some seconds later, each with its seconds from the test's start.</summary>
    private static async Task<string> After(Parts server, KeptCall call, int seconds)
    {
        server.Clock.Advance(TimeSpan.FromSeconds(seconds));
        await server.Get<EscalationClock>().Act(CancellationToken.None);
        return string.Join(' ', (await Steps(server, call)).Select(step => $"{step.Step}+{(step.At - TestClock.Start).TotalSeconds:0}"));
    }

    private static Task<IReadOnlyList<TakenStep>> Steps(Parts server, KeptCall call) => server.Get<EscalationStore>().ListOfCall(World.Dispatcher, call.Call.Id, CancellationToken.None);
}
