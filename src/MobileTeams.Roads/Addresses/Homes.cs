using MobileTeams.Measures;
using MobileTeams.Roads.Network;
using MobileTeams.Roads.Profile;
using MobileTeams.Roads.Space;

namespace MobileTeams.Roads.Addresses;

/// <summary>Draws places where people could live: houses of the extract, or where it has too few, points along its smaller roads.</summary>
internal static class Homes
{
    private const double RoadWithinMetres = 300;

    /// <summary>So many homes from which the largest part of the map can be reached; the same seed gives the same.</summary>
    public static List<FoundPlace> Draw(AddressRegister register, RoadNetwork network, Snapper snapper, byte[] componentOfEdge, int count, int seed)
    {
        var random = new Random(seed);
        var homes = new List<FoundPlace>();
        var taken = new HashSet<string>();
        if (register.HouseCount >= count)
        {
            for (var tries = 0; homes.Count < count && tries < count * 20L; tries++)
            {
                var home = register.House(random.Next(register.HouseCount));
                if (snapper.Snap(home.Place) is Snap.Found { Metres: < RoadWithinMetres } found && componentOfEdge[found.Point.Edge] == 0 && taken.Add(home.Label)) homes.Add(home);
            }
        }

        if (homes.Count < count) AddAlongRoads(register, network, snapper, componentOfEdge, count, random, homes);
        return homes;
    }

    private static void AddAlongRoads(AddressRegister register, RoadNetwork network, Snapper snapper, byte[] componentOfEdge, int count, Random random, List<FoundPlace> homes)
    {
        var (edges, ends) = (new List<int>(), new List<long>());
        var sum = 0L;
        for (var edge = 0; edge < network.EdgeCount; edge++)
        {
            var people = PeopleBeside(network.Class[edge]);
            if (people == 0 || componentOfEdge[edge] != 0) continue;
            edges.Add(edge);
            ends.Add(sum += (long)network.Decimetres[edge] * people);
        }

        if (edges.Count == 0) return;
        while (homes.Count < count)
        {
            var at = ends.BinarySearch(random.NextInt64(sum) + 1);
            var edge = edges[at < 0 ? ~at : at];
            var point = snapper.PointAt(edge, random.NextDouble());
            var street = network.Names[network.Name[edge]];
            var locality = register.LocalityAt(Degrees.Units(point.Place.Lon), Degrees.Units(point.Place.Lat));
            var label = (street, locality) switch
            {
                ("", null) => point.Place.ToString(),
                ("", _) => locality,
                (_, null) => street,
                _ => $"{street}, {locality}",
            };
            homes.Add(new FoundPlace(label, point.Place, FoundKind.Street));
        }
    }

    /// <summary>How densely people live along a road, roughly and relative to a country road.</summary>
    private static int PeopleBeside(RoadClass roadClass) => roadClass switch
    {
        RoadClass.Residential or RoadClass.LivingStreet => 8,
        RoadClass.Tertiary or RoadClass.Unclassified or RoadClass.Unknown => 1,
        _ => 0,
    };
}
