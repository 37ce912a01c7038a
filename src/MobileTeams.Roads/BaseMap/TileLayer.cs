using System.Runtime.InteropServices;
using System.Text;
using MobileTeams.Roads.Osm;

namespace MobileTeams.Roads.BaseMap;

/// <summary>Writes one layer of a tile in the Mapbox Vector Tile encoding, version 2.1.</summary>
internal sealed class TileLayer(string name)
{
    private const ulong MoveTo = 1;
    private const ulong LineTo = 2;
    private const ulong ClosePath = 7;

    private readonly ProtoWriter features = new();
    private readonly ProtoWriter feature = new();
    private readonly ProtoWriter geometry = new();
    private readonly ProtoWriter tags = new();
    private readonly ProtoWriter keyTable = new();
    private readonly ProtoWriter valueTable = new();
    private readonly Dictionary<string, ulong> keys = [];
    private readonly Dictionary<object, ulong> values = [];
    private int x;
    private int y;

    public void Begin()
    {
        tags.Clear();
        geometry.Clear();
        (x, y) = (0, 0);
    }

    public void Tag(string key, object value)
    {
        tags.Varint(Number(keys, key, () => keyTable.Text(3, key)));
        tags.Varint(Number(values, value, () =>
        {
            var written = new ProtoWriter();
            if (value is string text) written.Bytes(1, Encoding.UTF8.GetBytes(text));
            else written.Integer(5, (ulong)(int)value);
            valueTable.Message(4, written);
        }));
    }

    public void Point((int X, int Y) point) => Path([point], isRing: false);

    /// <summary>A line of two points or more, or a ring of three or more without its last point.</summary>
    public void Path(List<(int X, int Y)> points, bool isRing)
    {
        for (var i = 0; i < points.Count; i++)
        {
            if (i == 0) geometry.Varint((1 << 3) | MoveTo);
            if (i == 1) geometry.Varint(((ulong)(points.Count - 1) << 3) | LineTo);
            geometry.Zigzag(points[i].X - x);
            geometry.Zigzag(points[i].Y - y);
            (x, y) = points[i];
        }

        if (isRing) geometry.Varint((1 << 3) | ClosePath);
    }

    /// <summary>Ends a feature; one without geometry is dropped.</summary>
    public void End(DrawnShape shape)
    {
        if (geometry.Length == 0) return;
        feature.Clear();
        feature.Message(2, tags);
        feature.Integer(3, (ulong)shape);
        feature.Message(4, geometry);
        features.Message(2, feature);
    }

    /// <summary>Adds the layer to a tile, if there is anything in it.</summary>
    public void WriteTo(ProtoWriter tile)
    {
        if (features.Length == 0) return;
        var layer = new ProtoWriter();
        layer.Integer(15, 2);
        layer.Text(1, name);
        layer.Raw(features.Written);
        layer.Raw(keyTable.Written);
        layer.Raw(valueTable.Written);
        layer.Integer(5, TileGrid.Extent);
        tile.Message(3, layer);
    }

    private static ulong Number<T>(Dictionary<T, ulong> numbers, T item, Action write)
        where T : notnull
    {
        ref var number = ref CollectionsMarshal.GetValueRefOrAddDefault(numbers, item, out var exists);
        if (exists) return number;
        number = (ulong)numbers.Count - 1;
        write();
        return number;
    }
}
