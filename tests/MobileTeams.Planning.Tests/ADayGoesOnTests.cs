namespace MobileTeams.Planning.Tests;

/// <summary>Planning again: a published plan stays, a running day is respected, a search can be stopped.</summary>
public sealed class ADayGoesOnTests
{
    private const int Minute = Drawn.Minute;
    private const int Hour = Drawn.Hour;
    private const int Eight = Drawn.Eight;

    [Fact]
    public void A_published_plan_does_not_move_without_a_reason()
    {
        var problem = RandomDays.County(5, 50, 8);
        var plan = problem.SolveAndCheck(600);
        var published = Published(problem, plan);
        var again = published.SolveAndCheck(600, plan);
        Assert.Equal(0, again.Price.Total.Promises);
        foreach (var route in plan.Routes)
            foreach (var stop in route.Stops) Assert.Equal(stop.Start, again.StopOf(stop.Visit).Start);
    }

    [Fact]
    public void A_cancelled_visit_does_not_bring_the_others_forward()
    {
        // 8:10, 8:40, 9:10 are promised to the second; the first falls away, the others wait for their time.
        Visit Promised(int place, int start) => Drawn.Visit(place) with { Promise = new Promise(start, start) };
        var problem = Drawn.Day(Drawn.Route(), Promised(2, Eight + (40 * Minute)), Promised(3, Eight + (70 * Minute)));
        var plan = problem.SolveAndCheck();
        Assert.Equal([Eight + (40 * Minute), Eight + (70 * Minute)], [plan.StopOf(0).Start, plan.StopOf(1).Start]);
        Assert.Equal(Eight + (20 * Minute), plan.Routes[0].Leave); // nobody sets out only to wait
    }

    [Fact]
    public void Waiting_for_a_wish_makes_nobody_behind_late()
    {
        // Wished 9:00, but the next is wished by 8:40 twenty minutes after: the first is early rather than the second late.
        var problem = Drawn.Day(
            Drawn.Route(),
            Drawn.Visit(1) with { Soft = new SoftWindow(9 * Hour, 10 * Hour), Windows = [new StartWindow(Eight, Eight + (20 * Minute)), new StartWindow(9 * Hour, 10 * Hour)] },
            Drawn.Visit(2) with { Windows = [new StartWindow(Eight, Eight + (50 * Minute))] });
        var plan = Timetable.Of(problem, [[0, 1]]);

        // The latest start at place 1 that reaches place 2 by 8:50 is 8:20.
        Assert.Empty(PlanChecker.Check(problem, plan).Broken);
        Assert.Equal([Eight + (20 * Minute), Eight + (50 * Minute)], [plan.StopOf(0).Start, plan.StopOf(1).Start]);
    }

    [Fact]
    public void A_running_route_goes_on_from_where_it_is()
    {
        // At place 4 until 9:00; what it did stays, what comes next starts from there. Nothing is planned into the past.
        var route = Drawn.Route() with { Now = new Position(4, 9 * Hour), Committed = [new CommittedStop(0, Eight + (40 * Minute), 9 * Hour)] };
        var problem = Drawn.Day([route, Drawn.Route(1) with { ShiftStart = 12 * Hour }], [Drawn.Visit(4), Drawn.Visit(5).At(Eight, 10 * Hour), Drawn.Visit(3).At(Eight, Eight + (30 * Minute))]);
        var plan = problem.SolveAndCheck();
        Assert.Equal("0 1", plan.Routes[0].Order());
        Assert.Equal((9 * Hour) + (10 * Minute), plan.StopOf(1).Start);
        Assert.Equal([2], plan.LeftOut); // its time is past
    }

    [Fact]
    public void A_frozen_stop_comes_first_even_when_it_is_late()
    {
        var route = Drawn.Route() with { Now = new Position(0, 10 * Hour), Committed = [new CommittedStop(0)], ShiftEnd = 10 * Hour };
        var problem = Drawn.Day(route, Drawn.Visit(2).At(Eight, 9 * Hour), Drawn.Visit(1));
        var plan = problem.SolveAndCheck();
        Assert.Equal("0", plan.Routes[0].Order());
        Assert.Equal((10 * Hour) + (20 * Minute), plan.StopOf(0).Start);
        Assert.Equal([1], plan.LeftOut); // the shift is over
    }

    [Fact]
    public void A_break_that_was_taken_is_not_taken_again()
    {
        var rest = new Break(30 * Minute, 11 * Hour, 12 * Hour);
        Route At(Break one) => Drawn.Route() with { Now = new Position(1, 11 * Hour + (45 * Minute)), Breaks = [one], Committed = [new CommittedStop(0, Eight + (10 * Minute))] };
        var visits = new[] { Drawn.Visit(1), Drawn.Visit(2).At(12 * Hour, 13 * Hour), Drawn.Visit(3).At(14 * Hour, 15 * Hour) };
        var taken = Drawn.Day(At(rest with { TakenAt = 11 * Hour }), visits).SolveAndCheck();
        Assert.Equal(11 * Hour, Assert.Single(taken.Routes[0].Breaks).Start);
        Assert.Equal(12 * Hour, taken.StopOf(1).Start);

        // Not yet taken at 11:45: it is taken now, and the next starts at 12:25.
        var owed = Drawn.Day(At(rest), visits).SolveAndCheck();
        Assert.Equal((11 * Hour) + (45 * Minute), Assert.Single(owed.Routes[0].Breaks).Start);
        Assert.Equal((12 * Hour) + (25 * Minute), owed.StopOf(1).Start);
    }

