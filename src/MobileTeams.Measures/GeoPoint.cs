using System.Globalization;

namespace MobileTeams.Measures;

/// <summary>A place on the earth, WGS 84, degrees. Longitude first, always by name.</summary>
/// <remarks>A swapped pair passes every range check in Europe, so <see cref="FromLonLat"/> with named arguments is the only door.</remarks>
public readonly record struct GeoPoint
{
    private const double EarthRadiusMetres = 6_371_008.8;

    private GeoPoint(double lon, double lat) => (Lon, Lat) = (lon, lat);

    /// <summary>Degrees east, −180 to 180.</summary>
    public double Lon { get; }

    /// <summary>Degrees north, −90 to 90.</summary>
    public double Lat { get; }

    /// <exception cref="ArgumentOutOfRangeException">A coordinate is outside its range or not a number.</exception>
    public static GeoPoint FromLonLat(double lon, double lat) =>
        !IsLongitude(lon) ? throw new ArgumentOutOfRangeException(nameof(lon), lon, "A longitude lies between -180 and 180 degrees.")
        : !IsLatitude(lat) ? throw new ArgumentOutOfRangeException(nameof(lat), lat, "A latitude lies between -90 and 90 degrees.")
        : new GeoPoint(lon, lat);

    public static bool IsLongitude(double degrees) => degrees is >= -180 and <= 180;

    public static bool IsLatitude(double degrees) => degrees is >= -90 and <= 90;

    /// <summary>Great-circle distance in metres (haversine, mean earth radius).</summary>
    public double MetresTo(GeoPoint other)
    {
        var lat1 = double.DegreesToRadians(Lat);
        var lat2 = double.DegreesToRadians(other.Lat);
        var sinLat = Math.Sin((lat2 - lat1) / 2);
        var sinLon = Math.Sin(double.DegreesToRadians(other.Lon - Lon) / 2);
        var h = (sinLat * sinLat) + (Math.Cos(lat1) * Math.Cos(lat2) * sinLon * sinLon);
        return 2 * EarthRadiusMetres * Math.Asin(Math.Min(1, Math.Sqrt(h)));
    }

    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Lon:0.######},{Lat:0.######}");
}
