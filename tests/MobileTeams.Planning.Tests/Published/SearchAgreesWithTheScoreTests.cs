using MobileTeams.Planning.Published;

namespace MobileTeams.Planning.Tests.Published;

public sealed class SearchAgreesWithTheScoreTests
{
    [Fact]
    public void What_the_search_believes_a_plan_to_cost_it_costs_in_the_first_form()
    {
        for (ulong seed = 1; seed <= 30; seed++) Follow(DrawnInstances.Read(DrawnInstances.Hhcrsp(seed, 3 + (int)(seed % 12), 3)), seed);
    }

    [Fact]
    public void What_the_search_believes_a_plan_to_cost_it_costs_in_the_unified_form()
    {
        for (ulong seed = 1; seed <= 60; seed++) Follow(DrawnInstances.Read(DrawnInstances.Uhhc(seed, 3 + (int)(seed % 15), 2 + (int)(seed % 4), seed % 2 == 0)), seed);
    }

    [Fact]
    public void What_the_search_believes_a_plan_to_cost_it_costs_in_solomons_form()
    {
        for (ulong seed = 1; seed <= 40; seed++) Follow(DrawnInstances.Read(DrawnInstances.Solomon(seed, 5 + (int)(seed % 20), 8)), seed);
    }

    [Fact]
    public void A_hundred_services_in_crossing_order_break_no_rule()
    {
        var solution = InstanceSolver.Run(DrawnInstances.Read(DrawnInstances.Hhcrsp(7, 70, 12)), new InstanceBudget(null, 2000));
        Assert.Empty(solution.Score.Broken);
    }

    private static void Follow(Instance instance, ulong seed)
    {
        var layout = new Layout(instance);
        var search = new Annealer(layout, new Nearness(layout), seed);
        search.Construct();
        for (var round = 0; round <= 10; round++)
        {
            var score = Solution.Of(layout, search.Best).Score;
            var mandatory = score.Broken.Count(broken => broken.EndsWith("is left out.", StringComparison.Ordinal));
            Assert.Equal(mandatory, score.Broken.Count);

            // A mandatory patient who is left out is one broken rule there and a price above all others here.
            var believed = (search.BestCost - (mandatory * Layout.Mandatory)) / ((double)instance.Scale * layout.Grain * instance.Divisor);
            Assert.True(Math.Abs(believed - score.Cost) < 1e-6, $"Seed {seed}, round {round}: {believed} is not {score}.");
            for (var step = 0; step < 60; step++) search.Step(round / 10.0);
        }
    }
}
