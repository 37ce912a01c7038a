using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using MobileTeams.Dispatch;
using MobileTeams.Dispatch.Days;
using MobileTeams.Dispatch.Organisations;
using MobileTeams.Server.Days;
using MobileTeams.Server.Plans;

namespace MobileTeams.Server.Tests.Plans;

/// <summary>A plan is a proposal, and changes nothing, until a person publishes it.</summary>
public sealed class APlanIsAProposalUntilPublishedTests(WorldServer server) : IClassFixture<WorldServer>
{
    private DayHandler Days => server.Services.GetRequiredService<DayHandler>();

    [Fact]
    public async Task It_is_asked_for_and_compared_and_published_once()
    {
        var centre = World.Gimo;
        await Days.Make(centre.Id, World.Today, CancellationToken.None);
        using var desk = await server.SignedIn(World.Dispatcher);
        var before = await Find(centre);
        var run = await Ask(desk, centre, seconds: 1);
        var proposed = await Ended(desk, run);
        Assert.Equal("Proposed", proposed.State);
        Assert.Equal((3, 3), (proposed.Visits, proposed.Placed)); // Gimo's three patients are looked in on once each, and G1 has all day
        Assert.Equal(before.Version, (await Find(centre)).Version);
        Assert.All((await Find(centre)).Visits.Values, visit => Assert.Empty(visit.Assignments));

        using (var published = await desk.PostAsync($"/api/plans/{run}/publish?why=Gun+blev+sjuk", null)) Assert.Equal(HttpStatusCode.NoContent, published.StatusCode);
        var after = await Find(centre);
        Assert.Equal(before.Version + 1, after.Version);
        Assert.All(after.Visits.Values, visit => Assert.Equal(World.G1.Id, Assert.Single(visit.Assignments).Team));

        var kept = Assert.Single(await server.Services.GetRequiredService<PlanStore>().ListPublished(centre.Id, World.Today, CancellationToken.None));
        Assert.Null(kept.PublishedPart);
        Assert.Equal((run, World.Dispatcher.Name, "Gun blev sjuk", server.Clock.GetUtcNow()), (kept.Id, kept.PublishedBy, kept.PublishedWhy, kept.PublishedAt!.Value));
        Assert.Equal((3, kept.Cost), (kept.Trail[^1].Placed, kept.Trail[^1].Cost)); // the trail ends with what was proposed

        await Refused(desk, run, "plan.not-proposed");
        Assert.Equal(after.Version, (await Find(centre)).Version);
    }

    [Fact]
    public async Task Some_of_it_is_looked_at_and_published_and_the_rest_stays_as_it_was()
    {
        var date = await EmptyDay(World.Bro, 0);
        using var desk = await server.SignedIn(World.SouthDispatcher);
        var run = await Ask(desk, World.Bro, seconds: 1, date);
        Assert.Equal("Proposed", (await Ended(desk, run)).State);
        var (plans, store, book) = (server.Services.GetRequiredService<PlanHandler>(), server.Services.GetRequiredService<PlanStore>(), server.Services.GetRequiredService<DayBook>());
        var proposed = (await store.Find(run, CancellationToken.None))!;
        var chosen = (await book.Find(World.Bro.Id, date, CancellationToken.None))!.Visits.Keys.OrderBy(visit => visit.Value).First();

        var whole = Assert.IsType<Prospect.Fits>(await plans.Look(proposed, accepted: null, CancellationToken.None));
        var part = Assert.IsType<Prospect.Fits>(await plans.Look(proposed, new HashSet<VisitId> { chosen }, CancellationToken.None));
        Assert.Equal((2, 1), (whole.Comparison.After.Visits, part.Comparison.After.Visits)); // Bro's two, and the one that was chosen
        Assert.Equal(0, part.Comparison.Before.Visits);
        Assert.Equal(whole.Day.Version, (await book.Find(World.Bro.Id, date, CancellationToken.None))!.Version); // looking changes nothing

        Assert.Equal(Publishing.Done, await plans.Publish(run, World.SouthDispatcher, "Bara den första", new HashSet<VisitId> { chosen }, CancellationToken.None));
        var after = (await book.Find(World.Bro.Id, date, CancellationToken.None))!;
        Assert.Equal([chosen], after.Visits.Values.Where(visit => visit.Assignments.Length > 0).Select(visit => visit.Visit.Id));
        var kept = Assert.Single(await store.ListPublished(World.Bro.Id, date, CancellationToken.None));
        Assert.Equal((new PlanPart(1, 2), "Bara den första", World.SouthDispatcher.Name), (kept.PublishedPart!.Value, kept.PublishedWhy, kept.PublishedBy));
        Assert.IsType<Refusal.DayMovedOn>(Assert.IsType<Prospect.Refused>(await plans.Look(proposed, accepted: null, CancellationToken.None)).Why);
    }

