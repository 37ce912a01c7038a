using MobileTeams.Measures;

namespace MobileTeams.Roads;

/// <summary>The map in use, which can be exchanged while others are asking: who holds the old one finishes with it. Thread-safe.</summary>
/// <remarks>Points and metrics belong to the map that gave them: take <see cref="Current"/> once for each question.</remarks>
public sealed class MapHolder
{
    private readonly Lock exchanging = new();
    private RoadMap current;

    /// <summary>Holds a map that is loaded.</summary>
    /// <param name="file">Where it came from.</param>
    public MapHolder(RoadMap map, string file) => (current, File) = (map, file);

    /// <summary>The map in use.</summary>
    public RoadMap Current => Volatile.Read(ref current);

    /// <summary>The file that the map in use came from.</summary>
    public string File { get; private set; }

    /// <summary>Loads a map file and puts it in the place of the map in use. If it is refused, the old map stays.</summary>
    /// <exception cref="InputException">As <see cref="RoadMap.Load"/>; nothing was changed.</exception>
    public RoadMap Exchange(string roadsFile)
    {
        lock (exchanging)
        {
            var map = RoadMap.Load(roadsFile);
            File = roadsFile;
            Volatile.Write(ref current, map);
            return map;
        }
    }
}
