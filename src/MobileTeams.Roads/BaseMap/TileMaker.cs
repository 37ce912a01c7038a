using System.Runtime.InteropServices;
using MobileTeams.Roads.Files;
using MobileTeams.Roads.Osm;
using MobileTeams.Roads.Space;

namespace MobileTeams.Roads.BaseMap;

/// <summary>Makes vector tiles: finds what lies in a tile, cuts, simplifies and writes it. Immutable and thread-safe.</summary>
internal sealed class TileMaker
{
    /// <summary>Steps beyond a tile's edge that are drawn too, so that wide lines do not show the seam.</summary>
    private const int Margin = 128;

    /// <summary>To be raised when the same features are drawn otherwise.</summary>
    private const uint Drawing = 1;

    private static readonly string[] LayerNames = ["landuse", "wood", "water", "building", "road", "place"];

    private readonly DrawnFeatures features;

    // One tree for each run of features that appear at the same zoom.
    private readonly List<(int FromZoom, int First, PackedTree Tree)> trees = [];

    public TileMaker(DrawnFeatures features)
    {
        this.features = features;
        for (var first = 0; first < features.Count;)
        {
            var end = first;
            while (end < features.Count && features.FromZoom[end] == features.FromZoom[first]) end++;
            var boxes = new Box[end - first];
            for (var i = 0; i < boxes.Length; i++) boxes[i] = features.BoxOf(first + i);
            trees.Add((features.FromZoom[first], first, PackedTree.Over(boxes)));
            first = end;
        }
    }

    public DrawnFeatures Features => features;

    /// <summary>Another number where another picture is drawn.</summary>
    public uint Stamp()
    {
        var stamp = Drawing;
        Add<MapLayer>(features.Layer);
        Add<DrawnShape>(features.Shape);
        Add<byte>(features.FromZoom);
        Add<int>(features.Kind);
        Add<int>(features.Name);
        Add<int>(features.Population);
        Add<int>(features.PartFirst);
        Add<bool>(features.IsHole);
        Add<int>(features.PointFirst);
        Add<int>(features.Lon);
        Add<int>(features.Lat);
        Add(features.Texts.First);
        Add(features.Texts.Bytes);
        return stamp;

        void Add<T>(ReadOnlySpan<T> items)
            where T : unmanaged => stamp = Checksum.Of(MemoryMarshal.AsBytes(items), stamp);
    }

    /// <summary>The tile's bytes, empty where nothing is drawn.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The zoom is not 5 to 15, or there is no such tile.</exception>
    public byte[] Tile(int z, int x, int y)
    {
        if (z is < Zooms.Least or > Zooms.Most) throw new ArgumentOutOfRangeException(nameof(z), z, "Tiles are made for zoom 5 to 15.");
        if (x < 0 || x >= 1 << z) throw new ArgumentOutOfRangeException(nameof(x), x, $"At zoom {z}, x is 0 to {(1 << z) - 1}.");
        if (y < 0 || y >= 1 << z) throw new ArgumentOutOfRangeException(nameof(y), y, $"At zoom {z}, y is 0 to {(1 << z) - 1}.");

        var grid = new TileGrid(z, x, y);
        var layers = Array.ConvertAll(LayerNames, name => new TileLayer(name));
        var found = new List<int>();
        foreach (var (fromZoom, first, tree) in trees)
        {
            if (fromZoom > z) break;
            found.Clear();
            tree.Find(grid.Window(Margin), found);
            found.Sort();
            foreach (var item in found) Draw(first + item, grid, z, layers[(int)features.Layer[first + item]]);
        }

        var tile = new ProtoWriter();
        foreach (var layer in layers) layer.WriteTo(tile);
        return tile.Written.ToArray();
    }

    private void Draw(int feature, TileGrid grid, int z, TileLayer layer)
    {
        layer.Begin();
        layer.Tag("kind", features.Texts[features.Kind[feature]]);

        // Names of small things would not be shown from afar.
        var leastForNames = features.Layer[feature] switch { MapLayer.Place => Zooms.Least, MapLayer.Road => 8, _ => 11 };
        if (features.Name[feature] != 0 && z >= leastForNames)
            layer.Tag("name", features.Texts[features.Name[feature]]);
        if (features.Population[feature] > 0) layer.Tag("population", features.Population[feature]);

        // What lies across the antimeridian is drawn on both ends of the world; what a tile does not show is cut off.
        var lons = UnrolledLons(feature);
        DrawParts(feature, lons, grid, z, layer);
        foreach (var turn in (ReadOnlySpan<long>)[-Degrees.WholeTurn, Degrees.WholeTurn])
            if (CrossesWith(lons, turn)) DrawParts(feature, Array.ConvertAll(lons, lon => lon + turn), grid, z, layer);
        layer.End(features.Shape[feature]);
    }

