using System.Collections.Immutable;
using MobileTeams.Dispatch.Days;
using MobileTeams.Dispatch.Patients;
using MobileTeams.Dispatch.People;
using MobileTeams.Planning;

namespace MobileTeams.Dispatch.Proposals;

/// <summary>Plans several coming days of one care centre so that they know of each other: who has met whom, and who comes home when.</summary>
/// <remarks>First the days are planned in their order, each knowing the ones before it. Then, round by round, each is planned anew against all the others, from where it stands,
/// and the better week is kept. Who works when is the roster's word: no shift is moved.</remarks>
public sealed class WeekPlanner
{
    private readonly IReadOnlyList<DayAhead> days;
    private readonly WeekOptions options;
    private readonly WeekFaces faces;
    private readonly List<Meeting> before;
    private readonly Made?[] made;

    private WeekPlanner(IReadOnlyList<DayAhead> days, WeekOptions options)
    {
        (this.days, this.options, made) = (days, options, new Made?[days.Count]);
        faces = new WeekFaces(AllFacts(days), options.Day);
        before = [.. days[0].Facts.History.Where(meeting => meeting.Start < days[0].Day.Start)];
    }

    /// <summary>The best plan found for these days. Cancelling gives what was found by then; a day that was not come to leaves its visits out.</summary>
    /// <param name="days">One centre's coming days in the order of time, each as its own planner would get it.</param>
    /// <exception cref="ArgumentException">No day, days of several centres or out of order, no limit or round, or a day that is running.</exception>
    public static WeekPlan Plan(IReadOnlyList<DayAhead> days, WeekOptions options, IProgress<WeekProgress>? progress = null, CancellationToken stop = default)
    {
        if (days.Count == 0 || days.Any(one => one.Day.Centre != days[0].Day.Centre)) throw new ArgumentException("Days of one care centre are needed.", nameof(days));
        if (days.Zip(days.Skip(1)).Any(pair => pair.First.Day.Date >= pair.Second.Day.Date)) throw new ArgumentException("The days are not in the order of time.", nameof(days));
        if (options is { IterationsPerDay: null, Time: null } || options.Rounds < 1) throw new ArgumentException("A limit of iterations or time is needed, and at least one round.", nameof(options));
        if (options.Day.Now is not null) throw new ArgumentException("A day that is running is planned by itself.", nameof(options));
        var week = new WeekPlanner(days, options);
        week.Search(progress, stop);
        return week.Written();
    }

    private void Search(IProgress<WeekProgress>? progress, CancellationToken stop)
    {
        var done = 0;
        for (var round = 0; round < options.Rounds; round++)
        {
            var hasChanged = false;
            for (var day = 0; day < days.Count; day++)
            {
                if (round > 0 && stop.IsCancellationRequested) return;
                var isKept = Again(day, round, stop);
                hasChanged |= isKept;
                progress?.Report(new WeekProgress(round, days[day].Day.Date, ++done, days.Count * options.Rounds, isKept));
            }

            if (!hasChanged) return;
        }
    }

    /// <summary>Plans a day against the others as they stand; true when the week is better for it.</summary>
    private bool Again(int day, int round, CancellationToken stop)
    {
        var (last, price) = (made[day], round == 0 ? (Price?)null : PriceOfWeek().Price);
        var problem = DayProblem.Of(days[day].Day, Among(day), options.Day);
        var limits = new SolverOptions
        {
            Seed = (options.Seed * 10_007) + (ulong)((round * days.Count) + day),
            Iterations = options.IterationsPerDay,
            Time = options.Time / (days.Count * options.Rounds),
            Threads = options.Threads,
        };
        made[day] = new Made(days[day], problem, Solver.Run(problem.Problem, limits, last?.Plan ?? problem.Start, progress: null, stop));
        if (price is null || PriceOfWeek().Price < price) return true;
        made[day] = last;
        return false;
    }

    /// <summary>A day's facts with what the other days, as far as they are planned, make of them.</summary>
    private DayFacts Among(int day)
    {
        var own = days[day];
        var others = made.Where((one, index) => index != day && one is not null).OfType<Made>().ToList();
        var duties = days.Where((_, index) => index != day && made[index] is null).SelectMany(one => one.Day.Teams.Values.SelectMany(team => team.Shift.Crew.Select(person => (Person: person, Period: WorkPeriod.Of(team.Shift)))))
            .Concat(others.SelectMany(one => one.Duties))
            .Concat(own.Facts.OtherDuties.SelectMany(person => person.Value.Select(period => (Person: person.Key, Period: period))))
            .GroupBy(one => one.Person).ToDictionary(person => person.Key, person => (IReadOnlyList<WorkPeriod>)[.. person.Select(one => one.Period)]);
        return own.Facts with { History = [.. before, .. others.SelectMany(one => one.Meetings)], OtherDuties = duties };
    }

