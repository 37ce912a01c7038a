using System.Buffers.Binary;
using System.IO.Compression;
using System.Text;

namespace MobileTeams.Roads.Osm;

/// <summary>Writes OpenStreetMap extracts (.osm.pbf): dense nodes, ways, relations, sorted by type and id. The same elements give the same bytes.</summary>
public static class OsmPbfWriter
{
    private const int ElementsPerBlock = 8_000;
    private const int FullBlockBytes = 8 << 20;

    /// <summary>Writes to a temporary name beside <paramref name="path"/> and moves it into place.</summary>
    /// <param name="source">Where the data comes from and under which licence, kept in the header.</param>
    /// <exception cref="ArgumentException">Two elements of a kind have the same id.</exception>
    public static void Write(string path, IEnumerable<OsmNode> nodes, IEnumerable<OsmWay> ways, IEnumerable<OsmRelation> relations, string? source = null)
    {
        var unfinished = path + ".part";
        using (var file = File.Create(unfinished)) Write(file, nodes, ways, relations, source);
        File.Move(unfinished, path, overwrite: true);
    }

    /// <summary>The same to a stream, which stays open.</summary>
    /// <exception cref="ArgumentException">Two elements of a kind have the same id.</exception>
    public static void Write(Stream file, IEnumerable<OsmNode> nodes, IEnumerable<OsmWay> ways, IEnumerable<OsmRelation> relations, string? source = null)
    {
        var sortedNodes = Sorted(nodes, node => node.Id);
        WriteBlock(file, "OSMHeader", Header(sortedNodes, source));
        WriteDenseNodes(file, sortedNodes);
        WriteGroups(file, 3, Sorted(ways, way => way.Id), WriteWay);
        WriteGroups(file, 4, Sorted(relations, relation => relation.Id), WriteRelation);
    }

    private static List<T> Sorted<T>(IEnumerable<T> elements, Func<T, long> idOf)
    {
        var sorted = new List<T>(elements);
        sorted.Sort((a, b) => idOf(a).CompareTo(idOf(b)));
        for (var i = 1; i < sorted.Count; i++)
            if (idOf(sorted[i]) == idOf(sorted[i - 1])) throw new ArgumentException($"Two elements have the id {idOf(sorted[i])}.", nameof(elements));
        return sorted;
    }

    private static ProtoWriter Header(List<OsmNode> nodes, string? source)
    {
        var header = new ProtoWriter();
        if (nodes.Count > 0)
        {
            var (left, bottom, right, top) = (180.0, 90.0, -180.0, -90.0);
            foreach (var node in nodes)
            {
                (left, right) = (Math.Min(left, node.Place.Lon), Math.Max(right, node.Place.Lon));
                (bottom, top) = (Math.Min(bottom, node.Place.Lat), Math.Max(top, node.Place.Lat));
            }

            var box = new ProtoWriter();
            box.Signed(1, 100 * Units(left));
            box.Signed(2, 100 * Units(right));
            box.Signed(3, 100 * Units(top));
            box.Signed(4, 100 * Units(bottom));
            header.Message(1, box);
        }

        header.Text(4, "OsmSchema-V0.6");
        header.Text(4, "DenseNodes");
        header.Text(5, "Sort.Type_then_ID");
        header.Text(16, "MobileTeams");
        if (source is not null) header.Text(17, source);
        return header;
    }

    private static void WriteDenseNodes(Stream file, List<OsmNode> nodes)
    {
        var (ids, lons, lats, tags) = (new ProtoWriter(), new ProtoWriter(), new ProtoWriter(), new ProtoWriter());
        for (var first = 0; first < nodes.Count; first += ElementsPerBlock)
        {
            var texts = new Texts();
            ids.Clear();
            lons.Clear();
            lats.Clear();
            tags.Clear();
            long id = 0, lon = 0, lat = 0;
            var hasTags = false;
            for (var i = first; i < Math.Min(first + ElementsPerBlock, nodes.Count); i++)
            {
                var node = nodes[i];
                ids.Zigzag(node.Id - id);
                lons.Zigzag(Units(node.Place.Lon) - lon);
                lats.Zigzag(Units(node.Place.Lat) - lat);
                (id, lon, lat) = (node.Id, Units(node.Place.Lon), Units(node.Place.Lat));
                foreach (var (key, value) in node.Tags)
                {
                    hasTags = true;
                    tags.Varint(texts.IndexOf(key));
                    tags.Varint(texts.IndexOf(value));
                }

                tags.Varint(0);
            }

            var dense = new ProtoWriter();
            dense.Message(1, ids);
            dense.Message(8, lats);
            dense.Message(9, lons);
            if (hasTags) dense.Message(10, tags);
            var group = new ProtoWriter();
            group.Message(2, dense);
            WriteData(file, texts, group);
        }
    }

