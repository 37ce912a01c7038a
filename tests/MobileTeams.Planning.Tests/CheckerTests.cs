using MobileTeams.Measures;

namespace MobileTeams.Planning.Tests;

/// <summary>Each rule has a plan that keeps it and one that breaks it. Visit v is at place v, ten minutes from its neighbours, and takes twenty.</summary>
public sealed class CheckerTests
{
    private const int Minute = Drawn.Minute;
    private const int Hour = Drawn.Hour;
    private const int Eight = Drawn.Eight;

    private static readonly Qualification Insulin = new(7, Drawn.AllTime);

    private static IReadOnlyList<BrokenRule> Broken(Problem problem, params int[][] orders) => PlanChecker.Check(problem, Timetable.Of(problem, orders)).Broken;

    private static void Only(IReadOnlyList<BrokenRule> broken, Rule rule, int seconds)
    {
        var one = Assert.Single(broken);
        Assert.Equal((rule, seconds), (one.Rule, one.Seconds));
    }

    [Fact]
    public void A_plan_is_timed_and_priced_as_on_paper()
    {
        // Leaves 8:00, arrives at place 1 at 8:10, 20 min there, at place 2 at 8:40, leaves 9:00, 20 min home: 80 min at 600 öre, 4 km at 250 öre.
        var problem = Drawn.Day(Drawn.Route(), Drawn.Visit(0), Drawn.Visit(1), Drawn.Visit(2));
        var plan = Timetable.Of(problem, [[1, 2]]);
        var verdict = PlanChecker.Check(problem, plan);
        Assert.Empty(verdict.Broken);
        Assert.Equal([Eight + (10 * Minute), Eight + (40 * Minute)], [plan.Routes[0].Stops[0].Start, plan.Routes[0].Stops[1].Start]);
        Assert.Equal(Eight + (80 * Minute), plan.Routes[0].End);
        Assert.Equal(48_000 * Price.PerOre, verdict.Price.Work);
        Assert.Equal(1_000 * Price.PerOre, verdict.Price.Distance);
        Assert.Equal([0], plan.LeftOut);
        Assert.Equal(1, verdict.Price.Total.Ore(PriceClass.LeftOut));
    }

    [Fact]
    public void A_window_that_is_missed()
    {
        // Arrives 8:10.
        Assert.Empty(Broken(Drawn.Day(Drawn.Route(), Drawn.Visit(1).At(Eight, Eight + (10 * Minute))), [0]));
        Only(Broken(Drawn.Day(Drawn.Route(), Drawn.Visit(1).At(Eight, Eight + (4 * Minute))), [0]), Rule.Window, 6 * Minute);
    }

    [Fact]
    public void A_qualification_that_is_missing_or_meant_for_somebody_else()
    {
        var visit = Drawn.Visit(1) with { Needs = [7] };
        Assert.Empty(Broken(Drawn.Day(Drawn.Route() with { Qualifications = [Insulin with { Patient = 1 }] }, visit), [0]));
        Only(Broken(Drawn.Day(Drawn.Route(), visit), [0]), Rule.MissingQualification, 0);
        Only(Broken(Drawn.Day(Drawn.Route() with { Qualifications = [Insulin with { Patient = 2 }] }, visit), [0]), Rule.MissingQualification, 0);
    }

    [Fact]
    public void A_delegation_that_has_run_out_when_the_visit_starts()
    {
        // Starts 8:10; valid until just after, or until 8:05, whose last valid second is 301 s before.
        var visit = Drawn.Visit(1) with { Needs = [7] };
        Route Until(int second) => Drawn.Route() with { Qualifications = [new Qualification(7, new TimeWindow(0, second))] };
        Assert.Empty(Broken(Drawn.Day(Until(Eight + (10 * Minute) + 1), visit), [0]));
        Only(Broken(Drawn.Day(Until(Eight + (5 * Minute)), visit), [0]), Rule.QualificationNotValid, 301);
    }

    [Fact]
    public void A_forbidden_person()
    {
        Assert.Empty(Broken(Drawn.Day(Drawn.Route(3), Drawn.Visit(1) with { ForbiddenPeople = [4] }), [0]));
        Only(Broken(Drawn.Day(Drawn.Route(4), Drawn.Visit(1) with { ForbiddenPeople = [4] }), [0]), Rule.ForbiddenPerson, 0);
    }

    [Fact]
    public void A_pin_to_another_route()
    {
        var problem = Drawn.Day([Drawn.Route(), Drawn.Route(1)], [Drawn.Visit(1) with { PinnedRoute = 1 }]);
        Assert.Empty(Broken(problem, [], [0]));
        Only(Broken(problem, [0], []), Rule.PinnedElsewhere, 0);
    }