    [Fact]
    public async Task For_a_day_that_moved_on_it_is_refused_and_changes_nothing()
    {
        var centre = World.Tierp;
        await Days.Make(centre.Id, World.Today, CancellationToken.None);
        using var desk = await server.SignedIn(World.Dispatcher);
        var run = await Ask(desk, centre, seconds: 1);
        Assert.Equal("Proposed", (await Ended(desk, run)).State);
        var visit = World.Series[0].VisitIdOn(World.Today);
        await Days.Handle(centre.Id, World.Today, new DayEvent.VisitAssigned(Days.ByPerson("test"), visit, World.U1.Id, null), null, CancellationToken.None);
        var moved = await Find(centre);
        await Refused(desk, run, "day.moved-on");
        Assert.Equal(Publishing.DayMovedOn, await server.Services.GetRequiredService<PlanHandler>().Publish(run, World.Dispatcher, null, new HashSet<VisitId> { visit }, CancellationToken.None));
        Assert.Equal(moved.Version, (await Find(centre)).Version);
        Assert.Equal(World.U1.Id, Assert.Single((await Find(centre)).Visits[visit].Assignments).Team);
    }

    [Fact]
    public async Task One_that_is_stopped_gives_what_it_has_found()
    {
        var date = await EmptyDay(World.Tierp, 2);
        using var desk = await server.SignedIn(World.TeamLead);
        var run = await Ask(desk, World.Tierp, seconds: 600, date);
        await Until(desk, run, found => found is { State: "Running", ElapsedSeconds: > 0 });
        using (var cancelled = await desk.PostAsync($"/api/plans/{run}/cancel", null)) Assert.Equal(HttpStatusCode.NoContent, cancelled.StatusCode);
        var ended = await Ended(desk, run);
        Assert.Equal(("Proposed", 7), (ended.State, ended.Visits)); // Tierp's seven; what was found stands to be compared
        Assert.InRange(ended.ElapsedSeconds, 0, 599);
    }

    [Fact]
    public async Task Whoever_asks_while_one_is_under_way_joins_it()
    {
        var date = await EmptyDay(World.Gimo, 3);
        using var desk = await server.SignedIn(World.Dispatcher);
        using var other = await server.SignedIn(World.NightDuty);
        var run = await Ask(desk, World.Gimo, seconds: 600, date);
        Assert.Equal(run, await Ask(other, World.Gimo, seconds: 5, date));
        await desk.PostAsync($"/api/plans/{run}/cancel", null);
        await Ended(desk, run);
        Assert.NotEqual(run, await Ask(other, World.Gimo, seconds: 1, date));
    }

