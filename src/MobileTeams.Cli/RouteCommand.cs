using System.CommandLine;
using System.Text.Encodings.Web;
using System.Text.Json;
using MobileTeams.Measures;
using MobileTeams.Roads;

namespace MobileTeams.Cli;

/// <summary><c>mobileteams map route</c>.</summary>
internal static class RouteCommand
{
    private static readonly JsonSerializerOptions Json = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static Command Make()
    {
        var file = MapCommands.MapFile();
        var from = new Option<string>("--from") { Description = "LON,LAT", Required = true };
        var to = new Option<string>("--to") { Description = "LON,LAT", Required = true };
        var language = new Option<string>("--language") { Description = "sv or en, for the words of the turn list.", DefaultValueFactory = _ => "en" };
        var repeat = new Option<int>("--repeat") { Description = "How often to find it, for timing.", DefaultValueFactory = _ => 1 };
        var (profile, metric, side, noTurnCosts) = (MapCommands.Profile(), MapCommands.Metric(), MapCommands.Side(), MapCommands.NoTurnCosts());
        var command = new Command("route", "The fastest way, as a GeoJSON feature on standard output; timings on standard error.") { file, from, to, profile, metric, side, noTurnCosts, language, repeat };
        command.SetAction(arguments =>
        {
            TravelMode mode = null!;
            RoadMetric times = null!;
            var loading = CpuTime.Of(() => mode = MapCommands.ModeOf(MapCommands.Load(arguments, file), arguments.GetValue(profile)));
            var preparing = CpuTime.Of(() => times = MapCommands.MetricOf(mode, arguments.GetValue(metric), arguments.GetValue(noTurnCosts)));
            Route? route = null;
            Console.Error.WriteLine($"loading     {loading} CPU ms");
            Console.Error.WriteLine($"preparing   {preparing} CPU ms");
            for (var run = 0; run < Math.Max(1, arguments.GetValue(repeat)); run++)
            {
                var time = CpuTime.Of(() => route = mode.FindRoute(PointOf(from, "--from"), PointOf(to, "--to"), times));
                Console.Error.WriteLine($"route       {time} CPU ms, snapping and line included");
            }

            Console.WriteLine(Feature(route ?? throw new InputException("map.no-way", "No way leads from the one place to the other."), arguments.GetRequiredValue(language)));

            RoadPoint PointOf(Option<string> place, string where) => Places.Snapped(mode, arguments.GetRequiredValue(place), arguments.GetValue(side), where);
        });
        return command;
    }

    private static string Feature(Route route, string language)
    {
        var words = TurnList.Of(route, language);
        return JsonSerializer.Serialize(
            new
            {
                type = "Feature",
                properties = new
                {
                    distance_m = route.Metres,
                    duration_s = route.Seconds,
                    steps = route.Steps.Select((step, i) => new { instruction = words[i], turn = step.Turn.ToString(), street = step.Name, distance_m = step.Metres, duration_s = step.Seconds }),
                },
                geometry = new { type = "LineString", coordinates = Line(route.Shape) },
            },
            Json);
    }

    /// <summary>A line has two positions at least, even where the trip has no length.</summary>
    private static IEnumerable<double[]> Line(IReadOnlyList<GeoPoint> shape) => (shape.Count == 1 ? [shape[0], shape[0]] : shape).Select(place => new[] { place.Lon, place.Lat });
}
