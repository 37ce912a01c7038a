using System.Text.Json;
using MobileTeams.Dispatch;
using MobileTeams.Roads;
using MobileTeams.Testing;

namespace MobileTeams.Demo.Tests;

public sealed class WorldIsTheSameEveryTimeTests(Norduppland norduppland)
{
    [Fact]
    public void The_same_seed_and_day_give_the_same_world_to_the_last_word()
    {
        var again = DemoWorld.Make(norduppland.Map, Norduppland.Seed, Norduppland.Today);

        Assert.Equal(Written(norduppland.World), Written(again));
    }

    [Fact]
    public void Another_seed_gives_other_people_with_other_ids()
    {
        var other = DemoWorld.Make(norduppland.Map, seed: 2, Norduppland.Today);

        Assert.Empty(other.Patients.Select(patient => patient.Id).Intersect(norduppland.World.Patients.Select(patient => patient.Id)));
        Assert.Empty(other.People.Select(person => person.Id).Intersect(norduppland.World.People.Select(person => person.Id)));
    }

    [Fact]
    public void The_next_day_it_is_still_the_same_people_and_agreements()
    {
        var tomorrow = DemoWorld.Make(norduppland.Map, Norduppland.Seed, Norduppland.Today.AddDays(1));

        Assert.Equal(norduppland.World.People.Select(person => (person.Id, person.Name)), tomorrow.People.Select(person => (person.Id, person.Name)));
        Assert.Equal(norduppland.World.Patients.Select(patient => (patient.Id, patient.GivenName, patient.Address)), tomorrow.Patients.Select(patient => (patient.Id, patient.GivenName, patient.Address)));
        Assert.Equal(norduppland.World.Series.Select(series => (series.Id, series.At)), tomorrow.Series.Select(series => (series.Id, series.At)));
        Assert.Equal(norduppland.World.Accounts.Select(account => account.Login), tomorrow.Accounts.Select(account => account.Login));
    }

    [Fact]
    public void A_real_extract_is_peopled_too()
    {
        if (SharedData.FindMap("uppsala-lan-parts") is not { } extract)
        {
            Assert.Skip("shared/maps/uppsala-lan-parts.osm.pbf is not beside the project.");
            return;
        }

        var map = RoadMap.Build(extract);
        var world = DemoWorld.Make(map, seed: 1, Norduppland.Today);

        Assert.Equal(350, world.Patients.Count);
        var points = world.Patients.Take(60).Select(patient => Assert.IsType<Snap.Found>(map.Snap(patient.Place)).Point)
            .Concat(world.Centres.Select(centre => Assert.IsType<Snap.Found>(map.Snap(centre.Place)).Point)).ToList();
        var matrix = map.Matrix(points);
        for (var from = 0; from < matrix.Size; from++)
            for (var to = 0; to < matrix.Size; to++) Assert.True(matrix.IsReachable(from, to));
        Assert.All(world.Centres, centre => Assert.True(world.VisitsOn(centre, Norduppland.Today).Count > 80));
    }

    private static string Written(DemoWorld world) => JsonSerializer.Serialize(world);
}
