using System.Text;
using MobileTeams.Measures;

namespace MobileTeams.Roads.Osm;

/// <summary>Decodes one data block of the format and hands out the elements that were asked for.</summary>
internal ref struct PrimitiveBlock
{
    private const int MostTexts = 1 << 20;

    private readonly ReadOnlySpan<byte> bytes;
    private readonly List<string?> strings = [];
    private readonly List<Range> stringPlaces = [];
    private ReadOnlySpan<byte> stringTable;
    private long granularity = 100;
    private long lonOffset;
    private long latOffset;

    public PrimitiveBlock(ReadOnlySpan<byte> bytes)
    {
        this.bytes = bytes;
        var reader = new ProtoReader(bytes);
        for (var field = reader.NextField(); field != 0; field = reader.NextField())
        {
            switch (field)
            {
                case 1:
                    ReadStrings(reader.ReadBytes());
                    break;
                case 17:
                    granularity = (int)reader.ReadInteger();
                    break;
                case 19:
                    latOffset = (long)reader.ReadInteger();
                    break;
                case 20:
                    lonOffset = (long)reader.ReadInteger();
                    break;
                default:
                    reader.Skip();
                    break;
            }
        }
    }

    /// <summary>Calls back for every element of the kinds that have somebody listening; the others are not decoded.</summary>
    public readonly void Read(Action<OsmNode>? onNode, Action<OsmWay>? onWay, Action<OsmRelation>? onRelation)
    {
        var reader = new ProtoReader(bytes);
        for (var field = reader.NextField(); field != 0; field = reader.NextField())
        {
            if (field != 2)
            {
                reader.Skip();
                continue;
            }

            var group = new ProtoReader(reader.ReadBytes());
            for (var kind = group.NextField(); kind != 0; kind = group.NextField())
            {
                if (kind == 1 && onNode is not null) onNode(ReadNode(group.ReadBytes()));
                else if (kind == 2 && onNode is not null) ReadDenseNodes(group.ReadBytes(), onNode);
                else if (kind == 3 && onWay is not null) onWay(ReadWay(group.ReadBytes()));
                else if (kind == 4 && onRelation is not null) onRelation(ReadRelation(group.ReadBytes()));
                else group.Skip();
            }
        }
    }

    private void ReadStrings(ReadOnlySpan<byte> table)
    {
        stringTable = table;
        var reader = new ProtoReader(table);
        for (var field = reader.NextField(); field != 0; field = reader.NextField())
        {
            if (field != 1)
            {
                reader.Skip();
                continue;
            }

            if (strings.Count == MostTexts) throw new DamagedBytesException("it names more texts than a block can use");
            var text = reader.ReadBytes();
            _ = table.Overlaps(text, out var start);
            stringPlaces.Add(start..(start + text.Length));
            strings.Add(null);
        }
    }

    private readonly string Text(ulong index)
    {
        if (index >= (ulong)strings.Count) throw new DamagedBytesException("an element names a text that is not in the block's table");
        return strings[(int)index] ??= Encoding.UTF8.GetString(stringTable[stringPlaces[(int)index]]);
    }

    private readonly GeoPoint Place(long lon, long lat)
    {
        var eastDegrees = (lonOffset + (granularity * lon)) / 1e9;
        var northDegrees = (latOffset + (granularity * lat)) / 1e9;
        if (!GeoPoint.IsLongitude(eastDegrees) || !GeoPoint.IsLatitude(northDegrees)) throw new DamagedBytesException("a node lies outside the earth's degrees");
        return GeoPoint.FromLonLat(lon: eastDegrees, lat: northDegrees);
    }

    private readonly OsmNode ReadNode(ReadOnlySpan<byte> content)
    {
        long id = 0, lon = 0, lat = 0;
        ReadOnlySpan<byte> keys = [], values = [];
        var reader = new ProtoReader(content);
        for (var field = reader.NextField(); field != 0; field = reader.NextField())
        {
            if (field == 1) id = reader.ReadSigned();
            else if (field == 2) keys = reader.ReadBytes();
            else if (field == 3) values = reader.ReadBytes();
            else if (field == 8) lat = reader.ReadSigned();
            else if (field == 9) lon = reader.ReadSigned();
            else reader.Skip();
        }

        return new OsmNode(id, Place(lon, lat), ReadTags(keys, values));
    }

    private readonly void ReadDenseNodes(ReadOnlySpan<byte> content, Action<OsmNode> onNode)
    {
        ProtoReader ids = default, lons = default, lats = default, tags = default;
        var reader = new ProtoReader(content);
        for (var field = reader.NextField(); field != 0; field = reader.NextField())
        {
            if (field == 1) ids = new ProtoReader(reader.ReadBytes());
            else if (field == 8) lats = new ProtoReader(reader.ReadBytes());
            else if (field == 9) lons = new ProtoReader(reader.ReadBytes());
            else if (field == 10) tags = new ProtoReader(reader.ReadBytes());
            else reader.Skip();
        }

        long id = 0, lon = 0, lat = 0;
        var pairs = new List<string>();
        while (!ids.IsAtEnd)
        {
            id += ids.ReadZigzag();
            lon += lons.ReadZigzag();
            lat += lats.ReadZigzag();
            pairs.Clear();
            while (!tags.IsAtEnd)
            {
                var key = tags.ReadVarint();
                if (key == 0) break;
                pairs.Add(Text(key));
                pairs.Add(Text(tags.ReadVarint()));
            }

            onNode(new OsmNode(id, Place(lon, lat), pairs.Count == 0 ? OsmTags.None : new OsmTags([.. pairs])));
        }
    }

    private readonly OsmWay ReadWay(ReadOnlySpan<byte> content)
    {
        long id = 0;
        ReadOnlySpan<byte> keys = [], values = [], refs = [];
        var reader = new ProtoReader(content);
        for (var field = reader.NextField(); field != 0; field = reader.NextField())
        {
            if (field == 1) id = (long)reader.ReadInteger();
            else if (field == 2) keys = reader.ReadBytes();
            else if (field == 3) values = reader.ReadBytes();
            else if (field == 8) refs = reader.ReadBytes();
            else reader.Skip();
        }

        var nodes = new long[CountOf(refs)];
        var list = new ProtoReader(refs);
        long node = 0;
        for (var i = 0; i < nodes.Length; i++) nodes[i] = node += list.ReadZigzag();
        return new OsmWay(id, nodes, ReadTags(keys, values));
    }

    private readonly OsmRelation ReadRelation(ReadOnlySpan<byte> content)
    {
        long id = 0;
        ReadOnlySpan<byte> keys = [], values = [], roles = [], refs = [], kinds = [];
        var reader = new ProtoReader(content);
        for (var field = reader.NextField(); field != 0; field = reader.NextField())
        {
            if (field == 1) id = (long)reader.ReadInteger();
            else if (field == 2) keys = reader.ReadBytes();
            else if (field == 3) values = reader.ReadBytes();
            else if (field == 8) roles = reader.ReadBytes();
            else if (field == 9) refs = reader.ReadBytes();
            else if (field == 10) kinds = reader.ReadBytes();
            else reader.Skip();
        }

        var members = new OsmMember[CountOf(refs)];
        var roleList = new ProtoReader(roles);
        var refList = new ProtoReader(refs);
        var kindList = new ProtoReader(kinds);
        long member = 0;
        for (var i = 0; i < members.Length; i++)
        {
            var kind = kindList.ReadVarint();
            if (kind > (ulong)OsmKind.Relation) throw new DamagedBytesException("a relation has a member of no known kind");
            members[i] = new OsmMember((OsmKind)kind, member += refList.ReadZigzag(), Text(roleList.ReadVarint()));
        }

        return new OsmRelation(id, members, ReadTags(keys, values));
    }

    private readonly OsmTags ReadTags(ReadOnlySpan<byte> keys, ReadOnlySpan<byte> values)
    {
        var count = CountOf(keys);
        if (count == 0) return OsmTags.None;
        if (CountOf(values) != count) throw new DamagedBytesException("an element has keys without values");
        var keyList = new ProtoReader(keys);
        var valueList = new ProtoReader(values);
        var pairs = new string[2 * count];
        for (var i = 0; i < pairs.Length; i += 2) (pairs[i], pairs[i + 1]) = (Text(keyList.ReadVarint()), Text(valueList.ReadVarint()));
        return new OsmTags(pairs);
    }

    /// <summary>How many numbers a packed list holds: the bytes that end one.</summary>
    private static int CountOf(ReadOnlySpan<byte> packed)
    {
        var count = 0;
        foreach (var part in packed)
            if (part < 0x80) count++;
        return count;
    }
}
