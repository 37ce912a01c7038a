using MobileTeams.Dispatch.Days;
using MobileTeams.Dispatch.Proposals;
using MobileTeams.Dispatch.Visits;

namespace MobileTeams.Dispatch.Tests.Proposals;

/// <summary>Four teams along the road: N1 and N2 near the centre, N3 at the middle, N4 far out. Every visit takes 30 minutes.</summary>
public sealed class RepairTests
{
    private readonly Town town = new();

    private (Day Day, Dispatch.People.TeamShift[] Teams, Visit[] Visits) Published()
    {
        var teams = Enumerable.Range(1, 4).Select(number => town.Team($"N{number}", "07:00-16:00", town.Nurse($"Nils {number}"))).ToArray();
        Visit At(string name, int minute, string window) => town.Visit(town.Patient(name, minute), window, 30, CareTaskKind.Hygiene);
        Visit[] visits =
        [
            At("A", 5, "08:00-09:00"), At("B", 6, "10:00-11:00"), At("C", 7, "13:00-14:00"),
            At("D", 4, "08:00-09:00"), At("E", 8, "12:00-13:00"),
            At("F", 30, "08:00-09:00"), At("G", 31, "12:00-13:00"),
            At("H", 80, "09:00-10:00"), At("I", 81, "12:00-13:00"),
        ];
        var day = town.Begin(teams, visits);
        day = town.Accepted(day, town.Plan(day, (teams[0], visits[..3]), (teams[1], visits[3..5]), (teams[2], visits[5..7]), (teams[3], visits[7..]))).Day;
        return (day, teams, visits);
    }

    private RepairOptions Options(string now) => new() { Now = town.At(now), Iterations = 400 };

    private string Routes(Day day) => string.Join(" / ", day.Teams.Values.OrderBy(team => team.Shift.Name, StringComparer.Ordinal)
        .Select(team => string.Concat(team.Route.Select(id => town.Name(id.Value)))));

    [Fact]
    public void A_team_that_is_gone_gives_its_visits_to_those_near_and_nobody_else_is_touched()
    {
        var (day, teams, _) = Published();
        var repair = Repair.Propose(day, town.Facts, new Disturbance.TeamGone(teams[0].Id), Options("07:30") with { Helpers = 1 });

        // N2 has room: A 08:00–08:30, D 08:31–09:01, then B, E and C in time.
        Assert.Equal([teams[1].Id], repair.MayChange);
        Assert.Equal([teams[0].Id, teams[1].Id], repair.Proposal.Routes.Select(route => route.Team).OrderBy(team => team.Value));
        Assert.Empty(repair.Proposal.LeftOut);
        Assert.Equal(0, repair.Proposal.Price.Mandatory);
        Assert.True(repair.Proposal.PriceBefore!.Mandatory > 0);
        var next = town.Accepted(day, repair.Proposal.Published(town.Origin("07:31"))).Day;
        Assert.Contains(Routes(next), new[] { " / ADBEC / FG / HI", " / DABEC / FG / HI" });
        Assert.Empty(DayRules.Broken(next, town.Facts));
    }

    [Fact]
    public void Who_is_with_a_patient_finishes_there_before_the_team_is_gone()
    {
        var (day, teams, visits) = Published();
        day = town.Accepted(day, new DayEvent.VisitArrived(town.Origin("08:00", teams[0]), visits[0].Id)).Day;
        var repair = Repair.Propose(day, town.Facts, new Disturbance.TeamGone(teams[0].Id), Options("08:05"));
        var next = town.Accepted(day, repair.Proposal.Published(town.Origin("08:06"))).Day;
        Assert.Equal([visits[0].Id], next.Teams[teams[0].Id].Route);
        Assert.Empty(repair.Proposal.LeftOut);
    }

