using System.Collections.Immutable;
using MobileTeams.Dispatch.Days;
using MobileTeams.Dispatch.Patients;
using MobileTeams.Dispatch.People;
using MobileTeams.Dispatch.Visits;
using MobileTeams.Measures;

namespace MobileTeams.Dispatch.Proposals;

/// <summary>A day as the planner sees it: teams as routes, visits with what they ask for, promises and what has already happened. Turns a plan back into a proposal.</summary>
public sealed class DayProblem
{
    private readonly Day day;
    private readonly DayFacts facts;
    private readonly DayProblemOptions options;
    private readonly List<TeamDay> teams;
    private readonly List<DayVisit> visits;
    private readonly Dictionary<TeamShiftId, int> routeOf;
    private readonly Dictionary<VisitId, int> visitOf;
    private readonly Dictionary<PersonId, int> personOf = [];
    private readonly Dictionary<PatientId, int> homeOf = [];
    private readonly DayPlaces places;
    private readonly DaySkills skills;
    private readonly DayFaces faces;

    private DayProblem(Day day, DayFacts facts, DayProblemOptions options)
    {
        (this.facts, this.options) = (facts, options);
        this.day = options.Now is { } now ? day.AsSeenAt(now, facts) : day;
        teams = [.. this.day.Teams.Values.OrderBy(team => team.Shift.Start).ThenBy(team => team.Shift.Name, StringComparer.Ordinal).ThenBy(team => team.Shift.Id.Value)];
        visits = [.. this.day.Visits.Values
            .Where(visit => visit.Assignments.Length > 0 || (!visit.Status.IsOver() && visit.Status != VisitStatus.NoAnswer))
            .OrderBy(visit => visit.Visit.Allowed.Earliest).ThenBy(visit => visit.Visit.Id.Value)];
        routeOf = teams.Select((team, index) => (team.Shift.Id, index)).ToDictionary(one => one.Id, one => one.index);
        visitOf = visits.Select((visit, index) => (visit.Visit.Id, index)).ToDictionary(one => one.Id, one => one.index);
        foreach (var person in teams.SelectMany(team => team.Shift.Crew)) _ = personOf.TryAdd(person, personOf.Count);
        foreach (var visit in visits) _ = homeOf.TryAdd(HomeOf(visit.Visit), homeOf.Count);
        places = DayPlaces.Of(facts, visits.Select(visit => facts.PlaceOf(visit.Visit)).Concat(teams.Select(team => team.Position?.Place).OfType<GeoPoint>()));
        skills = new DaySkills(facts, day.Date, homeOf, visits);
        faces = new DayFaces(this.day, facts, options, personOf);
        Problem = Planning.Problem.Create(
            [new Planning.Travel([.. places.Bands.Select(band => new Planning.TravelSlice(Second(band.From), band.Matrix))])],
            [.. teams.Select(RouteOf)],
            [.. visits.Select(VisitOf)],
            [.. Ties()],
            (options.Prices ?? new Planning.PriceList()) with { NewFace = options.Faces.New, FacesAreCost = options.Faces.AreCost });
        Start = options.Now is null && visits.TrueForAll(visit => visit.Assignments.IsEmpty) ? null : AsItStands();
    }

    /// <summary>What to give to the solver.</summary>
    public Planning.Problem Problem { get; }

    /// <summary>The day's routes as they are, for the solver to start from; null when there are none.</summary>
    public Planning.Plan? Start { get; }

    /// <summary>The team of each route index.</summary>
    public IReadOnlyList<TeamShiftId> Teams => [.. teams.Select(team => team.Shift.Id)];

    /// <summary>The visit of each visit index.</summary>
    public IReadOnlyList<VisitId> Visits => [.. visits.Select(visit => visit.Visit.Id)];

    public static DayProblem Of(Day day, DayFacts facts, DayProblemOptions? options = null) => new(day, facts, options ?? new DayProblemOptions());