    [Fact]
    public void A_second_person_who_is_missing_or_late()
    {
        var problem = Drawn.Day([Drawn.Route(), Drawn.Route(1)], [Drawn.Visit(1) with { Staff = 2 }, Drawn.Visit(2)]);
        Assert.Empty(Broken(problem, [0], [0, 1]));
        Only(Broken(problem, [0], [1]), Rule.SecondPerson, 0);
        Assert.Empty(Broken(Drawn.Day(Drawn.Route() with { Crew = 2 }, Drawn.Visit(1) with { Staff = 2 }), [0]));

        var plan = Timetable.Of(problem, [[0], [0, 1]]);
        var early = plan.Routes[0].Stops[0];
        var apart = plan with { Routes = [plan.Routes[0] with { Stops = [early with { Start = early.Start + 60, End = early.End + 60 }], End = plan.Routes[0].End + 60 }, plan.Routes[1]] };
        Only(PlanChecker.Check(problem, apart).Broken, Rule.SameStart, 60);
    }

    [Fact]
    public void The_stronger_needs_on_one_of_the_two_the_weaker_on_the_other()
    {
        var visit = Drawn.Visit(1) with { Staff = 2, Needs = [7, 8], SecondNeeds = [8] };
        var nurse = Drawn.Route() with { Qualifications = [Insulin, new Qualification(8, Drawn.AllTime)] };
        var aide = Drawn.Route(1) with { Qualifications = [new Qualification(8, Drawn.AllTime)] };
        Assert.Empty(Broken(Drawn.Day([aide, nurse], [visit]), [0], [0]));
        var broken = Assert.Single(Broken(Drawn.Day([aide, aide with { People = [2] }], [visit]), [0], [0]));
        Assert.Equal((Rule.MissingQualification, (int?)7), (broken.Rule, broken.Code));
        Only(Broken(Drawn.Day([nurse, Drawn.Route(1)], [visit]), [0], [0]), Rule.MissingQualification, 0);
    }

    [Fact]
    public void A_shift_that_ends_before_the_route_is_home()
    {
        // Home at 8:40.
        Route Until(int end, int overtime = 0) => Drawn.Route() with { ShiftEnd = end, MaxOvertime = overtime };
        Assert.Empty(Broken(Drawn.Day(Until(Eight + (40 * Minute)), Drawn.Visit(1)), [0]));
        Assert.Empty(Broken(Drawn.Day(Until(Eight + (30 * Minute), 10 * Minute), Drawn.Visit(1)), [0]));
        Only(Broken(Drawn.Day(Until(Eight + (30 * Minute), 5 * Minute), Drawn.Visit(1)), [0]), Rule.ShiftEnd, 5 * Minute);
    }

    [Fact]
    public void Overtime_is_priced_by_the_second()
    {
        var problem = Drawn.Day(Drawn.Route() with { ShiftEnd = Eight + (39 * Minute) + 30, MaxOvertime = Hour }, Drawn.Visit(1));
        Assert.Equal(300 * Price.PerOre, PlanChecker.Check(problem, Timetable.Of(problem, [[0]])).Price.Overtime); // half a minute at 600 öre
    }

    [Fact]
    public void Too_long_at_work_where_waiting_counts()
    {
        // 8:10–8:30 and again at 12:00 at the same place, home 12:30: four and a half hours with the way out.
        Problem Day(int most) => Drawn.Day(Drawn.Route() with { MaxWork = most }, Drawn.Visit(1).At(Eight, 9 * Hour), Drawn.Visit(1).At(12 * Hour, 13 * Hour));
        Assert.Empty(Broken(Day(4 * Hour), [0, 1])); // the first visit can wait: 9:00 – 12:30 is three hours and forty minutes with the way
        Only(Broken(Drawn.Day(Drawn.Route() with { MaxWork = Hour }, Drawn.Visit(1), Drawn.Visit(2)), [0, 1]), Rule.MaxWork, 20 * Minute);
    }

    [Fact]
    public void A_break_that_is_missing_moved_or_cut_short()
    {
        var route = Drawn.Route() with { Breaks = [new Break(30 * Minute, 11 * Hour, 12 * Hour)] };
        var problem = Drawn.Day(route, Drawn.Visit(1).At(9 * Hour, 10 * Hour), Drawn.Visit(2).At(13 * Hour, 14 * Hour));
        var plan = Timetable.Of(problem, [[0, 1]]);
        Assert.Empty(PlanChecker.Check(problem, plan).Broken);
        var rest = Assert.Single(plan.Routes[0].Breaks);
        Assert.Equal((1, 11 * Hour), (rest.AfterStops, rest.Start));

        Plan With(params PlannedBreak[] breaks) => plan with { Routes = [plan.Routes[0] with { Breaks = breaks }] };
        Only(PlanChecker.Check(problem, With(rest with { End = rest.End - 60 })).Broken.Where(rule => rule.Rule == Rule.Break).ToList(), Rule.Break, 60);
        Only(PlanChecker.Check(problem, With(rest with { Start = rest.Start - 120, End = rest.End - 120 })).Broken, Rule.Break, 120);
        Assert.Contains(PlanChecker.Check(problem, With()).Broken, rule => rule.Rule == Rule.Break);
        Assert.Empty(Broken(Drawn.Day(route, Drawn.Visit(1)), [0])); // over at 8:40, long before the break
    }

