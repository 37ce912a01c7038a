using System.Globalization;
using System.Runtime.InteropServices;
using MobileTeams.Roads.Network;
using MobileTeams.Roads.Osm;
using MobileTeams.Roads.Space;

namespace MobileTeams.Roads.Addresses;

/// <summary>Collects places, named roads and house numbers from an extract and ties them into a register.</summary>
/// <remarks>A street is all roads of one name in one locality. The locality is the houses' <c>addr:city</c> where there is one, else the place that the street belongs to.</remarks>
internal sealed class AddressBuilder
{
    private const double StreetOfHouseWithinMetres = 1_500;

    private readonly List<Settlement> settlements = [];
    private readonly List<House> houses = [];
    private readonly List<(string Name, long Node)> roads = [];
    private readonly List<(OsmTags Tags, long[] Nodes)> outlines = [];

    public void Add(OsmWay way, NodePlaces places)
    {
        if (way.Nodes.Length < 2) return;
        if (way.Tags["highway"] is not null && way.Tags["name"] is { } name)
        {
            var middle = way.Nodes[way.Nodes.Length / 2];
            roads.Add((name, middle));
            places.Want([middle]);
        }
        else if (IsHouse(way.Tags) || KindOf(way.Tags) is not null)
        {
            outlines.Add((way.Tags, way.Nodes));
            places.Want(way.Nodes);
        }
    }

    public void Add(OsmNode node) => Add(node.Tags, Degrees.Units(node.Place.Lon), Degrees.Units(node.Place.Lat));

    /// <summary>Adds the houses of a register (CSV) that lie within a box.</summary>
    /// <exception cref="Measures.InputException"><c>map.addresses-unreadable</c> or <c>map.addresses-wrong</c>, with the line.</exception>
    public void AddRegister(string path, Box within) => AddressCsv.Read(path, (street, number, city, place) =>
    {
        var (lon, lat) = (Degrees.Units(place.Lon), Degrees.Units(place.Lat));
        if (within.Holds(lon, lat)) houses.Add(new House(street, number, city, lon, lat));
    });

    public AddressArrays Build(NodePlaces places)
    {
        foreach (var (tags, nodes) in outlines)
            if (Middle(nodes, places) is var (lon, lat)) Add(tags, lon, lat);
        return new Ties(settlements, houses).Build(roads, places);
    }

    private void Add(OsmTags tags, int lon, int lat)
    {
        if (IsHouse(tags)) houses.Add(new House((tags["addr:street"] ?? tags["addr:place"])!, tags["addr:housenumber"]!, tags["addr:city"], lon, lat));
        if (KindOf(tags) is { } kind) settlements.Add(new Settlement(tags["name"]!, kind, Population(tags["population"]), lon, lat));
    }

    private static bool IsHouse(OsmTags tags) => tags.Has("addr:housenumber") && (tags.Has("addr:street") || tags.Has("addr:place"));

    private static NamedKind? KindOf(OsmTags tags) => tags["place"] is not { } place || !tags.Has("name") ? null : place switch
    {
        "city" => NamedKind.City,
        "town" => NamedKind.Town,
        "suburb" or "borough" => NamedKind.Suburb,
        "village" => NamedKind.Village,
        "hamlet" => NamedKind.Hamlet,
        "quarter" or "neighbourhood" => NamedKind.Quarter,
        "island" or "islet" => NamedKind.Island,
        "farm" or "isolated_dwelling" or "allotments" => NamedKind.Farm,
        "locality" or "square" => NamedKind.Locality,
        _ => null,
    };

