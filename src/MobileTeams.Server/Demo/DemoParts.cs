using MobileTeams.Server.Data;
using MobileTeams.Server.Organisations;

namespace MobileTeams.Server.Demo;

public static class DemoParts
{
    public static void AddDemo(this WebApplicationBuilder builder)
    {
        builder.Services.AddSingleton<DemoLoader>();
        if (builder.Configuration.GetValue<bool>("MobileTeams:Demo") && builder.Configuration.GetValue("MobileTeams:DemoTraffic", true)) builder.Services.AddHostedService<DemoTraffic>();
    }
}

/// <summary>Keeps the demo's crews at work as the day goes on – but for teams that somebody has taken on a tablet.</summary>
public sealed partial class DemoTraffic(DemoLoader loader, CentreStore centres, TimeProvider clock, ILogger<DemoTraffic> log) : BackgroundService
{
    private static readonly TimeSpan Every = TimeSpan.FromSeconds(20);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Every, clock);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            try
            {
                foreach (var centre in await centres.ListAll(stoppingToken))
                    await loader.Play(centre.Id, Dispatch.ServiceTime.Of(centre).ServiceDay(clock.GetUtcNow()), stoppingToken);
            }
            catch (Exception outage) when (Outage.Is(outage))
            {
                // What the crews should have done by now is derived from the clock: the next beat makes up for it.
                LogStill(outage.Message);
            }
        }
    }

    [LoggerMessage(LogLevel.Warning, "The demo's crews stand still ({Reason}); trying again.")]
    private partial void LogStill(string reason);
}
