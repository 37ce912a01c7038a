using MobileTeams.Measures;
using MobileTeams.Roads;
using MobileTeams.Roads.Osm;

namespace MobileTeams.Bench;

/// <summary>A made-up country as a raw graph or an extract, for measuring growth: towns of streets on a shaken lattice, country roads with bends and dead ends between them, and fast roads on every eighth line. The same seed gives the same country.</summary>
internal sealed class SyntheticCountry
{
    private const double PlaceDegrees = 0.05;
    private const double StreetDegrees = 0.001;
    private const int FastLine = 8;

    private readonly Random random;
    private readonly List<float> lon = [];
    private readonly List<float> lat = [];
    private readonly List<(int From, int To, uint Milliseconds)> arcs = [];
    private readonly List<(int From, int To, double Kmh, bool IsOneway)> stretches = [];

    private SyntheticCountry(int seed) => random = new Random(seed);

    /// <param name="nodes">About so many; the country is a square of whole places.</param>
    public static RawGraph Draw(int nodes, int seed) => Of(nodes, seed).Graph();

    /// <summary>The same country as an OpenStreetMap extract, every stretch a way of its own, so that every node is a junction.</summary>
    public static void Write(string path, int nodes, int seed)
    {
        var country = Of(nodes, seed);
        OsmPbfWriter.Write(
            path,
            Enumerable.Range(0, country.lon.Count).Select(node => new OsmNode(node + 1, GeoPoint.FromLonLat(lon: country.lon[node], lat: country.lat[node]), OsmTags.None)),
            country.stretches.Select((stretch, index) => new OsmWay(index + 1, [stretch.From + 1, stretch.To + 1], TagsOf(stretch.Kmh, stretch.IsOneway))),
            [],
            "MobileTeams: a made-up country");
    }

    private static OsmTags TagsOf(double kmh, bool isOneway)
    {
        var road = kmh switch { > 100 => "trunk", > 60 => "tertiary", > 35 => "residential", _ => "service" };
        return isOneway ? OsmTags.Of(("highway", road), ("oneway", "yes")) : OsmTags.Of(("highway", road));
    }

    private static SyntheticCountry Of(int nodes, int seed)
    {
        var country = new SyntheticCountry(seed);
        var side = Math.Max(2, (int)Math.Round(Math.Sqrt(nodes / 72.0)));
        var centres = new int[side, side];
        for (var y = 0; y < side; y++)
            for (var x = 0; x < side; x++) centres[y, x] = country.Town(10 + (x * PlaceDegrees), 55 + (y * PlaceDegrees));
        for (var y = 0; y < side; y++)
        {
            for (var x = 0; x < side; x++)
            {
                if (x + 1 < side && !country.IsMissing(y)) country.Road(centres[y, x], centres[y, x + 1], y % FastLine == 0 ? 110 : 70);
                if (y + 1 < side && !country.IsMissing(x)) country.Road(centres[y, x], centres[y + 1, x], x % FastLine == 0 ? 110 : 70);
            }
        }

        return country;
    }

    /// <summary>Lakes and woods: of the country roads that could be, every eighth is not there; fast roads all are.</summary>
    private bool IsMissing(int line) => random.Next(8) == 0 && line % FastLine != 0;

    /// <summary>Streets in rows with gaps; most places are small, a few large. Gives the node in the middle.</summary>
    private int Town(double east, double north)
    {
        var size = Math.Clamp((int)(3 / Math.Sqrt(random.NextDouble() + 0.01)), 2, 24);
        (east, north) = (east + ((random.NextDouble() - 0.5) * PlaceDegrees * 0.4), north + ((random.NextDouble() - 0.5) * PlaceDegrees * 0.4));
        var first = lon.Count;
        for (var row = 0; row < size; row++)
        {
            for (var column = 0; column < size; column++)
            {
                var node = Node(east + ((column - (size / 2)) * StreetDegrees * 1.8) + Shake(), north + ((row - (size / 2)) * StreetDegrees) + Shake());
                if (column > 0 && (random.Next(5) > 0 || row == size / 2)) Both(node - 1, node, 40);
                if (row > 0 && (random.Next(5) > 0 || column == size / 2)) Both(node - size, node, 40);
            }
        }

        return first + (size / 2 * size) + (size / 2);
    }

    private double Shake() => (random.NextDouble() - 0.5) * StreetDegrees * 0.5;

    /// <summary>A road of many short stretches, with a dead end now and then.</summary>
    private void Road(int from, int to, double kmh)
    {
        var bends = 12 + random.Next(12);
        var before = from;
        for (var bend = 1; bend < bends; bend++)
        {
            var share = (double)bend / bends;
            var node = Node(lon[from] + (share * (lon[to] - lon[from])) + (3 * Shake()), lat[from] + (share * (lat[to] - lat[from])) + (3 * Shake()));
            Both(before, node, kmh);
            if (random.Next(4) == 0) Both(node, Node(lon[node] + (6 * Shake()), lat[node] + (6 * Shake())), 30);
            before = node;
        }

        Both(before, to, kmh);
    }

    private int Node(double east, double north)
    {
        lon.Add((float)east);
        lat.Add((float)north);
        return lon.Count - 1;
    }

    private void Both(int a, int b, double kmh)
    {
        var (dx, dy) = ((lon[a] - lon[b]) * Math.Cos(double.DegreesToRadians(lat[a])) * 111_195, (lat[a] - lat[b]) * 111_195.0);
        var ms = (uint)Math.Max(1, Math.Sqrt((dx * dx) + (dy * dy)) * 3_600 / kmh * (1 + (0.2 * random.NextDouble())));
        arcs.Add((a, b, ms));
        var isOneway = kmh <= 40 && random.Next(12) == 0;
        if (!isOneway) arcs.Add((b, a, ms));
        stretches.Add((a, b, kmh, isOneway));
    }

    private RawGraph Graph()
    {
        var first = new int[lon.Count + 1];
        foreach (var (from, _, _) in arcs) first[from + 1]++;
        for (var node = 0; node < lon.Count; node++) first[node + 1] += first[node];
        var (at, head, time) = ((int[])first.Clone(), new int[arcs.Count], new uint[arcs.Count]);
        foreach (var (from, to, ms) in arcs) (head[at[from]], time[at[from]++]) = (to, ms);
        return RawGraph.Of(first, head, time, [.. lat], [.. lon]);
    }
}
