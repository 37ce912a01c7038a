using System.Text;

namespace MobileTeams.Roads.Tests;

/// <summary>A small reader of Mapbox Vector Tiles, written for the tests from the specification and independent of the writer.</summary>
internal static class TileDecoder
{
    public static Dictionary<string, Layer> Decode(byte[] tile)
    {
        var layers = new Dictionary<string, Layer>();
        foreach (var (field, value) in Fields(tile))
        {
            Assert.Equal(3, field);
            var layer = DecodeLayer((byte[])value);
            layers.Add(layer.Name, layer);
        }

        return layers;
    }

    private static Layer DecodeLayer(byte[] bytes)
    {
        var (name, version, extent) = ("", 0UL, 4096UL);
        var (features, keys, values) = (new List<byte[]>(), new List<string>(), new List<object>());
        foreach (var (field, value) in Fields(bytes))
        {
            if (field == 1) name = Encoding.UTF8.GetString((byte[])value);
            else if (field == 2) features.Add((byte[])value);
            else if (field == 3) keys.Add(Encoding.UTF8.GetString((byte[])value));
            else if (field == 4) values.Add(Fields((byte[])value).Select(part => part.Value is byte[] text ? (object)Encoding.UTF8.GetString(text) : (long)(ulong)part.Value).Single());
            else if (field == 5) extent = (ulong)value;
            else if (field == 15) version = (ulong)value;
            else Assert.Fail($"field {field} in a layer");
        }

        Assert.Equal((2UL, 4096UL), (version, extent));
        Assert.Equal(keys.Count, keys.Distinct().Count());
        return new Layer(name, [.. features.Select(feature => DecodeFeature(feature, keys, values))]);
    }

    private static Feature DecodeFeature(byte[] bytes, List<string> keys, List<object> values)
    {
        var (tags, type, parts) = (new Dictionary<string, object>(), 0, new List<List<(int X, int Y)>>());
        foreach (var (field, value) in Fields(bytes))
        {
            if (field == 3) type = (int)(ulong)value;
            if (field == 2)
            {
                var numbers = Varints((byte[])value);
                for (var i = 0; i < numbers.Count; i += 2) tags.Add(keys[(int)numbers[i]], values[(int)numbers[i + 1]]);
            }

            if (field == 4) parts = DecodeGeometry(Varints((byte[])value));
        }

        Assert.InRange(type, 1, 3);
        Assert.NotEmpty(parts);
        foreach (var part in parts) Assert.True(part.Count >= type, $"a part of type {type} with {part.Count} points");
        return new Feature(tags, type, parts);
    }

    private static List<List<(int X, int Y)>> DecodeGeometry(List<ulong> commands)
    {
        var parts = new List<List<(int, int)>>();
        var (x, y) = (0, 0);
        for (var i = 0; i < commands.Count;)
        {
            var (command, count) = (commands[i] & 7, (int)(commands[i] >> 3));
            i++;
            if (command == 7) continue;
            for (; count > 0; count--, i += 2)
            {
                (x, y) = (x + Zigzag(commands[i]), y + Zigzag(commands[i + 1]));
                if (command == 1) parts.Add([]);
                parts[^1].Add((x, y));
            }
        }

        return parts;
    }

    private static int Zigzag(ulong value) => (int)(value >> 1) ^ -(int)(value & 1);

    private static List<ulong> Varints(byte[] bytes)
    {
        var numbers = new List<ulong>();
        for (var at = 0; at < bytes.Length;) numbers.Add(Varint(bytes, ref at));
        return numbers;
    }

    private static List<(int Field, object Value)> Fields(byte[] bytes)
    {
        var fields = new List<(int, object)>();
        for (var at = 0; at < bytes.Length;)
        {
            var tag = Varint(bytes, ref at);
            if ((tag & 7) == 0)
            {
                fields.Add(((int)(tag >> 3), Varint(bytes, ref at)));
                continue;
            }

            Assert.Equal(2UL, tag & 7);
            var length = (int)Varint(bytes, ref at);
            fields.Add(((int)(tag >> 3), bytes[at..(at + length)]));
            at += length;
        }

        return fields;
    }

    private static ulong Varint(byte[] bytes, ref int at)
    {
        var value = 0UL;
        for (var shift = 0; ; shift += 7)
        {
            value |= (ulong)(bytes[at] & 0x7F) << shift;
            if (bytes[at++] < 0x80) return value;
        }
    }

    internal sealed record Layer(string Name, List<Feature> Features);

    internal sealed record Feature(Dictionary<string, object> Tags, int Type, List<List<(int X, int Y)>> Parts)
    {
        /// <summary>Twice a ring's area; positive is clockwise as seen, y growing downwards.</summary>
        public static long TwiceArea(List<(int X, int Y)> ring)
        {
            var sum = 0L;
            for (int i = 0, j = ring.Count - 1; i < ring.Count; j = i++) sum += ((long)ring[j].X * ring[i].Y) - ((long)ring[i].X * ring[j].Y);
            return sum;
        }
    }
}
