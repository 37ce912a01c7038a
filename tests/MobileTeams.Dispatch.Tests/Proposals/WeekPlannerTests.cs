using MobileTeams.Dispatch.Days;
using MobileTeams.Dispatch.Patients;
using MobileTeams.Dispatch.People;
using MobileTeams.Dispatch.Proposals;
using MobileTeams.Dispatch.Visits;

namespace MobileTeams.Dispatch.Tests.Proposals;

/// <summary>A few days on the one road: a minute at work costs 6 kr, a kilometre, which is a minute too, 2.50 kr.</summary>
public sealed class WeekPlannerTests
{
    private readonly Town town = new();
    private readonly List<DayAhead> days = [];

    private static WeekOptions Options(FacePrices faces, int rounds = 2)
    {
        var plain = new WeekOptions { IterationsPerDay = 60, Rounds = rounds };
        return plain with { Day = plain.Day with { Faces = faces } };
    }

    /// <summary>One more day; hours and windows as in <see cref="Town"/>, moved to its date.</summary>
    private void Add(IReadOnlyList<(string Name, string Hours, Person[] Crew)> teams, IReadOnlyList<(Patient Patient, string Window, CareTaskKind Task)> visits)
    {
        var date = Town.Date.AddDays(days.Count);
        var day = Day.Begin(town.Centre.Id, date, town.Time);
        var origin = town.Origin("06:00") with { At = day.Start, ReceivedAt = day.Start };
        day = town.Accepted(day, new DayEvent.TeamsAdded(origin, [.. teams.Select(team => Moved(town.Team(team.Name, team.Hours, team.Crew)))])).Day;
        if (visits.Count > 0) day = town.Accepted(day, new DayEvent.VisitsAdded(origin, [.. visits.Select(visit => Asked(town.Visit(visit.Patient, visit.Window, 20, visit.Task)))])).Day;
        days.Add(new DayAhead(day, town.Facts));

        TeamShift Moved(TeamShift shift) => shift with { Date = date, Start = On(date, shift.Start), End = On(date, shift.End) };

        Visit Asked(Visit visit) => visit with { Date = date, Allowed = new StartWindow(On(date, visit.Allowed.Earliest), On(date, visit.Allowed.Latest)) };
    }

    private List<DayAhead> Days() => [.. days.Select(one => one with { Facts = town.Facts })];

    private static DateTimeOffset On(DateOnly date, DateTimeOffset at) => at.AddDays(date.DayNumber - Town.Date.DayNumber);

    /// <summary>How many different people come to each patient.</summary>
    private static Dictionary<PatientId, int> Staff(WeekPlan plan)
    {
        var met = from day in plan.Days
                  from route in day.Proposal.Routes
                  from stop in route.Stops
                  select (Patient: day.Day.Visits[stop.Visit].Visit.Patient!.Value, Person: Assert.Single(day.Day.Teams[route.Team].Shift.Crew));
        return met.Distinct().GroupBy(one => one.Patient).ToDictionary(patient => patient.Key, patient => patient.Count());
    }

    /// <summary>Two people whose teams change places from day to day, and two patients whom either may visit.</summary>
    private void TakingTurns(int count)
    {
        var (eva, ola) = (town.Person("Eva"), town.Person("Ola"));
        var (anna, bo) = (town.Patient("Anna", 10), town.Patient("Bo", 14));
        for (var day = 0; day < count; day++)
        {
            var (first, second) = day % 2 == 0 ? (eva, ola) : (ola, eva);
            Add([("N1", "07:00-16:00", [first]), ("N2", "07:00-16:00", [second])], [(anna, "08:00-15:00", CareTaskKind.Hygiene), (bo, "08:00-15:00", CareTaskKind.Hygiene)]);
        }
    }

    [Fact]
    public void With_a_price_on_new_faces_the_same_person_comes_whatever_the_team_is_called()
    {
        TakingTurns(4);
        var plan = WeekPlanner.Plan(Days(), Options(FacePrices.Exchanged(100_000)));
        Assert.Equal(0, plan.Figures.LeftOut);
        Assert.Equal([1, 1], Staff(plan).Values);
        Assert.Equal(2, plan.Figures.FirstMeetings);
    }

