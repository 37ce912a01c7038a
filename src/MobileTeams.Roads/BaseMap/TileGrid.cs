using MobileTeams.Roads.Space;

namespace MobileTeams.Roads.BaseMap;

/// <summary>One tile of the web's square grid (Web Mercator): between degrees and the tile's own steps.</summary>
internal readonly struct TileGrid(int z, int x, int y)
{
    /// <summary>Steps across a tile.</summary>
    public const int Extent = 4096;

    private readonly double scale = Extent * Math.Pow(2, z);
    private readonly double left = (double)x * Extent;
    private readonly double top = (double)y * Extent;

    /// <summary>Steps east and south of the tile's upper left corner; longitudes may go on beyond half a turn.</summary>
    public (double X, double Y) Project(long lon, int lat)
    {
        var sin = Math.Sin(double.DegreesToRadians(Math.Clamp(lat * Degrees.PerUnit, -85.0511, 85.0511)));
        var east = ((lon * Degrees.PerUnit) + 180) / 360;
        var south = 0.5 - (Math.Log((1 + sin) / (1 - sin)) / (4 * Math.PI));
        return ((east * scale) - left, (south * scale) - top);
    }

    /// <summary>What the tile covers, with a margin in steps.</summary>
    public Box Window(int margin) => new(
        Longitude(left - margin),
        Latitude(top + Extent + margin),
        Longitude(left + Extent + margin),
        Latitude(top - margin));

    private int Longitude(double steps) => Degrees.Units(Math.Clamp((steps / scale * 360) - 180, -180, 180));

    private int Latitude(double steps) => Degrees.Units(double.RadiansToDegrees(Math.Atan(Math.Sinh(Math.PI * (1 - (2 * steps / scale))))));
}
