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
public sealed class DemoTraffic(DemoLoader loader, CentreStore centres, TimeProvider clock) : BackgroundService
{
    private static readonly TimeSpan Every = TimeSpan.FromSeconds(20);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Every);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            foreach (var centre in await centres.ListAll(stoppingToken))
                await loader.Play(centre.Id, Dispatch.ServiceTime.Of(centre).ServiceDay(clock.GetUtcNow()), stoppingToken);
        }
    }
}
