using MobileTeams.Measures;

namespace MobileTeams.Demo.Landscape;

/// <summary>A point on the drawing board: metres east and north of the middle of the county.</summary>
internal readonly record struct Spot(double X, double Y)
{
    private const double MiddleLon = 17.8;
    private const double MiddleLat = 60.33;
    private const double MetresPerDegree = 111_195;

    private static readonly double MetresPerDegreeEast = MetresPerDegree * Math.Cos(double.DegreesToRadians(MiddleLat));

    public double Length => Math.Sqrt((X * X) + (Y * Y));

    /// <summary>A quarter turn to the left.</summary>
    public Spot Left => new(-Y, X);

    public static Spot At(double lon, double lat) => new((lon - MiddleLon) * MetresPerDegreeEast, (lat - MiddleLat) * MetresPerDegree);

    public GeoPoint ToGeoPoint() => GeoPoint.FromLonLat(lon: MiddleLon + (X / MetresPerDegreeEast), lat: MiddleLat + (Y / MetresPerDegree));

    public double MetresTo(Spot other) => (other - this).Length;

    public Spot Towards(Spot other, double share) => this + ((other - this) * share);

    /// <summary>The same direction, one metre long; east where there is no direction.</summary>
    public Spot Unit() => Length > 1e-9 ? this * (1 / Length) : new Spot(1, 0);

    public static double Cross(Spot a, Spot b) => (a.X * b.Y) - (a.Y * b.X);

    public static double Dot(Spot a, Spot b) => (a.X * b.X) + (a.Y * b.Y);

    public static Spot operator +(Spot a, Spot b) => new(a.X + b.X, a.Y + b.Y);

    public static Spot operator -(Spot a, Spot b) => new(a.X - b.X, a.Y - b.Y);

    public static Spot operator *(Spot a, double by) => new(a.X * by, a.Y * by);
}
