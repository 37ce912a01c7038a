using System.Globalization;
using MobileTeams.Measures;
using MobileTeams.Roads;

namespace MobileTeams.Bench;

/// <summary>What the router takes: on made-up countries of growing size, and on extracts. CPU milliseconds of this process; medians of five where it says so.</summary>
internal static class RoadsBench
{
    private const int Seed = 11;
    private static readonly int[] Sizes = [10_000, 35_000, 100_000, 350_000, 1_000_000, 3_500_000];

    private const string Usage = "roads growth [MOST-NODES] [PICTURE.svg] | roads extract FILE… | roads country NODES FILE.osm.pbf | roads load MAP | roads county MAP | roads keystrokes MAP";

    /// <param name="arguments">As in <see cref="Usage"/>.</param>
    public static void Run(string[] arguments)
    {
        switch (arguments)
        {
            case ["growth", ..]:
                Growth(arguments.Length > 1 ? int.Parse(arguments[1], CultureInfo.InvariantCulture) : Sizes[^1], arguments.Length > 2 ? arguments[2] : null);
                break;
            case ["extract", .. var files]:
                Extracts(files);
                break;
            case ["country", var nodes, var file]:
                SyntheticCountry.Write(file, int.Parse(nodes, CultureInfo.InvariantCulture), Seed);
                break;
            case ["load", var map]:
                MapBench.Load(map);
                break;
            case ["county", var map]:
                MapBench.County(map);
                break;
            case ["keystrokes", var map]:
                MapBench.Keystrokes(map);
                break;
            default:
                throw new ArgumentException(Usage);
        }
    }

    private static void Extracts(string[] files)
    {
        Console.WriteLine("| extract | preparing | saving | loading | customizing, with turns | 100² | 500² | 1000² | 1000² without turns | 1000² seconds and metres | 1000 routes, snapped and drawn |");
        Console.WriteLine("|---|--:|--:|--:|--:|--:|--:|--:|--:|--:|--:|");
        foreach (var file in files) Extract(file);
    }

    private static void Growth(int most, string? picture)
    {
        Console.WriteLine("| nodes | arcs | order | customizing | 100² | 500² | 1000² | one way, seconds | with its nodes | memory held |");
        Console.WriteLine("|--:|--:|--:|--:|--:|--:|--:|--:|--:|--:|");
        var rows = new List<GrowthPlot.Row>();
        foreach (var size in Sizes.Where(size => size <= most))
        {
            var before = GC.GetTotalMemory(forceFullCollection: true);
            var graph = SyntheticCountry.Draw(size, Seed);
            var order = Cpu(() => graph.Order());
            var customizing = Median(3, graph.Customize);
            var random = new Random(Seed);
            int[] Nodes(int count) => [.. Enumerable.Range(0, count).Select(_ => random.Next(graph.NodeCount))];
            var tables = new[] { 100, 500, 1_000 }.Select(count => (Nodes: Nodes(count), Count: count)).Select(asked => Median(5, () => graph.Matrix(asked.Nodes))).ToArray();
            var (from, to) = (Nodes(10_000), Nodes(10_000));
            graph.Routes(from.AsSpan(0, 100), to.AsSpan(0, 100), withPath: true);
            var (without, with) = (Median(3, () => graph.Routes(from, to, withPath: false)) / 10_000, Median(3, () => graph.Routes(from, to, withPath: true)) / 10_000);
            var memory = GC.GetTotalMemory(forceFullCollection: true) - before;
            Console.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"| {graph.NodeCount} | {graph.ArcCount} | {order:0} | {customizing:0.0} | {tables[0]:0.0} | {tables[1]:0.0} | {tables[2]:0.0} | {without:0.0000} | {with:0.0000} | {memory / 1e6:0} MB |"));
            rows.Add(new GrowthPlot.Row(graph.NodeCount, [order, customizing, tables[2], with]));
            GC.KeepAlive(graph);
        }

        if (picture is not null) File.WriteAllText(picture, GrowthPlot.Draw(rows, ["order of elimination", "customizing a metric", "matrix 1000²", "one way with its nodes"]));
    }

    private static void Extract(string file)
    {
        RoadMap map = null!;
        var preparing = Cpu(() => map = RoadMap.Build(file));
        var path = Path.Combine(Path.GetTempPath(), $"bench-{Environment.ProcessId}.roads");
        var saving = Cpu(() => map.Save(path));
        _ = RoadMap.Load(path);
        var loading = Median(3, () => map = RoadMap.Load(path));
        File.Delete(path);
        var mode = map.Modes[0];
        _ = map.Customize(RoadConditions.Named("snow-rush"));
        var customizing = Median(5, () => mode.Customize(RoadConditions.Named("snow-rush")));
        var homes = map.Homes(1_000, Seed).Select(home => mode.Snap(home.Place)).OfType<Snap.Found>().Select(found => found.Point).ToList();
        double Seconds(int count, RoadMetric metric) => Median(5, () => mode.Seconds(homes[..count], homes[..count], metric));
        var plain = mode.Standard.WithoutTurns;
        var pairs = Enumerable.Range(0, 1_000).Select(i => (From: homes[i].Place, To: homes[(i * 7 + 1) % 1_000].Place)).ToList();
        void Route((GeoPoint From, GeoPoint To) pair)
        {
            if (mode.Snap(pair.From) is Snap.Found from && mode.Snap(pair.To) is Snap.Found to) mode.FindRoute(from.Point, to.Point);
        }

        var routes = Median(3, () => pairs.ForEach(Route));
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"| {Path.GetFileNameWithoutExtension(Path.GetFileNameWithoutExtension(file))} | {preparing:0} | {saving:0} | {loading:0} | {customizing:0.0} | {Seconds(100, mode.Standard):0.0} | {Seconds(500, mode.Standard):0.0} | {Seconds(1_000, mode.Standard):0.0} | {Seconds(1_000, plain):0.0} | {Median(5, () => mode.Table(homes, homes)):0.0} | {routes:0.0} |"));
    }

    private static double Cpu(Action work)
    {
        var before = Environment.CpuUsage.TotalTime;
        work();
        return (Environment.CpuUsage.TotalTime - before).TotalMilliseconds;
    }

    private static double Median(int runs, Action work)
    {
        // The first run pays for compiling and is not counted.
        work();
        var times = Enumerable.Range(0, runs).Select(_ => Cpu(work)).Order().ToList();
        return times[runs / 2];
    }
}
