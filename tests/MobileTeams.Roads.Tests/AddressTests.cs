using MobileTeams.Measures;
using MobileTeams.Testing;

namespace MobileTeams.Roads.Tests;

public sealed class AddressTests
{
    private static readonly DrawnTown Town = DrawnTown.Draw("""
        a-1-2-b--------c-----------d
        T 3   4        A        5  V
        e-----f--------g--------h--i
        """)
        .Way("a12b", "highway=residential name=Storgatan")
        .Way("bc", "highway=residential name=Storängsvägen")
        .Way("cd", "highway=tertiary name=Väg+76")
        .Way("ae", "highway=residential name=Kyrkogatan")
        .Way("ef", "highway=residential name=Sankt+Olofs+gata")
        .Way("fg")
        .Way("gh")
        .Way("hi", "highway=residential name=Storgatan")
        .Way("di")
        .Node('T', "place=town name=Östhammar population=4500")
        .Node('A', "place=hamlet name=Älvkarleö")
        .Node('V', "place=village name=Valö")
        .Node('1', "addr:street=Storgatan addr:housenumber=2 addr:city=Östhammar")
        .Node('2', "addr:street=Storgatan addr:housenumber=12 addr:city=Östhammar")
        .Node('3', "addr:street=Storgatan addr:housenumber=12B addr:city=Östhammar")
        .Node('4', "addr:street=Storgatan addr:housenumber=120 addr:city=Östhammar")
        .Node('5', "addr:street=Storgatan addr:housenumber=12 addr:city=Valö");

    private static readonly RoadMap Map = Town.Build();

    [Theory]
    [InlineData("Storgatan 12, Östhammar", "Storgatan 12, Östhammar")]
    [InlineData("storgatan 12 osthammar", "Storgatan 12, Östhammar")]
    [InlineData("Storg. 12 valö", "Storgatan 12, Valö")]
    [InlineData("STORGATAN 12 B", "Storgatan 12B, Östhammar")]
    [InlineData("storgatan 120", "Storgatan 120, Östhammar")]
    [InlineData("Storgatan 12, 742 31 Östhammar", "Storgatan 12, Östhammar")]
    [InlineData("Storgatan 12 74231 Valö", "Storgatan 12, Valö")]
    [InlineData("Östhammar", "Östhammar")]
    [InlineData("osth", "Östhammar")]
    [InlineData("alvkarleo", "Älvkarleö, Östhammar")]
    [InlineData("kyrko", "Kyrkogatan, Östhammar")]
    [InlineData("väg 76", "Väg 76, Valö")]
    [InlineData("S:t Olofs", "Sankt Olofs gata, Östhammar")]
    [InlineData("olofs gata", "Sankt Olofs gata, Östhammar")]
    [InlineData("valö storgatan", "Storgatan, Valö")]
    public void The_best_find_for_what_is_typed(string typed, string label) => Assert.Equal(label, Map.Search(typed)[0].Label);

    [Fact]
    public void Exact_numbers_come_before_numbers_that_begin_so() =>
        Assert.Equal(
            ["Storgatan 12, Valö", "Storgatan 12, Östhammar", "Storgatan 12B, Östhammar", "Storgatan 120, Östhammar"],
            [.. Map.Search("storgatan 12").Select(found => found.Label).Take(2).Order(StringComparer.Ordinal), .. Map.Search("storgatan 12").Select(found => found.Label).Skip(2).Take(2).OrderDescending(StringComparer.Ordinal)]);

    [Fact]
    public void A_number_that_is_not_recorded_gives_the_street()
    {
        var found = Map.Search("Kyrkogatan 7");
        Assert.Equal(("Kyrkogatan, Östhammar", FoundKind.Street), (found[0].Label, found[0].Kind));
    }

    [Fact]
    public void Every_keystroke_keeps_what_is_meant_among_the_finds()
    {
        const string Typed = "Storgatan 12, Valö";
        for (var length = 2; length <= Typed.Length; length++)
            Assert.Contains(Map.Search(Typed[..length]), found => found.Label.StartsWith("Storgatan", StringComparison.Ordinal));
    }

    [Fact]
    public void Of_two_equal_names_the_nearer_comes_first()
    {
        Assert.Equal("Storgatan, Valö", Map.Search("Storgatan", near: Town['i'])[0].Label);
        Assert.Equal("Storgatan, Östhammar", Map.Search("Storgatan", near: Town['a'])[0].Label);
    }

    [Theory]
    [InlineData("")]
    [InlineData("   ")]
    [InlineData("?!")]
    [InlineData("xyzzy")]
    [InlineData("12")]
    public void Nothing_is_found_for_nothing(string typed) => Assert.Empty(Map.Search(typed));

    [Fact]
    public void No_more_than_the_limit() => Assert.Equal(2, Map.Search("stor", limit: 2).Count);

    [Fact]
    public void A_house_is_found_at_its_place_and_the_place_at_its_house()
    {
        var house = Map.Search("Storgatan 120")[0];
        Assert.True(house.Place.MetresTo(Town['4']) < 0.1);
        Assert.Equal("Storgatan 120, Östhammar", Map.NearestAddress(Town['4'])!.Label);
    }

    [Fact]
    public void Far_from_houses_the_named_road_is_said() =>
        Assert.Equal(("Storängsvägen, Östhammar", FoundKind.Street), (Map.NearestAddress(Middle('b', 'c'))!.Label, Map.NearestAddress(Middle('b', 'c'))!.Kind));

    [Fact]
    public void A_real_town_is_searched_by_house_numbers()
    {
        // shared/maps/README.md: 1,006 house numbers in Norrmalm and Östermalm.
        var map = RealMaps.Map("lazaros-stockholm");
        Assert.InRange(map.Info.Houses, 600, 1_006);
        var found = map.Search("Birger Jarlsgatan 32");
        Assert.All(found, place => Assert.StartsWith("Birger Jarlsgatan", place.Label, StringComparison.Ordinal));
        Assert.Equal(FoundKind.Address, found[0].Kind);
        var again = map.NearestAddress(found[0].Place);
        Assert.Equal(FoundKind.Address, again!.Kind);
    }

    [Fact]
    public void Every_house_of_a_real_town_is_found_by_its_own_label()
    {
        var map = RealMaps.Map("lazaros-stockholm");
        foreach (var home in map.Homes(400, seed: 4))
        {
            if (home.Kind != FoundKind.Address) continue;
            Assert.True(map.Search(home.Label).Any(found => found.Label == home.Label), home.Label);
        }
    }

    [Fact]
    public void Homes_are_the_same_for_the_same_seed_and_all_reach_each_other()
    {
        foreach (var name in new[] { "lazaros-stockholm", "uppsala-lan-parts" })
        {
            var map = RealMaps.Map(name);
            var homes = map.Homes(80, seed: 7);
            Assert.Equal(80, homes.Count);
            Assert.Equal(homes, map.Homes(80, seed: 7));
            Assert.NotEqual(homes, map.Homes(80, seed: 8));
            var points = homes.Select(home => Assert.IsType<Snap.Found>(map.Snap(home.Place)).Point).ToList();
            Assert.DoesNotContain(TravelMatrix.Unreachable, map.Matrix(points).AllSeconds.ToArray());
            Assert.All(homes, home => Assert.NotEqual("", home.Label));
        }
    }

    private static GeoPoint Middle(char a, char b) => GeoPoint.FromLonLat(lon: (Town[a].Lon + Town[b].Lon) / 2, lat: (Town[a].Lat + Town[b].Lat) / 2);
}