    [Fact]
    public void A_day_knows_whom_the_days_before_it_let_people_meet()
    {
        // Day 2, with Ola, a nurse, bound to Cia at 10:00. Eva to Anna and Ola to Bo: 40 and 115 minutes at work. Eva to Bo and Ola to Anna: 80 and 100 minutes, 150 kr more; the
        // kilometres are the same. Without day 1 both meet three new faces; as Ola met Anna on day 1, the second way meets one less, for 200 kr.
        var (eva, ola) = (town.Person("Eva"), town.Nurse("Ola"));
        var (anna, bo, cia) = (town.Patient("Anna", 10), town.Patient("Bo", 30), town.Patient("Cia", 10));
        Add([("N2", "07:00-16:00", [ola])], [(anna, "09:00-09:00", CareTaskKind.Hygiene)]);
        Add(
            [("N1", "07:00-16:00", [eva]), ("N2", "07:00-16:00", [ola])],
            [(anna, "09:00-09:00", CareTaskKind.Hygiene), (bo, "09:05-09:05", CareTaskKind.Hygiene), (cia, "10:00-10:00", CareTaskKind.Infusion)]);
        var plan = WeekPlanner.Plan(Days(), Options(FacePrices.Exchanged(20_000), rounds: 1));
        Assert.Equal(1, Staff(plan)[anna.Id]);
        Assert.Equal(3, plan.Figures.FirstMeetings); // Anna and Ola, Bo and Eva, Cia and Ola
        var cheap = WeekPlanner.Plan(Days(), Options(FacePrices.Exchanged(14_000), rounds: 1));
        Assert.Equal(2, Staff(cheap)[anna.Id]);
    }

    [Fact]
    public void The_second_round_knows_the_days_behind_it_too()
    {
        // Day 1: Eva, a nurse, has Cia at the end of the road and passes Anna and Bo. Sending Ola to them too is 44 minutes and kilometres more, 374 kr, and saves no face as long as
        // nobody knows that on the next days only Ola is there. Knowing it saves two faces, 600 kr.
        var (eva, ola) = (town.Nurse("Eva"), town.Person("Ola"));
        var (anna, bo, cia) = (town.Patient("Anna", 20), town.Patient("Bo", 22), town.Patient("Cia", 24));
        (Patient, string, CareTaskKind)[] both = [(anna, "08:00-15:00", CareTaskKind.Hygiene), (bo, "08:00-15:00", CareTaskKind.Hygiene)];
        Add([("N1", "07:00-16:00", [eva]), ("N2", "07:00-16:00", [ola])], [.. both, (cia, "08:00-15:00", CareTaskKind.Infusion)]);
        for (var day = 0; day < 2; day++) Add([("N2", "07:00-16:00", [ola])], both);
        var once = WeekPlanner.Plan(Days(), Options(FacePrices.Exchanged(30_000), rounds: 1));
        var again = WeekPlanner.Plan(Days(), Options(FacePrices.Exchanged(30_000), rounds: 3));
        Assert.Equal((5, 3), (once.Figures.FirstMeetings, again.Figures.FirstMeetings));

        // 374 kr more, two faces less; a minute with patients costs what it cost before, whoever has it.
        Assert.Equal(37_400 - 60_000, again.Price.Ore(Planning.PriceClass.Cost) - once.Price.Ore(Planning.PriceClass.Cost));
    }

    [Fact]
    public void A_day_that_gets_better_by_itself_stays_when_the_week_gets_worse()
    {
        // Day 1: Eva passes Anna, who is visited twice, on her way to Cia; sending Ola is 44 minutes and kilometres more, 374 kr. Day by day two visits by somebody new cost 500 kr, so
        // that round two would send Ola, known from day 2; over the week Eva is new once, for 250 kr.
        var (eva, ola) = (town.Nurse("Eva"), town.Person("Ola"));
        var (anna, cia) = (town.Patient("Anna", 22), town.Patient("Cia", 24));
        Add(
            [("N1", "07:00-16:00", [eva]), ("N2", "07:00-16:00", [ola])],
            [(anna, "08:00-15:00", CareTaskKind.Hygiene), (anna, "08:00-15:00", CareTaskKind.Hygiene), (cia, "08:00-15:00", CareTaskKind.Infusion)]);
        Add([("N2", "07:00-16:00", [ola])], [(anna, "08:00-15:00", CareTaskKind.Hygiene)]);
        var told = new List<WeekProgress>();
        var once = WeekPlanner.Plan(Days(), Options(FacePrices.Exchanged(25_000), rounds: 1));
        var again = WeekPlanner.Plan(Days(), Options(FacePrices.Exchanged(25_000), rounds: 3), new Ear(told.Add));
        Assert.Equal(once.Price, again.Price);
        Assert.Equal([true, true, false, false], told.Select(one => one.Kept)); // a round without a change is the last
    }

