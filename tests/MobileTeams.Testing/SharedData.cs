namespace MobileTeams.Testing;

/// <summary>Finds the data that lies beside the project and is not part of it: real map extracts and published instances.</summary>
public static class SharedData
{
    /// <summary>The full path of something under <c>shared</c> beside the project's root, or null where it is not there.</summary>
    public static string? Find(string path)
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (!File.Exists(Path.Combine(folder.FullName, "MobileTeams.sln"))) continue;
            var found = Path.Combine(folder.Parent?.FullName ?? "/", "shared", path);
            return File.Exists(found) || Directory.Exists(found) ? found : null;
        }

        return null;
    }

    /// <summary>A real extract by its name without ending, such as <c>alvkarleby</c>, or null.</summary>
    public static string? FindMap(string name) => Find(Path.Combine("maps", name + ".osm.pbf"));
}
