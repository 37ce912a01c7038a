using System.CommandLine;
using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using MobileTeams.Measures;
using MobileTeams.Roads;

namespace MobileTeams.Cli;

/// <summary><c>mobileteams map …</c>: from an extract to minutes, without a server.</summary>
internal static class MapCommands
{
    private static readonly CultureInfo Invariant = CultureInfo.InvariantCulture;

    public static Command Make() => new("map", "Build maps and ask them.") { Build(), Info(), Matrix(), Route(), Search(), GraphCommands.Export(), GraphCommands.Bench() };

    private static Command Build()
    {
        var extract = new Argument<FileInfo>("extract") { Description = "An OpenStreetMap extract (.osm.pbf)." };
        var output = new Option<FileInfo>("--out") { Description = "The .roads file to write.", Required = true };
        var command = new Command("build", "Turns an extract into a map.") { extract, output };
        command.SetAction((arguments, ct) =>
        {
            var bar = new ProgressBar();
            var cpu = Cpu();
            var map = RoadMap.Build(arguments.GetRequiredValue(extract).FullName, new Shown(bar), ct);
            map.Save(arguments.GetRequiredValue(output).FullName);
            bar.End();
            Describe(map.Info);
            Console.WriteLine($"prepared in {Cpu() - cpu:0} CPU ms");
            return Task.FromResult(0);
        });
        return command;
    }

    private static Command Info()
    {
        var file = MapFile();
        var command = new Command("info", "Says what is in a map.") { file };
        command.SetAction(arguments => Describe(Load(arguments.GetRequiredValue(file)).Info));
        return command;
    }

    private static Command Matrix()
    {
        var file = MapFile();
        var points = new Option<FileInfo>("--points") { Description = "CSV: longitude,latitude per line.", Required = true };
        var output = new Option<FileInfo>("--out") { Description = "CSV: seconds, row by row, empty where no way leads.", Required = true };
        var repeat = new Option<int>("--repeat") { Description = "How often to compute it, for timing.", DefaultValueFactory = _ => 1 };
        var command = new Command("matrix", "Seconds between all pairs of points.") { file, points, output, repeat };
        command.SetAction(arguments =>
        {
            var map = Load(arguments.GetRequiredValue(file));
            var places = Points(arguments.GetRequiredValue(points)).Select(place => Snapped(map, place)).ToList();
            TravelMatrix matrix = null!;
            for (var run = 0; run < arguments.GetValue(repeat); run++)
            {
                var cpu = Cpu();
                matrix = map.Matrix(places);
                Console.WriteLine($"matrix {places.Count}x{places.Count} in {(Cpu() - cpu).ToString("0.0", Invariant)} CPU ms");
            }

            using var writer = new StreamWriter(arguments.GetRequiredValue(output).FullName);
            for (var row = 0; row < matrix.Size; row++)
                writer.WriteLine(string.Join(',', Enumerable.Range(0, matrix.Size).Select(column => matrix.IsReachable(row, column) ? matrix.Seconds(row, column).ToString(Invariant) : "")));
        });
        return command;
    }

    private static Command Route()
    {
        var file = MapFile();
        var from = new Option<string>("--from") { Description = "LON,LAT", Required = true };
        var to = new Option<string>("--to") { Description = "LON,LAT", Required = true };
        var command = new Command("route", "The fastest way, as a GeoJSON feature on standard output.") { file, from, to };
        command.SetAction(arguments =>
        {
            var map = Load(arguments.GetRequiredValue(file));
            var start = Snapped(map, Point(arguments.GetRequiredValue(from), "--from"));
            var end = Snapped(map, Point(arguments.GetRequiredValue(to), "--to"));
            var route = map.FindRoute(start, end) ?? throw new InputException("map.no-way", "No way leads from the one place to the other.");
            Console.WriteLine(JsonSerializer.Serialize(new
            {
                type = "Feature",
                properties = new
                {
                    distance_m = route.Metres,
                    duration_s = route.Seconds,
                    steps = route.Steps.Select(step => new { street = step.Name, distance_m = step.Metres, duration_s = step.Seconds }),
                },
                geometry = new { type = "LineString", coordinates = route.Shape.Select(place => new[] { place.Lon, place.Lat }) },
            }));
        });
        return command;
    }

