using System.CommandLine;
using System.Globalization;
using MobileTeams.Measures;
using MobileTeams.Planning.Published;

namespace MobileTeams.Cli;

/// <summary><c>mobileteams solve …</c>: solves a published instance so that anybody's scorer can drive it.</summary>
internal static class SolveCommand
{
    public static Command Make()
    {
        var file = new Argument<FileInfo>("instance") { Description = "The instance's file." };
        var form = new Option<string>("--format") { Description = "auto, hhcrsp, uhhc, solomon or vrplib.", DefaultValueFactory = _ => "auto" };
        _ = form.AcceptOnlyFromAmong("auto", "hhcrsp", "uhhc", "solomon", "vrplib");
        var seconds = new Option<double?>("--seconds") { Description = "How long to search; 10 if neither seconds nor iterations are given." };
        var iterations = new Option<long?>("--iterations") { Description = "How many removals and repairs; the same seed then gives the same solution anywhere." };
        var threads = new Option<int>("--threads") { Description = "How many threads to use.", DefaultValueFactory = _ => Environment.ProcessorCount };
        var seed = new Option<ulong>("--seed") { Description = "Another seed searches in another order.", DefaultValueFactory = _ => 1 };
        var output = new Option<FileInfo?>("--out") { Description = "Where to write the solution, in the benchmark's own form." };
        var objective = new Option<string>("--objective") { Description = "For the text forms: distance, or vehicles-first.", DefaultValueFactory = _ => "distance" };
        _ = objective.AcceptOnlyFromAmong("distance", "vehicles-first");
        var command = new Command("solve", "Solves an instance in a published form: hhcrsp, uhhc, solomon, vrplib.") { file, form, seconds, iterations, threads, seed, output, objective };
        command.SetAction((arguments, stop) => Task.FromResult(Solve(
            arguments.GetRequiredValue(file), FormOf(arguments.GetValue(form)!), Budget(arguments.GetValue(seconds), arguments.GetValue(iterations), arguments.GetValue(threads), arguments.GetValue(seed)),
            arguments.GetValue(output), arguments.GetValue(objective) == "distance" ? Objective.Distance : Objective.VehiclesFirst, stop)));
        return command;
    }

    private static int Solve(FileInfo file, Form? form, InstanceBudget budget, FileInfo? output, Objective objective, CancellationToken stop)
    {
        var instance = InstanceReader.Read(File.ReadAllText(file.FullName), file.Name, form, objective);
        foreach (var warning in instance.Warnings) Console.Error.WriteLine($"{file.Name}: {warning}");
        var solution = InstanceSolver.Run(instance, budget, (elapsed, best) => Console.Error.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{elapsed,7:0.0} s  {best.Score}")), stop);
        foreach (var broken in solution.Score.Broken) Console.Error.WriteLine(broken);
        if (output is not null) File.WriteAllText(output.FullName, SolutionText.Write(solution));
        Console.WriteLine(solution.Score);
        return solution.Score.IsFeasible ? 0 : 1;
    }

    private static InstanceBudget Budget(double? seconds, long? iterations, int threads, ulong seed)
    {
        if (seconds is < 0 or > 86_400 || (seconds is { } number && double.IsNaN(number))) throw new InputException("plan.budget", "The seconds are to be from 0 to 86400.", "--seconds");
        if (iterations < 0) throw new InputException("plan.budget", "The iterations are below nought.", "--iterations");
        if (threads is < 1 or > 64) throw new InputException("plan.budget", "The threads are to be from 1 to 64.", "--threads");
        return new InstanceBudget(seconds is { } time ? TimeSpan.FromSeconds(time) : iterations is null ? TimeSpan.FromSeconds(10) : null, iterations, threads, seed);
    }

    private static Form? FormOf(string name) => name switch
    {
        "hhcrsp" => Form.Hhcrsp,
        "uhhc" => Form.Uhhc,
        "solomon" => Form.Solomon,
        "vrplib" => Form.Vrplib,
        _ => null,
    };
}
