using MobileTeams.Measures;
using MobileTeams.Roads;
using MobileTeams.Roads.Osm;

namespace MobileTeams.Testing;

/// <summary>A town drawn in letters: every letter or digit is a point, lines between them are for the eye. Ways are then laid over the letters with tags.</summary>
/// <example><code>
/// var town = DrawnTown.Draw("""
///     a---b
///     |   |
///     c---d
///     """).Way("abdca", "highway=residential name=Ringgatan");
/// </code></example>
public sealed class DrawnTown
{
    private const double MetresPerDegree = 6_371_008.8 * Math.PI / 180;

    private readonly Dictionary<char, GeoPoint> places = [];
    private readonly Dictionary<char, OsmTags> nodeTags = [];
    private readonly List<OsmWay> ways = [];
    private readonly List<OsmRelation> relations = [];

    private DrawnTown()
    {
    }

    /// <summary>Where a letter lies.</summary>
    public GeoPoint this[char letter] => places[letter];

    public IReadOnlyList<OsmWay> Ways => ways;

    public IReadOnlyList<OsmRelation> Relations => relations;

    /// <summary>The drawing's points; a letter's id is its character code.</summary>
    public IReadOnlyList<OsmNode> Nodes
    {
        get
        {
            var nodes = new List<OsmNode>();
            foreach (var (letter, place) in places) nodes.Add(new OsmNode(letter, place, nodeTags.GetValueOrDefault(letter)));
            return nodes;
        }
    }

    /// <summary>Reads a drawing. A column and a row are <paramref name="step"/> metres wide and high; the upper left corner lies at <paramref name="lon"/>, <paramref name="lat"/>; a town may lie across the antimeridian.</summary>
    /// <exception cref="ArgumentException">A letter stands twice.</exception>
    public static DrawnTown Draw(string picture, double step = 100, double lon = 17.4, double lat = 60.5)
    {
        var town = new DrawnTown();
        var lines = picture.Split('\n');
        var perLon = MetresPerDegree * Math.Cos(double.DegreesToRadians(lat));
        for (var row = 0; row < lines.Length; row++)
        {
            for (var column = 0; column < lines[row].Length; column++)
            {
                var letter = lines[row][column];
                if (!char.IsLetterOrDigit(letter)) continue;
                if (!town.places.TryAdd(letter, GeoPoint.FromLonLat(lon: Wrapped(lon + (column * step / perLon)), lat: lat - (row * step / MetresPerDegree))))
                    throw new ArgumentException($"'{letter}' stands twice in the drawing.", nameof(picture));
            }
        }

        return town;
    }

    private static double Wrapped(double lon) => lon > 180 ? lon - 360 : lon;

    /// <summary>Lays a way over letters. Its id is its number, from 1.</summary>
    public DrawnTown Way(string letters, string tags = "highway=residential")
    {
        ways.Add(new OsmWay(ways.Count + 1, [.. letters.Select(Known)], OsmTags.Parse(tags)));
        return this;
    }

    /// <summary>Puts tags on a letter.</summary>
    public DrawnTown Node(char letter, string tags)
    {
        nodeTags[(char)Known(letter)] = OsmTags.Parse(tags);
        return this;
    }

    /// <summary>Ties ways (by number) and letters together.</summary>
    public DrawnTown Relation(string tags, params OsmMember[] members)
    {
        relations.Add(new OsmRelation(relations.Count + 1, members, OsmTags.Parse(tags)));
        return this;
    }

    /// <summary>Writes the town as an extract.</summary>
    public void Write(string path) => OsmPbfWriter.Write(path, Nodes, Ways, Relations, "a drawn town");

    /// <summary>Makes a map of the town by car.</summary>
    public RoadMap Build() => Build("car");

    /// <summary>Makes a map of the town for these profiles.</summary>
    public RoadMap Build(params string[] profiles)
    {
        var folder = Directory.CreateTempSubdirectory("drawn-town-");
        try
        {
            var path = Path.Combine(folder.FullName, "drawn.osm.pbf");
            Write(path);
            return RoadMap.Build(path, profiles: profiles);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private long Known(char letter) => places.ContainsKey(letter) ? letter : throw new ArgumentException($"'{letter}' is not in the drawing.", nameof(letter));
}
