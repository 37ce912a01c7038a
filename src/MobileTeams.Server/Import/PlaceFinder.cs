using MobileTeams.Measures;
using MobileTeams.Roads;
using MobileTeams.Server.Patients;

namespace MobileTeams.Server.Import;

/// <summary>Where a row's home is: by its coordinates, else by its address. What is not certain is an error, never a guess.</summary>
internal sealed class PlaceFinder(RoadMap map, GeoPoint near)
{
    private const int MostFound = 40;

    /// <summary>The place, or null when it is wrong and that has been said.</summary>
    public GeoPoint? Find(ImportRow row, Column address, Column longitude, Column latitude)
    {
        if (row.IsEmpty(longitude) && row.IsEmpty(latitude)) return row.IsEmpty(address) ? null : ByAddress(row, address);
        var (lon, lat) = (row.Degrees(longitude), row.Degrees(latitude));
        if (row.IsEmpty(longitude) || row.IsEmpty(latitude))
        {
            row.Wrong(
                row.IsEmpty(longitude) ? longitude : latitude,
                "import.coordinates-half",
                "Longitud och latitud hör ihop: fyll i båda eller ingen.",
                "Longitude and latitude belong together: give both or none.");
            return null;
        }

        return lon is { } east && lat is { } north ? ByCoordinates(row, longitude, east, north) : null;
    }

    private GeoPoint? ByCoordinates(ImportRow row, Column longitude, double lon, double lat)
    {
        if (!GeoPoint.IsLongitude(lon) || !GeoPoint.IsLatitude(lat))
        {
            var isGrid = Math.Max(lon, lat) > 6_000_000;
            row.Wrong(
                longitude,
                isGrid ? "import.coordinates-grid" : "import.coordinates",
                isGrid ? "Det ser ut som SWEREF 99 TM i meter. Ange WGS 84 i grader, till exempel 17,5163 och 60,3450." : "Inte en plats på jorden i grader.",
                isGrid ? "These look like SWEREF 99 TM in metres. Give WGS 84 in degrees, such as 17.5163 and 60.3450." : "Not a place on earth in degrees.");
            return null;
        }

        var place = GeoPoint.FromLonLat(lon: lon, lat: lat);
        switch (map.Snap(place))
        {
            case Snap.OffMap { LooksSwapped: true }:
                row.Wrong(
                    longitude,
                    "import.coordinates-swapped",
                    "Longitud och latitud är förväxlade. Byt plats på dem.",
                    "Longitude and latitude are swapped. Exchange them.");
                return null;
            case Snap.OffMap:
                row.Wrong(
                    longitude,
                    "import.coordinates-off-map",
                    $"Platsen ({place}) ligger utanför kartan. Kontrollera koordinaterna, eller ladda en större karta.",
                    $"The place ({place}) lies outside the map. Check the coordinates, or load a larger map.");
                return null;
            case Snap.TooFar far:
                row.Wrong(
                    longitude,
                    "import.coordinates-no-road",
                    $"Närmaste bilväg ligger {Metres(far.Metres)} från platsen; högst {RoadMap.FarthestSnapMetres:0} m går.",
                    $"The nearest road for a car lies {Metres(far.Metres)} from the place; at most {RoadMap.FarthestSnapMetres:0} m will do.");
                return null;
            default:
                return place;
        }
    }

    private GeoPoint? ByAddress(ImportRow row, Column column)
    {
        var address = row.Cell(column);
        var (name, locality) = Parts(address);
        var found = map.Search(Searched(address), MostFound, near);

        bool IsMeant((string Name, string Locality) label) =>
            label.Name == name && (locality.Length == 0 || label.Locality.Split(' ').Intersect(locality.Split(' ')).Any());

        var fitting = found.Where(one => one.Kind != FoundKind.Street && IsMeant(Parts(one.Label))).ToList();
        if (fitting.Count == 1) return fitting[0].Place;
        if (fitting.Count > 1)
        {
            var labels = string.Join(" / ", fitting.Take(4).Select(one => one.Label));
            row.Wrong(
                column,
                "import.address-several",
                $"Adressen finns på flera ställen: {labels}. Skriv ort efter ett komma, eller ange koordinater.",
                $"There are several such addresses: {labels}. Write the town after a comma, or give coordinates.");
            return null;
        }

        var like = found.Count == 0 ? "" : Language.Say($" Närmast: {found[0].Label}.", $" Nearest: {found[0].Label}.");
        row.Wrong(
            column,
            "import.address-unknown",
            $"Adressen finns inte på kartan.{like} Rätta den, eller ange koordinater.",
            $"The address is not on the map.{like} Put it right, or give coordinates.");
        return null;
    }

    // The search knows no postal codes.
    private static string Searched(string address)
    {
        var comma = address.IndexOf(',', StringComparison.Ordinal);
        return comma < 0 ? address : $"{address[..comma]}, {Parts(address).Locality}";
    }

    // "Storgatan 12 B, 815 37 Tierp" is known by "storgatan12b" and "tierp".
    private static (string Name, string Locality) Parts(string address)
    {
        var comma = address.IndexOf(',', StringComparison.Ordinal);
        var name = comma < 0 ? address : address[..comma];
        var locality = comma < 0 ? "" : address[(comma + 1)..];
        return (
            SearchText.Fold(name).Replace(" ", "", StringComparison.Ordinal),
            string.Join(' ', SearchText.Fold(locality).Split(' ').Where(word => word.Length > 0 && !word.All(char.IsAsciiDigit))));
    }

    private static string Metres(double metres) => double.IsFinite(metres) ? $"{metres:0} m" : Language.Say("flera kilometer", "kilometres");
}
