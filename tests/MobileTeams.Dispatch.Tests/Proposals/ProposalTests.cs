using MobileTeams.Dispatch.Days;
using MobileTeams.Dispatch.Patients;
using MobileTeams.Dispatch.People;
using MobileTeams.Dispatch.Proposals;
using MobileTeams.Dispatch.Visits;
using MobileTeams.Dispatch.Words;

namespace MobileTeams.Dispatch.Tests.Proposals;

public sealed class ProposalTests
{
    private readonly Town town = new();

    private Proposal Plan(Day day, DayProblemOptions? options = null, long iterations = 400)
    {
        var problem = DayProblem.Of(day, town.Facts, options);
        Assert.Empty(problem.Problem.Faults);
        var plan = Planning.Solver.Run(problem.Problem, new Planning.SolverOptions { Seed = 1, Iterations = iterations }, problem.Start);
        Assert.Empty(Planning.PlanChecker.Check(problem.Problem, plan).Broken);
        return problem.ProposalOf(plan);
    }

    private Day Published(Day day, Proposal proposal) => town.Accepted(day, proposal.Published(town.Origin("06:10"))).Day;

    private static Patient Violent(Patient patient) => patient with { Safety = SafetyFlags.ViolenceRisk };

    /// <summary>20 min there, 25 at work and 20 back are 65 × 6 kr = 390 kr and the way's kilometres, less than the 600 kr that leaving it out costs; 50 min each way are more.</summary>
    [Fact]
    public void An_optional_visit_is_made_by_somebody_new_if_it_is_near_and_left_out_if_it_is_far()
    {
        var day = town.Begin(
            [town.Team("N1", "07:00-16:00", town.Nurse("Nils"))],
            [town.Visit(town.Patient("Anna", 20), "09:00-15:00", 25, CareTaskKind.Supervision) with { IsOptional = true }, town.Visit(town.Patient("Bo", 90), "09:00-15:00", 25, CareTaskKind.Supervision) with { IsOptional = true }]);
        var proposal = Plan(day);
        Assert.Equal(["Anna"], proposal.Routes.SelectMany(route => route.Stops).Select(stop => town.Name(stop.Visit.Value)));
        Assert.True(Assert.Single(proposal.LeftOut).IsOptional);
    }

    [Fact]
    public void A_golden_day()
    {
        var (nils, eva, ola) = (town.Nurse("Nils"), town.Person("Eva", ProfessionalCategory.AssistantNurse, town.Delegation(CareTaskKind.Insulin, "2024-12-01", "2025-06-01")), town.Person("Ola"));
        var rest = new MealBreak(TimeSpan.FromMinutes(30), town.At("11:00"), town.At("13:00"));
        var (n1, n2, n3) = (town.Team("N1", "07:00-16:00", nils) with { Breaks = [rest] }, town.Team("N2", "07:00-16:00", eva) with { Breaks = [rest] }, town.Team("N3", "07:00-16:00", ola) with { Breaks = [rest] });
        var (anna, bo, cia, dan, eli, fia) = (
            town.Patient("Anna", 10, one => one with { PermanentCareContact = eva.Id }), town.Patient("Bo", 12), town.Patient("Cia", 30), town.Patient("Dan", 32, Violent), town.Patient("Eli", 50), town.Patient("Fia", 52));
        var insulin = town.Visit(anna, "07:30-08:00", 10, CareTaskKind.Insulin);
        var day = town.Begin([n1, n2, n3],
        [
            insulin,
            town.Visit(anna, "07:30-09:00", 20, CareTaskKind.Meal) with { Follows = insulin.Id, FollowsWithin = TimeSpan.FromMinutes(30) },
            town.Visit(bo, "08:00-09:00", 30, CareTaskKind.WoundCare),
            town.Visit(cia, "08:00-10:00", 30, CareTaskKind.Hygiene),
            town.Visit(dan, "10:00-12:00", 30, CareTaskKind.Supervision),
            town.Visit(eli, "13:00-14:00", 40, CareTaskKind.Infusion),
            town.Visit(fia, "08:00-15:00", 40, CareTaskKind.Hygiene),
        ]);
        var proposal = Plan(day, iterations: 3000);
        Assert.Empty(proposal.LeftOut);

        // Anna's insulin and meal stay with Eva, who may give it and is her permanent contact; only Nils may do Bo's wound and Eli's infusion; two go to Dan.
        Assert.Equal(Golden, town.Drawn(Published(day, proposal)));
    }