    [Fact]
    public void A_face_that_fades_costs_less_the_more_days_it_is_met_on()
    {
        // Three days alone with Ola: Anna is new at 60 kr, then half of it, then a third: 110 kr. Otherwise 60.
        var (ola, anna) = (town.Person("Ola"), town.Patient("Anna", 20));
        for (var day = 0; day < 3; day++) Add([("N2", "07:00-16:00", [ola])], [(anna, "08:00-15:00", CareTaskKind.Hygiene)]);
        var faces = FacePrices.Exchanged(6000);
        Assert.Equal(5000, Cost(faces with { FadeWithDays = true }) - Cost(faces));

        long Cost(FacePrices faces) => WeekPlanner.Plan(Days(), Options(faces)).Price.Ore(Planning.PriceClass.Cost);
    }

    [Fact]
    public void The_same_seed_and_iterations_give_the_same_plan_on_any_number_of_threads()
    {
        TakingTurns(5);
        Assert.Equal(Drawn(1), Drawn(1));
        Assert.Equal(Drawn(1), Drawn(2));

        string Drawn(int threads) => string.Join('\n', WeekPlanner.Plan(Days(), Options(FacePrices.Exchanged(2000)) with { Threads = threads }).Days.Select(day => town.Drawn(day.Day)));
    }

    [Fact]
    public void A_late_evening_is_not_planned_where_the_next_days_early_shift_leaves_too_little_rest()
    {
        // The visit at 19:50 brings the team back at 20:20; with the next duty at 07:10 that leaves ten hours and fifty minutes.
        var eva = town.Change(town.Person("Eva") with { DayBreakpoint = new TimeOnly(12, 0) });
        var (anna, bo) = (town.Patient("Anna", 10), town.Patient("Bo", 1));
        Add([("K1", "16:00-20:00", [eva])], [(anna, "19:50-19:50", CareTaskKind.Hygiene)]);
        Add([("M1", "07:10-11:00", [eva])], [(bo, "08:00-09:00", CareTaskKind.Hygiene)]);
        var options = Options(FacePrices.Standard);
        var held = WeekPlanner.Plan(Days(), options with { Day = options.Day with { MaxOvertime = TimeSpan.FromHours(1) } });
        Assert.Equal(1, held.Figures.LeftOut);
        Assert.Empty(held.Figures.Rest);
        Assert.Empty(held.Figures.RosterRest);
        var loose = WeekPlanner.Plan(Days(), options with { Day = options.Day with { MaxOvertime = TimeSpan.FromHours(1), KeepsRest = false } });
        Assert.Equal(0, loose.Figures.LeftOut);
        Assert.Equal((RestRule.DailyRest, eva.Id, TimeSpan.FromMinutes(10)), Assert.Single(loose.Figures.Rest) is var found ? (found.Rule, found.Person, found.Amount) : default);
    }

    [Fact]
    public void What_the_roster_breaks_by_itself_is_told_apart()
    {
        var eva = town.Change(town.Person("Eva") with { DayBreakpoint = new TimeOnly(12, 0) });
        Add([("K1", "16:00-20:00", [eva])], []);
        Add([("M1", "06:30-11:00", [eva])], []);
        var figures = WeekPlanner.Plan(Days(), Options(FacePrices.Standard)).Figures;
        Assert.Empty(figures.Rest);
        Assert.Equal(RestRule.DailyRest, Assert.Single(figures.RosterRest).Rule);
        Assert.Equal(2, Assert.Single(figures.Shares).Duties);
    }

