using MobileTeams.Dispatch.Days;
using MobileTeams.Planning;

namespace MobileTeams.Dispatch.Proposals;

/// <summary>How far planning has come.</summary>
/// <param name="Placed">Visits that have a place.</param>
/// <param name="LeftOut">Visits that have none yet.</param>
/// <param name="CostOre">Travel, time and overtime of the best plan so far, in öre.</param>
public sealed record PlanningProgress(TimeSpan Elapsed, long Iterations, int Placed, int LeftOut, long CostOre);

/// <summary>How long to plan: by the clock, or by removals and repairs – then the same day and seed give the same plan on any machine.</summary>
public readonly record struct PlanningLimit(TimeSpan? Time, long? Iterations)
{
    public static implicit operator PlanningLimit(TimeSpan time) => new(time, null);

    public static PlanningLimit After(long iterations) => new(null, iterations);
}

/// <summary>Plans a day: the one door from a day and its facts to a proposal.</summary>
public static class Planner
{
    /// <summary>The best proposal found within the limit. Cancelling gives what was found by then.</summary>
    /// <param name="options">From which instant a running day is planned, and with what prices.</param>
    /// <param name="seed">The same seed on the same day searches the same way.</param>
    public static Proposal Plan(
        Day day, DayFacts facts, DayProblemOptions options, ulong seed, PlanningLimit limit, int threads, IProgress<PlanningProgress>? progress, CancellationToken stop)
    {
        var problem = DayProblem.Of(day, facts, options);
        var plan = Solver.Run(
            problem.Problem,
            new SolverOptions { Seed = seed, Time = limit.Time, Iterations = limit.Iterations, Threads = threads },
            problem.Start,
            progress is null ? null : new Told(progress),
            stop);
        return problem.ProposalOf(plan);
    }

    private sealed class Told(IProgress<PlanningProgress> progress) : IProgress<PlanProgress>
    {
        public void Report(PlanProgress value) => progress.Report(
            new PlanningProgress(TimeSpan.FromSeconds(value.Seconds), value.Iterations, value.Placed, value.LeftOut, value.Price.Ore(PriceClass.Cost)));
    }
}
