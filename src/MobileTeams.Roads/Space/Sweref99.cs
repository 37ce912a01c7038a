using MobileTeams.Measures;

namespace MobileTeams.Roads.Space;

/// <summary>Sweden's national grid SWEREF 99 TM (metres north and east) turned into degrees; good to a millimetre.</summary>
/// <remarks>Gauss conformal projection as published by Lantmäteriet, on GRS 80; Krüger, Konforme Abbildung des Erdellipsoids in der Ebene, 1912, doi:10.2312/GFZ.b103-krueger28.</remarks>
internal static class Sweref99
{
    private const double Axis = 6_378_137;
    private const double Flattening = 1 / 298.257222101;
    private const double Scale = 0.9996;
    private const double MeridianDegrees = 15;
    private const double FalseEast = 500_000;

    /// <summary>Whether a point lies where the grid is used: Sweden and a little around it.</summary>
    public static bool Holds(double north, double east) => north is > 6_000_000 and < 7_800_000 && east is > 150_000 and < 1_050_000;

    public static GeoPoint Place(double north, double east)
    {
        const double N = Flattening / (2 - Flattening);
        const double E2 = Flattening * (2 - Flattening);
        const double Radius = Axis / (1 + N) * (1 + (N * N / 4) + (N * N * N * N / 64));
        Span<double> delta =
        [
            (N / 2) - (2 * N * N / 3) + (37 * N * N * N / 96) - (N * N * N * N / 360),
            (N * N / 48) + (N * N * N / 15) - (437 * N * N * N * N / 1440),
            (17 * N * N * N / 480) - (37 * N * N * N * N / 840),
            4397 * N * N * N * N / 161280,
        ];
        var (xi, eta) = (north / (Scale * Radius), (east - FalseEast) / (Scale * Radius));
        var (xi0, eta0) = (xi, eta);
        for (var i = 0; i < delta.Length; i++)
        {
            var twice = 2 * (i + 1);
            xi0 -= delta[i] * Math.Sin(twice * xi) * Math.Cosh(twice * eta);
            eta0 -= delta[i] * Math.Cos(twice * xi) * Math.Sinh(twice * eta);
        }

        var conformal = Math.Asin(Math.Sin(xi0) / Math.Cosh(eta0));
        var lon = MeridianDegrees + double.RadiansToDegrees(Math.Atan2(Math.Sinh(eta0), Math.Cos(xi0)));
        var sin = Math.Sin(conformal);
        var sin2 = sin * sin;
        var (e4, e6, e8) = (E2 * E2, E2 * E2 * E2, E2 * E2 * E2 * E2);
        var lat = conformal + (sin * Math.Cos(conformal) * (
            E2 + e4 + e6 + e8
            - (((7 * e4) + (17 * e6) + (30 * e8)) / 6 * sin2)
            + (((224 * e6) + (889 * e8)) / 120 * sin2 * sin2)
            - (4279 * e8 / 1260 * sin2 * sin2 * sin2)));
        return GeoPoint.FromLonLat(lon: lon, lat: double.RadiansToDegrees(lat));
    }
}
