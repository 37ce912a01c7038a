using System.Collections.Immutable;
using MobileTeams.Dispatch.Days;
using MobileTeams.Dispatch.Visits;
using MobileTeams.Planning;

namespace MobileTeams.Dispatch.Proposals;

/// <summary>How far a repair may reach.</summary>
public sealed record RepairOptions
{
    /// <summary>The instant from which a running day is mended; null mends a day to come.</summary>
    public DateTimeOffset? Now { get; init; }

    /// <summary>How many teams beside those in trouble may change: those nearest in place and time to the visits in need.</summary>
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

/// <summary>A small change of a day in which something went wrong: only teams near the trouble change. The day knows what happened; see <see cref="DayEvent"/>.</summary>
/// <param name="Trouble">The visits in need: nobody makes them, their crew may not, or they are expected outside what is allowed or promised; earliest first.</param>
/// <param name="MayChange">The teams that were allowed to change.</param>
/// <param name="Proposal">What to do. It names only teams that may change, so that publishing leaves all others as they are; its price before is the day's as it is.</param>
public sealed record Repair(ImmutableArray<VisitId> Trouble, ImmutableArray<TeamShiftId> MayChange, Proposal Proposal)
{
    private const int HelpersForOne = 3;

    /// <summary>The best repair found in the time given; cancelling gives what was found by then. Pure: the same day, options and iterations give the same answer.</summary>
    public static Repair Propose(Day day, DayFacts facts, RepairOptions options, CancellationToken stop = default)
    {
        var seen = options.Now is { } now ? day.AsSeenAt(now, facts) : day;
        var trouble = InTrouble(seen, facts);
        var open = MayChangeOn(seen, facts, trouble, options);
        var problem = DayProblem.Of(day, facts, new DayProblemOptions
        {
            Now = options.Now,
            MaxOvertime = options.MaxOvertime,
            Prices = new PriceList { PromisePerMinute = options.PromisePerMinute, PromisedToAnother = options.PromisedToAnother },
        });
        var routes = problem.Teams.Select((team, route) => (team, route)).Where(one => open.Contains(one.team)).Select(one => one.route).ToHashSet();
        var limits = new SolverOptions { Seed = options.Seed, Time = options.Iterations is null ? options.Time : null, Iterations = options.Iterations, Threads = options.Threads };
        var plan = problem.Start is null ? Solver.Run(problem.Problem, limits, stop: stop)
            : Solver.Run(problem.Problem, limits with { Scope = new SearchScope(routes, options.MostMoved) }, problem.Start, stop: stop);
        return new Repair([.. trouble.Select(visit => visit.Visit.Id)], [.. open.OrderBy(team => team.Value)], Narrowed(day, problem.ProposalOf(plan), problem.Start is null ? [.. day.Teams.Keys] : [.. open]));
    }

    private static List<DayVisit> InTrouble(Day seen, DayFacts facts)
    {
        var broken = DayRules.Broken(seen, facts).Select(one => one.Visit).Concat(seen.BrokenPromises()).ToHashSet();
        return [.. seen.Visits.Values
            .Where(visit => !visit.HasBegun() && !visit.Status.IsOver() && (visit.Assignments.IsEmpty ? !visit.Visit.IsOptional : broken.Contains(visit.Visit.Id)))
            .OrderBy(visit => visit.Visit.Allowed.Earliest).ThenBy(visit => visit.Visit.Id.Value)];
    }

    /// <summary>The teams in trouble, and those that could help: for each visit in need the nearest in place and time whose crew may make it.</summary>
    private static HashSet<TeamShiftId> MayChangeOn(Day seen, DayFacts facts, List<DayVisit> trouble, RepairOptions options)
    {
        var now = options.Now ?? seen.Start;
        var going = seen.Teams.Values.Where(team => team.Shift.End > now && team.Shift.Crew.Count > 0).OrderBy(team => team.Shift.Id.Value).ToList();
        var troubled = trouble.SelectMany(visit => visit.Assignments).Select(one => one.Team).ToHashSet();
        var open = going.Select(team => team.Shift.Id).Where(troubled.Contains).ToHashSet();
        var offers = trouble.SelectMany(visit => going
                .Where(team => !open.Contains(team.Shift.Id))
                .Where(team => DayRules.OfCrew(seen, facts, visit.Visit, [team.Shift.Id], visit.Visit.Allowed.Earliest).All(rule => rule.Code == People.CrewRules.DoubleStaffing))
                .Select(team => (Team: team.Shift.Id, Far: Far(seen, facts, visit, team, now)))
                .OrderBy(one => one.Far).ThenBy(one => one.Team.Value).Take(HelpersForOne).Select((one, rank) => (one.Team, one.Far, rank)))
            .OrderBy(one => one.rank).ThenBy(one => one.Far).ThenBy(one => one.Team.Value);
        open.UnionWith(offers.Select(one => one.Team).Distinct().Take(options.Helpers));
        return open;
    }

    /// <summary>Seconds from a team's nearest stop, by road there and back and by the clock between them.</summary>
    private static double Far(Day seen, DayFacts facts, DayVisit visit, TeamDay team, DateTimeOffset now)
    {
        var (place, when) = (facts.PlaceOf(visit.Visit), visit.Assignments.IsEmpty ? visit.Visit.Allowed.Earliest : visit.Assignments[0].Start);
        var stops = team.Route.Select(id => seen.Visits[id]).Where(stop => !stop.Status.IsHistory()).Select(stop => (Place: facts.PlaceOf(stop.Visit), stop.Assignments[0].Start))
            .Append((Place: team.Position?.Place ?? facts.Centre.Place, Start: now > team.Shift.Start ? now : team.Shift.Start));
        return stops.Min(stop => facts.Travel.Between(stop.Place, place, when).Seconds + facts.Travel.Between(place, stop.Place, when).Seconds + (0.25 * Math.Abs((stop.Start - when).TotalSeconds)));
    }

    /// <summary>Only the routes of teams that may change, and of those who share a visit for two with them.</summary>
    private static Proposal Narrowed(Day day, Proposal whole, HashSet<TeamShiftId> named)
    {
        var teamsOf = whole.Routes.SelectMany(route => route.Stops.Select(stop => (stop.Visit, route.Team)))
            .Concat(day.Visits.Values.Where(visit => !visit.Status.IsHistory()).SelectMany(visit => visit.Assignments.Select(one => (Visit: visit.Visit.Id, one.Team))))
            .ToLookup(one => one.Visit, one => one.Team);
        for (var grows = true; grows;)
            grows = teamsOf.Where(visit => visit.Any(named.Contains)).SelectMany(visit => visit).ToList().Count(named.Add) > 0;
        return whole with
        {
            Routes = [.. whole.Routes.Where(route => named.Contains(route.Team))],
            LeftOut = [.. whole.LeftOut.Where(visit => day.Visits[visit.Visit].Assignments.All(one => named.Contains(one.Team)))],
        };
    }
}
