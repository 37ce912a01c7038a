namespace MobileTeams.Planning.Tests;

public sealed class RandomDaysBreakNoRuleTests
{
    [Fact]
    public void The_checker_finds_nothing_and_the_same_price_on_three_hundred_days_or_ten_thousand_at_night()
    {
        // MOBILETEAMS_NIGHTLY=1 asks for the long form.
        var days = Environment.GetEnvironmentVariable("MOBILETEAMS_NIGHTLY") is null ? 300UL : 10_000UL;
        for (ulong seed = 1; seed <= days; seed++)
        {
            var problem = RandomDays.Small(seed);
            var plan = Solver.Run(problem, new SolverOptions { Seed = seed, Iterations = 60 });
            var verdict = PlanChecker.Check(problem, plan);
            Assert.True(verdict.IsRight, $"Day {seed}: {string.Join("; ", verdict.Broken)}\n" + Describe(problem, plan));
            Assert.Equal(verdict.Price, plan.Price);
        }
    }

    internal static string Describe(Problem problem, Plan plan)
    {
        var text = new System.Text.StringBuilder();
        foreach (var route in plan.Routes)
        {
            var given = problem.Routes[route.Route];
            text.Append(FormattableString.Invariant($"route {route.Route} crew {given.Crew} shift {given.ShiftStart}-{given.ShiftEnd} leaves {route.Leave} ends {route.End}:"));
            foreach (var stop in route.Stops) text.Append(FormattableString.Invariant($" {stop.Visit}@{stop.Arrival}/{stop.Start}-{stop.End}{(stop.IsCommitted ? "!" : "")}"));
            foreach (var rest in route.Breaks) text.Append(FormattableString.Invariant($" [break {rest.Break} after {rest.AfterStops} {rest.Start}-{rest.End}]"));
            foreach (var stop in given.Committed) text.Append(FormattableString.Invariant($" committed {stop}"));
            text.Append(FormattableString.Invariant($" {given.Now}\n"));
        }

        text.Append(FormattableString.Invariant($"left out {string.Join(",", plan.LeftOut)}\n"));
        foreach (var tie in problem.Ties) text.Append(FormattableString.Invariant($"{tie}\n"));
        return text.ToString();
    }
}
