namespace MobileTeams.Planning.Tests;

public sealed class MovePriceEqualsFullPriceTests
{
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void What_a_spot_was_said_to_cost_is_what_the_checker_finds_afterwards(bool hasTies)
    {
        var (tried, tied) = (0, 0);
        for (ulong seed = 1; seed <= 60; seed++)
        {
            var problem = RandomDays.Small(seed, 14, 4, hasTies: hasTies);
            var model = ModelBuilder.Build(problem);
            var day = Schedule.OfCommitted(model)!;
            var trial = new Trial(day);
            var placing = new Placing(day, trial);
            var dice = new Dice(seed);
            for (var visit = 0; visit < model.Visits; visit++)
            {
                if (day.IsPlaced(visit) || !problem.IsPlannable(visit)) continue;
                if (!placing.TryFindBest(visit, new Guide(1, 1, 1 + dice.Below(20)), long.MaxValue, dice, out var spot)) continue;
                var before = PlanChecker.Check(problem, Timetable.PlanOf(day));
                trial.Commit(spot);
                var after = PlanChecker.Check(problem, Timetable.PlanOf(day));
                Assert.Empty(after.Broken);
                Assert.Equal(before.Price.Total + spot.Delta - model.LeavingOut[visit], after.Price.Total);
                tried++;
                if (model.HasTies[visit]) tied++;
            }
        }

        Assert.True(tried > 400 && tied > 50, $"{tried} tried, {tied} tied");
    }
}
