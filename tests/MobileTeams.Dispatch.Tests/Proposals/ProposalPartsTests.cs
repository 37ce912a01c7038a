using MobileTeams.Dispatch.Days;
using MobileTeams.Dispatch.Disturbances;
using MobileTeams.Dispatch.People;
using MobileTeams.Dispatch.Proposals;
using MobileTeams.Dispatch.Visits;

namespace MobileTeams.Dispatch.Tests.Proposals;

/// <summary>N1 has Anna (10 min out), Bo (20) and Cia (30), N2 has Dan (5); the car of N1 breaks down and N2 is proposed for all.</summary>
public sealed class ProposalPartsTests
{
    private readonly Town town = new();
    private readonly Visit anna, bo, cia, dan;
    private readonly TeamShift n1, n2;
    private readonly Day before, broken;
    private readonly Proposal proposal;

    public ProposalPartsTests()
    {
        (anna, bo, cia, dan) = (Asked("Anna", 10, "08:00-12:00"), Asked("Bo", 20, "08:00-12:00"), Asked("Cia", 30, "08:00-12:00"), Asked("Dan", 5, "08:00-13:00"));
        (n1, n2) = (town.Team("N1", "07:00-16:00", town.Nurse("Nils")), town.Team("N2", "07:00-16:00", town.Nurse("Nina")));
        var day = town.Begin([n1, n2], [anna, bo, cia, dan]);
        before = town.Accepted(day, town.Plan(day, (n1, [anna, bo, cia]), (n2, [dan]))).Day;
        broken = town.Accepted(before, new DayEvent.TeamStoodDown(town.Origin("07:00"), n1.Id)).Day;
        proposal = Planner.Plan(broken, town.Facts, new DayProblemOptions { Now = town.At("07:00") }, seed: 1, TimeSpan.FromMilliseconds(300), threads: 1, progress: null, CancellationToken.None);
    }

    [Fact]
    public void A_broken_car_leaves_its_visits_with_nobody_and_the_planner_proposes_who_takes_them()
    {
        var change = town.Accepted(before, new DayEvent.TeamStoodDown(town.Origin("07:00"), n1.Id));
        var consequence = Consequence.Of(before, change, town.Facts, town.At("07:00"));
        Assert.Equal([anna.Id, bo.Id, cia.Id], consequence.Released);
        Assert.Empty(consequence.Promises);
        Assert.False(consequence.IsNothing);
        Assert.Empty(proposal.LeftOut);
        Assert.Equal(4, proposal.Routes.Single(route => route.Stops.Length > 0).Stops.Length);
        Assert.True(Consequence.Between(broken, broken, town.Facts).IsNothing);
    }

    [Fact]
    public void Accepting_some_moves_them_and_leaves_the_rest_as_it_is()
    {
        var some = proposal.Only(broken, town.Facts, new HashSet<VisitId> { bo.Id });
        var day = town.Accepted(broken, some.Published(town.Origin("07:01"))).Day;

        // Dan keeps 08:00 (promised from then), Bo comes 15 minutes' drive further out.
        Assert.Equal("N1: \nN2: Dan 08:00-08:30 | Bo 08:45-09:15 | hem 09:35", town.Drawn(day));
        Assert.Equal([VisitStatus.Requested, VisitStatus.Published, VisitStatus.Requested], new[] { anna, bo, cia }.Select(visit => day.Visits[visit.Id].Status));
    }

    [Fact]
    public void Accepting_all_is_the_proposal_itself_and_accepting_none_changes_nothing()
    {
        var all = proposal.Only(broken, town.Facts, broken.Visits.Keys.ToHashSet());
        Assert.Equal(Orders(proposal), Orders(all));
        var none = proposal.Only(broken, town.Facts, new HashSet<VisitId>());
        Assert.Empty(none.Routes);
        Assert.Equal(town.Drawn(broken), town.Drawn(town.Accepted(broken, none.Published(town.Origin("07:01"))).Day));
    }

    [Fact]
    public void A_chosen_visit_that_the_proposal_leaves_out_loses_its_team()
    {
        var without = proposal with { Routes = [.. proposal.Routes.Select(route => route with { Stops = [.. route.Stops.Where(stop => stop.Visit != dan.Id)] })] };
        var day = town.Accepted(broken, without.Only(broken, town.Facts, new HashSet<VisitId> { dan.Id }).Published(town.Origin("07:01"))).Day;
        Assert.Equal("N1: \nN2: ", town.Drawn(day));
        Assert.Equal(VisitStatus.Requested, day.Visits[dan.Id].Status);
    }

    [Fact]
    public void The_breaks_come_where_the_new_order_has_room_for_them()
    {
        var rested = town.Accepted(broken, new DayEvent.TeamsAdded(town.Origin("07:00"), [n2 with { Breaks = [new MealBreak(TimeSpan.FromMinutes(30), town.At("08:30"), town.At("10:00"))] }])).Day;
        var some = proposal.Only(rested, town.Facts, new HashSet<VisitId> { anna.Id, bo.Id, cia.Id });
        var day = town.Accepted(rested, new DayEvent.PlanPublished(town.Origin("07:01"), rested.Version, some.Routes)).Day;
        Assert.Null(DayRules.OfBreaks(day.Teams[n2.Id]));
        Assert.Empty(DayRules.Broken(day, town.Facts));
        Assert.Equal(4, day.Teams[n2.Id].Route.Length);
    }

    [Fact]
    public void A_visit_that_two_teams_make_together_keeps_both_when_only_one_of_them_is_given_more()
    {
        var (n3, gun) = (town.Team("N3", "07:00-16:00", town.Nurse("Nora")), town.Visit(town.Patient("Gun", 40), "10:00-12:00", 30) with { StaffNeeded = 2 });
        var day = town.Accepted(broken, new DayEvent.TeamsAdded(town.Origin("07:00"), [n3])).Day;
        day = town.Accepted(day, new DayEvent.VisitsAdded(town.Origin("07:00"), [gun])).Day;
        day = town.Accepted(day, new DayEvent.VisitAssigned(town.Origin("07:00"), gun.Id, n2.Id, null, n3.Id)).Day;
        var some = (proposal with { DecidedOn = day.Version }).Only(day, town.Facts, new HashSet<VisitId> { bo.Id });
        var after = town.Accepted(day, some.Published(town.Origin("07:01"))).Day;
        Assert.Equal([n2.Id, n3.Id], after.Visits[gun.Id].Assignments.Select(assignment => assignment.Team).Order(Comparer<TeamShiftId>.Create((a, b) => a.Value.CompareTo(b.Value))));
        Assert.Equal([n2.Id], after.Visits[bo.Id].Assignments.Select(assignment => assignment.Team));
        Assert.Empty(DayRules.Broken(after, town.Facts));
    }

    private Visit Asked(string name, int minute, string window) => town.Visit(town.Patient(name, minute), window, 30);

    private static IEnumerable<string> Orders(Proposal one) =>
        one.Routes.Where(route => route.Stops.Length > 0).OrderBy(route => route.Team.Value).Select(route => $"{route.Team}: {string.Join(' ', route.Stops.Select(stop => stop.Visit))}");
}