    private void DrawParts(int feature, long[] lons, TileGrid grid, int z, TileLayer layer)
    {
        var start = features.PointFirst[features.PartFirst[feature]];
        var drawOuter = false;
        for (var part = features.PartFirst[feature]; part < features.PartFirst[feature + 1]; part++)
        {
            var (first, end) = (features.PointFirst[part], features.PointFirst[part + 1]);
            var points = new List<(double X, double Y)>(end - first);
            for (var point = first; point < end; point++) points.Add(grid.Project(lons[point - start], features.Lat[point]));
            switch (features.Shape[feature])
            {
                case DrawnShape.Point when IsOnTile(points[0]):
                    layer.Point(Rounded(points[0]));
                    break;
                case DrawnShape.Line:
                    foreach (var stretch in Clipping.Line(points, -Margin, TileGrid.Extent + Margin)) DrawLine(stretch, z, layer);
                    break;
                case DrawnShape.Area:
                    // A hole whose outer ring was too small to draw must not become an area.
                    if (features.IsHole[part] && !drawOuter) break;
                    var drawn = DrawRing(Clipping.Ring(points, -Margin, TileGrid.Extent + Margin), features.IsHole[part], z, layer);
                    if (!features.IsHole[part]) drawOuter = drawn;
                    break;
            }
        }
    }

    /// <summary>The longitudes of a feature's points, each the short way on from the one before it: beyond half a turn where the feature lies across the antimeridian.</summary>
    private long[] UnrolledLons(int feature)
    {
        var (start, end) = (features.PointFirst[features.PartFirst[feature]], features.PointFirst[features.PartFirst[feature + 1]]);
        var lons = new long[end - start];
        for (var point = 0; point < lons.Length; point++)
        {
            var lon = features.Lon[start + point];
            lons[point] = point == 0 ? lon : lons[point - 1] + (long)Degrees.Turned((double)lon - features.Lon[start + point - 1]);
        }

        return lons;
    }

    /// <summary>Whether some of the feature lies on the world as it is drawn, once it is turned.</summary>
    private static bool CrossesWith(long[] lons, long turn)
    {
        foreach (var lon in lons)
            if (Math.Abs(lon + turn) <= Degrees.WholeTurn / 2 && Math.Abs(lon) > Degrees.WholeTurn / 2) return true;
        return false;
    }

    private static void DrawLine(List<(double X, double Y)> stretch, int z, TileLayer layer)
    {
        var points = Rounded(Clipping.Simplified(stretch, Tolerance(z)));
        if (points.Count > 1) layer.Path(points, isRing: false);
    }

    /// <summary>Draws a ring the way round that the encoding asks for: outer rings clockwise as seen, holes the other way. False where nothing is left of it.</summary>
    private static bool DrawRing(List<(double X, double Y)> ring, bool isHole, int z, TileLayer layer)
    {
        if (ring.Count < 3) return false;
        ring.Add(ring[0]);
        var points = Rounded(Clipping.Simplified(ring, Tolerance(z)));
        if (points.Count > 1 && points[0] == points[^1]) points.RemoveAt(points.Count - 1);
        var twiceArea = 0L;
        for (int i = 0, j = points.Count - 1; i < points.Count; j = i++) twiceArea += ((long)points[j].X * points[i].Y) - ((long)points[i].X * points[j].Y);
        if (points.Count < 3 || Math.Abs(twiceArea) < (z < Zooms.Most ? 32 : 2)) return false;
        if (twiceArea < 0 != isHole) points.Reverse();
        layer.Path(points, isRing: true);
        return true;
    }

    /// <summary>In steps; a pixel is eight. The last zoom is shown enlarged and stays fine.</summary>
    private static double Tolerance(int z) => z == Zooms.Most ? 1 : 4;

    private static bool IsOnTile((double X, double Y) point) => point.X is >= 0 and < TileGrid.Extent && point.Y is >= 0 and < TileGrid.Extent;

    private static (int X, int Y) Rounded((double X, double Y) point) => ((int)Math.Round(point.X), (int)Math.Round(point.Y));

    private static List<(int X, int Y)> Rounded(List<(double X, double Y)> points)
    {
        var rounded = new List<(int X, int Y)>(points.Count);
        foreach (var point in points)
        {
            var here = Rounded(point);
            if (rounded.Count == 0 || rounded[^1] != here) rounded.Add(here);
        }

        return rounded;
    }
}
