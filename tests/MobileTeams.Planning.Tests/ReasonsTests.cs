using MobileTeams.Measures;

namespace MobileTeams.Planning.Tests;

/// <summary>Every reason is put to the proof: once the named rules give way by the named seconds, the visit fits; with any one of them kept, it does not.</summary>
public sealed class ReasonsTests
{
    private const int Minute = Drawn.Minute;
    private const int Hour = Drawn.Hour;
    private const int Eight = Drawn.Eight;

    private static Obstacle Only(Problem problem, int visit, int route = 0)
    {
        var plan = problem.SolveAndCheck();
        Assert.Contains(visit, plan.LeftOut);
        return Assert.Single(Reasons.For(problem, plan, visit).Single(refusal => refusal.Route == route).Obstacles);
    }

    [Fact]
    public void Too_late_by_so_many_seconds()
    {
        // The earliest arrival at place 3 is 8:30; the window closes at 8:20.
        Assert.Equal(new Obstacle(Rule.Window, 10 * Minute), Only(Drawn.Day(Drawn.Route(), Drawn.Visit(3).At(Eight, Eight + (20 * Minute))), 0));
    }

    [Fact]
    public void The_shift_ends_so_many_seconds_too_early()
    {
        // 8:30 to 8:50, home at 9:20; the shift ends at 9:00 and allows ten minutes of overtime.
        var route = Drawn.Route() with { ShiftEnd = 9 * Hour, MaxOvertime = 10 * Minute };
        Assert.Equal(new Obstacle(Rule.ShiftEnd, 10 * Minute), Only(Drawn.Day(route, Drawn.Visit(3)), 0));
    }

    [Fact]
    public void Too_long_at_work()
    {
        // 80 minutes for a limit of 75.
        Assert.Equal(new Obstacle(Rule.MaxWork, 5 * Minute), Only(Drawn.Day(Drawn.Route() with { MaxWork = 75 * Minute }, Drawn.Visit(3)), 0));
    }

    [Fact]
    public void A_qualification_is_missing_or_has_run_out()
    {
        var visit = Drawn.Visit(1).At(9 * Hour, 10 * Hour) with { Needs = [7] };
        Assert.Equal(new Obstacle(Rule.MissingQualification, 0, 7), Only(Drawn.Day(Drawn.Route(), visit), 0));

        // The last valid second is 8:59:59, the visit starts at 9:00.
        var expired = Drawn.Route() with { Qualifications = [new Qualification(7, new TimeWindow(0, 9 * Hour))] };
        Assert.Equal(new Obstacle(Rule.QualificationNotValid, 1, 7), Only(Drawn.Day(expired, visit), 0));
    }

    [Fact]
    public void People_who_must_not_come_and_pins_and_missing_hands()
    {
        Assert.Equal(new Obstacle(Rule.ForbiddenPerson), Only(Drawn.Day(Drawn.Route(4), Drawn.Visit(1) with { ForbiddenPeople = [4] }), 0));
        var narrow = Drawn.Route(1) with { ShiftEnd = Eight + Minute };
        Assert.Equal(new Obstacle(Rule.PinnedElsewhere), Only(Drawn.Day([Drawn.Route(), narrow], [Drawn.Visit(1) with { PinnedRoute = 1 }]), 0));
        Assert.Equal(new Obstacle(Rule.SecondPerson), Only(Drawn.Day(Drawn.Route(), Drawn.Visit(1) with { Staff = 2 }), 0));
    }

    [Fact]
    public void A_break_that_would_be_pushed_out_of_its_band()
    {
        // The visit can only start from 8:20 to 8:25 and takes two hours; the break may start from 8:10 to 8:15, before it, then the visit starts 20 min later: too late.
        // After it, at 10:20, it is 125 min late.
        var route = Drawn.Route() with { Breaks = [new Break(30 * Minute, Eight + (10 * Minute), Eight + (15 * Minute))] };
        var visit = Drawn.Visit(1) with { Duration = 2 * Hour, Windows = [new StartWindow(Eight + (20 * Minute), Eight + (25 * Minute))] };
        var plan = Drawn.Day(route, visit).SolveAndCheck();
        var problem = Drawn.Day(route, visit);
        var refusal = Assert.Single(Reasons.For(problem, plan, 0));
        Assert.Single(refusal.Obstacles);
        Prove(problem, plan, 0, refusal);
    }

    [Fact]
    public void A_tie_that_cannot_be_kept()
    {
        // Visit 0 is at 8:10–8:15; visit 1 at most half an hour after it, but opens only at 9:00: 15 minutes too late at best.
        var first = Drawn.Visit(1).At(Eight + (10 * Minute), Eight + (15 * Minute)) with { LeavingOut = new LeavingOut(PriceClass.LeftOut, 5) };
        var problem = Drawn.Day([Drawn.Route()], [first, Drawn.Visit(2).At(9 * Hour, 10 * Hour)], new Tie.Sequence(0, 1, 0, 30 * Minute));
        var plan = problem.SolveAndCheck();
        Assert.Equal([1], plan.LeftOut);
        var refusal = Assert.Single(Reasons.For(problem, plan, 1));
        var obstacle = Assert.Single(refusal.Obstacles);
        Assert.Contains(obstacle.Rule, new[] { Rule.Sequence, Rule.Window });
        Assert.Equal(15 * Minute, obstacle.Seconds);
        Prove(problem, plan, 1, refusal);
    }

