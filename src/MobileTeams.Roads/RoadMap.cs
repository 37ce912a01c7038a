using MobileTeams.Measures;
using MobileTeams.Roads.Addresses;
using MobileTeams.Roads.BaseMap;
using MobileTeams.Roads.Files;
using MobileTeams.Roads.Network;
using MobileTeams.Roads.Profile;
using MobileTeams.Roads.Space;

namespace MobileTeams.Roads;

/// <summary>A map: from names to places, from places to points on roads, from points to minutes, and the picture of it all. Immutable; many threads may ask at once.</summary>
/// <remarks>What is asked without naming a mode is asked of the first the map was built for: the car, if nothing else was said.</remarks>
public sealed class RoadMap
{
    /// <summary>How far from a place its road may lie, in straight metres.</summary>
    public const double FarthestSnapMetres = Snapper.FarthestMetres;

    private const double NamedRoadWithinMetres = 500;

    private readonly MapParts parts;
    private readonly TravelMode[] modes;
    private readonly AddressRegister addresses;
    private readonly TileMaker tiles;
    private readonly Lazy<MapInfo> info;
    private readonly Lazy<uint> tileStamp;

    internal RoadMap(MapParts parts)
    {
        this.parts = parts;
        modes = Array.ConvertAll(parts.Modes, mode => new TravelMode(mode));
        addresses = new AddressRegister(parts.Addresses);
        tiles = new TileMaker(parts.Drawn);
        Bounds = BoundsOf(First.Network);
        info = new Lazy<MapInfo>(() => InfoOf(parts));
        tileStamp = new Lazy<uint>(tiles.Stamp);
    }

    /// <summary>What the map holds.</summary>
    public MapInfo Info => info.Value;

    /// <summary>The rectangle that the roads cover.</summary>
    public MapBounds Bounds { get; }

    /// <summary>The ways of getting about that the map was built for.</summary>
    public IReadOnlyList<TravelMode> Modes => modes;

    /// <summary>Another number where another picture is drawn: by it a browser knows whether its tiles still hold.</summary>
    public uint TileStamp => tileStamp.Value;

    internal TravelMode First => modes[0];

    /// <summary>Makes a map from an OpenStreetMap extract (.osm.pbf, .osm, .osm.gz, .osm.bz2).</summary>
    /// <param name="profiles"><c>car</c>, <c>bicycle</c>, <c>foot</c>, <c>park-and-walk</c>; the car alone where none is named.</param>
    /// <param name="addressFile">An address register as CSV, whose houses come on top of the extract's.</param>
    /// <exception cref="InputException"><c>map.truncated</c>, <c>map.damaged</c>, <c>map.unreadable</c>, <c>map.no-roads</c>, <c>map.profile</c>, <c>map.addresses-unreadable</c> or <c>map.addresses-wrong</c>.</exception>
    public static RoadMap Build(string extractPath, IProgress<MapProgress>? progress = null, CancellationToken ct = default, IReadOnlyList<string>? profiles = null, string? addressFile = null)
    {
        var wanted = new List<TravelProfile>();
        foreach (var name in profiles ?? ["car"])
        {
            var profile = TravelProfile.Find(name) ?? throw new InputException("map.profile", $"There is no profile '{name}'. There are: {string.Join(", ", ProfileNames)}.", name);
            if (!wanted.Contains(profile)) wanted.Add(profile);
        }

        return new RoadMap(MapBuilder.Build(extractPath, wanted.Count > 0 ? wanted : [TravelProfile.Car], addressFile, progress, ct));
    }

    /// <summary>The profiles that a map can be built for.</summary>
    public static IReadOnlyList<string> ProfileNames { get; } = [.. new List<TravelProfile>(TravelProfile.All).ConvertAll(profile => profile.Name)];

    /// <summary>The mode of a name.</summary>
    /// <exception cref="InputException"><c>map.profile</c>: the map was not built for it.</exception>
    public TravelMode Mode(string profile)
    {
        foreach (var mode in modes)
            if (mode.Name == profile) return mode;
        throw new InputException("map.profile", $"The map was not built for the profile '{profile}'. It has: {string.Join(", ", Array.ConvertAll(modes, mode => mode.Name))}. Build it again with --profiles.", profile);
    }

    /// <summary>Travel times under other conditions, for the first mode: milliseconds of work, and the map stays as it is.</summary>
    public RoadMetric Customize(RoadConditions conditions) => First.Customize(conditions);

    /// <summary>Reads a map that was saved.</summary>
    /// <exception cref="InputException"><c>map.file-unreadable</c>, <c>map.file-foreign</c>, <c>map.file-version</c>, <c>map.file-truncated</c> or <c>map.file-damaged</c>.</exception>
    public static RoadMap Load(string roadsFile) => new(MapFile.Load(roadsFile));

    /// <summary>Does now what the first <see cref="Customize"/> would have to wait for: lays out what all metrics of the first mode have in common.</summary>
    public void MakeReady() => First.MakeReady();

    /// <summary>Writes the map to a temporary name beside the file and moves it into place: whoever reads meanwhile sees the old map or the new one.</summary>
    public void Save(string roadsFile) => MapFile.Save(parts, roadsFile);