    private const string Golden =
        """
        N1: Bo 08:00-08:30 | Cia 08:48-09:18 | Dan 10:00-10:30 | Fia 10:50-11:30 | (rast 11:30-12:00) | Eli 13:00-13:40 | hem 14:30
        N2: Anna 07:30-07:40 | Anna 07:40-08:00 | hem 08:10 | (rast 11:00-11:30)
        N3: Dan 10:00-10:30 | hem 11:02 | (rast 11:02-11:32)
        """;

    [Fact]
    public void An_expired_delegation_leaves_a_visit_out_with_its_reason()
    {
        var eva = town.Person("Eva", ProfessionalCategory.AssistantNurse, town.Delegation(CareTaskKind.Insulin, "2024-06-01", "2025-01-13"));
        var (n1, n2) = (town.Team("N1", "07:00-16:00", eva), town.Team("N2", "07:00-16:00", town.Person("Ola")));
        var insulin = town.Visit(town.Patient("Anna", 10), "08:00-09:00", 10, CareTaskKind.Insulin);
        var day = town.Begin([n1, n2], [insulin]);
        var leftOut = Assert.Single(Plan(day).LeftOut);
        Assert.Equal(insulin.Id, leftOut.Visit);
        Assert.Equal(["delegering insulin gick ut 2025-01-13", "saknar delegering insulin"], leftOut.Teams.Select(team => string.Join(", ", team.Rules.Select(Reasons.In(Language.Swedish).Of))));
        Assert.Equal([n1.Id, n2.Id], leftOut.Teams.Select(team => team.Team));

        // Renewed, it is planned.
        _ = town.Change(eva with { Delegations = [town.Delegation(CareTaskKind.Insulin, "2025-01-14", "2025-12-31")] });
        var proposal = Plan(day);
        Assert.Empty(proposal.LeftOut);
        Assert.Equal("N1: Anna 08:00-08:10 | hem 08:20\nN2: ", town.Drawn(Published(day, proposal)));
    }

    [Fact]
    public void A_delegation_that_ends_at_midnight_ends_for_the_night_team_too()
    {
        var eva = town.Person("Eva", ProfessionalCategory.AssistantNurse, town.Delegation(CareTaskKind.Insulin, "2024-06-01", "2025-01-14"));
        var night = town.Team("N1", "21:00-05:00", eva);
        var (before, after) = (town.Visit(town.Patient("Anna", 10), "22:00-23:00", 10, CareTaskKind.Insulin), town.Visit(town.Patient("Bo", 12), "00:30-01:30", 10, CareTaskKind.Insulin));
        var day = town.Begin([night], [before, after]);
        var leftOut = Assert.Single(Plan(day).LeftOut);
        Assert.Equal(after.Id, leftOut.Visit);
        Assert.Equal("delegation for insulin expired 2025-01-14", Reasons.In(Language.English).Of(Assert.Single(Assert.Single(leftOut.Teams).Rules)));
    }

    [Fact]
    public void A_window_that_is_missed_by_minutes_is_said_so_and_fits_when_it_is_wider()
    {
        var n1 = town.Team("N1", "07:00-16:00", town.Person("Eva"));
        var (near, far) = (town.Visit(town.Patient("Anna", 10), "08:00-08:00", 30), town.Visit(town.Patient("Bo", 40), "08:45-08:45", 30));
        var day = town.Begin([n1], [near, far]);
        var leftOut = Assert.Single(Plan(day).LeftOut);

        // From Anna at 08:30 it is 30 min to Bo: 09:00, a quarter past; from Bo at 09:15 it would be worse for Anna.
        var obstacle = Assert.Single(leftOut.Teams);
        Assert.Equal("15 min för sent", string.Join(", ", obstacle.Rules.Select(Reasons.In(Language.Swedish).Of)));
        var wider = leftOut.Visit == far.Id ? far with { Allowed = town.Window("08:45-09:00") } : near;
        Assert.Equal(far.Id, leftOut.Visit);
        Assert.Empty(Plan(town.Begin([n1], [near, wider])).LeftOut);
    }

    [Fact]
    public void A_violent_home_gets_two_teams_at_once_or_nobody()
    {
        var (n1, n2) = (town.Team("N1", "07:00-16:00", town.Person("Eva")), town.Team("N2", "07:00-16:00", town.Person("Ola")));
        var visit = town.Visit(town.Patient("Dan", 30, Violent), "08:00-12:00", 30);
        var day = town.Begin([n1, n2], [visit]);
        var published = Published(day, Plan(day));
        Assert.Equal("N1: Dan 08:00-08:30 | hem 09:00\nN2: Dan 08:00-08:30 | hem 09:00", town.Drawn(published));
        var alone = Assert.Single(Plan(town.Begin([n1], [visit])).LeftOut);
        Assert.Equal(new BrokenRule("rule.double-staffing", 1, null), Assert.Single(Assert.Single(alone.Teams).Rules));

        var crew = town.Team("N3", "07:00-16:00", town.Person("Eva"), town.Person("Ola"));
        Assert.Equal("N3: Dan 08:00-08:30 | hem 09:00", town.Drawn(Published(town.Begin([crew], [visit]), Plan(town.Begin([crew], [visit])))));
    }