    [Fact]
    public void A_break_after_too_much_work()
    {
        var route = Drawn.Route() with { Breaks = [new Break(30 * Minute, Eight, 16 * Hour, AfterWork: 2 * Hour)] };
        var problem = Drawn.Day(route, Drawn.Visit(1), Drawn.Visit(2).At(11 * Hour, 12 * Hour));
        var plan = Timetable.Of(problem, [[0, 1]]);
        Assert.Empty(PlanChecker.Check(problem, plan).Broken);
        var late = plan.Routes[0].Breaks[0];
        var start = plan.Routes[0].Leave + (2 * Hour) + 90;
        late = late with { AfterStops = 1, Start = start, End = start + (30 * Minute) };
        var moved = plan with { Routes = [plan.Routes[0] with { Breaks = [late] }] };
        Only(PlanChecker.Check(problem, moved).Broken.Where(rule => rule.Rule == Rule.Break).ToList(), Rule.Break, 90);
    }

    [Fact]
    public void Ties_in_time()
    {
        Problem Tied(Tie tie) => Drawn.Day([Drawn.Route(), Drawn.Route(1)], [Drawn.Visit(1), Drawn.Visit(2)], tie);

        // One route: 8:10 and 8:40. Two routes: 8:10 and 8:20.
        Assert.Empty(Broken(Tied(new Tie.Sequence(0, 1, 20 * Minute, 30 * Minute)), [0, 1], []));
        Only(Broken(Tied(new Tie.Sequence(0, 1, 0, 25 * Minute)), [0, 1], []), Rule.Sequence, 5 * Minute);
        Assert.Empty(Broken(Tied(new Tie.SameStart(0, 1)), [0], [1]));
        Assert.Contains(Broken(Tied(new Tie.SameStart(0, 1)), [0, 1], []), rule => rule.Rule == Rule.SameStart);
        Assert.Empty(Broken(Tied(new Tie.Apart(0, 1)), [0, 1], []));
        Only(Broken(Tied(new Tie.Apart(0, 1)), [0], [1]), Rule.Apart, 10 * Minute);
    }

    [Fact]
    public void Ties_of_people()
    {
        Problem Tied(Tie tie, int second = 1) => Drawn.Day([Drawn.Route(), Drawn.Route(second)], [Drawn.Visit(1), Drawn.Visit(2)], tie);
        Assert.Empty(Broken(Tied(new Tie.SamePerson(0, 1)), [0, 1], []));
        Assert.Empty(Broken(Tied(new Tie.SamePerson(0, 1), second: 0), [0], [1]));
        Only(Broken(Tied(new Tie.SamePerson(0, 1)), [0], [1]), Rule.SamePerson, 0);
        Assert.Empty(Broken(Tied(new Tie.OtherPerson(0, 1)), [0], [1]));
        Only(Broken(Tied(new Tie.OtherPerson(0, 1)), [0, 1], []), Rule.OtherPerson, 0);
    }

    [Fact]
    public void Set_up_is_needed_once_at_one_place()
    {
        // 8:10 + 5 min set-up; the next at the same place starts when the first ends.
        var visit = Drawn.Visit(1) with { SetUp = 5 * Minute };
        var problem = Drawn.Day(Drawn.Route(), visit, visit);
        var plan = Timetable.Of(problem, [[0, 1]]);
        Assert.Equal([Eight + (15 * Minute), Eight + (35 * Minute)], [plan.StopOf(0).Start, plan.StopOf(1).Start]);
        Assert.Empty(PlanChecker.Check(problem, plan).Broken);
        var hasty = plan with { Routes = [plan.Routes[0] with { Stops = [plan.StopOf(0) with { Start = Eight + (14 * Minute) }, plan.StopOf(1)] }] };
        Only(PlanChecker.Check(problem, hasty).Broken, Rule.Travel, 60);
    }

    [Fact]
    public void Nobody_sets_out_before_the_call()
    {
        var problem = Drawn.Day(Drawn.Route(), Drawn.Visit(1) with { Release = 9 * Hour });
        var plan = Timetable.Of(problem, [[0]]);
        Assert.Equal((9 * Hour) + (10 * Minute), plan.StopOf(0).Start);
        Assert.Empty(PlanChecker.Check(problem, plan).Broken);
        var soon = plan with { Routes = [plan.Routes[0] with { Stops = [plan.StopOf(0) with { Arrival = 9 * Hour, Start = 9 * Hour }] }] };
        Only(PlanChecker.Check(problem, soon).Broken.Take(1).ToList(), Rule.Travel, 10 * Minute);
    }

