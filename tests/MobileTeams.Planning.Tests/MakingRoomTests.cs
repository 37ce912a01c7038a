using static MobileTeams.Planning.Tests.Drawn;

namespace MobileTeams.Planning.Tests;

public sealed class MakingRoomTests
{
    [Fact]
    public void One_visit_goes_to_another_route_and_the_new_one_comes_in_its_stead()
    {
        // Only route 0 may do the new visit (qualification 1), at 9:00 at place 1; it is at place 3 then, which route 1 could do as well.
        var able = Route(0) with { Qualifications = [new Qualification(1, AllTime)] };
        var problem = Day([able, Route(1)], [Visit(3).At(9 * Hour, 9 * Hour)]);
        var plan = Timetable.Of(problem, [[0], []]);
        var held = HeldPlan.Of(problem, plan);
        var call = Visit(1).At(9 * Hour, (9 * Hour) + (5 * Minute)) with { Needs = [1] };
        Assert.Empty(held.Rank(call));
        var room = Assert.Single(held.MakeRoom(call));

        // Out and back before: 60 minutes on the road for place 3; after: 20 more for place 1 and 20 at work there, at 600 öre, and 2 km at 250.
        Assert.Equal((0, 0, 0, 1, 9 * Hour, 9 * Hour), (room.Route, room.Position, room.Leaves, room.ToRoute, room.Start, room.ToStart));
        Assert.Equal((40 * 600) + (2 * 250), room.Price.Ore(PriceClass.Cost));
        Assert.Empty(room.Moved);
    }

    [Fact]
    public void Each_visit_that_asks_has_its_own_routes()
    {
        // Route 0 alone may do what needs 1, route 1 alone what needs 2; each is away at nine.
        var problem = Day(
            [Route(0) with { Qualifications = [new Qualification(1, AllTime)] }, Route(1) with { Qualifications = [new Qualification(2, AllTime)] }, Route(2)],
            [Visit(3).At(9 * Hour, 9 * Hour), Visit(4).At(9 * Hour, 9 * Hour)]);
        var held = HeldPlan.Of(problem, Timetable.Of(problem, [[0], [1], []]));
        var call = Visit(1).At(9 * Hour, (9 * Hour) + (5 * Minute));
        Assert.Equal((0, 0), RouteAndLeaving(call with { Needs = [1] }));
        Assert.Equal((1, 1), RouteAndLeaving(call with { Needs = [2] }));
        Assert.Equal((0, 0), RouteAndLeaving(call with { Needs = [1] }));

        (int, int) RouteAndLeaving(Visit visit) => Assert.Single(held.MakeRoom(visit)) is var room ? (room.Route, room.Leaves) : default;
    }

    [Fact]
    public void Whoever_leaves_goes_where_care_loses_least_however_far_that_is()
    {
        // Route 1 is near but a new face, at one öre; route 2 is known and has an hour each way.
        var able = Route(0) with { Qualifications = [new Qualification(1, AllTime)] };
        var leaving = Visit(3).At(9 * Hour, 9 * Hour) with { Faces = [new Face(0, 0), new Face(2, 0)], NewFace = 1 };
        var problem = Day([able, Route(1), Route(2) with { StartPlace = 9, EndPlace = 9 }], [leaving]);
        var held = HeldPlan.Of(problem, Timetable.Of(problem, [[0], [], []]));
        var room = Assert.Single(held.MakeRoom(Visit(1).At(9 * Hour, (9 * Hour) + (5 * Minute)) with { Needs = [1] }));
        Assert.Equal((2, 0L), (room.ToRoute, room.Price.Care));
    }

    [Fact]
    public void Nothing_that_is_pinned_or_committed_makes_room()
    {
        var able = Route(0) with { Qualifications = [new Qualification(1, AllTime)] };
        var pinned = Day([able, Route(1)], [Visit(3).At(9 * Hour, 9 * Hour) with { PinnedRoute = 0 }]);
        var call = Visit(1).At(9 * Hour, (9 * Hour) + (5 * Minute)) with { Needs = [1] };
        Assert.Empty(HeldPlan.Of(pinned, Timetable.Of(pinned, [[0], []])).MakeRoom(call));
        var frozen = Day([able with { Now = new Position(0, Eight), Committed = [new CommittedStop(0)] }, Route(1)], [Visit(3).At(9 * Hour, 9 * Hour)]);
        Assert.Empty(HeldPlan.Of(frozen, Timetable.Of(frozen, [[], []])).MakeRoom(call));
    }

    [Fact]
    public void On_random_days_the_exchange_carried_out_breaks_no_rule_and_costs_what_was_said()
    {
        var (made, exact) = (0, 0);
        for (ulong seed = 1; seed <= 60; seed++)
        {
            var hasTies = seed % 3 == 0;
            var problem = RandomDays.Small(seed, 14, 4, hasBreaks: hasTies, isRunning: seed % 2 == 0, hasTies: hasTies);
            if (!hasTies) problem = Problem.Create(problem.Travel, problem.Routes, [.. problem.Visits.Select(visit => visit with { Staff = 1, SecondNeeds = [] })], [], problem.Prices);
            var model = ModelBuilder.Build(problem);
            var plan = Timetable.PlanOf(StandingPlan.Of(model, problem.Solve(60)).Day);
            var held = HeldPlan.Of(problem, plan);
            foreach (var visit in plan.LeftOut)
            {
                foreach (var room in held.MakeRoom(visit))
                {
                    var after = Timetable.PlanOf(StandingPlan.Of(model, Exchanged(plan, visit, room)).Day);
                    var verdict = PlanChecker.Check(problem, after);
                    Assert.Empty(verdict.Broken);
                    made++;

                    // Where routes are tied, another timetable of the same orders can be as right.
                    if (hasTies) continue;
                    Assert.Equal(room.Price - model.LeavingOut[visit], verdict.Price.Total - plan.Price.Total);
                    Assert.Equal((room.Start, room.ToStart, room.Arrival), (after.StopOf(visit).Start, after.StopOf(room.Leaves).Start, after.StopOf(visit).Arrival));
                    foreach (var moved in room.Moved) Assert.Equal(moved.Seconds, after.StopOf(moved.Visit).Start - plan.StopOf(moved.Visit).Start);
                    exact++;
                }
            }
        }

        Assert.True(made > 20 && exact > 10, $"{made} exchanges, {exact} of them exact");
    }

    private static Plan Exchanged(Plan plan, int visit, Ejection room)
    {
        var routes = plan.Routes.Select(route =>
        {
            var stops = route.Stops.Where(stop => stop.Visit != room.Leaves).ToList();
            if (route.Route == room.Route) stops.Insert(room.Position, new Stop(visit, room.Arrival, 0, room.Start, room.Start, 0, 0));
            if (route.Route == room.ToRoute) stops.Insert(stops.TakeWhile(stop => stop.IsCommitted || stop.Start + After(stop) <= room.ToStart).Count(), new Stop(room.Leaves, room.ToStart, 0, room.ToStart, room.ToStart, 0, 0));
            return route with { Stops = stops };
        });
        return plan with { Routes = [.. routes] };

        int After(Stop stop) => room.Moved.FirstOrDefault(moved => moved.Visit == stop.Visit)?.Seconds ?? 0;
    }
}
