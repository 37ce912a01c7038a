using MobileTeams.Measures;

namespace MobileTeams.Roads;

/// <summary>The map in use, which can be exchanged while others are asking: who holds the old one finishes with it. Thread-safe.</summary>
/// <remarks>Points and metrics belong to the map that gave them: take <see cref="Current"/> once for each question.</remarks>
public sealed class MapHolder
{
    private readonly Lock looking = new();
    private RoadMap current;
    private FileStamp? tried;
    private FileStamp? seen;

    /// <summary>Holds a map that is loaded.</summary>
    /// <param name="file">Where it came from.</param>
    public MapHolder(RoadMap map, string file)
    {
        (current, File) = (map, file);
        tried = FileStamp.Of(file);
    }

    /// <summary>The map in use.</summary>
    public RoadMap Current => Volatile.Read(ref current);

    /// <summary>Where the map in use came from, and where <see cref="Look"/> looks.</summary>
    public string File { get; }

    /// <summary>Loads the map that is in use first.</summary>
    /// <exception cref="InputException">As <see cref="RoadMap.Load"/>.</exception>
    public static MapHolder Open(string roadsFile)
    {
        // Of before it is read: whatever is put there meanwhile is another one.
        var stamp = FileStamp.Of(roadsFile);
        return new(Ready(roadsFile), roadsFile) { tried = stamp };
    }

    /// <summary>Looks whether another map lies where the map in use came from, and takes it into use once two looks have found it the same: nobody is writing it any more.</summary>
    /// <remarks>A file that was refused is not tried again before it changes, unless it could not be read: that may pass.</remarks>
    public MapLook Look()
    {
        lock (looking)
        {
            var now = FileStamp.Of(File);
            if (now is null || now == tried)
            {
                seen = null;
                return new MapLook.Unchanged();
            }

            if (now != seen)
            {
                seen = now;
                return new MapLook.BeingWritten();
            }

            (tried, seen) = (now, null);
            try
            {
                var map = Ready(File);
                Volatile.Write(ref current, map);
                return new MapLook.Exchanged(map);
            }
            catch (InputException why)
            {
                if (why.Code == "map.file-unreadable") tried = null;
                return new MapLook.Refused(why);
            }
        }
    }

    private static RoadMap Ready(string roadsFile)
    {
        var map = RoadMap.Load(roadsFile);
        map.MakeReady();
        return map;
    }

    /// <summary>By what a file is told from the one that lay there before.</summary>
    private sealed record FileStamp(long Bytes, DateTime Written)
    {
        /// <summary>Null while there is no such file.</summary>
        public static FileStamp? Of(string path)
        {
            var file = new FileInfo(path);
            return file.Exists ? new FileStamp(file.Length, file.LastWriteTimeUtc) : null;
        }
    }
}

/// <summary>What a look at the map's file led to. A closed family.</summary>
public abstract record MapLook
{
    private MapLook()
    {
    }

    /// <summary>It is the one that was tried last, or there is none: the map in use stays.</summary>
    public sealed record Unchanged : MapLook;

    /// <summary>It is another one than at the look before; the next look tells whether it is finished.</summary>
    public sealed record BeingWritten : MapLook;

    /// <summary>The new map is in use.</summary>
    public sealed record Exchanged(RoadMap Map) : MapLook;

    /// <summary>The file is no map that can be used; the map in use stays.</summary>
    /// <param name="Why">As <see cref="RoadMap.Load"/> throws it.</param>
    public sealed record Refused(InputException Why) : MapLook;
}
