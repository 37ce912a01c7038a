using System.Globalization;
using MobileTeams.Measures;
using MobileTeams.Roads;

namespace MobileTeams.Cli;

/// <summary>Places as they are written on the command line and in files: longitude, latitude.</summary>
internal static class Places
{
    /// <summary>The place of a text and the road at it.</summary>
    /// <exception cref="InputException"><c>map.point</c>, <c>map.off</c>, <c>map.swapped</c> or <c>map.no-road</c>.</exception>
    public static RoadPoint Snapped(TravelMode mode, string text, SideOfStreet side, string where)
    {
        var place = Read(text, where);
        return mode.Snap(place, side) switch
        {
            Snap.Found found => found.Point,
            Snap.OffMap off => throw OffMap(place, off, where),
            Snap.TooFar far => throw new InputException("map.no-road", $"{place} is {Distance(far)} the nearest road that leads anywhere.", where),
            _ => throw new InvalidOperationException("No such snap."),
        };
    }

    /// <summary>The roads at the places of a CSV file, one place a line, longitude first; null where no road is near, which is said on standard error. A first line in words is passed over.</summary>
    /// <exception cref="InputException"><c>map.points-unreadable</c>, <c>map.point</c>, <c>map.off</c> or <c>map.swapped</c>, with the line.</exception>
    public static List<RoadPoint?> OfFile(TravelMode mode, FileInfo file, SideOfStreet side)
    {
        var points = new List<RoadPoint?>();
        foreach (var (line, number) in Lines(file))
        {
            if (line.Length == 0 || (number == 1 && line.Any(char.IsAsciiLetter) && !IsPlace(line))) continue;
            var where = $"{file.Name}:{number}";
            var place = Read(line, where);
            switch (mode.Snap(place, side))
            {
                case Snap.Found found:
                    points.Add(found.Point);
                    break;
                case Snap.OffMap off:
                    throw OffMap(place, off, where);
                case Snap.TooFar far:
                    Console.Error.WriteLine($"map.no-road: {place} is {Distance(far)} the nearest road that leads anywhere; its row and column stay empty. ({where})");
                    points.Add(null);
                    break;
            }
        }

        return points;
    }

    private static IEnumerable<(string Line, int Number)> Lines(FileInfo file)
    {
        string[] lines;
        try
        {
            lines = File.ReadAllLines(file.FullName);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new InputException("map.points-unreadable", $"The points cannot be read: {e.Message}", file.FullName, e);
        }

        return lines.Select((line, index) => (line.Trim(), index + 1));
    }

    private static bool IsPlace(string text) => text.Split(',') is [var lon, var lat, ..] && IsNumber(lon, out _) && IsNumber(lat, out _);

    private static GeoPoint Read(string text, string where) =>
        text.Split(',') is [var lon, var lat, ..] && IsNumber(lon, out var east) && IsNumber(lat, out var north) && GeoPoint.IsLongitude(east) && GeoPoint.IsLatitude(north)
            ? GeoPoint.FromLonLat(lon: east, lat: north)
            : throw new InputException("map.point", $"'{text}' is not a place; write longitude,latitude in degrees, such as 17.52,60.34.", where);

    private static bool IsNumber(string text, out double number) => double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out number);

    private static string Distance(Snap.TooFar far) => double.IsInfinity(far.Metres) ? $"more than {RoadMap.FarthestSnapMetres:0} m from" : $"{far.Metres:0} m from a road, but too far from";

    private static InputException OffMap(GeoPoint place, Snap.OffMap off, string where) => off.LooksSwapped
        ? new InputException("map.swapped", $"{place} is off the map; were longitude and latitude swapped?", where)
        : new InputException("map.off", $"{place} is off the map.", where);
}