    /// <summary>The plan in the day's own words, with the reason for every visit that is left out.</summary>
    public Proposal ProposalOf(Planning.Plan plan)
    {
        var routes = plan.Routes.Where(route => route.Stops.Count > 0 || teams[route.Route].Route.Length > 0).Select(route => RouteOf(route)).ToImmutableArray();
        var leftOut = plan.LeftOut.Select(index => visits[index].Visit.Id).ToList();
        var obstacles = new Obstacles(day, facts, options.Now, routes);
        return new Proposal(
            day.Centre, day.Date, day.Version, options.Now, routes, [.. leftOut.Select(obstacles.Of)], plan.Price, Figures(plan, leftOut.Count), PriceAsItStands());
    }

    /// <summary>What the day costs as it is, by the same list: its routes in their order, timed anew. Null where a route goes where no way leads, which has no price.</summary>
    private Planning.PlanPrice? PriceAsItStands()
    {
        var orders = teams.Select(team => (IReadOnlyList<int>)[.. team.Route.Select(id => visitOf[id])]).ToList();
        try
        {
            return Planning.Timetable.Of(Problem, orders).Price;
        }
        catch (InputException fault) when (fault.Code == "plan.orders")
        {
            return null;
        }
    }

    private PlannedRoute RouteOf(Planning.RoutePlan route)
    {
        var stops = route.Stops.Where(stop => !visits[stop.Visit].Status.IsHistory())
            .Select(stop => new PlannedStop(visits[stop.Visit].Visit.Id, At(stop.Start), At(stop.End), stop.TravelSeconds, stop.TravelMetres));
        var breaks = route.Breaks.OrderBy(rest => rest.Break).Select(rest => new PlannedBreak(At(rest.Start), TimeSpan.FromSeconds(rest.End - rest.Start)));
        return new PlannedRoute(teams[route.Route].Shift.Id, [.. stops], [.. breaks]);
    }

    private ProposalFigures Figures(Planning.Plan plan, int leftOut)
    {
        var used = plan.Routes.Where(route => route.Stops.Count > 0).ToList();
        return new ProposalFigures(
            Visits: used.SelectMany(route => route.Stops).Select(stop => stop.Visit).Distinct().Count(),
            LeftOut: leftOut,
            Teams: used.Count,
            TravelSeconds: used.Sum(route => route.HomeSeconds + route.Stops.Sum(stop => stop.TravelSeconds)),
            TravelMetres: used.Sum(route => route.HomeMetres + route.Stops.Sum(stop => stop.TravelMetres)),
            WaitSeconds: used.Sum(route => route.Stops.Sum(stop => Math.Max(0, stop.Wait))),
            CareSeconds: used.Sum(route => route.Stops.Sum(stop => stop.End - stop.Start)),
            ShiftSeconds: used.Sum(route => (int)(teams[route.Route].Shift.End - teams[route.Route].Shift.Start).TotalSeconds));
    }

    private Planning.Route RouteOf(TeamDay team)
    {
        var shift = team.Shift;
        var committed = Committed(team);
        var isRunning = committed.Count > 0 || shift.Start <= options.Now;
        return new Planning.Route(places.Centre, places.Centre, Second(shift.Start), Math.Max(Second(shift.Start), Second(shift.End)))
        {
            MaxOvertime = (int)(options.KeepsRest ? RestOf.Overtime(day, facts, shift, options.MaxOvertime) : options.MaxOvertime).TotalSeconds,
            Breaks = [.. shift.Breaks.Select((rest, index) => BreakOf(team, rest, index))],
            Crew = Math.Clamp(shift.Crew.Count, 1, 4),
            People = [.. shift.Crew.Take(4).Select(person => personOf[person])],
            Qualifications = skills.Of(shift),
            Now = isRunning ? PositionOf(team, committed) : null,
            Committed = [.. committed],
        };
    }

    private Planning.Break BreakOf(TeamDay team, MealBreak rest, int index)
    {
        var isTaken = options.Now is { } now && team.Breaks.Take(index + 1).All(planned => planned.Start <= now) && index < team.Breaks.Length;
        return new Planning.Break((int)rest.Length.TotalSeconds, Second(rest.EarliestStart), Second(rest.LatestStart)) { TakenAt = isTaken ? Second(team.Breaks[index].Start) : null };
    }

