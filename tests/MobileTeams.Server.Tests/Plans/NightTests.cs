using Microsoft.Extensions.DependencyInjection;
using MobileTeams.Server.Days;
using MobileTeams.Server.Plans;
using Quartz;

namespace MobileTeams.Server.Tests.Plans;

/// <summary>What is done by night is done once a night, whatever the clocks do, and once however often it is repeated.</summary>
public sealed class TheNightsWorkIsDoneOnceTests(WorldServer server) : IClassFixture<WorldServer>
{
    [Theory]
    [InlineData("2026-10-24", 24)]
    [InlineData("2026-10-25", 25)] // from 01:30 summer time to 01:30 winter time: the hour from two to three came twice
    [InlineData("2027-03-27", 24)]
    [InlineData("2027-03-28", 23)] // from 01:30 winter time to 01:30 summer time: the hour from two to three did not come
    public async Task Planning_starts_once_on_a_night_when_the_clocks_change(string date, int hoursToNext)
    {
        var scheduler = await server.Services.GetRequiredService<ISchedulerFactory>().GetScheduler();
        var trigger = Assert.IsType<ICronTrigger>(await scheduler.GetTrigger(new TriggerKey("every-night")), exactMatch: false);
        var everyNight = new CronExpression(trigger.CronExpressionString!, trigger.TimeZone);
        var zone = TimeZoneInfo.FindSystemTimeZoneById("Europe/Stockholm");
        var midnight = DateTime.Parse(date, System.Globalization.CultureInfo.InvariantCulture);
        var start = new DateTimeOffset(midnight, zone.GetUtcOffset(midnight));
        var first = everyNight.GetNextValidTimeAfter(start)!.Value;
        var next = everyNight.GetNextValidTimeAfter(first)!.Value;
        Assert.Equal(midnight.AddMinutes(90), TimeZoneInfo.ConvertTime(first, zone).DateTime);
        Assert.Equal(TimeSpan.FromHours(hoursToNext), next - first);
    }

    [Fact]
    public async Task The_coming_days_are_made_and_planned_once_however_often_it_is_asked()
    {
        var plans = server.Services.GetRequiredService<PlanHandler>();
        await Task.WhenAll(plans.PlanComingDays(CancellationToken.None), plans.PlanComingDays(CancellationToken.None));
        await plans.PlanComingDays(CancellationToken.None);
        var store = server.Services.GetRequiredService<PlanStore>();
        var days = server.Services.GetRequiredService<DayStore>();
        await using var connection = server.Services.GetRequiredService<Server.Data.Database>().Source.CreateConnection();
        await connection.OpenAsync();
        foreach (var centre in new[] { World.Tierp, World.Gimo, World.Bro })
        {
            for (var ahead = 1; ahead <= 2; ahead++)
                await store.Cancel((await store.FindLatest(centre.Id, World.Today.AddDays(ahead), CancellationToken.None))!.Id, CancellationToken.None); // two minutes each would keep the cores from the other tests
            for (var ahead = 0; ahead <= 2; ahead++) Assert.NotNull(await days.Find(centre.Id, World.Today.AddDays(ahead), CancellationToken.None));
            await using var count = connection.CreateCommand();
            count.CommandText = $"select string_agg(date::text, ' ' order by date) from plan_run where centre_id = '{centre.Id.Value}'";
            Assert.Equal("2026-11-24 2026-11-25", await count.ExecuteScalarAsync()); // tomorrow and the day after; today is not planned over anybody's head
        }
    }

    [Fact]
    public async Task Where_teams_were_is_forgotten_after_two_days_and_what_they_did_is_not()
    {
        var database = server.Services.GetRequiredService<Server.Data.Database>();
        await using var connection = await database.Open(CancellationToken.None);
        await using (var insert = connection.CreateCommand())
        {
            insert.CommandText =
                $$"""
                insert into day (centre_id, date, version, starts_at, ends_at) values ('{{World.Tierp.Id.Value}}', '2026-10-01', 3, '2026-10-01', '2026-10-02');
                insert into day_event (id, centre_id, date, version, kind, at, received_at, by_name, body)
                select gen_random_uuid(), '{{World.Tierp.Id.Value}}', '2026-10-01', row_number() over (), kind, at, at, 'test', '{}'
                from (values ('TeamSeen', timestamptz '2026-11-21 07:59Z'), ('TeamSeen', '2026-11-21 08:01Z'), ('VisitArrived', '2026-11-21 07:59Z')) as seen (kind, at);
                """;
            await insert.ExecuteNonQueryAsync();
        }

        // The clock stands at 23 November 08:00 UTC: the first was seen 48 hours and a minute ago.
        await server.Services.GetRequiredService<Retention>().Forget(CancellationToken.None);
        await using var left = connection.CreateCommand();
        left.CommandText = "select string_agg(kind || to_char(received_at at time zone 'utc', ' HH24:MI'), ', ' order by kind) from day_event where date = '2026-10-01'";
        Assert.Equal("TeamSeen 08:01, VisitArrived 07:59", await left.ExecuteScalarAsync());
    }
}
