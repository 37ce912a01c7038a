using MobileTeams.Dispatch.Days;
using MobileTeams.Dispatch.Patients;
using MobileTeams.Dispatch.People;
using MobileTeams.Dispatch.Urgent;
using MobileTeams.Dispatch.Visits;
using MobileTeams.Dispatch.Words;

namespace MobileTeams.Dispatch.Tests.Urgent;

public sealed class UrgentRankingTests
{
    private readonly Town town = new();

    private Visit Call(Patient patient, string window, UrgencyClass urgency = UrgencyClass.Orange, params CareTaskKind[] tasks) =>
        town.Visit(patient, window, 30, tasks) with { Urgency = urgency, Call = new UrgentCallId(town.NewId("call")) };

    private string Ranked(Day day, Visit visit, string now) => string.Join('\n', UrgentRanking.Rank(day, visit, town.Facts, town.At(now)).Select(option =>
    {
        var teams = town.Name(option.Team.Value) + (option.With is { } with ? "+" + town.Name(with.Value) : "");
        var moved = string.Concat(option.Moved.Select(one => $", {town.Name(one.Visit.Value)} +{one.By.TotalMinutes:0}{(one.BreaksPromise ? "!" : "")}"));
        var late = string.Concat(option.Overtime.Select(one => $", {town.Name(one.Team.Value)} back {town.Clock(one.BackAt)}"));
        var rest = string.Concat(option.Rest.Select(found => ", " + Reasons.In(Language.English).Of(found, town.Time)));
        var stopped = string.Concat(option.Broken.Select(rule => ", " + Reasons.In(Language.English).Of(rule)));
        return $"{teams} {option.SetOut} {town.Clock(option.ArrivesAt)}{moved}{late}{rest}{(option.MayGo ? "" : " – no" + stopped)}";
    }));

    [Fact]
    public void Every_team_is_ranked_by_arrival_with_who_pays_for_it()
    {
        var (n1, n2, n3) = (town.Team("N1", "07:00-16:00", town.Nurse("Nils")), town.Team("N2", "07:00-16:00", town.Nurse("Nora")), town.Team("N3", "07:00-16:00", town.Person("Ola")));
        var (a, b, c) = (town.Visit(town.Patient("A", 10), "08:00-09:00", 30), town.Visit(town.Patient("B", 20), "08:00-10:00", 30), town.Visit(town.Patient("C", 60), "08:00-12:00", 60));
        var urgent = Call(town.Patient("U", 30), "08:10-08:40", UrgencyClass.Orange, CareTaskKind.NursingAssessment);
        var day = town.Begin([n1, n2, n3], [a, b, c]);
        day = town.Accepted(day, town.Plan(day, (n1, [a, b]), (n2, [c]))).Day;
        day = town.Accepted(day, new DayEvent.VisitArrived(town.Origin("08:00", n1), a.Id)).Day;
        day = town.Accepted(day, new DayEvent.VisitEnRoute(town.Origin("08:00", n2), c.Id)).Day;
        day = town.Accepted(day, new DayEvent.TeamSeen(town.Origin("08:10", n2), n2.Id, Town.Place(10))).Day;

        // N2 is 20 min away; diverted it is with C at 08:30 + 30 + 30 = 09:30 instead of 09:00, which already was later than promised.
        // N1 is with A until 08:30, then 20 min; B, promised until 09:10, waits from 08:40 to 09:30. N3 is at the centre, 30 min away, but has no nurse.
        Assert.Equal(
            """
            N2 Now 08:30, C +30
            N1 AfterCurrent 08:50, B +50!
            N2 AfterCurrent 10:30
            N3 Now 08:40 – no, lacks competence: nursing assessment
            """,
            Ranked(day, urgent, "08:10"));
    }

    [Fact]
    public void The_consequences_are_those_that_dispatching_brings_about()
    {
        var random = new Random(5);
        var teams = Enumerable.Range(1, 4).Select(index => town.Team($"N{index}", "07:00-16:00", town.Nurse("Nils"))).ToList();
        var visits = Enumerable.Range(1, 16).Select(index => town.Visit(town.Patient($"P{index}", random.Next(1, 60)), $"{7 + (index / 2):00}:30-{9 + (index / 2):00}:00", 30)).ToList();
        var day = town.Begin(teams, visits);
        day = town.Accepted(day, town.Plan(day, [.. teams.Select((team, index) => (team, visits.Where((_, number) => number % 4 == index).ToArray()))])).Day;
        var urgent = Call(town.Patient("U", 30), "08:20-08:50");
        var now = town.At("08:20");
        day = town.Accepted(day, new DayEvent.VisitsAdded(town.Origin("08:20"), [urgent])).Day;
        var before = day.AsSeenAt(now, town.Facts);
        foreach (var option in UrgentRanking.Rank(day, urgent, town.Facts, now).Where(option => option.SetOut == SetOut.Now))
        {
            var after = town.Accepted(day, new DayEvent.VisitDispatched(town.Origin("08:20"), urgent.Id, option.Team)).Day.AsSeenAt(now, town.Facts);
            Assert.Equal(after.Visits[urgent.Id].Assignments[0].Start, option.ArrivesAt);
            var moved = visits.Where(visit => before.Visits[visit.Id].Assignments[0].Start != after.Visits[visit.Id].Assignments[0].Start).Select(visit => (visit.Id, after.Visits[visit.Id].Assignments[0].Start));
            Assert.Equal(moved.OrderBy(one => one.Id.Value), option.Moved.Select(one => (one.Visit, one.Becomes)).OrderBy(one => one.Visit.Value));
        }
    }