    // A team that has left a visit before the other one of two was there is done with it: for the plan only those who are there together, or are still to come, have it.
    private static IEnumerable<Assignment> Together(DayVisit visit)
    {
        if (visit.Halves.IsEmpty) return visit.Assignments;
        var start = visit.Assignments.Max(assignment => assignment.Start);
        return visit.Assignments.Where(assignment => visit.StatusOf(assignment.Team) is var status
            && (!status.IsHistory() || status.IsUnderWay() || (visit.Status.IsHistory() && assignment.Start == start)));
    }

    private IEnumerable<DayVisit> RouteOf(TeamShiftId team) => day.Teams[team].Route.Select(id => day.Visits[id]).Where(visit => Together(visit).Any(assignment => assignment.Team == team));

    // What has happened with its times, then what the team is on the way to or about to set out to.
    private List<Planning.CommittedStop> Committed(TeamDay team)
    {
        var (stops, ahead) = (new List<Planning.CommittedStop>(), new List<Planning.CommittedStop>());
        var free = int.MinValue;
        foreach (var visit in RouteOf(team.Shift.Id))
        {
            var own = visit.Assignments.First(assignment => assignment.Team == team.Shift.Id);
            if (visit.Status.IsHistory())
            {
                var start = Math.Max(free, Second(own.Start));
                free = Math.Max(start, Second(own.End));
                stops.Add(new Planning.CommittedStop(visitOf[visit.Visit.Id], start, free));
                continue;
            }

            var isImminent = options.Now is { } now && own.Start - TimeSpan.FromSeconds(own.TravelSeconds) <= now + options.Frozen && ahead.Count == 0;
            var isTold = visit.Status is VisitStatus.EnRoute or VisitStatus.Dispatched or VisitStatus.Acknowledged || visit.HasBegun();
            if (!isTold && !isImminent) break;
            ahead.Add(new Planning.CommittedStop(visitOf[visit.Visit.Id]));
        }

        return [.. stops, .. ahead];
    }

    private Planning.Position PositionOf(TeamDay team, List<Planning.CommittedStop> committed)
    {
        var last = committed.FindLast(stop => stop.Start is not null);
        var (free, place) = last is null ? (Second(team.Shift.Start), places.Centre) : (last.End!.Value, places.Of(facts.PlaceOf(visits[last.Visit].Visit)));
        var first = committed.Find(stop => stop.Start is null);
        var onTheWay = first is not null && visits[first.Visit] is { Status: VisitStatus.EnRoute, EnRouteAt: { } setOut } ? Second(setOut) : (int?)null;
        if (onTheWay is { } left) free = Math.Max(free, left);
        if (team.Position is { } seen && Second(seen.At) >= free) (free, place) = (Second(seen.At), places.Of(seen.Place));
        if (team.HeldUntil is { } held) free = Math.Max(free, Second(held));
        if (options.Now is not { } now) return new Planning.Position(place, free);

        // Whoever is on the way may have come far already, but nobody has arrived before now.
        var travel = first is null ? 0 : facts.Travel.Between(places[place], facts.PlaceOf(visits[first.Visit].Visit), now).Seconds;
        return new Planning.Position(place, Math.Max(free, onTheWay is null ? Second(now) : Second(now) - travel));
    }

