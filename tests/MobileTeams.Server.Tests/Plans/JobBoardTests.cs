using Microsoft.Extensions.DependencyInjection;
using MobileTeams.Server.Plans;

namespace MobileTeams.Server.Tests.Plans;

/// <summary>What the servers do by themselves can be seen: what comes, what failed and why; and what failed can be tried again.</summary>
public sealed class JobBoardTests(WorldServer server) : IClassFixture<WorldServer>
{
    private JobBoard Board => server.Services.GetRequiredService<JobBoard>();

    private PlanStore Plans => server.Services.GetRequiredService<PlanStore>();

    [Fact]
    public async Task The_nightly_jobs_have_their_next_time() =>
        Assert.Equal(["nightly-plan", "retention"], (await Board.ListNext(CancellationToken.None)).Where(job => job.At is not null).Select(job => job.Name).Order());

    [Fact]
    public async Task A_planning_that_failed_stands_with_its_reason_until_it_is_tried_again()
    {
        var date = World.Today.AddDays(20);
        var (run, _) = await Plans.Ask(World.Tierp.Id, date, "test", 3, 1, CancellationToken.None);
        await Plans.Fail(run, "There is no such day to plan.", CancellationToken.None);
        var failed = (await Board.ListPlans(World.Admin, CancellationToken.None)).Single(one => one.Id == run);
        Assert.Equal((PlanState.Failed, "There is no such day to plan."), (failed.State, failed.Failure));
        Assert.DoesNotContain(await Board.ListPlans(World.Admin with { Organisation = World.South.Id }, CancellationToken.None), one => one.Id == run);

        await Plans.Discard(run, CancellationToken.None);
        Assert.DoesNotContain(await Board.ListPlans(World.Admin, CancellationToken.None), one => one.Id == run);
    }

    [Fact]
    public async Task Trying_again_asks_for_the_same_day()
    {
        var date = World.Today.AddDays(21);
        var (run, _) = await Plans.Ask(World.Gimo.Id, date, "test", 3, 1, CancellationToken.None);
        await Plans.Fail(run, "En orsak", CancellationToken.None);
        server.Clock.Advance(TimeSpan.FromSeconds(1));
        await Board.Retry(World.Admin, (await Board.ListPlans(World.Admin, CancellationToken.None)).Single(one => one.Id == run), CancellationToken.None);
        var latest = (await Plans.FindLatest(World.Gimo.Id, date, CancellationToken.None))!;
        Assert.NotEqual(run, latest.Id);
        Assert.Equal(("adam", 3), (latest.AskedBy, latest.Seconds));
        Assert.DoesNotContain(await Board.ListPlans(World.Admin, CancellationToken.None), one => one.Id == run);
    }
}