    private static Command Search()
    {
        var file = MapFile();
        var text = new Argument<string>("text") { Description = "An address, a street or a place, such as \"Storgatan 12, Tierp\"." };
        var command = new Command("search", "Finds addresses, streets and places.") { file, text };
        command.SetAction(arguments =>
        {
            foreach (var found in Load(arguments.GetRequiredValue(file)).Search(arguments.GetRequiredValue(text)))
                Console.WriteLine(string.Create(Invariant, $"{found.Place}\t{found.Kind}\t{found.Label}"));
        });
        return command;
    }

    private static void Describe(MapInfo info)
    {
        Console.WriteLine($"built from        {info.BuiltFrom}");
        Console.WriteLine(string.Create(Invariant, $"longitude         {info.Bounds.West:0.0000} to {info.Bounds.East:0.0000}"));
        Console.WriteLine(string.Create(Invariant, $"latitude          {info.Bounds.South:0.0000} to {info.Bounds.North:0.0000}"));
        Console.WriteLine(string.Create(Invariant, $"roads             {info.RoadKilometres:0} km, {info.Edges} stretches between {info.Junctions} junctions"));
        Console.WriteLine($"parts             {string.Join(", ", info.Components)} junctions; {info.IslandEdges} stretches lead nowhere");
        Console.WriteLine($"routing           {info.RoutingNodes} nodes, {info.RoutingArcs} arcs, {info.HierarchyArcs} with shortcuts");
        Console.WriteLine($"turn restrictions {info.TurnRestrictions} kept, not applied yet");
        Console.WriteLine($"addresses         {info.Houses} houses, {info.Streets} streets, {info.Places} places");
        Console.WriteLine($"base map          {info.DrawnFeatures} features");
    }

    internal static Argument<FileInfo> MapFile() => new("map") { Description = "A .roads file." };

    internal static Option<string> Profile() => new("--profile") { Description = "car", DefaultValueFactory = _ => "car" };

    internal static RoadMap Load(ParseResult arguments, Argument<FileInfo> file) => RoadMap.Load(arguments.GetRequiredValue(file).FullName);

    private static RoadMap Load(FileInfo file) => RoadMap.Load(file.FullName);

    private static RoadPoint Snapped(RoadMap map, GeoPoint place) => map.Snap(place) switch
    {
        Snap.Found found => found.Point,
        Snap.OffMap { LooksSwapped: true } => throw new InputException("map.swapped", $"{place} is off the map; were longitude and latitude swapped?"),
        Snap.OffMap => throw new InputException("map.off", $"{place} is off the map."),
        Snap.TooFar far => throw new InputException("map.no-road", $"{place} is {far.Metres:0} m from the nearest road that leads anywhere."),
        _ => throw new InvalidOperationException("No such snap."),
    };

    private static IEnumerable<GeoPoint> Points(FileInfo file) =>
        File.ReadLines(file.FullName).Select((line, index) => (line, index)).Where(row => row.line.Length > 0).Select(row => Point(row.line, $"{file.Name}:{row.index + 1}"));

    private static GeoPoint Point(string text, string place) =>
        text.Split(',') is [var lon, var lat]
            && double.TryParse(lon, NumberStyles.Float, Invariant, out var east) && double.TryParse(lat, NumberStyles.Float, Invariant, out var north)
            && GeoPoint.IsLongitude(east) && GeoPoint.IsLatitude(north)
            ? GeoPoint.FromLonLat(lon: east, lat: north)
            : throw new InputException("map.point", $"'{text}' is not a place; write longitude,latitude in degrees, such as 17.52,60.34.", place);

    private static double Cpu() => Process.GetCurrentProcess().TotalProcessorTime.TotalMilliseconds;

    private sealed class Shown(ProgressBar bar) : IProgress<MapProgress>
    {
        public void Report(MapProgress value) => bar.Show(value.Step, value.Fraction);
    }
}
