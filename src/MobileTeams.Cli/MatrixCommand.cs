using System.CommandLine;
using System.Globalization;
using System.Text;
using MobileTeams.Roads;

namespace MobileTeams.Cli;

/// <summary><c>mobileteams map matrix</c>.</summary>
internal static class MatrixCommand
{
    public static Command Make()
    {
        var file = MapCommands.MapFile();
        var points = new Option<FileInfo>("--points") { Description = "CSV: longitude,latitude per line.", Required = true };
        var output = new Option<FileInfo>("--out") { Description = "CSV: seconds, row by row, empty where no way leads.", Required = true };
        var repeat = new Option<int>("--repeat") { Description = "How often to compute it, for timing.", DefaultValueFactory = _ => 1 };
        var threads = new Option<int>("--threads") { Description = "Threads for the matrix.", DefaultValueFactory = _ => 1 };
        var (profile, metric, side, noTurnCosts) = (MapCommands.Profile(), MapCommands.Metric(), MapCommands.Side(), MapCommands.NoTurnCosts());
        var command = new Command("matrix", "Seconds between all pairs of points.") { file, points, profile, metric, side, noTurnCosts, output, repeat, threads };
        command.SetAction(arguments =>
        {
            TravelMode mode = null!;
            RoadMetric times = null!;
            List<RoadPoint?> places = [];
            var loading = CpuTime.Of(() => mode = MapCommands.ModeOf(MapCommands.Load(arguments, file), arguments.GetValue(profile)));
            var preparing = CpuTime.Of(() => times = MapCommands.MetricOf(mode, arguments.GetValue(metric), arguments.GetValue(noTurnCosts)));
            var snapping = CpuTime.Of(() => places = Places.OfFile(mode, arguments.GetRequiredValue(points), arguments.GetValue(side)));
            MatrixMemory.Refuse(places.Count, places.Count, bytesPerCell: 8);
            Console.WriteLine($"loading     {loading} CPU ms");
            Console.WriteLine($"preparing   {preparing} CPU ms");
            Console.WriteLine($"snapping    {snapping} CPU ms, {places.Count} points");

            // The first call would pay for compiling; a handful of points is enough for that.
            List<RoadPoint> onRoads = [.. places.OfType<RoadPoint>()];
            var few = onRoads.GetRange(0, Math.Min(16, onRoads.Count));
            _ = mode.Seconds(few, few, times);
            SecondsTable table = null!;
            for (var run = 0; run < Math.Max(1, arguments.GetValue(repeat)); run++)
            {
                var time = CpuTime.Of(() => table = mode.Seconds(onRoads, onRoads, times, Math.Max(1, arguments.GetValue(threads))));
                Console.WriteLine($"matrix      {places.Count}x{places.Count} {time} CPU ms");
            }

            Write(arguments.GetRequiredValue(output).FullName, places, table);
        });
        return command;
    }

    private static void Write(string path, List<RoadPoint?> places, SecondsTable table)
    {
        var rows = new int[places.Count];
        for (int i = 0, row = 0; i < rows.Length; i++) rows[i] = places[i] is null ? -1 : row++;
        using var writer = new StreamWriter(path, false, new UTF8Encoding(false), 1 << 16);
        Span<char> digits = stackalloc char[16];
        foreach (var row in rows)
        {
            for (var column = 0; column < rows.Length; column++)
            {
                if (column > 0) writer.Write(',');
                if (row < 0 || rows[column] < 0 || !table.IsReachable(row, rows[column])) continue;
                _ = table.Seconds(row, rows[column]).TryFormat(digits, out var length, default, CultureInfo.InvariantCulture);
                writer.Write(digits[..length]);
            }

            writer.Write('\n');
        }
    }
}
