using MobileTeams.Measures;

namespace MobileTeams.Planning.Tests;

public sealed class BadInputTests
{
    private static readonly Route Good = Drawn.Route();
    private static readonly Visit Fine = Drawn.Visit(1);

    public static TheoryData<string, string> Table()
    {
        var table = new TheoryData<string, string>();
        foreach (var (rule, place, _, _, _) in Cases()) table.Add(rule, place);
        return table;
    }

    [Theory]
    [MemberData(nameof(Table))]
    public void Each_fault_is_named_and_the_rest_is_planned(string rule, string place)
    {
        foreach (var (caseRule, casePlace, route, visit, ties) in Cases())
        {
            if (caseRule != rule || casePlace != place) continue;
            var problem = Problem.Create([Drawn.Street(10)], [Good, route], [Fine, Fine, visit], ties);
            Assert.Contains(problem.Faults, fault => fault.Rule == rule && fault.Place == place && fault.Text.EndsWith('.'));
            var plan = problem.SolveAndCheck(20);
            Assert.DoesNotContain(0, plan.LeftOut);
        }
    }

    private static List<(string Rule, string Place, Route Route, Visit Visit, Tie[] Ties)> Cases() =>
    [
        ("route.place", "route 1", Good with { StartPlace = 10 }, Fine, []),
        ("route.time", "route 1", Good with { ShiftEnd = int.MaxValue }, Fine, []),
        ("route.shift", "route 1", Good with { ShiftEnd = 0 }, Fine, []),
        ("route.shift-length", "route 1", Good with { ShiftEnd = Good.ShiftStart + 86_401 }, Fine, []),
        ("route.mode", "route 1", Good with { Mode = 1 }, Fine, []),
        ("route.crew", "route 1", Good with { Crew = 5 }, Fine, []),
        ("route.people", "route 1", Good with { People = [1, 2] }, Fine, []),
        ("route.work", "route 1", Good with { MaxWork = -1 }, Fine, []),
        ("route.price", "route 1", Good with { PerMinute = -1 }, Fine, []),
        ("route.now", "route 1", Good with { Now = new Position(-1, 0) }, Fine, []),
        ("route.break", "route 1", Good with { Breaks = [new Break(-1, 0, 1)] }, Fine, []),
        ("route.break-order", "route 1", Good with { Breaks = [new Break(1, 0, 1), new Break(1, 0, 1) { TakenAt = 1 }] }, Fine, []),
        ("route.committed", "route 1", Good with { Committed = [new CommittedStop(3)] }, Fine, []),
        ("route.committed-twice", "route 1", Good with { Committed = [new CommittedStop(2), new CommittedStop(2)] }, Fine, []),
        ("route.committed-time", "route 1", Good with { Committed = [new CommittedStop(2, 200), new CommittedStop(1, 100)] }, Fine, []),
        ("route.committed-fault", "route 1", Good with { Committed = [new CommittedStop(2)] }, Fine with { Duration = -1 }, []),
        ("visit.patient", "visit 2", Good, Fine with { Patient = -1 }, []),
        ("visit.place", "visit 2", Good, Fine with { Place = 10 }, []),
        ("visit.duration", "visit 2", Good, Fine with { Duration = -1 }, []),
        ("visit.set-up", "visit 2", Good, Fine with { SetUp = -1 }, []),
        ("visit.staff", "visit 2", Good, Fine with { Staff = 3 }, []),
        ("visit.window", "visit 2", Good, Fine.At(200, 100), []),
        ("visit.window-time", "visit 2", Good, Fine.At(int.MinValue, 100), []),
        ("visit.soft", "visit 2", Good, Fine with { Soft = new SoftWindow(200, 100) }, []),
        ("visit.promise", "visit 2", Good, Fine with { Promise = new Promise(200, 100) }, []),
        ("visit.promise-route", "visit 2", Good, Fine with { Promise = new Promise(100, 200, Routes: [2]) }, []),
        ("visit.pinned", "visit 2", Good, Fine with { PinnedRoute = 2 }, []),
        ("visit.release", "visit 2", Good, Fine with { Release = int.MaxValue }, []),
        ("visit.leaving-out", "visit 2", Good, Fine with { LeavingOut = new LeavingOut(PriceClass.Care, -1) }, []),
        ("visit.price", "visit 2", Good, Fine with { NewFace = -1 }, []),
        ("tie", "tie 0", Good, Fine, [new Tie.SameStart(2, 3)]),
        ("tie", "tie 1", Good, Fine, [new Tie.SameStart(1, 2), new Tie.Sequence(1, 2, 10, 5)]),
        ("tie", "tie 2", Good, Fine, [new Tie.Apart(1, 2), new Tie.Apart(1, 2), new Tie.Apart(1, 1)]),
        ("tie.circle", "tie 0", Good, Fine, [new Tie.Sequence(1, 2, 60, 120), new Tie.Sequence(2, 1, 60, 120)]),
    ];