    private (Price Price, int FirstMeetings) PriceOfWeek()
    {
        var planned = made.OfType<Made>().ToList();
        var (ore, first) = faces.Of(before, [.. planned.Select(one => (one.Of.Day, (IReadOnlyList<Meeting>)one.Meetings))]);
        var rest = planned.Aggregate(default(Price), (sum, one) => sum + (one.Plan.Price with { Faces = 0, FacesInCost = 0 }).Total);
        return (rest + Price.Of(options.Day.Faces.AreCost ? PriceClass.Cost : PriceClass.Care, ore), first);
    }

    private WeekPlan Written()
    {
        var planned = made.OfType<Made>().Select((one, index) => one.Written(Among(index))).ToList();
        var (facts, after) = (AllFacts(days), planned.Select(one => one.Day).ToList());
        var figures = planned.Select(one => one.Proposal.Figures).ToList();
        var (price, first) = PriceOfWeek();
        var (added, roster) = Rest(after);
        return new WeekPlan([.. planned], price, new WeekFigures(
            figures.Sum(one => one.Visits), figures.Sum(one => one.LeftOut), figures.Sum(one => one.TravelSeconds), figures.Sum(one => one.TravelMetres), first,
            Continuity.Personalkontinuitet(Meetings.Clients(after, facts), before.Concat(after.SelectMany(day => Meetings.Of(day, facts))), after[^1].Date.AddDays(1 - Continuity.Days), facts.Time),
            added, roster, WorkShares.Of(after, facts.Time)));
    }

    private (ImmutableArray<RestFinding> Added, ImmutableArray<RestFinding> Roster) Rest(List<Day> after)
    {
        var facts = AllFacts(days);
        var shifts = (from day in after from team in day.Teams.Values from person in team.Shift.Crew select (Person: person, Team: team)).ToLookup(one => one.Person);
        var (added, roster) = (new List<RestFinding>(), new List<RestFinding>());
        foreach (var person in shifts.OrderBy(one => one.Key.Value))
        {
            var planned = person.Select(one => one.Team.Shift.Start).ToHashSet();
            var others = days.SelectMany(one => one.Facts.OtherDuties.GetValueOrDefault(person.Key) ?? []).Where(duty => !planned.Contains(duty.Start)).ToList();
            var alone = RestRules.Check(facts.People[person.Key], [.. others, .. person.Select(one => WorkPeriod.Of(one.Team.Shift))], [], facts.Time);
            var asPlanned = RestRules.Check(facts.People[person.Key], [.. others, .. person.Select(one => RestOf.Worked(one.Team))], [], facts.Time);
            roster.AddRange(alone);
            added.AddRange(RestRules.Added(alone, asPlanned));
        }

        return ([.. added], [.. roster]);
    }

    // People and patients may come and go over the days; whoever is in one of them is known.
    private static DayFacts AllFacts(IReadOnlyList<DayAhead> days) => days[0].Facts with
    {
        People = days.SelectMany(one => one.Facts.People).DistinctBy(one => one.Key).ToDictionary(),
        Patients = days.SelectMany(one => one.Facts.Patients).DistinctBy(one => one.Key).ToDictionary(),
    };

    /// <summary>A day with its plan, and what that means for the others.</summary>
    private sealed class Made
    {
        private readonly DayProblem problem;

        public Made(DayAhead day, DayProblem problem, Plan plan)
        {
            (Of, this.problem, Plan) = (day, problem, plan);
            var (teams, visits, start) = (problem.Teams, problem.Visits, day.Facts.Time.Start(day.Day.Date));
            foreach (var route in plan.Routes)
            {
                var shift = day.Day.Teams[teams[route.Route]].Shift;
                var duty = WorkPeriod.Of(shift);
                if (shift.Duty != DutyKind.Standby && start.AddSeconds(route.End) is var back && back > duty.End) duty = duty with { End = back };
                Duties.AddRange(shift.Crew.Select(person => (person, duty)));
                foreach (var stop in route.Stops)
                {
                    if (day.Day.Visits[visits[stop.Visit]].Visit.Patient is not { } patient) continue;
                    Meetings.AddRange(day.Facts.CrewOf(shift).Select(person => new Meeting(patient, person.Id, person.Category, visits[stop.Visit], start.AddSeconds(stop.Start), MeetingKind.Visit)));
                }
            }
        }

        public DayAhead Of { get; }

        public Plan Plan { get; }

        public List<Meeting> Meetings { get; } = [];

        public List<(PersonId Person, WorkPeriod Period)> Duties { get; } = [];

        public DayPlanned Written(DayFacts facts)
        {
            var proposal = problem.ProposalOf(Plan);
            var origin = new EventOrigin(default, Of.Day.Start, Of.Day.Start, "plan", null);
            return Of.Day.Apply(proposal.Published(origin), facts) is DayChange.Accepted accepted
                ? new DayPlanned(accepted.Day, proposal)
                : throw new InvalidOperationException($"The plan for {Of.Day.Date} does not fit the day it was made for.");
        }
    }
}
