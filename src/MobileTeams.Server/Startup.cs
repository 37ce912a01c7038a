using MobileTeams.Server.Data;
using MobileTeams.Server.Demo;
using MobileTeams.Server.Maps;

namespace MobileTeams.Server;

/// <summary>What is done before the first request: the schema, the map, and with <c>--MobileTeams:Demo true</c> the demo world.</summary>
public static class Startup
{
    public static async Task Prepare(this WebApplication app, CancellationToken ct)
    {
        Ports.TryAll(app.Configuration["urls"]);
        app.Services.GetService<KeyFile>();
        await app.Migrate(ct);
        app.LoadMap();
        if (!app.Configuration.GetValue<bool>("MobileTeams:Demo")) return;
        var demo = app.Services.GetRequiredService<DemoLoader>();
        await demo.Load(ct);
        foreach (var (centre, login, what) in await demo.ListSignIns(ct)) Console.WriteLine($"  {centre,-26} {login,-34} {what}");
    }
}
