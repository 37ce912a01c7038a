using System.Diagnostics;
using System.Globalization;
using MobileTeams.Planning;

namespace MobileTeams.Bench;

/// <summary>Plans a synthetic county's day and says how the price falls with time.</summary>
internal static class DayRuns
{
    /// <summary><c>--visits 512 --routes 75 --seconds 2,10,60 | --iterations N[,N] --seeds K --threads N</c></summary>
    public static void Run(string[] args)
    {
        var options = new Dictionary<string, string>();
        for (var index = 0; index + 1 < args.Length; index += 2) options[args[index]] = args[index + 1];
        var (visits, routes) = (Number("--visits", 512), Number("--routes", 75));
        var problem = SyntheticCounty.Day(Number("--day", 2030), visits, routes);
        Console.WriteLine("| visits × routes | budget | seed | left out | promises, kr | care, kr | cost, kr | iterations | s on the clock | s of processor | first plan, s |");
        Console.WriteLine("|---|--:|--:|--:|--:|--:|--:|--:|--:|--:|--:|");
        foreach (var seed in Enumerable.Range(1, Number("--seeds", 1)))
        {
            if (options.TryGetValue("--iterations", out var iterations))
                foreach (var count in iterations.Split(',')) One(seed, $"{count} iterations", new SolverOptions { Iterations = long.Parse(count, CultureInfo.InvariantCulture) });
            else
                foreach (var seconds in options.GetValueOrDefault("--seconds", "2,10").Split(',')) One(seed, $"{seconds} s", new SolverOptions { Time = TimeSpan.FromSeconds(double.Parse(seconds, CultureInfo.InvariantCulture)) });
        }

        int Number(string name, int otherwise) => options.TryGetValue(name, out var text) ? int.Parse(text, CultureInfo.InvariantCulture) : otherwise;

        void One(int seed, string budget, SolverOptions limits)
        {
            var (clock, processor) = (Stopwatch.StartNew(), Environment.CpuUsage.TotalTime);
            var seen = new Seen();
            var plan = Solver.Run(problem, limits with { Seed = (ulong)seed, Threads = Number("--threads", 2) }, progress: seen);
            var price = plan.Price.Total;
            var verdict = PlanChecker.Check(problem, plan);
            Console.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"| {visits} × {routes} | {budget} | {seed} | {plan.LeftOut.Count} | {price.Ore(PriceClass.Promises) / 100} | {price.Ore(PriceClass.Care) / 100} | {price.Ore(PriceClass.Cost) / 100} | {seen.Last?.Iterations} | {clock.Elapsed.TotalSeconds:0.0} | {(Environment.CpuUsage.TotalTime - processor).TotalSeconds:0.0} | {seen.First?.Seconds:0.00} |{(verdict.IsRight ? "" : " BROKEN " + string.Join("; ", verdict.Broken.Take(3)))}"));
        }
    }

    private sealed class Seen : IProgress<PlanProgress>
    {
        public PlanProgress? First { get; private set; }

        public PlanProgress? Last { get; private set; }

        public void Report(PlanProgress value) => (First, Last) = (First ?? value, value);
    }
}
