using MobileTeams.Measures;

namespace MobileTeams.Roads.Space;

/// <summary>Coordinates as whole steps of 1e-7 degrees (about a centimetre), and metres between them.</summary>
internal static class Degrees
{
    public const double PerUnit = 1e-7;
    public const double MetresPerLatUnit = 6_371_008.8 * Math.PI / 180 * PerUnit;

    /// <summary>Once round the earth.</summary>
    public const long WholeTurn = 3_600_000_000;

    public static int Units(double degrees) => (int)Math.Round(degrees / PerUnit);

    public static GeoPoint Place(int lon, int lat) => GeoPoint.FromLonLat(lon: lon / 1e7, lat: lat / 1e7);

    /// <summary>A difference of longitudes in steps, the short way round the earth.</summary>
    public static double Turned(double units) => units > 1.8e9 ? units - 3.6e9 : units < -1.8e9 ? units + 3.6e9 : units;

    /// <summary>Metres of one step eastwards at this latitude.</summary>
    public static double MetresPerLonUnit(int lat) => MetresPerLatUnit * Math.Cos(double.DegreesToRadians(lat * PerUnit));

    /// <summary>Great-circle metres.</summary>
    public static double Metres(int lon1, int lat1, int lon2, int lat2)
    {
        const double RadiansPerUnit = Math.PI / 180 * PerUnit;
        var sinLat = Math.Sin(((double)lat2 - lat1) * RadiansPerUnit / 2);
        var sinLon = Math.Sin(((double)lon2 - lon1) * RadiansPerUnit / 2);
        var h = (sinLat * sinLat) + (Math.Cos(lat1 * RadiansPerUnit) * Math.Cos(lat2 * RadiansPerUnit) * sinLon * sinLon);
        return 2 * 6_371_008.8 * Math.Asin(Math.Min(1, Math.Sqrt(h)));
    }

    /// <summary>Where a point lies on the Hilbert curve through the whole earth (16 bits a side): near places have near numbers, mostly.</summary>
    public static uint HilbertOf(int lon, int lat)
    {
        var x = (uint)((lon + 1_800_000_000L) * 65_535 / 3_600_000_000L);
        var y = (uint)((lat + 900_000_000L) * 65_535 / 1_800_000_000L);
        return HilbertOf(x, y);
    }

    /// <summary>The Hilbert curve of order 16; both coordinates 0 to 65,535.</summary>
    public static uint HilbertOf(uint x, uint y)
    {
        uint distance = 0;
        for (var side = 1u << 15; side > 0; side >>= 1)
        {
            var (right, upper) = ((x & side) > 0 ? 1u : 0u, (y & side) > 0 ? 1u : 0u);
            distance += side * side * ((3 * right) ^ upper);
            if (upper == 0)
            {
                if (right == 1) (x, y) = (65_535 - x, 65_535 - y);
                (x, y) = (y, x);
            }
        }

        return distance;
    }
}