    private static void WriteGroups<T>(Stream file, int field, List<T> elements, Action<T, Texts, ProtoWriter> write)
    {
        var (group, element, texts, count) = (new ProtoWriter(), new ProtoWriter(), new Texts(), 0);
        for (var i = 0; i < elements.Count; i++)
        {
            element.Clear();
            write(elements[i], texts, element);
            group.Message(field, element);
            count++;
            if (count < ElementsPerBlock && group.Length + texts.Length < FullBlockBytes && i + 1 < elements.Count) continue;
            WriteData(file, texts, group);
            group.Clear();
            (texts, count) = (new Texts(), 0);
        }
    }

    private static void WriteWay(OsmWay way, Texts texts, ProtoWriter element)
    {
        element.Integer(1, (ulong)way.Id);
        WriteTags(way.Tags, texts, element);
        var refs = new ProtoWriter();
        long before = 0;
        foreach (var node in way.Nodes)
        {
            refs.Zigzag(node - before);
            before = node;
        }

        element.Message(8, refs);
    }

    private static void WriteRelation(OsmRelation relation, Texts texts, ProtoWriter element)
    {
        element.Integer(1, (ulong)relation.Id);
        WriteTags(relation.Tags, texts, element);
        var (roles, refs, kinds) = (new ProtoWriter(), new ProtoWriter(), new ProtoWriter());
        long before = 0;
        foreach (var member in relation.Members)
        {
            roles.Varint(texts.IndexOf(member.Role));
            refs.Zigzag(member.Id - before);
            kinds.Varint((ulong)member.Kind);
            before = member.Id;
        }

        element.Message(8, roles);
        element.Message(9, refs);
        element.Message(10, kinds);
    }

    private static void WriteTags(OsmTags tags, Texts texts, ProtoWriter element)
    {
        if (tags.Count == 0) return;
        var (keys, values) = (new ProtoWriter(), new ProtoWriter());
        foreach (var (key, value) in tags)
        {
            keys.Varint(texts.IndexOf(key));
            values.Varint(texts.IndexOf(value));
        }

        element.Message(2, keys);
        element.Message(3, values);
    }

    private static void WriteData(Stream file, Texts texts, ProtoWriter group)
    {
        var block = new ProtoWriter();
        block.Message(1, texts.Table);
        block.Message(2, group);
        WriteBlock(file, "OSMData", block);
    }

    private static void WriteBlock(Stream file, string type, ProtoWriter content)
    {
        using var deflated = new MemoryStream();
        using (var deflater = new ZLibStream(deflated, CompressionLevel.Optimal, leaveOpen: true)) deflater.Write(content.Written);
        var blob = new ProtoWriter();
        blob.Integer(2, (ulong)content.Length);
        blob.Bytes(3, deflated.GetBuffer().AsSpan(0, (int)deflated.Length));
        var header = new ProtoWriter();
        header.Text(1, type);
        header.Integer(3, (ulong)blob.Length);
        Span<byte> size = stackalloc byte[4];
        BinaryPrimitives.WriteInt32BigEndian(size, header.Length);
        file.Write(size);
        file.Write(header.Written);
        file.Write(blob.Written);
    }

    /// <summary>Degrees in the format's steps of 1e-7.</summary>
    private static long Units(double degrees) => (long)Math.Round(degrees * 1e7);

    /// <summary>A block's table of texts, in order of first use; index 0 is the delimiter.</summary>
    private sealed class Texts
    {
        private readonly Dictionary<string, ulong> indices = [];

        public Texts() => Table.Bytes(1, []);

        public ProtoWriter Table { get; } = new();

        public int Length => Table.Length;

        public ulong IndexOf(string text)
        {
            if (indices.TryGetValue(text, out var index)) return index;
            index = (ulong)indices.Count + 1;
            indices.Add(text, index);
            Table.Bytes(1, Encoding.UTF8.GetBytes(text));
            return index;
        }
    }
}