    [Fact]
    public void A_protected_patient_is_planned_only_for_the_named()
    {
        var (eva, ola) = (town.Person("Eva"), town.Person("Ola"));
        var patient = town.Patient("Anna", 10, one => one with { Protection = ProtectedIdentity.ProtectedRegistration, NamedStaff = [ola.Id] });
        var (n1, n2) = (town.Team("N1", "07:00-16:00", eva), town.Team("N2", "07:00-16:00", ola));
        var visit = town.Visit(patient, "08:00-12:00", 30);
        var day = town.Begin([n1, n2], [visit]);
        Assert.Equal([n2.Id], Plan(day).Routes.Select(route => route.Team));
        Assert.Equal("rule.protected-identity", Assert.Single(Assert.Single(Assert.Single(Plan(town.Begin([n1], [visit])).LeftOut).Teams).Rules).Code);
    }

    [Fact]
    public void The_permanent_contact_comes_before_the_known_the_area_and_the_new()
    {
        var people = new[] { "Ny", "Område", "Känd", "Fast" }.Select(name => town.Person(name)).ToArray();
        people[1] = town.Change(people[1] with { Area = "Norr" });
        var patient = town.Patient("Anna", 10, one => one with { PermanentCareContact = people[3].Id, Area = "Norr" });
        town.History.Add(new Meeting(patient.Id, people[2].Id, ProfessionalCategory.AssistantNurse, default, town.At("08:00").AddDays(-3), MeetingKind.Visit));
        var teams = people.Select((person, index) => town.Team($"N{index}", "07:00-16:00", person)).ToList();
        var visit = town.Visit(patient, "08:00-12:00", 30);
        for (var best = 3; best >= 0; best--) Assert.Equal([teams[best].Id], Plan(town.Begin(teams.Take(best + 1), [visit])).Routes.Select(route => route.Team));
    }

    [Fact]
    public void A_running_day_keeps_what_has_happened_and_what_is_imminent()
    {
        var (n1, n2) = (town.Team("N1", "07:00-16:00", town.Person("Eva")), town.Team("N2", "07:00-16:00", town.Person("Ola")));
        var (a, b, c, d) = (town.Visit(town.Patient("A", 10), "08:00-09:00", 30), town.Visit(town.Patient("B", 12), "08:00-10:00", 30), town.Visit(town.Patient("C", 14), "08:00-12:00", 30), town.Visit(town.Patient("D", 16), "08:00-14:00", 30));
        var day = town.Begin([n1, n2], [a, b, c, d]);
        day = town.Accepted(day, town.Plan(day, (n1, [a, b, c, d]))).Day;
        day = town.Accepted(day, new DayEvent.VisitArrived(town.Origin("08:00", n1), a.Id)).Day;
        day = town.Accepted(day, new DayEvent.VisitCompleted(town.Origin("08:30", n1), a.Id)).Day;
        day = town.Accepted(day, new DayEvent.VisitEnRoute(town.Origin("08:31", n1), b.Id)).Day;

        // A car that does not start: N1 is an hour and a half late, so N2 takes what it can without N1's patients on the way.
        day = town.Accepted(day, new DayEvent.TeamDelayed(town.Origin("08:32", n1), n1.Id, TimeSpan.FromMinutes(90))).Day;
        var proposal = Plan(day, new DayProblemOptions { Now = town.At("08:35") });
        var next = Published(day, proposal);
        Assert.Equal([a.Id, b.Id], next.Teams[n1.Id].Route.Take(2));
        Assert.Equal([c.Id, d.Id], next.Teams[n2.Id].Route.OrderBy(id => id.Value));
        Assert.All(next.Teams[n2.Id].Route, id => Assert.True(next.Visits[id].Assignments[0].Start >= town.At("08:35").AddMinutes(14)));
        var changes = proposal.Compare(day);
        Assert.Equal(2, changes.Of(ChangeKind.Reassigned).Count());
        Assert.DoesNotContain(changes.Visits, change => change.Visit == a.Id);
        Assert.Equal(ChangeKind.Same, changes.Visits.Single(change => change.Visit == b.Id).Kind);
    }

