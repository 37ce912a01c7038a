using MobileTeams.Roads;
using MobileTeams.Server.Data;
using MobileTeams.Server.Maps;

namespace MobileTeams.Server.Days;

/// <summary>Looks every few seconds whether an operator has put another map in the place of the one in use. A good one is taken at once and every running day timed anew on it; a bad one is
/// refused in words and the old one goes on serving.</summary>
internal sealed partial class NewMaps(MapNews news, RoadsHandler roads, IConfiguration settings, ILogger<NewMaps> log) : BackgroundService
{
    private const double UsualSeconds = 5;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(TimeSpan.FromSeconds(settings.GetValue("MobileTeams:MapSeconds", UsualSeconds)));
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            switch (await Task.Run(news.Look, stoppingToken))
            {
                case MapLook.Exchanged(var map):
                    LogExchanged(map.Info.BuiltFrom, map.Info.Junctions);
                    await Reprice(stoppingToken);
                    break;
                case MapLook.Refused(var why):
                    LogRefused(why.Code, why.Message);
                    break;
            }
        }
    }

    // The map is in use all the same when the database is away: a day takes its minutes when it is next asked for.
    private async Task Reprice(CancellationToken ct)
    {
        try
        {
            await roads.MapChanged(ct);
        }
        catch (Exception outage) when (Outage.Is(outage))
        {
            LogNotTimed(outage.Message);
        }
    }

    [LoggerMessage(LogLevel.Information, "A new map is in use: {Extract}, {Junctions} junctions.")]
    private partial void LogExchanged(string extract, int junctions);

    [LoggerMessage(LogLevel.Warning, "{Code}: the new map is refused, the old one stays in use. {Why}")]
    private partial void LogRefused(string code, string why);

    [LoggerMessage(LogLevel.Warning, "The running days are not timed on the new map yet ({Why}).")]
    private partial void LogNotTimed(string why);
}
