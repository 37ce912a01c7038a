using MobileTeams.Dispatch.Days;
using MobileTeams.Dispatch.Patients;
using MobileTeams.Dispatch.People;
using MobileTeams.Dispatch.Visits;

namespace MobileTeams.Dispatch.Tests.Days;

/// <summary>Visits are put in their places in one go. Anna, Bo and Cia live 10, 20 and 30 minutes out and are N1's; Dan, at 20 minutes, is N2's.</summary>
public sealed class PlacingTests
{
    private readonly Town town = new();
    private readonly Visit anna, bo, cia, dan;
    private readonly TeamShift n1, n2;
    private readonly Day published;

    public PlacingTests()
    {
        (anna, bo) = (town.Visit(town.Patient("Anna", 10), "08:00-09:00", 30), town.Visit(town.Patient("Bo", 20), "08:00-10:00", 30));
        (cia, dan) = (town.Visit(town.Patient("Cia", 30), "08:00-12:00", 30), town.Visit(town.Patient("Dan", 20), "08:00-12:00", 30));
        (n1, n2) = (town.Team("N1", "07:00-16:00", town.Person("Eva")), town.Team("N2", "07:00-16:00", town.Nurse("Nils")));
        var day = town.Begin([n1, n2], [cia, anna, bo, dan]);
        published = town.Accepted(day, town.Plan(day, (n1, [anna, bo, cia]), (n2, [dan]))).Day;
    }

    [Fact]
    public void Two_visits_change_places_though_neither_could_move_first()
    {
        // Cia to Dan's place: there before she was promised anybody, so at 09:05. Dan after Bo (09:10, at the same 20 minutes): at once.
        var swapped = town.Accepted(published, Placed(At(cia, (n2, 0)), At(dan, (n1, 2))));
        Assert.Equal("N1: Anna 08:00-08:30 | Bo 08:40-09:10 | Dan 09:10-09:40 | hem 10:00\nN2: Cia 09:05-09:35 | hem 10:05", town.Drawn(swapped.Day));
        Assert.True(swapped.Day.Visits[cia.Id].IsPinned && swapped.Day.Visits[dan.Id].IsPinned);

        // Dan was promised 08:00-08:30.
        Assert.Equal([dan.Id], swapped.BrokenPromises);
        var back = town.Accepted(swapped.Day, Placed(At(dan, (n2, 0)) with { IsPinned = false }, At(cia, (n1, 2)) with { IsPinned = false }));
        Assert.Equal(town.Drawn(published), town.Drawn(back.Day));
        Assert.Equal(published.Visits.Values.Select(Standing), back.Day.Visits.Values.Select(Standing));
    }

    [Fact]
    public void Visits_of_one_route_are_put_where_they_say_in_the_finished_route()
    {
        var turned = town.Accepted(published, Placed(At(cia, (n1, 1)), At(bo, (n1, 2)))).Day;
        Assert.Equal([anna.Id, cia.Id, bo.Id], turned.Teams[n1.Id].Route);
    }

    [Fact]
    public void A_pin_alone_moves_nothing_and_forgets_nobody_who_was_told()
    {
        var pinned = town.Accepted(published, Placed(At(anna, (n1, 0)))).Day;
        Assert.Equal((VisitStatus.Published, true), (pinned.Visits[anna.Id].Status, pinned.Visits[anna.Id].IsPinned));
        Assert.Equal(town.Drawn(published), town.Drawn(pinned));
        Assert.Equal("note.reached", town.Noted(pinned, Placed(At(anna, (n1, 0)))).Why);

        // Being sent pins too.
        var sent = town.Accepted(pinned, new DayEvent.VisitDispatched(town.Origin("07:00"), anna.Id, n1.Id)).Day;
        var loose = town.Accepted(sent, Placed(At(anna, (n1, 0)) with { IsPinned = false })).Day;
        Assert.Equal((VisitStatus.Dispatched, false), (loose.Visits[anna.Id].Status, loose.Visits[anna.Id].IsPinned));
    }

    [Fact]
    public void No_team_takes_a_visit_away_and_unpins_it()
    {
        var taken = town.Accepted(published, Placed(At(bo))).Day;
        Assert.Equal((VisitStatus.Requested, false, 0), (taken.Visits[bo.Id].Status, taken.Visits[bo.Id].IsPinned, taken.Visits[bo.Id].Assignments.Length));
        Assert.Equal([anna.Id, cia.Id], taken.Teams[n1.Id].Route);
    }

