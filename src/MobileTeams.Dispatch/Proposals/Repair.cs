using System.Collections.Immutable;
using MobileTeams.Dispatch.Days;
using MobileTeams.Dispatch.Visits;
using MobileTeams.Planning;

namespace MobileTeams.Dispatch.Proposals;

/// <summary>How far a repair may reach.</summary>
public sealed record RepairOptions
{
    /// <summary>The instant from which the day is mended.</summary>
    public required DateTimeOffset Now { get; init; }

    /// <summary>How many teams beside those that are hit may change: those nearest in place and time to the visits in need.</summary>
    public int Helpers { get; init; } = 6;

    /// <summary>At most so many visits go from one team to another beside those that have lost theirs; null: as many as pay.</summary>
    public int? MostMoved { get; init; }

    /// <summary>Öre for each minute outside what a patient was told.</summary>
    public int PromisePerMinute { get; init; } = 100;

    /// <summary>Öre for each visit that another team makes than the patient was told.</summary>
    public int PromisedToAnother { get; init; } = 500;

    /// <summary>How long after its shift a team may come back, at the price of overtime.</summary>
    public TimeSpan MaxOvertime { get; init; } = TimeSpan.FromMinutes(30);

    /// <summary>Time on the clock for the search; what surrounds it takes a few tenths of a second on a large day.</summary>
    public TimeSpan Time { get; init; } = TimeSpan.FromSeconds(1.5);

    /// <summary>A limit of removals and repairs, with which the same day gives the same answer; null: time alone.</summary>
    public long? Iterations { get; init; }

    public ulong Seed { get; init; } = 1;

    public int Threads { get; init; } = 1;
}

/// <summary>A small change of a running day after something went wrong: only teams near the disturbance move.</summary>
/// <param name="Hit">The day with the disturbance and nothing done about it; the proposal's price before is its.</param>
/// <param name="Proposal">What to do. It names only the teams that change, so that publishing leaves all others as they are; left out are only visits nobody has then.</param>
/// <param name="MayChange">The teams that were allowed to change.</param>
public sealed record Repair(Day Hit, Proposal Proposal, ImmutableArray<TeamShiftId> MayChange)
{
    private const int HelpersForOne = 3;

    /// <summary>The best repair found in the time given; cancelling gives what was found by then. Pure: the same day, disturbance and iterations give the same answer.</summary>
    /// <exception cref="ArgumentException">The disturbance names a team that the day does not have.</exception>
    public static Repair Propose(Day day, DayFacts facts, Disturbance disturbance, RepairOptions options, CancellationToken stop = default)
    {
        if (disturbance.Hit.FirstOrDefault(team => !day.Teams.ContainsKey(team)) is var unknown && unknown != default)
            throw new ArgumentException($"The day has no team {unknown.Value}.", nameof(disturbance));
        var hit = disturbance.On(day, facts, options.Now);
        var open = MayChangeOn(day, hit, facts, disturbance, options);
        var problem = DayProblem.Of(hit, facts, new DayProblemOptions
        {
            Now = options.Now,
            MaxOvertime = options.MaxOvertime,
            Prices = new PriceList { NewFace = PlanningPrices.NewFace, PromisePerMinute = options.PromisePerMinute, PromisedToAnother = options.PromisedToAnother },
        });
        var routes = problem.Teams.Select((team, route) => (team, route)).Where(one => open.Contains(one.team)).Select(one => one.route).ToHashSet();
        var plan = Solver.Run(
            problem.Problem,
            new SolverOptions { Seed = options.Seed, Time = options.Iterations is null ? options.Time : null, Iterations = options.Iterations, Threads = options.Threads, Scope = new SearchScope(routes, options.MostMoved) },
            problem.Start,
            stop: stop);
        return new Repair(hit, Narrowed(day, problem.ProposalOf(plan), [.. open, .. disturbance.Hit]), [.. open.OrderBy(team => team.Value)]);
    }