    [Fact]
    public void A_frozen_stop_stands_in_the_way()
    {
        // Frozen: two hours at place 1, from 8:10. Place 2 must be reached by 8:30, which only works before.
        var route = Drawn.Route() with { Committed = [new CommittedStop(0)] };
        var problem = Drawn.Day(route, Drawn.Visit(1) with { Duration = 2 * Hour }, Drawn.Visit(2).At(Eight, Eight + (30 * Minute)));
        var plan = problem.SolveAndCheck();
        var refusal = Assert.Single(Reasons.For(problem, plan, 1));
        Assert.True(refusal.Obstacles is [{ Rule: Rule.Committed }] or [{ Rule: Rule.Window }]);
    }

    [Fact]
    public void What_is_not_to_be_reached_or_is_at_fault_says_so()
    {
        const int never = TravelMatrix.Unreachable;
        var island = new Travel(new TravelMatrix(2, [0, never, never, 0], [0, never, never, 0]));
        var problem = Problem.Create([island], [new Route(0, 0, Eight, 16 * Hour)], [Drawn.Visit(1), Drawn.Visit(0) with { Duration = -1 }]);
        var plan = problem.SolveAndCheck();
        Assert.Equal(new Obstacle(Rule.NoWay), Assert.Single(Assert.Single(Reasons.For(problem, plan, 0)).Obstacles));
        Assert.Equal(new Obstacle(Rule.VisitAtFault), Assert.Single(Assert.Single(Reasons.For(problem, plan, 1)).Obstacles));
    }

    [Fact]
    public void The_nearest_miss_comes_first()
    {
        var problem = Drawn.Day(
            [Drawn.Route() with { StartPlace = 8 }, Drawn.Route(1), Drawn.Route(2) with { StartPlace = 5 }],
            [Drawn.Visit(3).At(Eight, Eight + (10 * Minute))]);
        var plan = problem.SolveAndCheck();

        // From place 8 it is 50 min, from 0 it is 30, from 5 it is 20; ten are allowed.
        Assert.Equal([2, 1, 0], Reasons.For(problem, plan, 0).Select(refusal => refusal.Route));
        Assert.Equal([600, 1200, 2400], Reasons.For(problem, plan, 0).Select(refusal => refusal.Obstacles[0].Seconds));
    }

    [Fact]
    public void On_random_days_every_reason_can_be_lifted_and_the_visit_fits()
    {
        var proven = new Dictionary<Rule, int>();
        for (ulong seed = 1; seed <= 80; seed++)
        {
            var problem = RandomDays.Small(seed, 14, 3);
            var plan = problem.Solve(60);
            foreach (var visit in plan.LeftOut)
            {
                if (!problem.IsPlannable(visit)) continue;
                foreach (var refusal in Reasons.For(problem, plan, visit))
                {
                    if (refusal.Price is null) continue;
                    Prove(problem, plan, visit, refusal);
                    foreach (var obstacle in refusal.Obstacles) proven[obstacle.Rule] = proven.GetValueOrDefault(obstacle.Rule) + 1;
                }
            }
        }

        foreach (var rule in (Rule[])[Rule.Window, Rule.OtherWindow, Rule.ShiftEnd, Rule.MissingQualification, Rule.SecondPerson, Rule.ForbiddenPerson, Rule.PinnedElsewhere, Rule.QualificationNotValid])
            Assert.True(proven.GetValueOrDefault(rule) > 0, $"{rule} never came up: {string.Join(", ", proven)}");
    }

    private static void Prove(Problem problem, Plan plan, int visit, Refusal refusal)
    {
        var text = $"Visit {visit}, route {refusal.Route}: {string.Join(", ", refusal.Obstacles)}\n{RandomDaysBreakNoRuleTests.Describe(problem, plan)}\n{problem.Visits[visit]} {string.Join(",", problem.Visits[visit].Windows)}";
        Assert.True(Fits(Lift(problem, visit, refusal.Route, refusal.Obstacles), plan, visit, refusal), $"Lifted, but it does not fit. {text}");
        for (var kept = 0; kept < refusal.Obstacles.Count; kept++)
        {
            // Several visits that would be late share one rule; one of them alone may turn out to be on time when it is not given the leave to be late.
            if (refusal.Obstacles.Count(obstacle => obstacle.Rule == refusal.Obstacles[kept].Rule) > 1) continue;
            if (refusal.Obstacles[kept].Rule == Rule.QualificationNotValid && refusal.Obstacles.Any(obstacle => obstacle.Rule == Rule.OtherWindow)) continue; // the proof lifts both together
            var fewer = refusal.Obstacles.Where((_, index) => index != kept).ToList();
            Assert.False(Fits(Lift(problem, visit, refusal.Route, fewer), plan, visit, refusal with { Obstacles = fewer }), $"Fits without lifting {refusal.Obstacles[kept]}. {text}");
        }
    }

