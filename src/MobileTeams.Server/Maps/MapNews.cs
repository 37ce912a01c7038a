using MobileTeams.Roads;

namespace MobileTeams.Server.Maps;

/// <summary>The map in use, as an operator asks for it.</summary>
/// <param name="BuiltFrom">The extract's file name.</param>
/// <param name="Since">Since when this server uses it.</param>
/// <param name="Refused">Why the file that lies there now is not the map in use; null when it is.</param>
public sealed record MapState(string File, string BuiltFrom, int Junctions, double RoadKilometres, DateTimeOffset Since, MapRefusal? Refused);

/// <summary>A map file that was not taken into use.</summary>
/// <param name="Code">As in docs/errors.md.</param>
public sealed record MapRefusal(string Code, string Message, DateTimeOffset At);

/// <summary>What became of the map in use and of the files that were put in its place. Thread-safe.</summary>
public sealed class MapNews(MapHolder maps, TimeProvider clock)
{
    private volatile Tuple<DateTimeOffset, MapRefusal?> last = new(clock.GetUtcNow(), null);

    public MapState Now
    {
        get
        {
            var (info, (since, refused)) = (maps.Current.Info, last);
            return new MapState(maps.File, info.BuiltFrom, info.Junctions, info.RoadKilometres, since, refused);
        }
    }

    /// <summary>Looks for another map and takes it into use, as <see cref="MapHolder.Look"/> does.</summary>
    public MapLook Look()
    {
        var look = maps.Look();
        if (look is MapLook.Exchanged) last = new(clock.GetUtcNow(), null);
        if (look is MapLook.Refused { Why: var why }) last = new(last.Item1, new MapRefusal(why.Code, why.Message, clock.GetUtcNow()));
        return look;
    }
}