    private static int Population(string? text) => int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var people) ? people : 0;

    private static (int Lon, int Lat)? Middle(long[] nodes, NodePlaces places)
    {
        var box = Box.Nothing;
        foreach (var id in nodes)
            if (places.Find(id) is >= 0 and var node && places.IsSeen(node)) box = box.With(places.Lon(node), places.Lat(node));
        return box.IsEmpty ? null : ((int)(((long)box.Left + box.Right) / 2), (int)(((long)box.Bottom + box.Top) / 2));
    }

    private readonly record struct Settlement(string Name, NamedKind Kind, int Population, int Lon, int Lat);

    private readonly record struct House(string Street, string Number, string? City, int Lon, int Lat);

    /// <summary>Brings houses, streets and places together.</summary>
    private sealed class Ties
    {
        private readonly List<Settlement> settlements;
        private readonly List<House> houses;
        private readonly PackedTree tree;
        private readonly Dictionary<(string Name, string Locality), Street> streets = [];
        private readonly Dictionary<string, List<Street>> byName = [];

        public Ties(List<Settlement> settlements, List<House> houses)
        {
            (this.settlements, this.houses) = (settlements, houses);
            tree = PackedTree.Over([.. settlements.ConvertAll(place => new Box(place.Lon, place.Lat, place.Lon, place.Lat))]);
        }

        public AddressArrays Build(List<(string Name, long Node)> roads, NodePlaces places)
        {
            foreach (var house in houses) StreetOf(house.Street, house.City ?? LocalityAt(house.Lon, house.Lat)).Add(house);
            foreach (var (name, id) in roads)
            {
                if (places.Find(id) is not (>= 0 and var node) || !places.IsSeen(node)) continue;
                var (lon, lat) = (places.Lon(node), places.Lat(node));
                (NearStreet(name, lon, lat) ?? StreetOf(name, LocalityAt(lon, lat))).Points.Add((lon, lat));
            }

            return Laid();
        }

        private Street StreetOf(string name, string locality)
        {
            ref var street = ref CollectionsMarshal.GetValueRefOrAddDefault(streets, (name, locality), out _);
            if (street is not null) return street;
            street = new Street(name, locality);
            ref var sameName = ref CollectionsMarshal.GetValueRefOrAddDefault(byName, name, out _);
            (sameName ??= []).Add(street);
            return street;
        }

        /// <summary>A street of this name whose houses stand near.</summary>
        private Street? NearStreet(string name, int lon, int lat)
        {
            var (nearest, metres) = ((Street?)null, StreetOfHouseWithinMetres);
            foreach (var street in byName.GetValueOrDefault(name) ?? [])
            {
                foreach (var house in street.Houses)
                {
                    var distance = Degrees.Metres(lon, lat, house.Lon, house.Lat);
                    if (distance < metres) (nearest, metres) = (street, distance);
                }
            }

            return nearest;
        }

        private string LocalityAt(int lon, int lat) =>
            Localities.Nearest(tree, item => settlements[item].Kind, (lon, lat), item => (settlements[item].Lon, settlements[item].Lat)) is { } item ? settlements[item].Name : "";

        private AddressArrays Laid()
        {
            var texts = new TextTable.Builder();
            var words = new SortedDictionary<string, int>(StringComparer.Ordinal);
            var all = new List<Street>(streets.Values);
            all.Sort((a, b) => (a.Name, a.Locality).CompareTo((b.Name, b.Locality)));
            var count = settlements.Count + all.Count;
            var (text, locality, population, lon, lat) = (new int[count], new int[count], new int[count], new int[count], new int[count]);
            var (kind, houseFirst, spelled) = (new NamedKind[count], new int[count + 1], new (List<string> Own, List<string> Around)[count]);
            var (numbers, houseLon, houseLat) = (new List<int>(), new List<int>(), new List<int>());
            for (var i = 0; i < count; i++)
            {
                if (i < settlements.Count)
                {
                    var place = settlements[i];
                    (text[i], kind[i], population[i], lon[i], lat[i]) = (texts.Add(place.Name), place.Kind, place.Population, place.Lon, place.Lat);

                    // A farm or a quarter is told from others of its name by the town around it.
                    var around = place.Kind > NamedKind.Village || place.Kind == NamedKind.Suburb ? LocalityAround(place) : "";
                    locality[i] = texts.Add(around);
                    spelled[i] = (Folding.Words(place.Name), Folding.Words(around));
                }
                else
                {
                    var street = all[i - settlements.Count];
                    (text[i], locality[i], kind[i], (lon[i], lat[i])) = (texts.Add(street.Name), texts.Add(street.Locality), NamedKind.Street, street.Middle());
                    spelled[i] = (Folding.Words(street.Name), Folding.Words(street.Locality));
                    foreach (var house in street.SortedHouses())
                    {
                        numbers.Add(texts.Add(house.Number));
                        houseLon.Add(house.Lon);
                        houseLat.Add(house.Lat);
                    }
                }

                houseFirst[i + 1] = numbers.Count;
                foreach (var word in spelled[i].Own) words[word] = 0;
                foreach (var word in spelled[i].Around) words[word] = 0;
            }

            // Text 0 of a table is the empty one, and sorts first.
            var table = new TextTable.Builder();
            var ordered = new List<string>(words.Keys);
            foreach (var word in ordered) words[word] = table.Add(word);
            var (nameWordFirst, nameWords, ownWords) = (new int[count + 1], new List<int>(), new byte[count]);
            for (var i = 0; i < count; i++)
            {
                foreach (var word in spelled[i].Own) nameWords.Add(words[word]);
                foreach (var word in spelled[i].Around) nameWords.Add(words[word]);
                ownWords[i] = (byte)Math.Min(spelled[i].Own.Count, byte.MaxValue);
                nameWordFirst[i + 1] = nameWords.Count;
            }

            return new AddressArrays
            {
                Texts = texts.Build(),
                Text = text,
                Locality = locality,
                Kind = kind,
                Population = population,
                Lon = lon,
                Lat = lat,
                HouseFirst = houseFirst,
                HouseNumber = [.. numbers],
                HouseLon = [.. houseLon],
                HouseLat = [.. houseLat],
                Words = table.Build(),
                NameWordFirst = nameWordFirst,
                NameWords = [.. nameWords],
                OwnWords = ownWords,
            };
        }

        private string LocalityAround(Settlement place)
        {
            var (best, share) = ("", 1.0);
            tree.VisitByDistance(place.Lon, place.Lat, 10_000, item => Degrees.Metres(place.Lon, place.Lat, settlements[item].Lon, settlements[item].Lat), (item, metres) =>
            {
                var reach = settlements[item].Kind switch { NamedKind.City => 10_000.0, NamedKind.Town => 6_000, NamedKind.Village => 4_000, _ => 0 };
                if (reach > 0 && settlements[item].Kind < place.Kind && metres / reach < share) (best, share) = (settlements[item].Name, metres / reach);
                return true;
            });
            return best;
        }
    }

    private sealed class Street(string name, string locality)
    {
        public string Name { get; } = name;

        public string Locality { get; } = locality;

        public List<House> Houses { get; } = [];

        public List<(int Lon, int Lat)> Points { get; } = [];

        public void Add(House house)
        {
            foreach (var there in Houses)
                if (there.Number == house.Number) return;
            Houses.Add(house);
        }

        /// <summary>By number as one walks: 2 before 12, 12 before 12A.</summary>
        public List<House> SortedHouses()
        {
            Houses.Sort((a, b) => (Leading(a.Number), a.Number).CompareTo((Leading(b.Number), b.Number)));
            return Houses;
        }

        /// <summary>The point of the street nearest to the middle of all its points.</summary>
        public (int Lon, int Lat) Middle()
        {
            var points = Points.Count > 0 ? Points : Houses.ConvertAll(house => (house.Lon, house.Lat));
            long lon = 0, lat = 0;
            foreach (var point in points) (lon, lat) = (lon + point.Lon, lat + point.Lat);
            var (middleLon, middleLat) = ((int)(lon / points.Count), (int)(lat / points.Count));
            var (nearest, metres) = (points[0], double.PositiveInfinity);
            foreach (var point in points)
            {
                var distance = Degrees.Metres(middleLon, middleLat, point.Lon, point.Lat);
                if (distance < metres) (nearest, metres) = (point, distance);
            }

            return nearest;
        }

        private static int Leading(string number)
        {
            var digits = 0;
            while (digits < Math.Min(number.Length, 8) && char.IsAsciiDigit(number[digits])) digits++;
            return digits == 0 ? 0 : int.Parse(number.AsSpan(0, digits), CultureInfo.InvariantCulture);
        }
    }
}