    private static bool Fits(Problem problem, Plan plan, int visit, Refusal lifted)
    {
        var mayDivert = lifted.Obstacles.Any(obstacle => obstacle.Rule == Rule.Committed);
        foreach (var offer in HeldPlan.Of(problem, plan).Rank(visit))
            if (offer.Route == lifted.Route && offer.SecondRoute is null && (mayDivert || !offer.IsDiversion)) return true;
        return false;
    }

    private static Problem Lift(Problem problem, int visit, int route, IReadOnlyList<Obstacle> obstacles)
    {
        var visits = problem.Visits.ToArray();
        var routes = problem.Routes.ToArray();
        var ties = problem.Ties.ToList();
        foreach (var obstacle in obstacles)
        {
            var (asked, given) = (visits[visit], routes[route]);
            switch (obstacle.Rule)
            {
                case Rule.Window:
                    visits[visit] = asked with { Windows = [.. asked.Windows.Select(window => new StartWindow(window.Earliest - obstacle.Seconds, window.Latest + obstacle.Seconds))] };
                    break;
                case Rule.OtherWindow:
                    var other = visits[obstacle.Other!.Value];
                    visits[obstacle.Other.Value] = other with { Windows = [.. other.Windows.Select(window => window with { Latest = window.Latest + obstacle.Seconds })] };
                    for (var one = 0; one < routes.Length; one++)
                        routes[one] = Longer(routes[one], obstacle.Seconds, other.Needs.Concat(other.SecondNeeds).ToList());
                    break;
                case Rule.ShiftEnd:
                    routes[route] = given with { MaxOvertime = given.MaxOvertime + obstacle.Seconds };
                    break;
                case Rule.MaxWork:
                    routes[route] = given with { MaxWork = given.MaxWork + obstacle.Seconds };
                    break;
                case Rule.Break:
                    routes[route] = given with { Breaks = [.. given.Breaks.Select(rest => rest with { Latest = rest.Latest + obstacle.Seconds, AfterWork = rest.AfterWork + obstacle.Seconds })] };
                    break;
                case Rule.QualificationNotValid:
                    routes[route] = Longer(given, obstacle.Seconds, [obstacle.Code!.Value]);
                    break;
                case Rule.MissingQualification:
                    routes[route] = given with { Qualifications = [.. given.Qualifications, new Qualification(obstacle.Code!.Value, new TimeWindow(-90_000_000, 90_000_000), asked.Patient)] };
                    break;
                case Rule.ForbiddenPerson:
                    visits[visit] = asked with { ForbiddenPeople = [] };
                    break;
                case Rule.PinnedElsewhere:
                    visits[visit] = asked with { PinnedRoute = null };
                    break;
                case Rule.SecondPerson:
                    visits[visit] = asked with { Staff = 1, SecondNeeds = [], Needs = [.. asked.Needs, .. asked.SecondNeeds] };
                    break;
                case Rule.Committed:
                    break; // asked for as a diversion, below
                case Rule.SameStart or Rule.Sequence:
                    Loosen(ties, visit, obstacle);
                    break;
                case Rule.SamePerson or Rule.OtherPerson:
                    ties.RemoveAll(tie => tie is Tie.SamePerson or Tie.OtherPerson && (tie.A, tie.B) is var (a, b) && ((a == visit && b == obstacle.Other) || (b == visit && a == obstacle.Other)));
                    break;
                default:
                    Assert.Fail($"{obstacle.Rule} is not a rule to lift.");
                    break;
            }
        }

        return Problem.Create(problem.Travel, routes, visits, ties, problem.Prices);
    }

    private static Route Longer(Route route, int seconds, IReadOnlyList<int> codes) => route with
    {
        Qualifications = [.. route.Qualifications.Select(own => !codes.Contains(own.Code) ? own
            : own with { Valid = new TimeWindow(own.Valid.Start - seconds, own.Valid.End + seconds) })],
    };

    private static void Loosen(List<Tie> ties, int visit, Obstacle obstacle)
    {
        for (var index = 0; index < ties.Count; index++)
        {
            var tie = ties[index];
            if (!((tie.A == visit && tie.B == obstacle.Other) || (tie.B == visit && tie.A == obstacle.Other))) continue;
            ties[index] = tie switch
            {
                Tie.SameStart => new Tie.Sequence(tie.A, tie.B, -obstacle.Seconds, obstacle.Seconds),
                Tie.Sequence gap => gap with { Least = gap.Least - obstacle.Seconds, Most = gap.Most + obstacle.Seconds },
                _ => tie,
            };
        }
    }
}
