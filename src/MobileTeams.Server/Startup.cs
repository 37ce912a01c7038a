using MobileTeams.Server.Data;

namespace MobileTeams.Server;

public static class Startup
{
    public static async Task Prepare(this WebApplication app, CancellationToken ct)
    {
        await app.Migrate(ct);

    }
}
