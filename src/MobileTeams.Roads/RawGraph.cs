using System.Runtime.InteropServices;
using MobileTeams.Measures;
using MobileTeams.Roads.Hierarchies;

namespace MobileTeams.Roads;

/// <summary>A graph given as raw little-endian arrays, as road-routing libraries exchange them: for comparing engines on exactly the same graph. Immutable after <see cref="Prepare"/>.</summary>
/// <remarks>Travel times of zero, parallel arcs, arcs from a node to itself, isolated nodes and several parts are all allowed.</remarks>
public sealed class RawGraph
{
    /// <summary>What a matrix holds where no way exists; an arc of so many milliseconds or more is closed.</summary>
    public const uint Unreachable = int.MaxValue;

    private readonly int[] first;
    private readonly int[] head;
    private readonly uint[] travelTime;
    private readonly float[] latitude;
    private readonly float[] longitude;
    private Hierarchy? hierarchy;
    private Skeleton? skeleton;
    private int[]? order;

    private RawGraph(int[] first, int[] head, uint[] travelTime, float[] latitude, float[] longitude) =>
        (this.first, this.head, this.travelTime, this.latitude, this.longitude) = (first, head, travelTime, latitude, longitude);

    /// <summary>How many nodes; they are numbered from 0.</summary>
    public int NodeCount => first.Length - 1;

    /// <summary>How many arcs.</summary>
    public int ArcCount => head.Length;

    /// <summary>How many arcs the hierarchy keeps.</summary>
    public int HierarchyArcs => hierarchy is { } h ? h.UpHead.Length + h.DownTail.Length : 0;

    /// <summary>Reads <c>first_out</c>, <c>head</c>, <c>travel_time</c> (uint32, milliseconds) and, where they are there, <c>latitude</c> and <c>longitude</c> (float32).</summary>
    /// <exception cref="InputException"><c>map.graph-unreadable</c> or <c>map.graph-invalid</c>, with the file.</exception>
    public static RawGraph Load(string folder)
    {
        var (first, head, time) = (Read<int>(folder, "first_out"), Read<int>(folder, "head"), Read<uint>(folder, "travel_time"));
        if (first.Length == 0 || first[0] != 0 || first[^1] != head.Length) throw Invalid(folder, "first_out", $"It must begin with 0 and end with the number of arcs, {head.Length}.");
        for (var node = 1; node < first.Length; node++)
            if (first[node] < first[node - 1]) throw Invalid(folder, "first_out", $"It falls at node {node - 1}.");
        if (time.Length != head.Length) throw Invalid(folder, "travel_time", $"It has {time.Length} values for {head.Length} arcs.");
        for (var arc = 0; arc < head.Length; arc++)
            if ((uint)head[arc] >= (uint)(first.Length - 1)) throw Invalid(folder, "head", $"Arc {arc} leads to node {(uint)head[arc]}, and there are {first.Length - 1} nodes.");
        return new RawGraph(first, head, time, Places(folder, "latitude", first.Length - 1), Places(folder, "longitude", first.Length - 1));
    }

    /// <summary>Takes ownership of the arrays: the arcs out of node n are <c>first[n]</c> to <c>first[n + 1]</c>, times in milliseconds, places in degrees.</summary>
    public static RawGraph Of(int[] first, int[] head, uint[] travelTime, float[] latitude, float[] longitude) => new(first, head, travelTime, latitude, longitude);

    /// <summary>Reads node numbers, uint32; a number may stand more than once.</summary>
    /// <exception cref="InputException"><c>map.graph-unreadable</c> or <c>map.graph-invalid</c>.</exception>
    public int[] LoadNodes(string path)
    {
        var nodes = Read<int>(Path.GetDirectoryName(path) ?? "", Path.GetFileName(path));
        foreach (var node in nodes)
            if ((uint)node >= (uint)NodeCount) throw new InputException("map.graph-invalid", $"Node {(uint)node} is asked for, and there are {NodeCount} nodes.", path);
        return nodes;
    }

    /// <summary>Finds the order of elimination; it knows no travel times.</summary>
    public void Order(CancellationToken ct = default)
    {
        order = Dissection.OfNodes(first, head, longitude, latitude, null, ct);
        skeleton = Skeleton.Of(first, head, order);
    }

