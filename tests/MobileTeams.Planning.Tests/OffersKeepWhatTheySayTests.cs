namespace MobileTeams.Planning.Tests;

public sealed class OffersKeepWhatTheySayTests
{
    private const int Minute = Drawn.Minute;
    private const int Hour = Drawn.Hour;
    private const int Eight = Drawn.Eight;

    [Fact]
    public void Says_who_moves_and_which_promise_breaks()
    {
        // Visits 0 and 1 at places 1 and 3: 8:10–8:30 and 8:50. The new one at place 2 takes 20 minutes on the way: the second moves by 20, ten past its promise.
        var promised = Drawn.Visit(3) with { Promise = new Promise(Eight + (50 * Minute), 9 * Hour) };
        var problem = Drawn.Day(Drawn.Route(), Drawn.Visit(1), promised, Drawn.Visit(2));
        var plan = Timetable.Of(problem, [[0, 1]]);
        var offers = HeldPlan.Of(problem, plan).Rank(2);
        var best = offers[0];
        Assert.Equal((2, true), (best.Position, best.IsCheapest)); // after both: nobody moves
        Assert.Empty(best.Moved);
        Assert.Equal(0, best.Price.Promises);
        var soonest = offers.Single(offer => offer.IsSoonest);
        Assert.Equal((0, Eight + (20 * Minute)), (soonest.Position, soonest.Start)); // first of all: both move
        Assert.Equal(2, soonest.Moved.Count);
        var moved = soonest.Moved.Single(one => one.Visit == 1);

        // 8:20–8:40 at place 2, 8:50–9:10 at place 1, 9:30 at place 3: forty minutes later, thirty past the promise.
        Assert.Equal((40 * Minute, 30 * Minute), (moved.Seconds, moved.PromiseSeconds));
        Assert.Equal(30 * 100, soonest.Price.Ore(PriceClass.Promises));
    }

    [Fact]
    public void Now_or_after_the_current_one()
    {
        // On the way to place 5, frozen; free at place 0 at 9:00. The call is at place 1.
        var route = Drawn.Route() with { Now = new Position(0, 9 * Hour), Committed = [new CommittedStop(0)] };
        var problem = Drawn.Day(route, Drawn.Visit(5), Drawn.Visit(1));
        var offers = HeldPlan.Of(problem, Timetable.Of(problem, [[]])).Rank(1);
        var now = offers.Single(offer => offer.IsDiversion);
        Assert.Equal((0, (9 * Hour) + (10 * Minute)), (now.Position, now.Start));
        Assert.Equal(20 * Minute, Assert.Single(now.Moved).Seconds);
        var after = offers.Single(offer => !offer.IsDiversion);

        // 9:50–10:10 at place 5, then 40 minutes back.
        Assert.Equal((1, (10 * Hour) + (50 * Minute)), (after.Position, after.Start));
    }

    [Fact]
    public void On_random_days_they_come_true_to_the_second()
    {
        var kept = 0;
        for (ulong seed = 1; seed <= 60; seed++)
        {
            var problem = RandomDays.Small(seed, 12, 4);
            var first = problem.Solve(60);
            for (var visit = 0; visit < problem.Visits.Count; visit++)
            {
                var model = ModelBuilder.Build(problem);
                if (!problem.IsPlannable(visit) || model.IsCommitted[visit]) continue;
                var standing = StandingPlan.Of(model, first, visit);
                var before = Timetable.PlanOf(standing.Day);
                foreach (var offer in HeldPlan.Of(problem, before).Rank(visit))
                {
                    if (offer.IsDiversion || offer.SecondRoute is not null) continue;
                    var day = StandingPlan.Of(model, before, visit).Day;
                    var trial = new Trial(day) { IsThorough = true };
                    var found = new Placing(day, trial).TryGap(visit, offer.Route, offer.Position, out var spot);
                    Assert.True(found);
                    trial.Commit(spot);
                    var after = Timetable.PlanOf(day);
                    var verdict = PlanChecker.Check(problem, after);
                    Assert.Empty(verdict.Broken);
                    Assert.Equal(offer.Price - model.LeavingOut[visit], verdict.Price.Total - before.Price.Total);
                    Assert.Equal(offer.Start, after.StopOf(visit).Start);
                    Assert.Equal(offer.Arrival, after.StopOf(visit).Arrival);
                    foreach (var moved in offer.Moved) Assert.Equal(moved.Seconds, after.StopOf(moved.Visit).Start - before.StopOf(moved.Visit).Start);
                    kept++;
                }
            }
        }

        Assert.True(kept > 500, $"{kept} offers");
    }

    [Fact]
    public void Two_routes_can_be_offered_to_meet()
    {
        var problem = Drawn.Day([Drawn.Route(), Drawn.Route(1)], [Drawn.Visit(1) with { Staff = 2 }]);
        var offer = HeldPlan.Of(problem, Timetable.Of(problem, [[], []])).Rank(0)[0];
        Assert.Equal((0, (int?)1, Eight + (10 * Minute)), (offer.Route, offer.SecondRoute, offer.Start));
    }

    [Fact]
    public void Alternatives_say_what_another_place_would_cost_more()
    {
        // Alone at place 2 from place 0: 40 minutes on the road; from place 5, 60: 20 minutes at 600 öre and 2 km at 250 more.
        var problem = Drawn.Day([Drawn.Route(), Drawn.Route(1) with { StartPlace = 5, EndPlace = 5 }], [Drawn.Visit(2)]);
        var plan = problem.SolveAndCheck();
        var other = Assert.Single(HeldPlan.Of(problem, plan).Alternatives(0));
        Assert.Equal((1, 12_500L), (other.Offer.Route, other.Difference.Ore(PriceClass.Cost)));
    }

    [Fact]
    public void No_alternative_of_a_searched_plan_is_better()
    {
        for (ulong seed = 1; seed <= 8; seed++)
        {
            var problem = RandomDays.Small(seed, 8, 3, hasTies: false, isRunning: false);
            var plan = problem.Solve(2_000);
            for (var visit = 0; visit < problem.Visits.Count; visit++)
                foreach (var alternative in HeldPlan.Of(problem, plan).Alternatives(visit)) Assert.True(alternative.Difference >= default(Price), $"Day {seed}, visit {visit}: {alternative}");
        }
    }
}
