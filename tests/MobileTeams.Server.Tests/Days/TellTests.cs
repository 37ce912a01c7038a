using MobileTeams.Dispatch;
using MobileTeams.Dispatch.Days;
using MobileTeams.Dispatch.Telling;
using MobileTeams.Server.Days;

namespace MobileTeams.Server.Tests.Days;

/// <summary>A change that a patient must be told of leaves a task with the change itself, once, until somebody ticks it off or the change is taken back.</summary>
public sealed class TellTests(Cluster cluster) : IAsyncLifetime
{
    private static readonly CancellationToken None = CancellationToken.None;
    private readonly WorldDatabase world = new(cluster);

    private TellStore Store => world.Parts.Get<TellStore>();

    private DayHandler Days => world.Parts.Get<DayHandler>();

    public async ValueTask InitializeAsync()
    {
        await world.InitializeAsync();
        foreach (var centre in new[] { World.Tierp.Id, World.Bro.Id })
        {
            Assert.True(await Days.Make(centre, World.Today, None));
            var plan = (await world.Parts.Get<DisturbanceHandler>().Repair(centre, World.Today, None))!.Value;
            await Days.Handle(centre, World.Today, plan.Proposal.Published(Days.ByPerson("disa")), null, None);
        }
    }

    public ValueTask DisposeAsync() => world.DisposeAsync();

    [Fact]
    public async Task A_late_team_leaves_one_task_a_promise_and_what_was_told_counts_from_then_on()
    {
        Assert.Empty(await Store.ListOpen(World.Tierp.Id, None));
        var (team, first) = await FirstStop();
        await Late(team, 120);
        var task = Assert.Single(await Store.ListOpen(World.Tierp.Id, None), kept => kept.Task.Visit == first.Visit.Id);
        Assert.Equal((TellCause.Time, first.Promised!.Value, World.Today), (task.Task.Cause, task.Task.Was, task.Date));

        // Later still: the same task, with the newer time and the first limit.
        await Late(team, 180);
        var later = Assert.Single(await Store.ListOpen(World.Tierp.Id, None), kept => kept.Task.Visit == first.Visit.Id);
        Assert.Equal((task.Id, task.Task.By), (later.Id, later.Task.By));
        Assert.True(later.Task.Becomes!.Value.Earliest > task.Task.Becomes!.Value.Earliest);

        // Told; ten minutes more are inside what was told, an hour more is not.
        Assert.True(await Store.Done(World.Dispatcher, World.Tierp.Id, later.Id, None));
        await Late(team, 10);
        Assert.DoesNotContain(await Store.ListOpen(World.Tierp.Id, None), kept => kept.Task.Visit == first.Visit.Id);
        await Late(team, 60);
        Assert.Contains(await Store.ListOpen(World.Tierp.Id, None), kept => kept.Task.Visit == first.Visit.Id);

        // Back to the promise, which the patient does not expect any more.
        await Late(team, 0);
        var back = Assert.Single(await Store.ListOpen(World.Tierp.Id, None), kept => kept.Task.Visit == first.Visit.Id);
        Assert.Equal((later.Task.Becomes, first.Promised), (back.Task.Was, back.Task.Becomes));
        Assert.DoesNotContain(await Store.ListOpen(World.Tierp.Id, None), kept => kept.Task.Visit != first.Visit.Id);
    }

    [Fact]
    public async Task What_has_begun_is_not_told_any_more()
    {
        var (team, first) = await FirstStop();
        await Late(team, 120);
        Assert.Contains(await Store.ListOpen(World.Tierp.Id, None), kept => kept.Task.Visit == first.Visit.Id);
        await Days.Handle(World.Tierp.Id, World.Today, new DayEvent.VisitArrived(Days.ByPerson("disa"), first.Visit.Id), null, None);
        Assert.DoesNotContain(await Store.ListOpen(World.Tierp.Id, None), kept => kept.Task.Visit == first.Visit.Id);
        Assert.Equal(0, await world.Parts.Scalar<long>("select count(*) from tell_task where visit_id = $1 and done_at is null", first.Visit.Id.Value));
    }

    [Fact]
    public async Task A_task_is_ticked_off_once_by_the_own_organisation()
    {
        var (team, _) = await FirstStop();
        await Late(team, 120);
        var task = (await Store.ListOpen(World.Tierp.Id, None))[0];
        Assert.False(await Store.Done(World.SouthDispatcher, World.Tierp.Id, task.Id, None));
        Assert.True(await Store.Done(World.Dispatcher, World.Tierp.Id, task.Id, None));
        Assert.False(await Store.Done(World.TeamLead, World.Tierp.Id, task.Id, None));
        Assert.DoesNotContain(await Store.ListOpen(World.Tierp.Id, None), kept => kept.Id == task.Id);
        Assert.Equal("disa", await world.Parts.Scalar<string>("select done_by from tell_task where id = $1", task.Id));
    }

    [Fact]
    public async Task An_event_that_is_sent_twice_leaves_one_task()
    {
        var (team, _) = await FirstStop();
        var late = new DayEvent.TeamDelayed(Days.ByPerson("disa"), team, TimeSpan.FromMinutes(120));
        await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Days.Handle(World.Tierp.Id, World.Today, late, null, None)));
        var tasks = await Store.ListOpen(World.Tierp.Id, None);
        Assert.Equal(tasks.Count, tasks.DistinctBy(kept => kept.Task.Visit).Count());
        Assert.NotEmpty(tasks);
        Assert.Empty(await Store.ListOpen(World.Bro.Id, None));
    }

    private Task Late(TeamShiftId team, int minutes) =>
        Days.Handle(World.Tierp.Id, World.Today, new DayEvent.TeamDelayed(Days.ByPerson("disa"), team, TimeSpan.FromMinutes(minutes)), null, None);

    /// <summary>The first visit to come of some team with work left, as it was promised.</summary>
    private async Task<(TeamShiftId Team, DayVisit Visit)> FirstStop()
    {
        var day = (await world.Parts.Get<DayBook>().Find(World.Tierp.Id, World.Today, None))!;
        var team = day.Teams.Values.First(team => team.Route.Length > 0);
        return (team.Shift.Id, day.Visits[team.Route[0]]);
    }
}
