using MobileTeams.Measures;
using MobileTeams.Roads.Space;
using MobileTeams.Testing;

namespace MobileTeams.Roads.Tests;

public sealed class AddressRegisterTests : IDisposable
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("register-");

    private static readonly DrawnTown Town = DrawnTown.Draw("""
        a---b
        |   |
        c---d
        """).Way("ab", "highway=residential name=Storgatan").Way("bdca").Node('a', "addr:street=Storgatan addr:housenumber=1 addr:city=Tierp");

    public void Dispose() => folder.Delete(recursive: true);

    [Fact]
    public void Houses_of_a_register_come_on_top_of_those_of_the_extract()
    {
        var map = Build(FormattableString.Invariant($"""
            street,number,city,lon,lat
            Storgatan,1,Tierp,{Town['a'].Lon},{Town['a'].Lat}
            Storgatan,3,Tierp,{Town['b'].Lon},{Town['b'].Lat}
            "Lilla gatan, norra",2,Tierp,{Town['c'].Lon},{Town['c'].Lat}
            ,,,,
            Storgatan,9,Paris,2.35,48.85
            """));
        Assert.Equal(3, map.Info.Houses);
        Assert.Equal("Storgatan 3, Tierp", map.Search("storgatan 3")[0].Label);
        Assert.Equal("Lilla gatan, norra 2, Tierp", map.NearestAddress(Town['c'])!.Label);
    }

    [Fact]
    public void Swedish_headings_and_the_national_grid_are_read()
    {
        var place = Sweref99.Place(north: 6_581_822, east: 674_572);
        var path = Path.Combine(folder.FullName, "register.csv");
        File.WriteAllText(path, "gata;nummer;postort;n;e\nDrottninggatan;5;Stockholm;6581822;674600,5\n");
        var extract = Path.Combine(folder.FullName, "town.osm.pbf");
        DrawnTown.Draw("""
            a---b
            |   |
            c---d
            """, lon: place.Lon - 0.002, lat: place.Lat + 0.001).Way("abdca").Write(extract);
        var found = RoadMap.Build(extract, addressFile: path).Search("drottninggatan 5");
        Assert.Equal("Drottninggatan 5, Stockholm", found[0].Label);
    }

    [Theory]
    [InlineData(6_580_824.576, 674_647.882, 18.07, 59.33)]
    [InlineData(6_638_766.342, 647_848.857, 17.64, 59.86)]
    [InlineData(6_399_268.503, 321_226.792, 12.0, 57.7)]
    [InlineData(7_193_894.010, 782_877.541, 20.95, 64.75)]
    public void The_national_grid_in_degrees(double north, double east, double lon, double lat)
    {
        // By the other direction of the projection, with Snyder's series (USGS Professional Paper 1395, 1987).
        Assert.InRange(Sweref99.Place(north, east).MetresTo(GeoPoint.FromLonLat(lon: lon, lat: lat)), 0, 0.01);
    }

    [Theory]
    [InlineData("name,where\nx,y", "map.addresses-wrong")]
    [InlineData("street,number,lon,lat\nStorgatan,1,17.4", "map.addresses-wrong")]
    [InlineData("street,number,lon,lat\nStorgatan,1,east,north", "map.addresses-wrong")]
    [InlineData("street,number,lon,lat\nStorgatan,1,17,95", "map.addresses-wrong")]
    [InlineData("gata;nummer;n;e\nStorgatan;1;674572;6581822", "map.addresses-wrong")]
    public void A_wrong_register_is_refused_with_the_line(string text, string code)
    {
        var refusal = Assert.Throws<InputException>(() => Build(text));
        Assert.Equal(code, refusal.Code);
        Assert.Contains("line", refusal.Place, StringComparison.Ordinal);
    }

    private RoadMap Build(string register)
    {
        var (path, extract) = (Path.Combine(folder.FullName, "register.csv"), Path.Combine(folder.FullName, "town.osm.pbf"));
        File.WriteAllText(path, register);
        Town.Write(extract);
        return RoadMap.Build(extract, addressFile: path);
    }
}
