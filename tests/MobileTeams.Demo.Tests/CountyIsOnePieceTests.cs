using MobileTeams.Roads;

namespace MobileTeams.Demo.Tests;

public sealed class CountyIsOnePieceTests(Norduppland norduppland)
{
    private readonly RoadMap map = norduppland.Map;

    [Fact]
    public void Nearly_all_roads_reach_and_are_reached_from_all_others()
    {
        var info = map.Info;

        Assert.Single(info.Components);
        // Islands are what no large part can reach: behind the gates of private tracks.
        Assert.True(info.IslandEdges < 0.02 * info.Edges, $"{info.IslandEdges} of {info.Edges} stretches of road are islands.");
        Assert.InRange(info.RoadKilometres, 1_500, 3_500);
        Assert.True(info.TurnRestrictions >= 3);
    }

    [Fact]
    public void Every_town_is_reached_from_every_other_at_a_speed_one_can_drive()
    {
        string[] towns =
        [
            "Tierp", "Skutskär", "Östhammar", "Gimo", "Alunda", "Österbybruk", "Örbyhus", "Älvkarleby", "Söderfors", "Öregrund", "Karlholmsbruk", "Tobo", "Skärplinge", "Månkarbo", "Mehedeby",
            "Marma", "Gårdskär", "Hargshamn", "Dannemora", "Vendel", "Gräsö", "Forsmark", "Strömsberg", "Hållnäs",
        ];
        var places = towns.Select(town => map.Search(town).First(found => found.Kind == FoundKind.Place && found.Label.StartsWith(town, StringComparison.Ordinal)).Place).ToList();
        var points = places.Select(place => Assert.IsType<Snap.Found>(map.Snap(place)).Point).ToList();

        var matrix = map.Matrix(points);

        for (var from = 0; from < towns.Length; from++)
        {
            for (var to = 0; to < towns.Length; to++)
            {
                Assert.True(matrix.IsReachable(from, to), $"No way from {towns[from]} to {towns[to]}.");
                // A road is not shorter than the crow's way; the snapping may cost or save some metres at either end.
                Assert.True(matrix.Metres(from, to) >= places[from].MetresTo(places[to]) - 200);
                Assert.True(matrix.Metres(from, to) <= matrix.Seconds(from, to) * (120 / 3.6) + 200);
            }
        }

        // About 23 km by road 292 at 80 km/h and through the streets of both towns: between a quarter and three quarters of an hour.
        Assert.InRange(matrix.Seconds(Array.IndexOf(towns, "Tierp"), Array.IndexOf(towns, "Österbybruk")) / 60.0, 15, 45);
    }

    [Fact]
    public void Gräsö_is_reached_by_the_ferry_and_costs_a_wait()
    {
        var (öregrund, gräsö) = (Point("Öregrund"), Point("Gräsö"));

        var route = map.FindRoute(öregrund, gräsö)!;

        // Under three kilometres, but six minutes on the water and a wait for the ferry.
        Assert.InRange(route.Metres, 1_200, 6_000);
        Assert.True(route.Seconds > 8 * 60);
        Assert.Contains(route.Steps, step => step.Name.Contains("Gräsöleden", StringComparison.Ordinal));

        RoadPoint Point(string town) => Assert.IsType<Snap.Found>(map.Snap(map.Search(town).First(found => found.Kind == FoundKind.Place && found.Label.StartsWith(town, StringComparison.Ordinal)).Place)).Point;
    }

    [Fact]
    public void Storgatan_in_Tierp_is_found_as_one_types()
    {
        var found = map.Search("storg 1 tierp", limit: 5);

        Assert.Contains(found, place => place.Kind == FoundKind.Address && place.Label.StartsWith("Storgatan 1", StringComparison.Ordinal) && place.Label.Contains("Tierp", StringComparison.Ordinal));
    }

    [Fact]
    public void A_house_is_found_again_by_its_own_address()
    {
        var homes = map.Homes(50, seed: 4);

        foreach (var home in homes)
        {
            var found = map.Search(home.Label, limit: 3);
            Assert.Contains(found, place => place.Label == home.Label && place.Place.MetresTo(home.Place) < 5);
        }
    }

    [Fact]
    public void The_map_has_something_to_draw_where_people_live()
    {
        var tierp = map.Search("Tierp").First(found => found.Kind == FoundKind.Place).Place;
        // Web Mercator: x = (lon + 180) / 360 · 2^z; y from the latitude's Gudermannian.
        const int Zoom = 13;
        var x = (int)((tierp.Lon + 180) / 360 * (1 << Zoom));
        var sine = Math.Sin(double.DegreesToRadians(tierp.Lat));
        var y = (int)((0.5 - (Math.Log((1 + sine) / (1 - sine)) / (4 * Math.PI))) * (1 << Zoom));

        Assert.True(map.Tile(Zoom, x, y).Length > 2_000);
    }
}
