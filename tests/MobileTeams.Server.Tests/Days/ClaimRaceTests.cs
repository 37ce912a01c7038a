using System.Collections.Concurrent;
using MobileTeams.Dispatch;
using MobileTeams.Dispatch.Days;
using MobileTeams.Dispatch.People;
using MobileTeams.Dispatch.Visits;
using MobileTeams.Server.Days;

namespace MobileTeams.Server.Tests.Days;

/// <summary>Two servers give the same 3,000 visits of 25 days to different teams at once: every visit ends with one team, and no version is missing or double.</summary>
public sealed class NoVisitIsDoubledOrForgottenTests(WorldDatabase world) : IClassFixture<WorldDatabase>
{
    private const int DayCount = 25;
    private const int VisitsADay = 120;
    private const int TeamsADay = 6;
    private const int WritersAServer = 6;

    [Fact]
    public async Task Three_thousand_visits_claimed_by_many_at_once()
    {
        await using var other = await Parts.On(world.Connection);
        var dates = Enumerable.Range(0, DayCount).Select(day => new DateOnly(2027, 5, 1).AddDays(day)).ToList();
        foreach (var date in dates) await Fill(date);

        // Each visit is claimed on both servers, for two different teams; every third claim is sent twice, as a tablet does that got no answer.
        var random = new Random(20261123);
        var claims = new List<(DateOnly Date, DayEvent.VisitAssigned Claim)>();
        foreach (var date in dates)
        {
            for (var visit = 0; visit < VisitsADay; visit++)
            {
                var first = random.Next(TeamsADay);
                foreach (var team in new[] { first, (first + 1 + random.Next(TeamsADay - 1)) % TeamsADay })
                    claims.Add((date, new DayEvent.VisitAssigned(world.Parts.Get<DayHandler>().ByPerson("test"), VisitOf(date, visit), TeamOf(date, team), int.MaxValue)));
            }
        }

        var repeated = claims.Where((_, number) => number % 3 == 0);
        var queue = new ConcurrentQueue<(DateOnly Date, DayEvent.VisitAssigned Claim)>(claims.Concat(repeated).OrderBy(_ => random.Next()).ToList());
        var refused = new ConcurrentBag<DayChange>();
        var repeats = 0;
        await Task.WhenAll(Enumerable.Range(0, 2 * WritersAServer).Select(writer => Task.Run(async () =>
        {
            var handler = (writer % 2 == 0 ? world.Parts : other).Get<DayHandler>();
            while (queue.TryDequeue(out var next))
            {
                switch (await handler.Handle(World.Tierp.Id, next.Date, next.Claim, null, CancellationToken.None))
                {
                    case Handled.Decided { Change: DayChange.Accepted }: break;
                    case Handled.Repeated: Interlocked.Increment(ref repeats); break;
                    case Handled.Decided { Change: var change }: refused.Add(change); break;
                    case var unexpected: throw new InvalidOperationException($"{unexpected}");
                }
            }
        })));

        Assert.Empty(refused);
        Assert.Equal(repeated.Count(), repeats);
        foreach (var date in dates)
        {
            var day = (await world.Parts.Get<DayStore>().Find(World.Tierp.Id, date, CancellationToken.None))!;
            Assert.Equal(VisitsADay, day.Visits.Count);
            Assert.All(day.Visits.Values, visit => Assert.Equal(visit.Assignments[0].Team, Assert.Single(visit.Assignments).Team));
            var stops = day.Teams.Values.SelectMany(team => team.Route.Select(visit => (visit.Value, team.Shift.Id.Value)));
            Assert.Equal(day.Visits.Values.Select(visit => (visit.Visit.Id.Value, visit.Assignments[0].Team.Value)).Order(), stops.Order());

            // Teams and visits came with two events, then two claims a visit.
            Assert.Equal(2 + (2 * VisitsADay), day.Version);
            Assert.Equal(Enumerable.Range(1, day.Version), (await world.Parts.Get<DayStore>().ListEvents(World.Tierp.Id, date, 0, CancellationToken.None)).Select(logged => logged.Version));
        }

        Assert.Equal((long)DayCount * VisitsADay, await world.Parts.Scalar<long>("select count(*) from assignment"));
        Assert.Equal(0L, await world.Parts.Scalar<long>("select count(*) from day_visit v where (select count(*) from assignment a where a.visit_id = v.visit_id) <> 1"));
    }

    private static TeamShiftId TeamOf(DateOnly date, int number) => new(World.Id($"team {date:O} {number}"));

    private static VisitId VisitOf(DateOnly date, int number) => new(World.Id($"visit {date:O} {number}"));

    private async Task Fill(DateOnly date)
    {
        var handler = world.Parts.Get<DayHandler>();
        var (start, end) = (World.Time.Start(date), World.Time.End(date));
        var teams = Enumerable.Range(0, TeamsADay).Select(number => new TeamShift(
            TeamOf(date, number), World.Tierp.Id, date, $"T{number}", null, DutyKind.Working, [World.Nora.Id], null, start, end, []));
        var visits = Enumerable.Range(0, VisitsADay).Select(number => new Visit(
            VisitOf(date, number), World.Patients[number % 6].Id, World.Tierp.Id, date, null, null, UrgencyClass.Blue, new StartWindow(start, end), TimeSpan.FromMinutes(1), 1,
            [new CareTask(CareTaskKind.Supervision, "")], null, null, IsOptional: false));
        await world.Parts.Database.InTransaction(
            async connection =>
            {
                await DayStore.Create(connection, Day.Begin(World.Tierp.Id, date, World.Time));
                return true;
            },
            CancellationToken.None);
        await handler.Handle(World.Tierp.Id, date, new DayEvent.TeamsAdded(handler.ByPerson("test"), [.. teams]), null, CancellationToken.None);
        await handler.Handle(World.Tierp.Id, date, new DayEvent.VisitsAdded(handler.ByPerson("test"), [.. visits]), null, CancellationToken.None);
    }
}