    /// <summary>The road at a place.</summary>
    /// <param name="side">Whether one has to arrive and leave on the side of the street on which the place lies.</param>
    public Snap Snap(GeoPoint place, SideOfStreet side = SideOfStreet.Any) => First.Snap(place, side);

    /// <summary>Seconds and metres of the fastest way between all points, row = from, column = to.</summary>
    /// <exception cref="ArgumentException">A point or the metric belongs to another map.</exception>
    public TravelMatrix Matrix(IReadOnlyList<RoadPoint> points, RoadMetric? metric = null) => First.Matrix(points, metric);

    /// <summary>Seconds and metres of the fastest way from each of some points to each of others.</summary>
    /// <exception cref="ArgumentException">A point or the metric belongs to another map.</exception>
    public TravelTable Table(IReadOnlyList<RoadPoint> from, IReadOnlyList<RoadPoint> to, RoadMetric? metric = null) => First.Table(from, to, metric);

    /// <summary>The fastest way with its line and streets, or null where none exists. Its seconds and metres are those of the matrix.</summary>
    /// <exception cref="ArgumentException">A point or the metric belongs to another map.</exception>
    public Route? FindRoute(RoadPoint from, RoadPoint to, RoadMetric? metric = null) => First.FindRoute(from, to, metric);

    /// <summary>Addresses, streets and places for what was typed so far, the best first. Every word typed must begin a word of the name or of its locality.</summary>
    /// <param name="near">Of equally good names, the nearer to this place comes first.</param>
    public IReadOnlyList<FoundPlace> Search(string text, int limit = 8, GeoPoint? near = null) => AddressSearch.Find(addresses, text, limit, near);

    /// <summary>What one would call a place: the house within 150 m, else the named road within 500 m, else the nearest place of a name; null where the map knows none.</summary>
    public FoundPlace? NearestAddress(GeoPoint place)
    {
        var (lon, lat) = (Degrees.Units(place.Lon), Degrees.Units(place.Lat));
        if (addresses.NearestHouse(lon, lat) is { } house) return house;
        if (First.Snapper.NearestNamed(place, NamedRoadWithinMetres) is not { } road) return addresses.NearestPlace(lon, lat);
        var street = First.Network.Names[First.Network.Name[road.Edge]];
        return new FoundPlace(addresses.LocalityAt(lon, lat) is { } locality ? $"{street}, {locality}" : street, road.Place, FoundKind.Street);
    }

    /// <summary>Places where people could live, for practice and trials: houses where the extract has enough of them, else points along its smaller roads.
    /// All lie in the largest part of the map. The same seed gives the same places; fewer than asked for only where the map has no such road at all.</summary>
    public IReadOnlyList<FoundPlace> Homes(int count, int seed) => Addresses.Homes.Draw(addresses, First.Network, First.Snapper, First.Parts.ComponentOfEdge, count, seed);

    /// <summary>A vector tile (Mapbox Vector Tile 2.1) with the layers landuse, wood, water, building, road and place; empty where nothing is drawn.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The zoom is not 5 to 15, or there is no such tile.</exception>
    public byte[] Tile(int z, int x, int y) => tiles.Tile(z, x, y);

    /// <summary>Writes the routing graph as raw little-endian arrays into a folder, for comparing engines on the same graph: <c>first_out</c>, <c>head</c>,
    /// <c>travel_time</c> (uint32, milliseconds), <c>latitude</c>, <c>longitude</c> (float32).</summary>
    public void ExportGraph(string folder) => GraphExport.Write(First.Junctions, First.Standard.Times, folder);

    /// <summary>A point on an edge by its number, 0 up to <see cref="MapInfo.Edges"/>, and fraction.</summary>
    internal RoadPoint PointAt(int edge, double fraction) => First.Snapper.PointAt(edge, fraction);

    private MapInfo InfoOf(MapParts map)
    {
        var mode = map.Modes[0];
        var decimetres = 0L;
        foreach (var length in mode.Network.Decimetres) decimetres += length;
        var streets = map.Addresses.Kind.AsSpan().Count(NamedKind.Street);
        var hierarchy = mode.WithTurns ?? mode.Plain;
        return new MapInfo(
            map.BuiltFrom,
            Bounds,
            mode.Network.JunctionCount,
            mode.Network.EdgeCount,
            mode.Turns?.RoadOf.Length ?? First.Junctions.NodeCount,
            mode.Turns?.Head.Length ?? First.Junctions.ArcCount,
            hierarchy.UpHead.Length + hierarchy.DownTail.Length,
            mode.ComponentSizes,
            mode.ComponentOfEdge.AsSpan().Count(Components.Island),
            mode.Network.RestrictionCounts[0],
            decimetres / 10_000.0,
            addresses.HouseCount,
            streets,
            map.Addresses.NameCount - streets,
            map.Drawn.Count)
        {
            Profiles = Array.ConvertAll(map.Modes, one => one.Profile),
            RestrictionsApplied = mode.Network.RestrictionCounts[1],
            RestrictionsConditional = mode.Network.RestrictionCounts[2],
        };
    }

    private static MapBounds BoundsOf(RoadNetwork network)
    {
        var box = Box.Nothing;
        for (var edge = 0; edge < network.EdgeCount; edge++) box = box.With(network.BoxOf(edge));
        return new MapBounds(box.Left / 1e7, box.Bottom / 1e7, box.Right / 1e7, box.Top / 1e7);
    }
}