    [Fact]
    public void Ties_in_a_circle_are_found_over_several_visits_and_others_stay()
    {
        var problem = Drawn.Day(
            [Good], [Fine, Fine, Fine, Fine, Fine],
            new Tie.Sequence(0, 1, 60, 600), new Tie.Sequence(1, 2, 60, 600), new Tie.SameStart(2, 0), new Tie.Sequence(3, 4, 1200, 3000));
        Assert.Equal("tie.circle", Assert.Single(problem.Faults).Rule);
        Assert.Equal([false, false, false, true, true], Enumerable.Range(0, 5).Select(problem.IsPlannable));
    }

    [Fact]
    public void Without_a_way_to_travel_nothing_can_be_planned()
    {
        Assert.Equal("plan.travel", Assert.Throws<InputException>(() => Problem.Create([], [Good], [Fine])).Code);
        Assert.Equal("plan.travel", Assert.Throws<InputException>(() => Problem.Create([Drawn.Street(3), Drawn.Street(4)], [Good], [Fine])).Code);
        Assert.Equal("plan.travel", Assert.Throws<InputException>(() => new Travel([])).Code);
        var matrix = Drawn.StreetMatrix(3, 60);
        Assert.Equal("plan.travel", Assert.Throws<InputException>(() => new Travel([new TravelSlice(5, matrix), new TravelSlice(5, matrix)])).Code);
        Assert.Equal("plan.travel", Assert.Throws<InputException>(() => new Travel([new TravelSlice(5, matrix), new TravelSlice(6, Drawn.StreetMatrix(4, 60))])).Code);
    }

    [Fact]
    public void A_plan_for_another_day_is_refused()
    {
        var problem = Drawn.Day(Good, Fine);
        var other = Drawn.Day([Good, Good], [Fine, Fine]).Solve(10);
        Assert.Equal("plan.start", Assert.Throws<InputException>(() => problem.Solve(10, other)).Code);
        Assert.Equal("plan.orders", Assert.Throws<InputException>(() => Timetable.Of(problem, [[0], []])).Code);
        Assert.Equal("plan.orders", Assert.Throws<InputException>(() => Timetable.Of(problem, [[1]])).Code);
        Assert.Equal("plan.orders", Assert.Throws<InputException>(() => Timetable.Of(problem, [[0, 0]])).Code);
    }

    [Fact]
    public void A_search_without_a_limit_is_refused()
    {
        var problem = Drawn.Day(Good, Fine);
        _ = Assert.Throws<ArgumentException>(() => Solver.Run(problem, new SolverOptions()));
        _ = Assert.Throws<ArgumentException>(() => Solver.Run(problem, new SolverOptions { Iterations = 1, Threads = 0 }));
    }

    [Fact]
    public void An_empty_day_has_an_empty_plan()
    {
        Assert.Empty(Problem.Create([Drawn.Street(2)], [], []).SolveAndCheck().Routes);
        Assert.Equal([0], Problem.Create([Drawn.Street(2)], [], [Fine]).SolveAndCheck().LeftOut);
        Assert.Empty(Drawn.Day(Good).SolveAndCheck().LeftOut);
    }
}
