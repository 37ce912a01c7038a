using System.Globalization;
using MobileTeams.Planning.Published;

namespace MobileTeams.Bench;

/// <summary>Runs a whole folder of published instances: one line a run in a file that is gone on with after a break, then a summary by family.</summary>
internal sealed class InstanceRuns
{
    private const string Head = "family,instance,seconds,threads,seed,cost,feasible,best_known,gap_percent";

    private readonly string set;
    private readonly double[] seconds;
    private readonly int seeds;
    private readonly int threads;
    private readonly bool countsProcessorTime;
    private readonly string file;
    private readonly Dictionary<string, double> best;

    private InstanceRuns(Dictionary<string, string> options)
    {
        set = options["--set"];
        seconds = [.. options.GetValueOrDefault("--seconds", "10").Split(',').Select(number => double.Parse(number, CultureInfo.InvariantCulture))];
        seeds = int.Parse(options.GetValueOrDefault("--seeds", "1"), CultureInfo.InvariantCulture);
        threads = int.Parse(options.GetValueOrDefault("--threads", "2"), CultureInfo.InvariantCulture);
        countsProcessorTime = options.GetValueOrDefault("--clock", "wall") == "cpu";
        file = options.GetValueOrDefault("--results", "runs.csv");
        best = options.TryGetValue("--best", out var known) ? BestKnown(known) : [];
    }

    /// <summary><c>--set DIR --seconds 2,10 --seeds K --threads N --best CSV --results FILE [--only TEXT]</c></summary>
    public static void Run(string[] args)
    {
        var options = new Dictionary<string, string>();
        for (var index = 0; index + 1 < args.Length; index += 2) options[args[index]] = args[index + 1];
        if (!options.ContainsKey("--set"))
        {
            Console.Error.WriteLine("instances --set DIR [--seconds S[,S]] [--seeds K] [--threads N] [--clock wall|cpu] [--best CSV] [--results FILE] [--only TEXT,TEXT]");
            return;
        }

        var runs = new InstanceRuns(options);
        runs.All(options.TryGetValue("--only", out var only) ? only.Split(',') : [""]);
        runs.Summary();
    }

    private void All(string[] only)
    {
        var done = File.Exists(file) ? File.ReadLines(file).Select(Key).ToHashSet() : [];
        var files = Directory.EnumerateFiles(set, "*.*", SearchOption.AllDirectories).Where(path => Path.GetExtension(path) is ".json" or ".txt" or ".vrp")
            .Where(path => only.Any(text => path.Contains(text, StringComparison.Ordinal))).Order(StringComparer.Ordinal).ToList();
        var plan = (from path in files from time in seconds from seed in Enumerable.Range(1, seeds) select (path, time, seed)).ToList();
        using var writer = new StreamWriter(file, append: true) { AutoFlush = true };
        if (done.Count == 0) writer.WriteLine(Head);
        for (var index = 0; index < plan.Count; index++)
        {
            var (path, time, seed) = plan[index];
            var name = Path.GetFileNameWithoutExtension(path);
            if (done.Contains(string.Create(CultureInfo.InvariantCulture, $"{name},{time},{threads},{seed}"))) continue;
            Bar(index, plan.Count, name);
            var instance = InstanceReader.Read(File.ReadAllText(path), Path.GetFileName(path));
            var score = InstanceSolver.Run(instance, new InstanceBudget(TimeSpan.FromSeconds(time), null, threads, (ulong)seed) { CountsProcessorTime = countsProcessorTime }).Score;
            var known = best.TryGetValue(name, out var value) ? value : double.NaN;
            writer.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"{Family(path)},{name},{time},{threads},{seed},{score.Cost:0.####},{(score.IsFeasible ? "true" : "false")},{known:0.####},{100 * ((score.Cost / known) - 1):0.####}"));
        }

        Bar(plan.Count, plan.Count, "");
        if (!Console.IsErrorRedirected) Console.Error.WriteLine();
    }

    private void Summary()
    {
        Console.WriteLine("| family | seconds | runs | feasible | mean gap % | least | most | below best known |");
        Console.WriteLine("|---|--:|--:|--:|--:|--:|--:|--:|");
        var rows = File.ReadLines(file).Skip(1).Select(line => line.Split(',')).ToList();
        foreach (var family in rows.GroupBy(row => (Name: row[0], Seconds: double.Parse(row[2], CultureInfo.InvariantCulture))).OrderBy(group => group.Key.Name, StringComparer.Ordinal).ThenBy(group => group.Key.Seconds))
        {
            var gaps = family.Select(row => double.Parse(row[8], CultureInfo.InvariantCulture)).Where(double.IsFinite).ToList();
            var text = gaps.Count == 0 ? "– | – | – | –" : string.Create(CultureInfo.InvariantCulture, $"{gaps.Average():0.00} | {gaps.Min():0.00} | {gaps.Max():0.00} | {gaps.Count(gap => gap < -0.0005)}");
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"| {family.Key.Name} | {family.Key.Seconds} | {family.Count()} | {family.Count(row => row[6] == "true")} | {text} |"));
        }
    }

    /// <summary>The folder; home care's first form also by size, the text forms by class.</summary>
    private static string Family(string path)
    {
        var (folder, name) = (Path.GetFileName(Path.GetDirectoryName(path)!), Path.GetFileNameWithoutExtension(path));
        if (Path.GetExtension(path) != ".json") return $"{folder} {string.Concat(name.TakeWhile(char.IsAsciiLetter))}{name.First(char.IsAsciiDigit)}";
        var size = name.Split('_').FirstOrDefault(part => part.Length is 2 or 3 && part.All(char.IsAsciiDigit));
        return name.Contains("_HCSRP_", StringComparison.Ordinal) || name.StartsWith("HHCRSP_", StringComparison.Ordinal) ? $"{folder} {size?.PadLeft(3, '0')}" : folder;
    }

    private static string Key(string line)
    {
        var row = line.Split(',');
        return string.Join(',', row[1], row[2], row[3], row[4]);
    }

    /// <summary>By instance; the column is <c>best_known</c>, or <c>dimacs_distance</c> for the text forms.</summary>
    private static Dictionary<string, double> BestKnown(string csv)
    {
        var lines = File.ReadAllLines(csv);
        var head = lines[0].Split(',');
        var (name, cost) = (Array.IndexOf(head, "instance"), Array.FindIndex(head, column => column is "best_known" or "dimacs_distance"));
        var known = new Dictionary<string, double>();
        foreach (var line in lines.Skip(1))
        {
            var row = line.Split(',');
            if (row.Length > cost && double.TryParse(row[cost], CultureInfo.InvariantCulture, out var value)) known[row[name]] = value;
        }

        return known;
    }

    private static void Bar(int done, int all, string name)
    {
        if (Console.IsErrorRedirected) return;
        var full = all == 0 ? 30 : 30 * done / all;
        Console.Error.Write($"\r{new string('█', full)}{new string('░', 30 - full)} {done}/{all} {name,-50}");
    }
}