    [Fact]
    public void What_is_committed_stays_where_it_is()
    {
        var route = Drawn.Route() with { Committed = [new CommittedStop(0, 9 * Hour, (9 * Hour) + 900), new CommittedStop(1)] };
        var problem = Drawn.Day(route, Drawn.Visit(1), Drawn.Visit(2), Drawn.Visit(3));
        var plan = Timetable.Of(problem, [[2]]);
        Assert.Equal("0 1 2", plan.Routes[0].Order());
        Assert.Empty(PlanChecker.Check(problem, plan).Broken);
        var stops = plan.Routes[0].Stops;
        var swapped = plan with { Routes = [plan.Routes[0] with { Stops = [stops[0], stops[2], stops[1]] }] };
        Assert.Contains(PlanChecker.Check(problem, swapped).Broken, rule => rule.Rule == Rule.Committed);
        var moved = plan with { Routes = [plan.Routes[0] with { Stops = [stops[0] with { Start = (9 * Hour) + 60 }, stops[1], stops[2]] }] };
        Only(PlanChecker.Check(problem, moved).Broken, Rule.Committed, 60);
    }

    [Fact]
    public void A_visit_that_is_lost_or_done_twice()
    {
        var problem = Drawn.Day([Drawn.Route(), Drawn.Route(1)], [Drawn.Visit(1)]);
        var plan = Timetable.Of(problem, [[0], []]);
        Only(PlanChecker.Check(problem, plan with { Routes = [plan.Routes[0] with { Stops = [] }, plan.Routes[1]] }).Broken, Rule.Lost, 0);
        Only(PlanChecker.Check(problem, plan with { LeftOut = [0] }).Broken, Rule.Twice, 0);
        var twice = plan with { Routes = [plan.Routes[0], plan.Routes[0] with { Route = 1 }] };
        Only(PlanChecker.Check(problem, twice).Broken, Rule.Twice, 0);
    }

    [Fact]
    public void Wishes_promises_and_faces_are_priced_by_class()
    {
        // Starts 8:10. Wished 8:20: 10 min early at 30 öre. Promised until 8:07: 3 min at 50 öre. A new face for 90 öre, and another route than promised for 70.
        var visit = Drawn.Visit(1) with
        {
            Soft = new SoftWindow(Eight + (20 * Minute), 9 * Hour, EarlyPerMinute: 30),
            Promise = new Promise(Eight, Eight + (7 * Minute), 50, Routes: [1], OtherRoute: 70),
            Faces = [new Face(5, 10)],
            NewFace = 90,
        };
        var problem = Drawn.Day([Drawn.Route(), Drawn.Route(5)], [visit]);
        var plan = Timetable.Of(problem, [[0], []]);
        var stop = plan.StopOf(0) with { Start = Eight + (10 * Minute), End = Eight + (30 * Minute), Arrival = Eight + (10 * Minute) };
        var price = PlanChecker.Check(problem, plan with { Routes = [plan.Routes[0] with { Leave = Eight, Stops = [stop], End = Eight + (40 * Minute) }, plan.Routes[1]] }).Price;
        Assert.Equal((300, 150, 70, 90), (price.Early / Price.PerOre, price.PromisedTimes / Price.PerOre, price.PromisedRoutes / Price.PerOre, price.Faces / Price.PerOre));
        Assert.Equal((220, 390), (price.Total.Ore(PriceClass.Promises), price.Total.Ore(PriceClass.Care)));
    }

    [Fact]
    public void Faces_that_are_a_cost_are_exchanged_for_minutes_at_work()
    {
        // The one the patient knows sets out ten minutes further away: twenty minutes at work, 6 kr each. A face for less is met, one for more is not.
        var visit = Drawn.Visit(1) with { Faces = [new Face(1, 0)] };
        var routes = new[] { Drawn.Route(), Drawn.Route(1) with { StartPlace = 3, EndPlace = 3 } };
        foreach (var (price, comes) in new[] { (11_000, 0), (13_000, 1) })
        {
            var problem = Problem.Create([Drawn.Street(10)], routes, [visit], [], new PriceList { NewFace = price, PerKilometre = 0, FacesAreCost = true });
            var plan = Solver.Run(problem, new SolverOptions { Iterations = 100 });
            Assert.Single(plan.Routes[comes].Stops);
            Assert.Equal(plan.Price, PlanChecker.Check(problem, plan).Price);
            Assert.Equal((0, comes == 0 ? price : 0), (plan.Price.Faces, plan.Price.FacesInCost / Price.PerOre));
        }
    }
}