    [Fact]
    public async Task One_that_no_job_took_is_given_to_a_job_when_it_is_asked_for_again()
    {
        var date = await EmptyDay(World.Gimo, 4);
        // As a server leaves it that dies between noting the run and handing it to a job.
        var (lost, _) = await server.Services.GetRequiredService<PlanStore>().Ask(World.Gimo.Id, date, "test", 1, 1, CancellationToken.None);
        using var desk = await server.SignedIn(World.Dispatcher);
        Assert.Equal(lost, await Ask(desk, World.Gimo, seconds: 1, date));
        Assert.Equal("Proposed", (await Ended(desk, lost)).State);
    }

    [Fact]
    public async Task Where_there_is_no_such_day_it_says_so()
    {
        using var desk = await server.SignedIn(World.Dispatcher);
        var run = await Ask(desk, World.Tierp, seconds: 1, World.Today.AddYears(-1));
        var failed = await Ended(desk, run);
        Assert.Equal(("Failed", "There is no such day to plan."), (failed.State, failed.Failure));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(601)]
    public async Task A_time_that_cannot_be_is_refused(int seconds)
    {
        using var desk = await server.SignedIn(World.Dispatcher);
        using var answer = await desk.PostAsync($"/api/plans/{World.Tierp.Id.Value}/{World.Today:O}?seconds={seconds}", null);
        Assert.Equal((HttpStatusCode.UnprocessableEntity, "plan.seconds"), (answer.StatusCode, await Code(answer)));
    }

    [Fact]
    public async Task Those_of_another_organisation_find_neither_centre_nor_run()
    {
        using var desk = await server.SignedIn(World.Dispatcher);
        var run = await Ask(desk, World.Tierp, seconds: 1, World.Today.AddYears(-2));
        using var south = await server.SignedIn(World.SouthDispatcher);
        Assert.Equal(HttpStatusCode.NotFound, (await south.PostAsync($"/api/plans/{World.Tierp.Id.Value}/{World.Today:O}?seconds=1", null)).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await south.GetAsync($"/api/plans/{run}")).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await south.PostAsync($"/api/plans/{run}/publish", null)).StatusCode);
        using var nurse = await server.SignedIn(World.NurseNora);
        Assert.Equal(HttpStatusCode.Forbidden, (await nurse.GetAsync($"/api/plans/{run}")).StatusCode);
    }

    private async Task<DateOnly> EmptyDay(CareCentre centre, int ahead)
    {
        var date = World.Today.AddDays(ahead);
        Assert.True(await Days.Make(centre.Id, date, CancellationToken.None));
        return date;
    }

    private async Task<Day> Find(CareCentre centre) => (await server.Services.GetRequiredService<DayStore>().Find(centre.Id, World.Today, CancellationToken.None))!;

    private static async Task<Guid> Ask(HttpClient desk, CareCentre centre, int seconds, DateOnly? date = null)
    {
        using var answer = await desk.PostAsync($"/api/plans/{centre.Id.Value}/{date ?? World.Today:O}?seconds={seconds}", null);
        Assert.Equal(HttpStatusCode.Accepted, answer.StatusCode);
        return (await answer.Content.ReadFromJsonAsync<PlanAskedDto>())!.Run;
    }

    private static Task<PlanRunDto> Ended(HttpClient desk, Guid run) => Until(desk, run, found => found.State is not ("Waiting" or "Running"));

    private static async Task<PlanRunDto> Until(HttpClient desk, Guid run, Func<PlanRunDto, bool> isSo)
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromMinutes(2));
        while (true)
        {
            var found = (await desk.GetFromJsonAsync<PlanRunDto>($"/api/plans/{run}", patience.Token))!;
            if (isSo(found)) return found;
            await Task.Delay(50, patience.Token);
        }
    }

    private static async Task Refused(HttpClient desk, Guid run, string code)
    {
        using var answer = await desk.PostAsync($"/api/plans/{run}/publish", null);
        Assert.Equal((HttpStatusCode.Conflict, code), (answer.StatusCode, await Code(answer)));
    }

    private static async Task<string?> Code(HttpResponseMessage answer) => (await answer.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("code").GetString();
}
