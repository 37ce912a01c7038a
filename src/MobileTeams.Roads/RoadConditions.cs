using MobileTeams.Measures;
using NetTopologySuite.Geometries;

namespace MobileTeams.Roads;

/// <summary>Under which conditions people drive: what lies on the roads, how much traffic there is, and where nobody may go.</summary>
/// <param name="Season">Bare roads, or snow everywhere.</param>
/// <param name="Band">The time of day.</param>
public sealed record RoadConditions(Season Season = Season.Bare, TimeBand Band = TimeBand.Day)
{
    /// <summary>Bare roads by day: what a map is built for.</summary>
    public static RoadConditions Standard { get; } = new();

    /// <summary>The names of all conditions without areas.</summary>
    public static IReadOnlyList<string> Names { get; } = ["bare-day", "bare-night", "bare-rush", "snow-day", "snow-night", "snow-rush"];

    /// <summary>Areas (polygons, longitude and latitude in degrees) whose roads are closed, wherever they touch them.</summary>
    public IReadOnlyList<Geometry> Closed { get; init; } = [];

    /// <summary>Areas where everybody drives at a share of the speed, above 0: local snow, fog, a flood. Where areas overlap, all shares count.</summary>
    public IReadOnlyList<SlowArea> Slowed { get; init; } = [];

    /// <summary>As in commands, such as <c>snow-rush</c>; areas are not part of it.</summary>
    public string Name => Names[((int)Season * 3) + (int)Band];

    /// <summary>The conditions of a name.</summary>
    /// <exception cref="InputException"><c>map.metric</c>: no such name.</exception>
    public static RoadConditions Named(string name)
    {
        for (var i = 0; i < Names.Count; i++)
            if (Names[i] == name) return new RoadConditions((Season)(i / 3), (TimeBand)(i % 3));
        throw new InputException("map.metric", $"There is no metric '{name}'. There are: {string.Join(", ", Names)}.", name);
    }
}

/// <summary>An area (polygons, longitude and latitude in degrees) where everybody drives at a share of the speed, above 0.</summary>
public sealed record SlowArea(Geometry Area, double SpeedShare);

/// <summary>What lies on the roads.</summary>
public enum Season
{
    /// <summary>Nothing: limits as signed.</summary>
    Bare,

    /// <summary>Snow: 0.7 of the speed everywhere but on ferries; winter limits hold, winter roads are open, what is not ploughed is closed.</summary>
    Snow,
}

/// <summary>How much traffic there is. Ferries go in the bands in which they are open.</summary>
public enum TimeBand
{
    /// <summary>The ordinary day.</summary>
    Day,

    /// <summary>A little faster in town.</summary>
    Night,

    /// <summary>Queues in town and on the large roads.</summary>
    Rush,
}
