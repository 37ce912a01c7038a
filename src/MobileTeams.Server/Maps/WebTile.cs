using MobileTeams.Measures;

namespace MobileTeams.Server.Maps;

/// <summary>The numbering of map tiles: Web Mercator, 2^zoom × 2^zoom, from the north-west.</summary>
internal static class WebTile
{
    public static (int X, int Y) Of(GeoPoint place, int zoom)
    {
        var tiles = 1 << zoom;
        var lat = double.DegreesToRadians(place.Lat);
        var x = (int)((place.Lon + 180) / 360 * tiles);
        var y = (int)((1 - (Math.Log(Math.Tan(lat) + (1 / Math.Cos(lat))) / Math.PI)) / 2 * tiles);
        return (Math.Clamp(x, 0, tiles - 1), Math.Clamp(y, 0, tiles - 1));
    }
}
