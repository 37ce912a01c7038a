using MobileTeams.Measures;
using MobileTeams.Roads.Network;
using MobileTeams.Roads.Space;

namespace MobileTeams.Roads.Addresses;

/// <summary>The extract's places, streets and houses by name, and by place. Immutable and thread-safe.</summary>
/// <remarks>Names are places and streets, each with the locality it lies in; houses hang on a street. Words are folded, sorted, and point to the names they occur in.</remarks>
internal sealed class AddressRegister
{
    private const double HouseWithinMetres = 150;
    private const double PlaceWithinMetres = 30_000;

    private readonly PackedTree houseTree;
    private readonly PackedTree placeTree;
    private readonly int[] placeNames;
    private readonly int[] wordFirst;
    private readonly int[] wordNames;

    public AddressRegister(AddressArrays arrays)
    {
        Arrays = arrays;
        var houses = new Box[arrays.HouseLon.Length];
        for (var house = 0; house < houses.Length; house++) houses[house] = At(arrays.HouseLon[house], arrays.HouseLat[house]);
        houseTree = PackedTree.Over(houses);

        var (places, boxes) = (new List<int>(), new List<Box>());
        for (var name = 0; name < arrays.NameCount; name++)
        {
            if (arrays.Kind[name] == NamedKind.Street) continue;
            places.Add(name);
            boxes.Add(At(arrays.Lon[name], arrays.Lat[name]));
        }

        (placeTree, placeNames) = (PackedTree.Over([.. boxes]), [.. places]);
        (wordFirst, wordNames) = Postings(arrays);
    }

    public AddressArrays Arrays { get; }

    public int HouseCount => Arrays.HouseLon.Length;

    /// <summary>The names whose words include one in a range of word numbers, with repeats.</summary>
    public ReadOnlySpan<int> NamesWith(int firstWord, int endWord) => wordNames.AsSpan(wordFirst[firstWord], wordFirst[endWord] - wordFirst[firstWord]);

    public FoundPlace House(int house)
    {
        var a = Arrays;
        var label = $"{a.Texts[a.Text[a.StreetOf(house)]]} {a.Texts[a.HouseNumber[house]]}";
        return new FoundPlace(WithLocality(label, a.Locality[a.StreetOf(house)]), Degrees.Place(a.HouseLon[house], a.HouseLat[house]), FoundKind.Address);
    }

    public FoundPlace Name(int name) =>
        new(WithLocality(Arrays.Texts[Arrays.Text[name]], Arrays.Locality[name]), Degrees.Place(Arrays.Lon[name], Arrays.Lat[name]), Arrays.Kind[name] == NamedKind.Street ? FoundKind.Street : FoundKind.Place);

    /// <summary>The house nearest to a place, or null where none is near.</summary>
    public FoundPlace? NearestHouse(int lon, int lat)
    {
        FoundPlace? found = null;
        houseTree.VisitByDistance(lon, lat, HouseWithinMetres, house => Degrees.Metres(lon, lat, Arrays.HouseLon[house], Arrays.HouseLat[house]), (house, _) =>
        {
            found = House(house);
            return false;
        });
        return found;
    }

    /// <summary>The place one would say that a point belongs to: near, and the larger the farther it reaches. Null where none is.</summary>
    public string? LocalityAt(int lon, int lat) => Localities.Nearest(placeTree, item => Arrays.Kind[placeNames[item]], (lon, lat), item => (Arrays.Lon[placeNames[item]], Arrays.Lat[placeNames[item]])) is { } item
        ? Arrays.Texts[Arrays.Text[placeNames[item]]]
        : null;

    /// <summary>The nearest place of any kind, or null where there is none.</summary>
    public FoundPlace? NearestPlace(int lon, int lat)
    {
        FoundPlace? found = null;
        placeTree.VisitByDistance(lon, lat, PlaceWithinMetres, item => Degrees.Metres(lon, lat, Arrays.Lon[placeNames[item]], Arrays.Lat[placeNames[item]]), (item, _) =>
        {
            found = Name(placeNames[item]);
            return false;
        });
        return found;
    }

    private string WithLocality(string label, int locality) => locality == 0 || Arrays.Texts[locality] == label ? label : $"{label}, {Arrays.Texts[locality]}";

    private static Box At(int lon, int lat) => new(lon, lat, lon, lat);

    private static (int[] First, int[] Names) Postings(AddressArrays arrays)
    {
        var first = new int[arrays.Words.Count + 2];
        foreach (var word in arrays.NameWords) first[word + 2]++;
        for (var word = 0; word < arrays.Words.Count; word++) first[word + 2] += first[word + 1];
        var names = new int[arrays.NameWords.Length];
        for (var name = 0; name < arrays.NameCount; name++)
            for (var i = arrays.NameWordFirst[name]; i < arrays.NameWordFirst[name + 1]; i++) names[first[arrays.NameWords[i] + 1]++] = name;
        return (first[..^1], names);
    }
}
