using System.Globalization;
using System.Text.RegularExpressions;
using MobileTeams.Measures;
using MobileTeams.Roads;

namespace MobileTeams.Server.Maps;

/// <summary>Where somebody may mean: addresses, streets and places by name, or a point by its coordinates as a telephone shows them.</summary>
public sealed partial class Gazetteer(MapHolder maps)
{
    private const int Most = 8;

    /// <summary>What fits what was typed, the best first. Coordinates are degrees in either order, with a point or a comma: the order that lies on the map is meant.</summary>
    /// <exception cref="InputException"><c>map.off</c> or <c>map.no-road</c>: coordinates to which nobody can be sent.</exception>
    public IReadOnlyList<FoundPlace> Find(string typed, GeoPoint? near = null)
    {
        var map = maps.Current;
        if (Coordinates().Match(typed) is not { Success: true } pair) return map.Search(typed, Most, near);
        var (first, second) = (Degrees(pair.Groups[1]), Degrees(pair.Groups[2]));
        (double Lon, double Lat)[] orders = [(second, first), (first, second)];
        Snap nearest = new Snap.OffMap(LooksSwapped: false);
        foreach (var (lon, lat) in orders.Where(order => GeoPoint.IsLongitude(order.Lon) && GeoPoint.IsLatitude(order.Lat)))
        {
            var place = GeoPoint.FromLonLat(lon: lon, lat: lat);
            switch (map.Snap(place))
            {
                case Snap.Found:
                    var address = map.NearestAddress(place)?.Label;
                    return [new FoundPlace(string.Create(CultureInfo.InvariantCulture, $"{lat:0.0000} {lon:0.0000}{(address is null ? "" : $", {address}")}"), place, FoundKind.Place)];
                case Snap.TooFar far:
                    nearest = far;
                    break;
            }
        }

        throw nearest is Snap.TooFar tooFar
            ? new InputException("map.no-road", $"The nearest road for a car lies {tooFar.Metres:0} m from this point; choose one nearer to a road.", "place")
            : new InputException("map.off", "This point is not on the map; check its coordinates.", "place");
    }

    private static double Degrees(Group number) => double.Parse(number.Value.Replace(',', '.'), NumberStyles.Float, CultureInfo.InvariantCulture);

    [GeneratedRegex(@"^\s*(-?\d{1,3}[.,]\d+)\s*°?\s*[NE]?\s*[,; ]\s*(-?\d{1,3}[.,]\d+)\s*°?\s*[NE]?\s*$", RegexOptions.IgnoreCase)]
    private static partial Regex Coordinates();
}
