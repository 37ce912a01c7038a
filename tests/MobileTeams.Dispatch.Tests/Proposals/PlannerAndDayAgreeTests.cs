using MobileTeams.Dispatch.Days;
using MobileTeams.Dispatch.Patients;
using MobileTeams.Dispatch.People;
using MobileTeams.Dispatch.Proposals;
using MobileTeams.Dispatch.Visits;

namespace MobileTeams.Dispatch.Tests.Proposals;

/// <summary>The planner's clock and the day's clock share no code. The planner may let a team wait; the day expects every visit as early as the same order allows, so
/// that over random days nothing ever starts later than planned and no rule breaks.</summary>
public sealed class PlannerAndDayAgreeTests
{
    public static TheoryData<int> Seeds => [.. Enumerable.Range(1, 16)];

    [Theory]
    [MemberData(nameof(Seeds))]
    public void A_published_plan_starts_no_visit_later_than_planned_and_breaks_no_rule(int seed)
    {
        var (town, day) = Asked(seed);
        var proposal = Plan(town, day, null);
        var next = town.Accepted(day, proposal.Published(town.Origin("06:10"))).Day;
        foreach (var stop in proposal.Routes.SelectMany(route => route.Stops)) Assert.True(next.Visits[stop.Visit].Assignments[0].Start <= stop.Start, $"{town.Name(stop.Visit.Value)} planned {town.Clock(stop.Start)}\n{town.Drawn(next)}\n{Drawn(town, proposal)}");
        Assert.Empty(DayRules.Broken(next, town.Facts));
        Assert.Empty(next.BrokenPromises());
        Assert.All(proposal.LeftOut, visit => Assert.All(visit.Teams, team => Assert.NotEmpty(team.Rules)));
    }

    [Theory]
    [MemberData(nameof(Seeds))]
    public void A_running_day_planned_anew_is_accepted_and_keeps_its_past(int seed)
    {
        var (town, day) = Asked(seed);
        day = town.Accepted(day, Plan(town, day, null).Published(town.Origin("06:10"))).Day;
        var random = new Random(seed);
        var now = town.At("10:00");
        foreach (var team in day.Teams.Values.OrderBy(team => team.Shift.Id.Value).ToList())
        {
            foreach (var id in team.Route)
            {
                var assignment = day.Visits[id].Assignments.First(one => one.Team == team.Shift.Id);
                var arrived = assignment.Start.AddMinutes(random.Next(-3, 12));
                if (arrived > now || day.Visits[id].Status.IsHistory()) continue;
                day = Happened(town, day, new DayEvent.VisitArrived(town.Origin("08:00", team.Shift) with { At = arrived }, id));
                var ended = assignment.End.AddMinutes(random.Next(0, 15));
                if (ended <= now) day = Happened(town, day, new DayEvent.VisitCompleted(town.Origin("08:00", team.Shift) with { At = ended }, id));
            }
        }

        var proposal = Plan(town, day, new DayProblemOptions { Now = now, MaxOvertime = TimeSpan.FromHours(1) });
        var next = town.Accepted(day, proposal.Published(town.Origin("10:00"))).Day;
        foreach (var visit in day.Visits.Values.Where(visit => visit.Status.IsHistory()))
        {
            Assert.Equal(visit.Status, next.Visits[visit.Visit.Id].Status);
            Assert.Equal(visit.Assignments.Select(one => one.Team), next.Visits[visit.Visit.Id].Assignments.Select(one => one.Team));
        }

        Assert.All(proposal.Routes.SelectMany(route => route.Stops).Where(stop => !day.Visits[stop.Visit].Status.IsStarted()), stop => Assert.True(stop.Start >= now));
        var seen = next.AsSeenAt(now, town.Facts);
        foreach (var stop in proposal.Routes.SelectMany(route => route.Stops)) Assert.True(seen.Visits[stop.Visit].Assignments[0].Start <= stop.Start, $"{town.Name(stop.Visit.Value)} planned {town.Clock(stop.Start)}\n{town.Drawn(seen)}\n{Drawn(town, proposal)}");
    }

    private static string Drawn(Town town, Proposal proposal) => string.Join('\n', proposal.Routes.Select(route =>
        string.Join(" | ", route.Stops.Select(stop => $"{town.Name(stop.Visit.Value)} {town.Clock(stop.Start)}-{town.Clock(stop.End)}")) + string.Concat(route.Breaks.Select(rest => $" (rast {town.Clock(rest.Start)})"))));

    private static Day Happened(Town town, Day day, DayEvent happened) => day.Apply(happened, town.Facts) switch
    {
        DayChange.Accepted accepted => accepted.Day,
        DayChange.Noted noted => noted.Day,
        var refused => throw new InvalidOperationException($"{refused}"),
    };

    private static Proposal Plan(Town town, Day day, DayProblemOptions? options)
    {
        var problem = DayProblem.Of(day, town.Facts, options);
        Assert.Empty(problem.Problem.Faults);
        var plan = Planning.Solver.Run(problem.Problem, new Planning.SolverOptions { Seed = 7, Iterations = 400 }, problem.Start);
        Assert.Empty(Planning.PlanChecker.Check(problem.Problem, plan).Broken);
        return problem.ProposalOf(plan);
    }

    private static (Town Town, Day Day) Asked(int seed)
    {
        var random = new Random(seed);
        var town = new Town();
        var teams = new List<TeamShift>();
        for (var index = 1; index <= 4; index++)
        {
            var crew = new[] { index % 2 == 0 ? town.Nurse("Nils") : town.Person("Eva", ProfessionalCategory.AssistantNurse, town.Delegation(CareTaskKind.Medicine, "2024-12-01", "2025-05-01")) };
            if (index == 4) crew = [.. crew, town.Person("Ola")];
            var rest = new MealBreak(TimeSpan.FromMinutes(30), town.At("11:00"), town.At("13:00"));
            teams.Add(town.Team($"N{index}", "07:00-16:00", crew) with { Breaks = random.Next(2) == 0 ? [rest] : [] });
        }

        var visits = new List<Visit>();
        for (var index = 1; index <= 22; index++)
        {
            var patient = town.Patient($"P{index}", random.Next(1, 45), one => one with { Safety = random.Next(6) == 0 ? SafetyFlags.ViolenceRisk : SafetyFlags.None });
            var hour = random.Next(7, 14);
            CareTaskKind[] tasks = random.Next(4) == 0 ? [CareTaskKind.Infusion] : random.Next(2) == 0 ? [CareTaskKind.Medicine] : [CareTaskKind.Hygiene];
            var visit = town.Visit(patient, $"{hour:00}:00-{hour + random.Next(1, 3):00}:00", random.Next(2, 9) * 5, tasks);
            visits.Add(visit);
            if (random.Next(5) == 0) visits.Add(town.Visit(patient, $"{hour:00}:00-{hour + 3:00}:00", 20, CareTaskKind.Meal) with { Follows = visit.Id, FollowsWithin = TimeSpan.FromMinutes(30) });
        }

        return (town, town.Begin(teams, visits));
    }
}