    [Fact]
    public void A_team_held_up_hands_over_what_it_would_be_late_for()
    {
        var (day, teams, visits) = Published();
        var repair = Repair.Propose(day, town.Facts, new Disturbance.TeamHeld(teams[0].Id, town.At("11:30")), Options("07:30") with { Helpers = 2 });

        // N1 is free at 11:30: A and B would be hours late with it, C at 13:00 is not.
        var next = town.Accepted(day, repair.Proposal.Published(town.Origin("07:31"))).Day;
        Assert.DoesNotContain(visits[0].Id, next.Teams[teams[0].Id].Route);
        Assert.DoesNotContain(visits[1].Id, next.Teams[teams[0].Id].Route);
        Assert.Contains(visits[2].Id, next.Teams[teams[0].Id].Route);
        Assert.True(repair.Proposal.Price.Total < repair.Proposal.PriceBefore!.Total);
        Assert.Equal("HI", string.Concat(next.Teams[teams[3].Id].Route.Select(id => town.Name(id.Value))));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    public void No_more_visits_change_teams_than_may(int most)
    {
        var (day, teams, visits) = Published();
        var repair = Repair.Propose(day, town.Facts, new Disturbance.TeamHeld(teams[0].Id, town.At("11:30")), Options("07:30") with { MostMoved = most });
        var changes = repair.Proposal.Compare(repair.Hit);
        Assert.True(changes.Of(ChangeKind.Reassigned).Count() <= most);
        Assert.Equal(visits.Length, changes.Visits.Length);
    }

    [Fact]
    public void One_of_two_who_falls_ill_leaves_what_takes_two_to_another_crew()
    {
        var (eva, ola) = (town.Nurse("Eva"), town.Nurse("Ola"));
        var (pair, other) = (town.Team("P", "07:00-16:00", eva, ola), town.Team("Q", "07:00-16:00", town.Nurse("Kim"), town.Nurse("Lo")));
        var heavy = town.Visit(town.Patient("A", 10), "09:00-10:00", 30, CareTaskKind.Hygiene) with { StaffNeeded = 2 };
        var light = town.Visit(town.Patient("B", 11), "10:00-11:00", 30, CareTaskKind.Hygiene);
        var day = town.Begin([pair, other], [heavy, light]);
        day = town.Accepted(day, town.Plan(day, (pair, [heavy, light]))).Day;
        var repair = Repair.Propose(day, town.Facts, new Disturbance.PersonGone(pair.Id, ola.Id), Options("07:30"));
        var next = town.Accepted(day, repair.Proposal.Published(town.Origin("07:31"))).Day;
        Assert.Equal([heavy.Id], next.Teams[other.Id].Route);
        Assert.Equal([light.Id], next.Teams[pair.Id].Route);
    }

    [Fact]
    public void The_same_day_and_iterations_give_the_same_repair()
    {
        var (day, teams, _) = Published();
        var one = Repair.Propose(day, town.Facts, new Disturbance.TeamGone(teams[0].Id), Options("07:30"));
        var two = Repair.Propose(day, town.Facts, new Disturbance.TeamGone(teams[0].Id), Options("07:30") with { Threads = 2 });
        Assert.Equal(one.Proposal.Routes.SelectMany(route => route.Stops), two.Proposal.Routes.SelectMany(route => route.Stops));
        Assert.Equal(one.Proposal.Price, two.Proposal.Price);
    }

    [Fact]
    public void What_the_day_already_knows_is_mended_too()
    {
        var (day, teams, visits) = Published();
        day = town.Accepted(day, new DayEvent.VisitUnassigned(town.Origin("07:20"), visits[0].Id)).Day;
        var repair = Repair.Propose(day, town.Facts, new Disturbance.Known([]), Options("07:30") with { Helpers = 1, MostMoved = 0 });
        Assert.Empty(repair.Proposal.LeftOut);
        var next = town.Accepted(day, repair.Proposal.Published(town.Origin("07:31"))).Day;
        Assert.Single(next.Visits[visits[0].Id].Assignments);
        _ = Assert.Throws<ArgumentException>(() => Repair.Propose(day, town.Facts, new Disturbance.TeamGone(new TeamShiftId(Guid.NewGuid())), Options("07:30")));
        Assert.Equal(teams.Length, day.Teams.Count);
    }
}
