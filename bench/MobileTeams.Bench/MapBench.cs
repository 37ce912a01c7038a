using System.Diagnostics;
using System.Globalization;
using System.Text;
using MobileTeams.Measures;
using MobileTeams.Roads;

namespace MobileTeams.Bench;

/// <summary>What the product asks of a map: to be loaded, the matrices of a county by the time of day, an urgent call's ways, and addresses as one types. Processor time of the process unless it says wall.</summary>
internal static class MapBench
{
    private const int Seed = 11;
    private const int Doors = 600;
    private const int Teams = 40;

    /// <summary>Loads a map file some times over, warm: it lies in the machine's cache of files.</summary>
    public static void Load(string file)
    {
        Row("size", new FileInfo(file).Length / 1e6, "MB");
        _ = RoadMap.Load(file);
        Row("loading and checking, all of it", Median(7, () => RoadMap.Load(file)), "ms");
        Row("loading and checking, the least of seven, wall", Enumerable.Range(0, 7).Min(_ => Wall(() => RoadMap.Load(file))), "ms");
        var map = RoadMap.Load(file);
        Row("laying out what metrics need", Time(map.MakeReady), "ms");
        Row("customizing snow-rush, first call", Time(() => map.Customize(RoadConditions.Named("snow-rush"))), "ms");
        Row("customizing snow-rush", Median(3, () => map.Customize(RoadConditions.Named("snow-rush"))), "ms");
        var homes = Points(map, 1_000);
        foreach (var count in new[] { 100, 500, 1_000 }) Row($"{count}², seconds, with turns, one thread", Median(5, () => map.Modes[0].Seconds(homes[..count], homes[..count])), "ms");
        Row("memory held", GC.GetTotalMemory(forceFullCollection: true) / 1e6, "MB");
        GC.KeepAlive(map);
    }

    /// <summary>A county's doors: what a snow switch, a new day and an urgent call wait for.</summary>
    public static void County(string file)
    {
        var map = RoadMap.Load(file);
        map.MakeReady();
        var doors = Points(map, Doors);
        foreach (var season in Enum.GetValues<Season>())
        {
            RoadMetric[] bands = [];
            void Customize() => bands = [.. Enum.GetValues<TimeBand>().Select(band => map.Customize(new RoadConditions(season, band)))];
            Customize();
            var customizing = Median(5, Customize);
            var matrices = Median(5, () => Array.ForEach(bands, band => map.Matrix(doors, band)));
            Row($"{season}: the metrics of day, night and rush", customizing, "ms");
            Row($"{season}: {Doors}² seconds and metres in all three", matrices, "ms");
        }

        var (teams, random) = (Points(map, Teams, Seed + 1), new Random(Seed));
        var calls = Enumerable.Range(0, 400).Select(_ => Time(() => map.Table(teams, [doors[random.Next(doors.Count)]]))).Skip(100).Order().ToList();
        Row($"urgent call: from {Teams} teams to a door, median of {calls.Count}", calls[calls.Count / 2], "ms");
        Row("urgent call: the slowest of a hundred (p99)", calls[(int)(calls.Count * 0.99)], "ms");
        var seen = Enumerable.Range(0, 400).Select(_ => Time(() => map.Table([teams[random.Next(teams.Count)]], doors))).Skip(100).Order().ToList();
        Row($"a team's position: from it to {Doors} doors, median", seen[seen.Count / 2], "ms");
        Row("a team's position: p99", seen[(int)(seen.Count * 0.99)], "ms");
    }

    /// <summary>Addresses of the map typed letter by letter, some with a letter wrong, missing or doubled.</summary>
    public static void Keystrokes(string file)
    {
        var map = RoadMap.Load(file);
        Console.WriteLine($"| {map.Info.Houses} houses, {map.Info.Streets} streets, {map.Info.Places} places | | |");
        var random = new Random(Seed);
        var labels = map.Homes(300, Seed).Select(home => map.NearestAddress(home.Place)?.Label).OfType<string>().ToList();
        var times = new List<(double Ms, string Typed)>();
        foreach (var pass in new[] { 0, 1 })
        {
            times.Clear();
            foreach (var label in labels)
            {
                var text = random.Next(3) == 0 ? Mistyped(label, random) : label;
                for (var length = 1; length <= text.Length; length++)
                {
                    var typed = text[..length];
                    times.Add((Time(() => map.Search(typed, 8)), typed));
                }
            }

            // The first pass pays for compiling.
        }

        times.Sort();
        Row($"a keystroke, median of {times.Count}", times[times.Count / 2].Ms, "ms");
        Row("p99", times[(int)(times.Count * 0.99)].Ms, "ms");
        Row($"the slowest, '{times[^1].Typed}'", times[^1].Ms, "ms");
    }

    private static string Mistyped(string label, Random random)
    {
        var (at, text) = (random.Next(label.Length), new StringBuilder(label));
        switch (random.Next(3))
        {
            case 0:
                text[at] = (char)('a' + random.Next(26));
                break;
            case 1:
                text.Remove(at, 1);
                break;
            default:
                text.Insert(at, label[at]);
                break;
        }

        return text.ToString();
    }

    private static List<RoadPoint> Points(RoadMap map, int count, int seed = Seed) =>
        [.. map.Homes(count, seed).Select(home => map.Snap(home.Place)).OfType<Snap.Found>().Select(found => found.Point)];

    private static double Time(Action work)
    {
        var before = Environment.CpuUsage.TotalTime;
        work();
        return (Environment.CpuUsage.TotalTime - before).TotalMilliseconds;
    }

    private static double Wall(Action work)
    {
        var began = Stopwatch.GetTimestamp();
        work();
        return Stopwatch.GetElapsedTime(began).TotalMilliseconds;
    }

    private static double Median(int runs, Action work)
    {
        var times = Enumerable.Range(0, runs).Select(_ => Time(work)).Order().ToList();
        return times[runs / 2];
    }

    private static void Row(string what, double value, string unit) => Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"| {what} | {value:0.00} | {unit} |"));
}