    private Planning.Visit VisitOf(DayVisit known)
    {
        var visit = known.Visit;
        var patient = facts.FindPatient(visit);
        var together = Together(known).ToList();
        var hasLeft = together.Count < known.Assignments.Length;
        var staff = hasLeft ? 1 : CrewRules.StaffNeeded(visit, patient);
        var latest = Latest(known);
        return new Planning.Visit(homeOf[HomeOf(visit)], places.Of(facts.PlaceOf(visit)), (int)visit.Duration.TotalSeconds)
        {
            Windows = [new Planning.StartWindow(Second(visit.Allowed.Earliest), latest)],
            Soft = latest > Second(visit.Allowed.Latest) ? new Planning.SoftWindow(Second(visit.Allowed.Earliest), Second(visit.Allowed.Latest)) : null,
            Needs = hasLeft ? [] : skills.Needs(known, patient, staff),
            Staff = Math.Clamp(known.HasBegun() ? Math.Max(staff, together.Count) : staff, 1, 2),
            SecondNeeds = staff > 1 ? skills.SecondNeeds(known, patient, staff) : [],
            LeavingOut = visit.IsOptional
                ? new Planning.LeavingOut(Planning.PriceClass.Cost, PlanningPrices.OptionalVisit)
                : new Planning.LeavingOut(Planning.PriceClass.LeftOut, PlanningPrices.Priority(visit.Urgency)),

            // Care outranks cost: a face with a price would forbid every optional visit that the permanent contact cannot make.
            Faces = patient is null || visit.IsOptional ? [] : [.. faces.Of(patient)],
            NewFace = visit.IsOptional ? 0 : null,
            Promise = known.Promised is { } promised && known.Assignments.Length > 0
                ? new Planning.Promise(Second(promised.Earliest), Second(promised.Latest), Routes: [.. together.Select(assignment => routeOf[assignment.Team])])
                : null,
            PinnedRoute = known.IsPinned && together.Count > 0 ? routeOf[together[0].Team] : null,
        };
    }

    // On a running day a visit may be later than agreed, at a price: it is better late than not at all.
    private int Latest(DayVisit known)
    {
        var allowed = Second(known.Visit.Allowed.Latest);
        if (options.Now is not { } now) return allowed;
        if (known.Visit.IsUrgent()) return Math.Max(allowed, Second(day.End));
        var expected = known.Assignments.Length > 0 ? known.Assignments[0].Start : now;
        return Math.Max(allowed, Second(expected > now ? expected : now) + (int)TimeSpan.FromHours(1).TotalSeconds);
    }

    private IEnumerable<Planning.Tie> Ties()
    {
        foreach (var second in visits)
        {
            if (second.Visit.Follows is not { } before || !visitOf.TryGetValue(before, out var first)) continue;
            var within = second.Visit.FollowsWithin is { } most ? (int)most.TotalSeconds : (int)(day.End - day.Start).TotalSeconds;
            yield return new Planning.Tie.Sequence(first, visitOf[second.Visit.Id], Math.Min(within, (int)visits[first].Visit.Duration.TotalSeconds), within);
        }

        // Two visits to one home are not made at the same time by teams that do not know of each other.
        foreach (var home in visits.Where(visit => !visit.Status.IsHistory()).GroupBy(visit => HomeOf(visit.Visit)))
        {
            foreach (var (a, b) in from a in home from b in home where visitOf[a.Visit.Id] < visitOf[b.Visit.Id] select (a, b))
            {
                var isLinked = a.Visit.Follows == b.Visit.Id || b.Visit.Follows == a.Visit.Id;
                if (!isLinked && Second(b.Visit.Allowed.Earliest) < Latest(a) + (int)a.Visit.Duration.TotalSeconds) yield return new Planning.Tie.Apart(visitOf[a.Visit.Id], visitOf[b.Visit.Id]);
            }
        }
    }

    private Planning.Plan AsItStands()
    {
        var planned = teams.Select((team, index) =>
        {
            var stops = RouteOf(team.Shift.Id).Select(visit =>
            {
                var own = visit.Assignments.First(assignment => assignment.Team == team.Shift.Id);
                var start = Second(own.Start);
                return new Planning.Stop(visitOf[visit.Visit.Id], start, 0, start, Second(own.End), own.TravelSeconds, own.TravelMetres);
            });
            return new Planning.RoutePlan(index, Second(team.Shift.Start), [.. stops], [], 0, 0, Second(team.BackAt ?? team.Shift.Start));
        });
        return new Planning.Plan([.. planned], [.. visits.Where(visit => visit.Assignments.IsEmpty).Select(visit => visitOf[visit.Visit.Id])], new Planning.PlanPrice());
    }

    // A visit to somebody nobody knows yet has a home of its own.
    private static PatientId HomeOf(Visit visit) => visit.Patient ?? new PatientId(visit.Id.Value);

    private int Second(DateTimeOffset instant) => facts.Time.Seconds(day.Date, instant);

    private DateTimeOffset At(int second) => facts.Time.At(day.Date, second);
}