    [Fact]
    public void One_half_of_a_double_visit_goes_to_another_team()
    {
        var n3 = town.Team("N3", "07:00-16:00", town.Person("Siv"));
        var both = town.Visit(town.Patient("Eli", 20), "10:00-12:00", 20) with { StaffNeeded = 2 };
        var day = town.Accepted(published, new DayEvent.TeamsAdded(town.Origin("06:30"), [n3])).Day;
        day = town.Accepted(day, new DayEvent.VisitsAdded(town.Origin("06:30"), [both])).Day;
        day = town.Accepted(day, new DayEvent.VisitAssigned(town.Origin("06:30"), both.Id, n1.Id, null, n2.Id)).Day;
        var split = town.Accepted(day, Placed(At(both, (n1, 3), (n3, 0)))).Day;
        Assert.Equal([n1.Id, n3.Id], split.Visits[both.Id].Assignments.Select(assignment => assignment.Team));
        Assert.Equal([dan.Id], split.Teams[n2.Id].Route);

        // With one half gone, one person is missing.
        var refused = Assert.IsType<Refusal.RuleBroken>(town.Refused(day, Placed(At(both, (n1, 3)))));
        Assert.Equal(new BrokenRule(CrewRules.DoubleStaffing, 1, null), Assert.Single(refused.Rules));
    }

    [Fact]
    public void What_breaks_a_rule_leaves_everything_as_it_was()
    {
        // Anna last: Bo 08:25-08:55 and Cia 09:05-09:35, neither before it was promised, and 20 min to Anna: 09:55, allowed until 09:00.
        var refused = Assert.IsType<Refusal.RuleBroken>(town.Refused(published, Placed(At(anna, (n1, 2)))));
        Assert.Equal(new BrokenRule(DayRules.Window, 55 * 60, null), Assert.Single(refused.Rules));
        var there = town.Accepted(published, new DayEvent.VisitArrived(town.Origin("08:00", n1), anna.Id)).Day;
        Assert.Equal(new Refusal.VisitIsUnderWay(anna.Id, VisitStatus.Arrived), town.Refused(there, Placed(At(anna, (n2, 0)))));
        Assert.Equal(new Refusal.UnknownTeam(default), town.Refused(published, Placed(new VisitPlace(anna.Id, [new TeamPlace(default, 0)], true))));
    }

    [Fact]
    public void A_longer_visit_moves_those_after_it_and_tells_whose_promise_breaks()
    {
        // Anna 40 min longer: Bo 09:20 (promised until 09:10), Cia 10:00 (until 09:50).
        var longer = town.Accepted(published, new DayEvent.VisitResized(town.Origin("07:00"), anna.Id, TimeSpan.FromMinutes(70)));
        Assert.Equal("N1: Anna 08:00-09:10 | Bo 09:20-09:50 | Cia 10:00-10:30 | hem 11:00\nN2: Dan 08:00-08:30 | hem 08:50", town.Drawn(longer.Day));
        Assert.Equal(new[] { bo.Id, cia.Id }.Order(Comparer<VisitId>.Create((a, b) => a.Value.CompareTo(b.Value))), longer.BrokenPromises);
        Assert.Equal("note.reached", town.Noted(longer.Day, new DayEvent.VisitResized(town.Origin("07:00"), anna.Id, TimeSpan.FromMinutes(70))).Why);
        var done = town.Accepted(published, new DayEvent.VisitCompleted(town.Origin("08:30", n1), anna.Id)).Day;
        Assert.Equal(new Refusal.VisitIsOver(anna.Id, VisitStatus.Completed), town.Refused(done, new DayEvent.VisitResized(town.Origin("08:40"), anna.Id, TimeSpan.FromMinutes(70))));
    }

    [Fact]
    public void Visits_are_numbered_as_they_come_in_and_keep_their_number()
    {
        // Together: by when they may start, and then by who they are; later ones after them.
        Assert.Equal([1, 2, 3, 4], published.Visits.Values.Select(visit => visit.Number).Order());
        var early = town.Visit(town.Patient("Fia", 5), "06:30-12:00", 20);
        var day = town.Accepted(published, new DayEvent.VisitsAdded(town.Origin("07:00"), [early])).Day;
        Assert.Equal(5, day.Visits[early.Id].Number);
        Assert.All(published.Visits.Values, visit => Assert.Equal(visit.Number, day.Visits[visit.Visit.Id].Number));
    }

    private static (VisitId, bool, VisitStatus, Assignment) Standing(DayVisit visit) => (visit.Visit.Id, visit.IsPinned, visit.Status, visit.Assignments[0]);

    private DayEvent.VisitsPlaced Placed(params VisitPlace[] places) => new(town.Origin("07:00"), [.. places]);

    private static VisitPlace At(Visit visit, params (TeamShift Team, int Position)[] teams) => new(visit.Id, [.. teams.Select(one => new TeamPlace(one.Team.Id, one.Position))], IsPinned: teams.Length > 0);
}