    /// <summary>Makes the hierarchy of the travel times.</summary>
    public void Customize()
    {
        var cost = new long[travelTime.Length];
        for (var arc = 0; arc < cost.Length; arc++) cost[arc] = travelTime[arc] >= Unreachable ? Network.Weight.Infinite : travelTime[arc];
        hierarchy = Customization.Of(skeleton ?? throw new InvalidOperationException("Order comes first."), cost);
    }

    /// <summary>Everything that comes before questions.</summary>
    public void Prepare(CancellationToken ct = default)
    {
        Order(ct);
        Customize();
    }

    /// <summary>Milliseconds between all the given nodes, row = from, column = to; <see cref="Unreachable"/> where no way exists.</summary>
    public uint[] Matrix(ReadOnlySpan<int> nodes, int threads = 1)
    {
        var h = hierarchy ?? throw new InvalidOperationException("Prepare comes first.");
        var sets = SeedSets.Of(nodes);
        var cells = GC.AllocateUninitializedArray<uint>(checked(nodes.Length * nodes.Length));
        SweptTable.Fill(h, sets, sets, 0, Unreachable, cells, threads);
        return cells;
    }

    /// <summary>Milliseconds of the fastest way and its nodes; <see cref="Unreachable"/> and none where no way exists.</summary>
    public (uint Milliseconds, int[] Nodes) Route(int from, int to)
    {
        var search = new RouteSearch(hierarchy ?? throw new InvalidOperationException("Prepare comes first."));
        return Route(search, from, to);
    }

    /// <summary>The same for many pairs with one scratch, for timing; the sum of all milliseconds.</summary>
    public long Routes(ReadOnlySpan<int> from, ReadOnlySpan<int> to, bool withPath)
    {
        var search = new RouteSearch(hierarchy ?? throw new InvalidOperationException("Prepare comes first."));
        var (sum, arcs) = (0L, new List<int>());
        for (var i = 0; i < from.Length; i++)
        {
            var cost = search.Find([new Seed(from[i], 0)], [new Seed(to[i], 0)]);
            if (cost >= Network.Weight.Infinite) continue;
            sum += cost;
            if (!withPath) continue;
            arcs.Clear();
            search.Unpack(arcs);
            sum += arcs.Count;
        }

        return sum;
    }

    private (uint Milliseconds, int[] Nodes) Route(RouteSearch search, int from, int to)
    {
        var cost = search.Find([new Seed(from, 0)], [new Seed(to, 0)]);
        if (cost >= Unreachable) return (Unreachable, []);
        var arcs = new List<int>();
        search.Unpack(arcs);
        var nodes = new int[arcs.Count + 1];
        nodes[0] = from;
        for (var i = 0; i < arcs.Count; i++) nodes[i + 1] = head[arcs[i]];
        return ((uint)cost, nodes);
    }

    private static float[] Places(string folder, string name, int nodes)
    {
        // Only how good the order becomes depends on places.
        if (!File.Exists(Path.Combine(folder, name))) return new float[nodes];
        var places = Read<float>(folder, name);
        if (places.Length != nodes) throw Invalid(folder, name, $"It has {places.Length} values for {nodes} nodes.");
        for (var node = 0; node < nodes; node++)
            if (!float.IsFinite(places[node])) places[node] = 0;
        return places;
    }

    private static T[] Read<T>(string folder, string name)
        where T : unmanaged
    {
        var path = Path.Combine(folder, name);
        try
        {
            var bytes = File.ReadAllBytes(path);
            if (bytes.Length % 4 != 0) throw Invalid(folder, name, $"Its {bytes.Length} bytes are not whole values of four bytes.");
            return MemoryMarshal.Cast<byte, T>(bytes).ToArray();
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new InputException("map.graph-unreadable", $"The graph's array cannot be read: {e.Message}", path, e);
        }
    }

    private static InputException Invalid(string folder, string name, string what) => new("map.graph-invalid", $"The array '{name}' is not that of a graph. {what}", Path.Combine(folder, name));
}
