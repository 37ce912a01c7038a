using System.CommandLine;
using System.Globalization;
using System.Runtime.InteropServices;
using MobileTeams.Measures;
using MobileTeams.Roads;

namespace MobileTeams.Cli;

/// <summary><c>mobileteams map export-graph</c> and <c>bench-graph</c>: the same graph for any engine, and our engine on any graph.</summary>
internal static class GraphCommands
{
    private const int NodesUnasked = 1_000;

    public static Command Export()
    {
        var file = MapCommands.MapFile();
        var output = new Option<DirectoryInfo>("--out") { Description = "The folder to write into.", Required = true };
        var profile = MapCommands.Profile();
        var command = new Command("export-graph", "Writes first_out, head, travel_time (uint32, ms), latitude and longitude (float32) as raw little-endian arrays.") { file, output, profile };
        command.SetAction(arguments => MapCommands.ModeOf(MapCommands.Load(arguments, file), arguments.GetValue(profile)).ExportGraph(arguments.GetRequiredValue(output).FullName));
        return command;
    }

    public static Command Bench()
    {
        var folder = new Argument<DirectoryInfo>("graph") { Description = "A folder with first_out, head, travel_time and, if known, latitude and longitude, as export-graph writes them." };
        var nodes = new Option<FileInfo>("--nodes") { Description = "Node numbers, raw uint32; without it, up to 1,000 nodes spread evenly." };
        var threads = new Option<int>("--threads") { Description = "Threads for the matrix.", DefaultValueFactory = _ => 1 };
        var repeat = new Option<int>("--repeat") { Description = "How often to compute the matrix, for timing.", DefaultValueFactory = _ => 1 };
        var output = new Option<FileInfo>("--out") { Description = "The matrix: raw uint32 milliseconds, row by row, 2147483647 where no way leads.", Required = true };
        var command = new Command("bench-graph", "Times our matrix on exactly the given graph.") { folder, nodes, threads, repeat, output };
        command.SetAction((arguments, ct) =>
        {
            RawGraph graph = null!;
            int[] asked = [];
            var loading = CpuTime.Of(() =>
            {
                graph = RawGraph.Load(arguments.GetRequiredValue(folder).FullName);
                asked = arguments.GetValue(nodes) is { } file ? graph.LoadNodes(file.FullName) : Spread(graph.NodeCount);
            });
            MatrixMemory.Refuse(asked.Length, asked.Length, bytesPerCell: 4);
            var ordering = CpuTime.Of(() => graph.Order(ct));
            var customizing = CpuTime.Of(graph.Customize);
            Console.WriteLine($"graph       {graph.NodeCount} nodes, {graph.ArcCount} arcs; {graph.HierarchyArcs} arcs in the hierarchy");
            Console.WriteLine($"loading     {loading} CPU ms");
            Console.WriteLine($"preparing   {ordering + customizing} CPU ms (order {ordering}, customizing {customizing})");

            // The first time pays for compiling.
            var again = Enumerable.Range(0, Math.Max(0, arguments.GetValue(repeat) - 1)).Select(_ => CpuTime.Of(graph.Customize).Milliseconds).Order().ToList();
            if (again.Count > 0) Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"customizing again, median of {again.Count}: {again[again.Count / 2]:0.0} CPU ms, least {again[0]:0.0}"));

            // The first call would pay for compiling; a handful of nodes is enough for that.
            graph.Matrix(asked.AsSpan(0, Math.Min(asked.Length, 16)));
            uint[] matrix = [];
            for (var run = 0; run < Math.Max(1, arguments.GetValue(repeat)); run++)
            {
                var time = CpuTime.Of(() => matrix = graph.Matrix(asked, Math.Max(1, arguments.GetValue(threads))));
                Console.WriteLine($"matrix      {asked.Length}x{asked.Length} {time} CPU ms");
            }

            Write(arguments.GetRequiredValue(output).FullName, matrix);
            return Task.FromResult(0);
        });
        return command;
    }

    private static int[] Spread(int count) =>
        [.. Enumerable.Range(0, Math.Min(count, NodesUnasked)).Select(i => (int)((long)i * count / Math.Min(count, NodesUnasked)))];

    private static void Write(string path, uint[] matrix)
    {
        using var file = File.Create(path);
        const int Chunk = 1 << 24;
        for (var from = 0; from < matrix.Length; from += Chunk) file.Write(MemoryMarshal.AsBytes(matrix.AsSpan(from, Math.Min(Chunk, matrix.Length - from))));
    }
}