    [Fact]
    public void The_second_person_of_a_frozen_visit_is_found()
    {
        var route = Drawn.Route() with { Committed = [new CommittedStop(0)] };
        var problem = Drawn.Day([route, Drawn.Route(1) with { StartPlace = 9, EndPlace = 9 }], [Drawn.Visit(1) with { Staff = 2 }]);
        var plan = problem.SolveAndCheck();
        Assert.Empty(plan.LeftOut);

        // The other comes from place 9, 80 minutes away; the frozen one waits for it.
        Assert.Equal([Eight + (80 * Minute), Eight + (80 * Minute)], [plan.Routes[0].Stops[0].Start, plan.Routes[1].Stops[0].Start]);
    }

    [Fact]
    public void A_night_shift_crosses_midnight()
    {
        var night = Drawn.Route() with { ShiftStart = 21 * Hour, ShiftEnd = 31 * Hour, Breaks = [new Break(30 * Minute, 25 * Hour, 27 * Hour)] };
        var plan = Drawn.Day(night, Drawn.Visit(1).At(23 * Hour, 24 * Hour), Drawn.Visit(2).At(30 * Hour, 30 * Hour)).SolveAndCheck();
        Assert.Equal("0 1", plan.Routes[0].Order());
        Assert.Equal(25 * Hour, Assert.Single(plan.Routes[0].Breaks).Start);
    }

    [Fact]
    public void An_optional_visit_is_left_out_when_it_costs_more_than_it_is_worth()
    {
        // To place 1 and back with 20 min there: 40 min at 600 öre and 2 km at 250 öre: 24 500 öre.
        Visit Worth(int ore) => Drawn.Visit(1) with { LeavingOut = new LeavingOut(PriceClass.Cost, ore) };
        Assert.Empty(Drawn.Day(Drawn.Route(), Worth(24_501)).SolveAndCheck().LeftOut);
        var plan = Drawn.Day(Drawn.Route(), Worth(24_499)).SolveAndCheck();
        Assert.Equal([0], plan.LeftOut);
        var refusal = Assert.Single(Reasons.For(Drawn.Day(Drawn.Route(), Worth(24_499)), plan, 0));
        Assert.Empty(refusal.Obstacles);
        Assert.Equal(24_500, refusal.Price!.Value.Ore(PriceClass.Cost));
    }

    [Fact]
    public void A_stopped_search_still_has_a_plan()
    {
        var problem = RandomDays.County(6, 120, 16);
        using var stop = new CancellationTokenSource();
        stop.Cancel();
        var nothing = Solver.Run(problem, new SolverOptions { Time = TimeSpan.FromMinutes(5) }, stop: stop.Token);
        Assert.Empty(PlanChecker.Check(problem, nothing).Broken);

        using var later = new CancellationTokenSource();
        var told = new List<PlanProgress>();
        var progress = new Told(one =>
        {
            told.Add(one);
            later.Cancel();
        });
        var plan = Solver.Run(problem, new SolverOptions { Time = TimeSpan.FromMinutes(5), Threads = 2 }, null, progress, later.Token);
        Assert.Empty(PlanChecker.Check(problem, plan).Broken);
        Assert.True(told.Count >= 1 && told[0].Placed + told[0].LeftOut == problem.Visits.Count);
    }

    [Fact]
    public void A_target_ends_the_search()
    {
        var problem = RandomDays.Small(3, 8, 3);
        var good = problem.Solve(400);
        var plan = Solver.Run(problem, new SolverOptions { Time = TimeSpan.FromMinutes(5), Target = good.Price.Total }, good);
        Assert.Equal(good.Price, plan.Price);
    }

    private static Problem Published(Problem problem, Plan plan)
    {
        var visits = problem.Visits.ToArray();
        foreach (var route in plan.Routes)
        {
            foreach (var stop in route.Stops)
            {
                var promised = visits[stop.Visit].Promise?.Routes ?? [];
                visits[stop.Visit] = visits[stop.Visit] with { Promise = new Promise(stop.Start, stop.Start, Routes: [.. promised, route.Route]) };
            }
        }

        return Problem.Create(problem.Travel, problem.Routes, visits, problem.Ties, problem.Prices);
    }

    private sealed class Told(Action<PlanProgress> hear) : IProgress<PlanProgress>
    {
        public void Report(PlanProgress value) => hear(value);
    }
}