    [Fact]
    public void Faces_met_in_the_weeks_before_are_known_and_make_up_the_fourteen_days()
    {
        var (eva, ola) = (town.Person("Eva"), town.Person("Ola"));
        var anna = town.Patient("Anna", 10);
        foreach (var (at, who) in from day in Enumerable.Range(1, 13) from one in new[] { (8, eva), (17, ola) } select (town.At("06:00").AddDays(-day).AddHours(one.Item1 - 6), one.Item2))
            town.History.Add(new Meeting(anna.Id, who.Id, who.Category, new VisitId(town.NewId("visit")), at, MeetingKind.Visit));
        Add([("N1", "07:00-20:00", [ola])], [(anna, "08:00-09:00", CareTaskKind.Hygiene), (anna, "17:00-18:00", CareTaskKind.Hygiene)]);
        var figures = WeekPlanner.Plan(Days(), Options(FacePrices.Standard)).Figures;
        Assert.Equal(0, figures.FirstMeetings);
        Assert.Equal(2, figures.Continuity.Staff[anna.Id]);
        Assert.Equal(15 / 28.0, figures.Continuity.UsualProviderShare); // Ola at thirteen and two of 28 visits
    }

    [Fact]
    public void Random_weeks_are_planned_without_breaking_a_rule()
    {
        var random = new Random(7);
        Person[] staff = [.. Enumerable.Range(0, 6).Select(index => index % 3 == 0 ? town.Nurse($"N{index}") : town.Person($"U{index}"))];
        Patient[] patients = [.. Enumerable.Range(0, 10).Select(index => town.Patient($"P{index}", random.Next(1, 40)))];
        for (var day = 0; day < 4; day++)
            Add(
                [.. Enumerable.Range(0, 3).Select(team => ($"T{team}", "07:00-16:00", (Person[])[staff[(team + day) % 6]]))],
                [.. patients.SelectMany(patient => new[] { (patient, "07:30-10:00", CareTaskKind.Hygiene), (patient, "12:00-15:00", CareTaskKind.Hygiene) })]);
        var plan = WeekPlanner.Plan(Days(), Options(FacePrices.Exchanged(3000)));
        Assert.Equal(4, plan.Days.Length);
        Assert.All(plan.Days, day => Assert.Empty(DayRules.Broken(day.Day, town.Facts)));
        Assert.Empty(plan.Figures.Rest);
        Assert.Equal(80, plan.Figures.Visits + plan.Figures.LeftOut);
        Assert.Equal(plan.Figures.Visits, plan.Figures.Shares.Sum(share => share.Visits));
    }

    [Fact]
    public void Progress_is_told_day_by_day_and_a_cancelled_search_still_answers()
    {
        TakingTurns(3);
        var told = new List<WeekProgress>();
        _ = WeekPlanner.Plan(Days(), Options(FacePrices.Exchanged(2000), rounds: 2), new Ear(told.Add));
        Assert.Equal([1, 2, 3], told.Take(3).Select(one => one.Done));
        Assert.All(told, one => Assert.Equal(6, one.All));
        var stopped = WeekPlanner.Plan(Days(), Options(FacePrices.Exchanged(2000)), null, new CancellationToken(canceled: true));
        Assert.Equal(6, stopped.Figures.Visits + stopped.Figures.LeftOut);
    }

    [Fact]
    public void Days_out_of_order_or_without_a_limit_are_refused()
    {
        TakingTurns(2);
        var options = Options(FacePrices.Standard);
        _ = Assert.Throws<ArgumentException>(() => WeekPlanner.Plan([], options));
        _ = Assert.Throws<ArgumentException>(() => WeekPlanner.Plan([.. Days().AsEnumerable().Reverse()], options));
        _ = Assert.Throws<ArgumentException>(() => WeekPlanner.Plan(Days(), options with { IterationsPerDay = null }));
        _ = Assert.Throws<ArgumentException>(() => WeekPlanner.Plan(Days(), options with { Rounds = 0 }));
        _ = Assert.Throws<ArgumentException>(() => WeekPlanner.Plan(Days(), options with { Day = options.Day with { Now = town.At("10:00") } }));
    }

    private sealed class Ear(Action<WeekProgress> heard) : IProgress<WeekProgress>
    {
        public void Report(WeekProgress value) => heard(value);
    }
}