    /// <summary>The teams that are hit and still go, and those that could help: for each visit in need the nearest in place and time whose crew may make it.</summary>
    private static HashSet<TeamShiftId> MayChangeOn(Day day, Day hit, DayFacts facts, Disturbance disturbance, RepairOptions options)
    {
        var troubled = disturbance.Hit.ToHashSet();
        var open = troubled.Where(team => disturbance is not Disturbance.TeamGone && hit.Teams[team].Shift.End > options.Now).ToHashSet();
        var need = hit.Visits.Values
            .Where(visit => !visit.HasBegun() && !visit.Status.IsOver() && (visit.Assignments.IsEmpty ? !visit.Visit.IsOptional || day.Visits[visit.Visit.Id].Assignments.Length > 0 : visit.Assignments.Any(one => troubled.Contains(one.Team))))
            .OrderBy(visit => visit.Visit.Allowed.Earliest).ThenBy(visit => visit.Visit.Id.Value).ToList();
        var helpers = hit.Teams.Values.Where(team => !troubled.Contains(team.Shift.Id) && team.Shift.End > options.Now).OrderBy(team => team.Shift.Id.Value).ToList();
        var offers = need.SelectMany(visit => helpers
                .Where(team => DayRules.OfCrew(hit, facts, visit.Visit, [team.Shift.Id], visit.Visit.Allowed.Earliest).All(rule => rule.Code == People.CrewRules.DoubleStaffing))
                .Select(team => (Team: team.Shift.Id, Far: Far(hit, facts, visit, team, options.Now)))
                .OrderBy(one => one.Far).ThenBy(one => one.Team.Value).Take(HelpersForOne).Select((one, rank) => (one.Team, one.Far, rank)))
            .OrderBy(one => one.rank).ThenBy(one => one.Far).ThenBy(one => one.Team.Value);
        open.UnionWith(offers.Select(one => one.Team).Distinct().Take(options.Helpers));
        return open;
    }

    /// <summary>Seconds from a team's nearest stop, by road there and back and by the clock between them.</summary>
    private static double Far(Day day, DayFacts facts, DayVisit visit, TeamDay team, DateTimeOffset now)
    {
        var (place, when) = (facts.PlaceOf(visit.Visit), visit.Assignments.IsEmpty ? visit.Visit.Allowed.Earliest : visit.Assignments[0].Start);
        var stops = team.Route.Select(id => day.Visits[id]).Where(stop => !stop.Status.IsHistory()).Select(stop => (Place: facts.PlaceOf(stop.Visit), stop.Assignments[0].Start))
            .Append((team.Position?.Place ?? facts.Centre.Place, now > team.Shift.Start ? now : team.Shift.Start));
        return stops.Min(stop => facts.Travel.Between(stop.Item1, place).Seconds + facts.Travel.Between(place, stop.Item1).Seconds + (0.25 * Math.Abs((stop.Item2 - when).TotalSeconds)));
    }

    /// <summary>Only the routes of teams that may change, and of those who share a visit for two with them.</summary>
    private static Proposal Narrowed(Day day, Proposal whole, HashSet<TeamShiftId> named)
    {
        var teamsOf = whole.Routes.SelectMany(route => route.Stops.Select(stop => (stop.Visit, route.Team)))
            .Concat(day.Visits.Values.Where(visit => !visit.Status.IsHistory()).SelectMany(visit => visit.Assignments.Select(one => (Visit: visit.Visit.Id, one.Team))))
            .ToLookup(one => one.Visit, one => one.Team);
        for (var grows = true; grows;)
            grows = teamsOf.Where(visit => visit.Any(named.Contains)).SelectMany(visit => visit).ToList().Count(named.Add) > 0;
        var missing = named.Where(team => whole.Routes.All(route => route.Team != team)).OrderBy(team => team.Value).Select(team => new PlannedRoute(team, [], []));
        return whole with
        {
            Routes = [.. whole.Routes.Where(route => named.Contains(route.Team)), .. missing],
            LeftOut = [.. whole.LeftOut.Where(visit => day.Visits[visit.Visit].Assignments.All(one => named.Contains(one.Team)))],
        };
    }
}