    [Fact]
    public void For_the_less_urgent_whoever_breaks_nothing_comes_before_whoever_is_first()
    {
        var (n1, n2) = (town.Team("N1", "07:00-16:00", town.Nurse("Nils")), town.Team("N2", "07:00-16:00", town.Nurse("Nora")));
        var (a, b) = (town.Visit(town.Patient("A", 20), "08:30-09:00", 30), town.Visit(town.Patient("B", 60), "13:00-14:00", 30));
        var day = town.Begin([n1, n2], [a, b]);
        day = town.Accepted(day, town.Plan(day, (n1, [a]), (n2, [b]))).Day;
        day = town.Accepted(day, new DayEvent.TeamSeen(town.Origin("08:00", n1), n1.Id, Town.Place(15))).Day;
        var patient = town.Patient("U", 20);

        // N1 is five minutes away. With half an hour there A waits until 08:35, inside the promise of 08:30–09:00; with an hour and a half until 09:35.
        Assert.Equal("N1 Now 08:05, A +5\nN2 Now 08:20", Ranked(day, Call(patient, "08:00-10:00", UrgencyClass.Yellow), "08:00"));
        Assert.Equal("N2 Now 08:20\nN1 Now 08:05, A +65!", Ranked(day, Call(patient, "08:00-10:00", UrgencyClass.Yellow) with { Duration = TimeSpan.FromMinutes(90) }, "08:00"));
        Assert.Equal("N1 Now 08:05, A +65!\nN2 Now 08:20", Ranked(day, Call(patient, "08:00-08:30") with { Duration = TimeSpan.FromMinutes(90) }, "08:00"));
    }

    [Fact]
    public void A_call_at_the_end_of_the_shift_shows_overtime_and_broken_rest()
    {
        var nils = town.Nurse("Nils") with { DayBreakpoint = new TimeOnly(12, 0) };
        _ = town.Change(nils);
        var evening = town.Team("K1", "14:00-21:30", nils) with { Breaks = [new MealBreak(TimeSpan.FromMinutes(30), town.At("17:00"), town.At("18:00"))] };
        town.Duties(nils, new WorkPeriod(town.At("08:30").AddDays(1), town.At("12:00").AddDays(1), DutyKind.Working, []));
        var day = town.Begin([evening], []);
        var urgent = Call(town.Patient("U", 40), "21:00-21:30");

        // 21:03 + 40 min, 30 min there, 40 min home: back 22:53. That is 5 h 23 min after the break, and 08:30 is 9 h 37 min later: 83 minutes too short.
        Assert.Equal("K1 Now 21:43, K1 back 22:53, the break comes 23 min too late, the daily rest is 1 h 23 min too short, next shift 09:53 at the earliest", Ranked(day, urgent, "21:03"));
        Assert.Equal("K1 Now 20:40", Ranked(day, Call(town.Patient("V", 10), "20:00-21:00"), "20:30"));
    }

    [Fact]
    public void A_violent_home_is_offered_pairs_of_teams()
    {
        var (n1, n2, n3) = (town.Team("N1", "07:00-16:00", town.Person("Eva")), town.Team("N2", "07:00-16:00", town.Person("Ola")), town.Team("N3", "07:00-16:00", town.Person("Una"), town.Person("Ulf")));
        var day = town.Begin([n1, n2, n3], []);
        day = town.Accepted(day, new DayEvent.TeamSeen(town.Origin("08:00", n1), n1.Id, Town.Place(20))).Day;
        day = town.Accepted(day, new DayEvent.TeamSeen(town.Origin("08:00", n2), n2.Id, Town.Place(25))).Day;
        var urgent = Call(town.Patient("U", 30, one => one with { Safety = SafetyFlags.ViolenceRisk }), "08:00-08:30");
        Assert.Equal(
            """
            N2+N1 Now 08:10
            N3 Now 08:30
            N1+N3 Now 08:30
            N2+N3 Now 08:30
            N2 Now 08:05 – no, needs double staffing, one person is missing
            N1 Now 08:10 – no, needs double staffing, one person is missing
            """,
            Ranked(day, urgent, "08:00"));
        var sent = town.Accepted(town.Accepted(day, new DayEvent.VisitsAdded(town.Origin("08:00"), [urgent])).Day, new DayEvent.VisitDispatched(town.Origin("08:00"), urgent.Id, n1.Id, n2.Id)).Day;
        Assert.Equal("N1: U 08:10-08:40 Dispatched | hem 09:10\nN2: U 08:10-08:40 Dispatched | hem 09:10\nN3: ", town.Drawn(sent));
    }

    [Fact]
    public void Teams_that_are_over_or_far_off_are_not_asked()
    {
        var teams = new[] { town.Team("N1", "07:00-08:00", town.Nurse("A")), town.Team("N2", "10:30-16:00", town.Nurse("B")), town.Team("N3", "09:30-16:00", town.Nurse("C")) };
        Assert.Equal("N3 Now 09:40", Ranked(town.Begin(teams, []), Call(town.Patient("U", 10), "08:15-10:00"), "08:15"));
    }

    [Fact]
    public void A_visit_already_given_to_a_team_is_ranked_as_if_it_were_free()
    {
        var (n1, n2) = (town.Team("N1", "07:00-16:00", town.Nurse("A")), town.Team("N2", "07:00-16:00", town.Nurse("B")));
        var urgent = Call(town.Patient("U", 10), "08:15-10:00");
        var day = town.Begin([n1, n2], [urgent]);
        var given = town.Accepted(day, new DayEvent.VisitDispatched(town.Origin("08:15"), urgent.Id, n1.Id)).Day;
        Assert.Equal(Ranked(day, urgent, "08:15"), Ranked(given, urgent, "08:15"));
    }
}
