namespace MobileTeams.Server.Live;

public static class LiveApi
{
    public static void AddLive(this WebApplicationBuilder builder)
    {
        builder.Services.AddSingleton<LiveFeed>();
        builder.Services.AddHostedService(services => services.GetRequiredService<LiveFeed>());
        builder.Services.AddSignalR();
        builder.Services.AddSingleton<LiveTeams>();
        builder.Services.AddHostedService(services => services.GetRequiredService<LiveTeams>());
    }

    public static void MapLive(this WebApplication app) => app.MapHub<LiveHub>("/live").RequireAuthorization();
}
