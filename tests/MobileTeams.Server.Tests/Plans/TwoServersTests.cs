using System.Net.Http.Json;
using MobileTeams.Dispatch;
using MobileTeams.Server.Accounts;
using MobileTeams.Server.Days;
using MobileTeams.Server.Plans;

namespace MobileTeams.Server.Tests.Plans;

/// <summary>Several server processes on one database share the planning, and what one of them had under way when it died is done by another.</summary>
public sealed class PlanningSurvivesADeadServerTests(Cluster cluster)
{
    private const string Running = "from qrtz_fired_triggers where job_name = 'plan' and state = 'EXECUTING'";

    [Fact]
    public async Task Two_plan_four_days_at_once_and_one_is_killed_without_loss()
    {
        var connection = await cluster.CreateDatabase();
        try
        {
            await using var parts = await Parts.On(connection);
            await World.Save(parts.Database, parts.Get<AccountStore>());
            var asked = new[] { (World.Tierp, World.Today), (World.Gimo, World.Today), (World.Bro, World.Today), (World.Tierp, World.Today.AddDays(1)) };
            foreach (var (centre, date) in asked) Assert.True(await parts.Get<DayHandler>().Make(centre.Id, date, CancellationToken.None));
            using var first = await ServerProcess.StartReady(connection, cluster.MapFile);
            using var second = await ServerProcess.StartReady(connection, cluster.MapFile);

            using var desk = new HttpClient { BaseAddress = first.Address };
            using var south = new HttpClient { BaseAddress = second.Address };
            foreach (var (browser, viewer) in new[] { (desk, World.Dispatcher), (south, World.SouthDispatcher) })
                (await browser.PostAsJsonAsync("/api/sign-in", new { login = World.LoginOf(viewer), password = World.Password })).EnsureSuccessStatusCode();
            foreach (var (centre, date) in asked)
                (await (centre == World.Bro ? south : desk).PostAsync($"/api/plans/{centre.Id.Value}/{date:O}?seconds=10", null)).EnsureSuccessStatusCode();

            // Two on each: one server alone would do two of them first.
            await Until(parts, $"select count(*) {Running}", 4);
            Assert.Equal(2L, await parts.Scalar<long>($"select count(distinct instance_name) {Running}"));
            first.Kill();

            // The dead server's two begin anew on the other one, with the seed they had.
            await Until(parts, "select count(*) from plan_run where state = 'proposed'", 4);
            Assert.Equal(4L, await parts.Scalar<long>("select count(*) from plan_run where proposal is not null"));
            Assert.Equal(0L, await parts.Scalar<long>("select count(*) from plan_run where visits = 0"));
            Assert.Equal(0L, await parts.Scalar<long>("select count(*) from assignment"));
        }
        finally
        {
            await cluster.DropDatabase(connection);
        }
    }

    private static async Task Until(Parts parts, string count, long expected)
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromMinutes(3));
        while (await parts.Scalar<long>(count) != expected) await Task.Delay(100, patience.Token);
    }
}
