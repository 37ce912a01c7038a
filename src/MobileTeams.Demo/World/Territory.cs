using MobileTeams.Measures;
using MobileTeams.Roads;

namespace MobileTeams.Demo.World;

/// <summary>A house somebody may live in.</summary>
/// <param name="FromArea">Seconds by car from the middle of its area.</param>
/// <param name="FromBase">Seconds by car from the care centre.</param>
internal sealed record Home(GeoPoint Place, string Address, int FromArea, int FromBase);

/// <summary>Where one area group works.</summary>
/// <param name="Homes">The nearest to its middle first.</param>
/// <param name="FromBase">Seconds by car from the care centre to its middle.</param>
internal sealed record Area(string Name, IReadOnlyList<Home> Homes, int FromBase);

/// <summary>A care centre's place and its areas.</summary>
internal sealed record Catchment(string Town, GeoPoint Base, string Address, IReadOnlyList<Area> Areas);

/// <summary>Divides a map among three care centres: by the towns' own names where the map knows them, else by where people live closest together.</summary>
internal static class Territory
{
    private const int Candidates = 1800;
    private const int FarthestFromArea = 25 * 60;
    private const int FarthestFromBase = 55 * 60;
    private const double Neighbourhood = 2500;

    private static readonly (string Town, (string Name, string Middle)[] Areas)[] Known =
    [
        ("Tierp", [("Tierp", "Tierp"), ("Örbyhus och Tobo", "Örbyhus"), ("Söderfors och Mehedeby", "Söderfors"), ("Karlholm och Skärplinge", "Karlholmsbruk")]),
        ("Östhammar", [("Östhammar", "Östhammar"), ("Öregrund och Gräsö", "Öregrund"), ("Gimo och Alunda", "Gimo")]),
        ("Älvkarleby", [("Skutskär", "Skutskär"), ("Älvkarleby och Marma", "Älvkarleby")]),
    ];

    /// <exception cref="InputException"><c>demo.map-too-small</c>: too few homes to fill three centres.</exception>
    public static IReadOnlyList<Catchment> Of(RoadMap map, int seed)
    {
        var houses = map.Homes(Candidates, seed).DistinctBy(home => home.Place).Select(home => (home.Place, home.Label, Point: Snapped(map, home.Place)))
            .Where(house => house.Point is not null).Select(house => new House(house.Place, house.Label, house.Point!.Value)).ToList();
        if (houses.Count < Candidates / 3)
            throw new InputException("demo.map-too-small", "The map has too few houses and small roads for a practice county; take a larger extract.", map.Info.BuiltFrom);
        var middles = ByName(map, houses) ?? ByDensity(map, houses);
        return Divide(map, houses, middles);
    }

    private static RoadPoint? Snapped(RoadMap map, GeoPoint place) => map.Snap(place) is Snap.Found found ? found.Point : null;

    /// <summary>Every area's middle as a house near the place of its name; null where the map does not know them all.</summary>
    private static List<Middle>? ByName(RoadMap map, List<House> houses)
    {
        var middles = new List<Middle>();
        for (var centre = 0; centre < Known.Length; centre++)
        {
            foreach (var (name, place) in Known[centre].Areas)
            {
                if (map.Search(place).FirstOrDefault(found => found.Kind == FoundKind.Place && found.Label.Split(',')[0] == place) is not { } found) return null;
                var nearest = houses.MinBy(house => house.Place.MetresTo(found.Place))!;
                if (nearest.Place.MetresTo(found.Place) > Neighbourhood) return null;
                middles.Add(new Middle(centre, Known[centre].Town, name, nearest));
            }
        }

        return middles;
    }

    /// <summary>Centres where most houses stand close together, far from one another; areas likewise inside each centre's reach.</summary>
    private static List<Middle> ByDensity(RoadMap map, List<House> houses)
    {
        var density = houses.Select(house => houses.Count(other => other.Place.MetresTo(house.Place) < Neighbourhood)).ToArray();
        var all = Enumerable.Range(0, houses.Count).ToList();
        var centres = FarApart(all.MaxBy(i => density[i]), all, Known.Length);
        var table = map.Table([.. centres.Select(centre => houses[centre].Point)], [.. houses.Select(house => house.Point)]);
        var middles = new List<Middle>();
        for (var centre = 0; centre < centres.Count; centre++)
        {
            var row = centre;
            var reach = Enumerable.Range(0, houses.Count)
                .Where(i => Enumerable.Range(0, centres.Count).MinBy(other => table.Seconds(other, i)) == row && table.Seconds(row, i) <= FarthestFromBase / 2).ToList();
            var chosen = FarApart(centres[centre], reach, Known[centre].Areas.Length);
            var town = Known[centre].Town;
            for (var i = 0; i < chosen.Count; i++)
                middles.Add(new Middle(centre, town, i == 0 ? town : $"{town} {Compass(houses[chosen[0]].Place, houses[chosen[i]].Place)} {i}", houses[chosen[i]]));
        }

        return middles;

        // Each next one as far from the others as can be, and where houses stand close.
        List<int> FarApart(int first, List<int> among, int count)
        {
            var chosen = new List<int> { first };
            while (chosen.Count < count) chosen.Add(among.MaxBy(i => chosen.Min(other => houses[other].Place.MetresTo(houses[i].Place)) * Math.Sqrt(density[i])));
            return chosen;
        }
    }

    private static List<Catchment> Divide(RoadMap map, List<House> houses, List<Middle> middles)
    {
        var table = map.Table([.. middles.Select(middle => middle.House.Point)], [.. houses.Select(house => house.Point)]);
        var nearest = Enumerable.Range(0, houses.Count).ToLookup(i => Enumerable.Range(0, middles.Count).MinBy(middle => table.Seconds(middle, i)));
        var catchments = new List<Catchment>();
        foreach (var centre in middles.GroupBy(middle => middle.Centre))
        {
            var at = middles.IndexOf(centre.First());
            var areas = centre.Select(middle =>
            {
                var row = middles.IndexOf(middle);
                var homes = nearest[row].Select(i => new Home(houses[i].Place, houses[i].Address, table.Seconds(row, i), table.Seconds(at, i)))
                    .Where(home => home.FromArea <= FarthestFromArea && home.FromBase <= FarthestFromBase).OrderBy(home => home.FromArea).ThenBy(home => home.Address, StringComparer.Ordinal).ToList();
                return new Area(middle.Name, homes, table.Seconds(at, houses.IndexOf(middle.House)));
            }).ToList();
            catchments.Add(new Catchment(centre.First().Town, centre.First().House.Place, centre.First().House.Address, areas));
        }

        return catchments;
    }

    private static string Compass(GeoPoint from, GeoPoint to)
    {
        var (east, north) = ((to.Lon - from.Lon) * Math.Cos(double.DegreesToRadians(from.Lat)), to.Lat - from.Lat);
        return Math.Abs(east) > Math.Abs(north) ? east > 0 ? "öster" : "väster" : north > 0 ? "norr" : "söder";
    }

    private sealed record House(GeoPoint Place, string Address, RoadPoint Point);

    private sealed record Middle(int Centre, string Town, string Name, House House);
}
