using System.CommandLine;
using System.Globalization;
using MobileTeams.Roads;

namespace MobileTeams.Cli;

/// <summary><c>mobileteams map …</c>: from an extract to minutes, without a server.</summary>
internal static class MapCommands
{
    private static readonly CultureInfo Invariant = CultureInfo.InvariantCulture;

    public static Command Make() => new("map", "Build maps and ask them.")
    {
        Build(), Info(), MatrixCommand.Make(), RouteCommand.Make(), IsochroneCommand.Make(), Search(), GraphCommands.Export(), GraphCommands.Bench(), Swap(),
    };

    internal static Argument<FileInfo> MapFile() => new("map") { Description = "A .roads file." };

    internal static Option<string> Profile() => new("--profile") { Description = "car, bicycle, foot or park-and-walk, if the map was built for it; without it, what the map was built for first." };

    internal static Option<string> Metric() => new("--metric") { Description = "One of the metrics that map info lists; without it, bare-day." };

    internal static Option<SideOfStreet> Side()
    {
        var side = new Option<SideOfStreet>("--side") { Description = "any, or door: wide streets are not crossed, one arrives and leaves with the place on the right.", DefaultValueFactory = _ => SideOfStreet.Any };
        return side.AcceptOnlyFromAmong("any", "door");
    }

    internal static Option<bool> NoTurnCosts() => new("--no-turn-costs") { Description = "Every turn free and allowed." };

    internal static RoadMap Load(ParseResult arguments, Argument<FileInfo> file) => RoadMap.Load(arguments.GetRequiredValue(file).FullName);

    internal static TravelMode ModeOf(RoadMap map, string? profile) => profile is null ? map.Modes[0] : map.Mode(profile);

    internal static RoadMetric MetricOf(TravelMode mode, string? name, bool noTurnCosts)
    {
        var conditions = name is null ? RoadConditions.Standard : RoadConditions.Named(name);
        var metric = conditions == RoadConditions.Standard ? mode.Standard : mode.Customize(conditions);
        return noTurnCosts ? metric.WithoutTurns : metric;
    }

    private static Command Build()
    {
        var extract = new Argument<FileInfo>("extract") { Description = "An OpenStreetMap extract (.osm.pbf, .osm, .osm.gz, .osm.bz2)." };
        var output = new Option<FileInfo>("--out") { Description = "The .roads file to write.", Required = true };
        var profiles = new Option<string>("--profiles") { Description = $"For whom, apart by commas: {string.Join(", ", RoadMap.ProfileNames)}.", DefaultValueFactory = _ => "car" };
        var addresses = new Option<FileInfo>("--addresses") { Description = "An address register as CSV, on top of the extract's: street, number, city, and lon and lat or n and e (SWEREF 99 TM)." };
        var command = new Command("build", "Turns an extract into a map.") { extract, output, profiles, addresses };
        command.SetAction((arguments, ct) =>
        {
            var bar = new ProgressBar();
            RoadMap map = null!;
            var names = arguments.GetRequiredValue(profiles).Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
            var preparing = CpuTime.Of(() => map = RoadMap.Build(arguments.GetRequiredValue(extract).FullName, new Shown(bar), ct, names, arguments.GetValue(addresses)?.FullName));
            var saving = CpuTime.Of(() => map.Save(arguments.GetRequiredValue(output).FullName));
            bar.End();
            Describe(map.Info);
            Console.WriteLine($"preparing         {preparing} CPU ms");
            Console.WriteLine($"saving            {saving} CPU ms");
            return Task.FromResult(0);
        });
        return command;
    }

    private static Command Info()
    {
        var file = MapFile();
        var command = new Command("info", "Says what is in a map.") { file };
        command.SetAction(arguments =>
        {
            RoadMap map = null!;
            var loading = CpuTime.Of(() => map = Load(arguments, file));
            Describe(map.Info);
            Console.WriteLine($"loading           {loading} CPU ms");
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
            foreach (var found in Load(arguments, file).Search(arguments.GetRequiredValue(text)))
                Console.WriteLine(string.Create(Invariant, $"{found.Place}\t{found.Kind}\t{found.Label}"));
        });
        return command;
    }

    private static Command Swap()
    {
        var file = MapFile();
        var over = new Option<FileInfo>("--over") { Description = "The .roads file that a server uses.", Required = true };
        var command = new Command("swap", "Puts a checked map in the place of the one a server uses; the server takes it within seconds.") { file, over };
        command.SetAction(arguments =>
        {
            var map = Load(arguments, file);
            var place = arguments.GetRequiredValue(over).FullName;
            map.Save(place);
            Describe(map.Info);
            Console.WriteLine($"lies at           {place}");
        });
        return command;
    }

    private static void Describe(MapInfo info)
    {
        Console.WriteLine($"built from        {info.BuiltFrom}");
        Console.WriteLine($"profiles          {string.Join(", ", info.Profiles)}");
        Console.WriteLine($"metrics           {string.Join(", ", info.Metrics)}");
        Console.WriteLine(string.Create(Invariant, $"longitude         {info.Bounds.West:0.0000} to {info.Bounds.East:0.0000}"));
        Console.WriteLine(string.Create(Invariant, $"latitude          {info.Bounds.South:0.0000} to {info.Bounds.North:0.0000}"));
        Console.WriteLine(string.Create(Invariant, $"roads             {info.RoadKilometres:0} km, {info.Edges} stretches between {info.Junctions} junctions"));
        Console.WriteLine($"parts             {string.Join(", ", info.Components)} junctions; {info.IslandEdges} stretches lead nowhere");
        Console.WriteLine($"routing           {info.RoutingNodes} nodes, {info.RoutingArcs} arcs, {info.HierarchyArcs} in the hierarchy");
        Console.WriteLine($"turn restrictions {info.TurnRestrictions} read, {info.RestrictionsApplied} applied, {info.RestrictionsConditional} at times only and passed over");
        Console.WriteLine($"addresses         {info.Houses} houses, {info.Streets} streets, {info.Places} places");
        Console.WriteLine($"base map          {info.DrawnFeatures} features");
    }

    private sealed class Shown(ProgressBar bar) : IProgress<MapProgress>
    {
        public void Report(MapProgress value) => bar.Show(value.Step, value.Fraction);
    }
}
