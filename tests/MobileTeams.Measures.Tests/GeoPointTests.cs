using MobileTeams.Measures;

namespace MobileTeams.Measures.Tests;

public sealed class GeoPointTests
{
    [Fact]
    public void A_degree_of_latitude_is_111_kilometres()
    {
        // 2π × 6 371 008.8 m / 360 = 111 195 m.
        var metres = GeoPoint.FromLonLat(lon: 17.5, lat: 60).MetresTo(GeoPoint.FromLonLat(lon: 17.5, lat: 61));
        Assert.Equal(111_195, metres, 1.0);
    }

    [Theory]
    [InlineData(181, 60)]
    [InlineData(double.NaN, 60)]
    [InlineData(17, 90.5)]
    [InlineData(17, double.NaN)]
    public void A_point_off_the_earth_is_refused(double lon, double lat) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => GeoPoint.FromLonLat(lon: lon, lat: lat));
}