    [Fact]
    public void A_comparison_tells_what_is_new_dropped_moved_and_promised_anew()
    {
        var (n1, n2) = (town.Team("N1", "07:00-16:00", town.Person("Eva")), town.Team("N2", "07:00-16:00", town.Person("Ola")));
        var (a, b, c) = (town.Visit(town.Patient("A", 10), "08:00-12:00", 30), town.Visit(town.Patient("B", 20), "08:00-12:00", 30), town.Visit(town.Patient("C", 30), "08:00-12:00", 30));
        var day = town.Begin([n1, n2], [a, b, c]);
        day = town.Accepted(day, town.Plan(day, (n1, [a, b]))).Day;
        var other = town.Plan(day, (n1, [c, a]));
        var proposal = Plan(day) with { Routes = other.Routes, DecidedOn = day.Version };
        var changes = proposal.Compare(day);

        // C at 08:00 (travel 30), then A at 08:50 (20 back); before: A at 08:00, B at 08:40.
        Assert.Equal(["A Moved", "B Dropped", "C New"], changes.Visits.Select(change => $"{town.Name(change.Visit.Value)} {change.Kind}").Order(StringComparer.Ordinal));
        var moved = changes.Of(ChangeKind.Moved).Single();
        Assert.Equal((town.At("08:00"), town.At("08:50")), (moved.StartBefore, moved.StartAfter));
        Assert.True(moved.ChangesPromise);
        Assert.Equal(town.Window("08:35-09:20"), moved.PromiseAfter);
        Assert.Equal(moved.PromiseAfter, Published(day, proposal).Visits[a.Id].Promised);
    }

    [Fact]
    public void A_pinned_visit_stays_with_its_team_and_a_jour_team_is_not_planned_for()
    {
        var (n1, jour) = (town.Team("N1", "07:00-16:00", town.Person("Eva")), town.Team("J", "07:00-16:00", town.Person("Ola")) with { Duty = DutyKind.OnCall });
        var (a, b) = (town.Visit(town.Patient("A", 10), "08:00-12:00", 30), town.Visit(town.Patient("B", 12), "08:00-12:00", 30));
        var day = town.Begin([n1, jour], [a, b]);
        Assert.Equal([n1.Id], Plan(day).Routes.Select(route => route.Team));
        day = town.Accepted(day, new DayEvent.VisitAssigned(town.Origin("06:05"), b.Id, jour.Id, null)).Day;
        var next = Published(day, Plan(day));
        Assert.Equal([b.Id], next.Teams[jour.Id].Route);
        Assert.Equal([a.Id], next.Teams[n1.Id].Route);
    }

    [Fact]
    public void A_proposal_knows_what_the_day_weighed_before_it()
    {
        // One team of one, a patient 10 minutes away, half an hour there, nobody known.
        var n1 = town.Team("N1", "07:00-16:00", town.Person("Ola"));
        var visit = town.Visit(town.Patient("Bo", 10), "08:00-09:00", 30, CareTaskKind.Hygiene);
        var proposal = Plan(town.Begin([n1], [visit]));
        Assert.Equal((PriceClassOf(proposal.PriceBefore!), 0L), ((true, 0L), proposal.Price.Mandatory)); // before, the visit was left out and nobody went anywhere

        // Published and planned again, nothing has become better or worse.
        var again = Plan(Published(town.Begin([n1], [visit]), proposal));
        Assert.Equal(proposal.Price, again.PriceBefore);
        Assert.Equal(again.PriceBefore, again.Price);
        var work = Assert.Single(again.Prices, line => line.Part == PricePart.WorkingTime);
        Assert.Equal(new PriceLine(PriceKind.Cost, PricePart.WorkingTime, work.After, proposal.Price.Work / Planning.Price.PerOre), work);
        Assert.True(work.After > 0);
        Assert.Equal(PlanningPrices.NewFace, Assert.Single(again.Prices, line => line.Part == PricePart.Faces).After);

        static (bool IsLeftOut, long Work) PriceClassOf(Planning.PlanPrice price) => (price.Mandatory > 0, price.Work);
    }

    [Fact]
    public void Figures_are_the_plans()
    {
        var n1 = town.Team("N1", "07:00-16:00", town.Person("Eva"));
        var day = town.Begin([n1], [town.Visit(town.Patient("A", 10), "08:00-12:00", 30), town.Visit(town.Patient("B", 20), "08:00-12:00", 30)]);
        var figures = Plan(day).Figures;

        // 10 + 10 + 20 minutes; an hour with patients in a shift of nine.
        Assert.Equal((2, 0, 1, 40 * 60, 40_000, 0), (figures.Visits, figures.LeftOut, figures.Teams, figures.TravelSeconds, figures.TravelMetres, figures.WaitSeconds));
        Assert.Equal(1.0 / 9, figures.CareShare, 6);
    }
}
