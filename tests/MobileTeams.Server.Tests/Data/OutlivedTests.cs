using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging.Abstractions;
using MobileTeams.Server.Demo;
using MobileTeams.Server.Live;
using MobileTeams.Server.Organisations;
using MobileTeams.Server.Paper;
using MobileTeams.Server.Urgent;

namespace MobileTeams.Server.Tests.Data;

/// <summary>What runs for as long as the server does outlives an outage: were one of them to end, it would take the server with it.</summary>
public sealed class OutlivedTests
{
    [Fact]
    public async Task A_host_whose_name_leads_nowhere_is_waited_for_by_all()
    {
        var (clock, papers) = (new HastyClock(), Directory.CreateTempSubdirectory("papers-"));
        await using var parts = await Parts.On("Host=database.invalid;Username=nobody", isThere: false);
        parts.Get<IWebHostEnvironment>().WebRootPath = Path.Combine(Cluster.Root(), "src", "MobileTeams.Server", "wwwroot");
        parts.Get<IConfiguration>()[PaperClock.Folder] = papers.FullName;
        var services = parts.Get<IServiceProvider>();
        BackgroundService[] all =
        [
            parts.Get<LiveFeed>(), parts.Get<LiveTeams>(), parts.Get<EscalationClock>(),
            new PaperClock(ActivatorUtilities.CreateInstance<DayPapers>(services), parts.Get<IConfiguration>(), clock, NullLogger<PaperClock>.Instance),
            new DemoTraffic(null!, parts.Get<CentreStore>(), clock, NullLogger<DemoTraffic>.Instance), // it asks for the centres first
        ];
        try
        {
            foreach (var one in all) await one.StartAsync(CancellationToken.None);
            await Task.Delay(TimeSpan.FromSeconds(2.5)); // two beats of the slowest
            Assert.All(all, one => Assert.False(one.ExecuteTask!.IsCompleted, one.GetType().Name));
        }
        finally
        {
            foreach (var one in all) await one.StopAsync(CancellationToken.None);
            papers.Delete(recursive: true);
        }
    }

    /// <summary>A clock on which nothing is waited for longer than a moment.</summary>
    private sealed class HastyClock : TimeProvider
    {
        private static readonly TimeSpan Moment = TimeSpan.FromMilliseconds(50);

        public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) => base.CreateTimer(callback, state, Moment, Moment);
    }
}
