using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using MobileTeams.Measures;
using MobileTeams.Roads;
using NetTopologySuite.Geometries;

namespace MobileTeams.Cli;

/// <summary><c>mobileteams map isochrone</c>.</summary>
internal static class IsochroneCommand
{
    public static Command Make()
    {
        var file = MapCommands.MapFile();
        var from = new Option<string>("--from") { Description = "LON,LAT", Required = true };
        var minutes = new Option<string>("--minutes") { Description = "Whole minutes, apart by commas, such as 10,20,30.", Required = true };
        var (profile, metric, side, noTurnCosts) = (MapCommands.Profile(), MapCommands.Metric(), MapCommands.Side(), MapCommands.NoTurnCosts());
        var command = new Command("isochrone", "The areas reached within some times, as a GeoJSON feature collection on standard output; timings on standard error.") { file, from, minutes, profile, metric, side, noTurnCosts };
        command.SetAction(arguments =>
        {
            TravelMode mode = null!;
            RoadMetric times = null!;
            IReadOnlyList<Isochrone> areas = [];
            var limits = Limits(arguments.GetRequiredValue(minutes));
            var loading = CpuTime.Of(() => mode = MapCommands.ModeOf(MapCommands.Load(arguments, file), arguments.GetValue(profile)));
            var preparing = CpuTime.Of(() => times = MapCommands.MetricOf(mode, arguments.GetValue(metric), arguments.GetValue(noTurnCosts)));
            var start = Places.Snapped(mode, arguments.GetRequiredValue(from), arguments.GetValue(side), "--from");
            var time = CpuTime.Of(() => areas = mode.Isochrones(start, limits, times));
            Console.Error.WriteLine($"loading     {loading} CPU ms");
            Console.Error.WriteLine($"preparing   {preparing} CPU ms");
            Console.Error.WriteLine($"isochrone   {time} CPU ms");
            Console.WriteLine(JsonSerializer.Serialize(new { type = "FeatureCollection", features = areas.Select(Feature) }));
        });
        return command;
    }

    private static int[] Limits(string text) => [.. text.Split(',', StringSplitOptions.TrimEntries).Select(part =>
        int.TryParse(part, NumberStyles.None, CultureInfo.InvariantCulture, out var limit) && limit is > 0 and <= 24 * 60
            ? limit
            : throw new InputException("map.minutes", $"'{part}' is not a time; write whole minutes from 1 to 1440, apart by commas.", "--minutes"))];

    private static object Feature(Isochrone isochrone) => new
    {
        type = "Feature",
        properties = new { minutes = isochrone.Minutes },
        geometry = new { type = "MultiPolygon", coordinates = isochrone.Area.Geometries.Cast<Polygon>().Select(Rings) },
    };

    /// <summary>Outer rings anticlockwise, holes clockwise, as GeoJSON asks for.</summary>
    private static IEnumerable<double[][]> Rings(Polygon polygon) =>
        [Ring(polygon.Shell, isOuter: true), .. polygon.Holes.Select(hole => Ring(hole, isOuter: false))];

    private static double[][] Ring(LinearRing ring, bool isOuter) =>
        [.. (ring.IsCCW == isOuter ? ring.Coordinates : ring.Coordinates.Reverse()).Select(point => new[] { Math.Round(point.X, 7), Math.Round(point.Y, 7) })];
}
