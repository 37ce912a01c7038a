using System.Linq;

namespace MobileTeams.Planning;

/// <summary>A hard rule that a plan breaks, where, and by how many seconds (0 where seconds say nothing). <paramref name="Other"/> is another visit,
/// <paramref name="Code"/> a qualification.</summary>
public sealed record BrokenRule(Rule Rule, int? Route, int? Visit, int Seconds = 0, int? Other = null, int? Code = null);

/// <summary>What a check found: every broken hard rule, and the price worked out anew.</summary>
public sealed record Verdict(IReadOnlyList<BrokenRule> Broken, PlanPrice Price)
{
    /// <summary>No hard rule is broken.</summary>
    public bool IsRight => Broken.Count == 0;
}

/// <summary>Works everything out from the problem alone, slowly and plainly, and shares no code with the search. For any plan, also one made by hand.</summary>
public sealed class PlanChecker
{
    private readonly Problem problem;
    private readonly Plan plan;
    private readonly List<BrokenRule> broken = [];

    /// <summary>By visit: where it is done.</summary>
    private readonly List<(int Route, Stop Stop, bool IsCommitted)>[] stops;

    private long promisedTimes, promisedRoutes, early, late, faces, work, distance, overtime, routes;

    private PlanChecker(Problem problem, Plan plan)
    {
        (this.problem, this.plan) = (problem, plan);
        stops = new List<(int, Stop, bool)>[problem.Visits.Count];
        for (var visit = 0; visit < stops.Length; visit++) stops[visit] = [];
    }

    /// <summary>Checks and prices <paramref name="plan"/>. Times are taken from it, everything else from the problem.</summary>
    public static Verdict Check(Problem problem, Plan plan)
    {
        var checker = new PlanChecker(problem, plan);
        for (var index = 0; index < problem.Routes.Count; index++)
        {
            if (index >= plan.Routes.Count || plan.Routes[index].Route != index) checker.Break(Rule.Unknown, index, null);
            else checker.CheckRoute(problem.Routes[index], plan.Routes[index]);
        }

        for (var visit = 0; visit < problem.Visits.Count; visit++) checker.CheckVisit(visit);
        foreach (var tie in problem.Ties) checker.CheckTie(tie);
        return new Verdict(checker.broken, checker.Price());
    }

    private void Break(Rule rule, int? route, int? visit, long seconds = 0, int? other = null, int? code = null) =>
        broken.Add(new BrokenRule(rule, route, visit, (int)Math.Min(seconds, int.MaxValue), other, code));

    private void CheckRoute(Route route, RoutePlan made)
    {
        var index = made.Route;
        var committed = problem.IsOpen(index) ? route.Committed : [];
        var isRunning = problem.IsOpen(index) && (route.Now is not null || committed.Count > 0);
        for (var position = 0; position < committed.Count; position++)
        {
            if (position >= made.Stops.Count || made.Stops[position].Visit != committed[position].Visit)
                Break(Rule.Committed, index, committed[position].Visit);
            else if (committed[position].Start is { } start && made.Stops[position].Start != start)
                Break(Rule.Committed, index, committed[position].Visit, Math.Abs((long)start - made.Stops[position].Start));
        }

        if (made.Stops.Count == 0 && !isRunning)
        {
            if (made.Breaks.Count > 0) Break(Rule.Unknown, index, null);
            return;
        }

        if (!problem.IsOpen(index))
        {
            Break(Rule.RouteAtFault, index, null);
            foreach (var stop in made.Stops)
                if (stop.Visit >= 0 && stop.Visit < stops.Length) stops[stop.Visit].Add((index, stop, false));
            return;
        }

        Walk(route, made, committed, isRunning);
    }

    private void Walk(Route route, RoutePlan made, IReadOnlyList<CommittedStop> committed, bool isRunning)
    {
        var index = made.Route;
        var travel = problem.Travel[route.Mode];
        var perKilometre = route.PerKilometre ?? problem.Prices.PerKilometre;
        var started = 0;
        while (started < committed.Count && committed[started].Start is not null) started++;
        if (!isRunning && made.Leave < route.ShiftStart) Break(Rule.ShiftStart, index, null, route.ShiftStart - made.Leave);

        long metres = 0, rested = 0;
        var (place, ready, lastVisitPlace, lastCommittedEnd, lastCommittedPlace) = (route.StartPlace, made.Leave, -1, made.Leave, route.StartPlace);
        for (var position = 0; position <= made.Stops.Count; position++)
        {
            if (position == started && isRunning) (place, ready, lastVisitPlace) = Running(route, place, ready, lastVisitPlace, started);
            if (position <= committed.Count) (lastCommittedEnd, lastCommittedPlace) = (ready, place);
            foreach (var rest in made.Breaks)
            {
                if (rest.AfterStops != position) continue;
                if (position >= started && rest.Start < ready && !IsTaken(route, rest)) Break(Rule.Travel, index, null, ready - rest.Start);
                ready = Math.Max(ready, rest.End);
                rested += (long)rest.End - rest.Start;
            }

            if (position == made.Stops.Count) break;
            var stop = made.Stops[position];
            if (stop.Visit < 0 || stop.Visit >= stops.Length)
            {
                Break(Rule.Unknown, index, stop.Visit);
                continue;
            }

            var visit = problem.Visits[stop.Visit];
            var isCommitted = position < committed.Count && committed[position].Visit == stop.Visit;
            stops[stop.Visit].Add((index, stop, isCommitted));
            if (!problem.IsPlannable(stop.Visit))
            {
                Break(Rule.VisitAtFault, index, stop.Visit);
                continue;
            }

            if (position >= started && visit.Release is { } release) ready = Math.Max(ready, release);
            var isReachable = travel.IsReachable(place, visit.Place);
            if (!isReachable && !isCommitted) Break(Rule.NoWay, index, stop.Visit);
            if (isReachable) metres += travel.Metres(place, visit.Place, ready);
            if (position >= started)
            {
                var arrival = ready + (isReachable ? travel.Seconds(place, visit.Place, ready) : 0);
                var setUp = lastVisitPlace == visit.Place ? 0 : visit.SetUp;
                if (stop.Arrival < arrival) Break(Rule.Travel, index, stop.Visit, arrival - stop.Arrival);
                if (stop.Start < Math.Max(arrival, stop.Arrival) + setUp) Break(Rule.Travel, index, stop.Visit, Math.Max(arrival, stop.Arrival) + setUp - stop.Start);
                if (stop.End < stop.Start + visit.Duration) Break(Rule.Travel, index, stop.Visit, stop.Start + visit.Duration - stop.End);
            }

            if (!isCommitted) CheckStop(route, index, stop.Visit, visit, stop.Start);
            PriceStop(route, index, visit);
            (ready, place, lastVisitPlace) = (stop.End, visit.Place, visit.Place);
        }

        var isHome = travel.IsReachable(place, route.EndPlace);
        if (!isHome && made.Stops.Count > committed.Count) Break(Rule.NoWay, index, null);
        var home = ready + (isHome ? travel.Seconds(place, route.EndPlace, ready) : 0);
        if (isHome) metres += travel.Metres(place, route.EndPlace, ready);
        if (made.End < home) Break(Rule.Travel, index, null, home - made.End);
        CheckBreaks(route, made, isRunning, committed.Count > 0 || isRunning ? lastCommittedEnd : int.MinValue);

        // Limits that the committed stops exceed by themselves are drawn out to them.
        long rests = 0;
        foreach (var rest in route.Breaks)
            if (rest.TakenAt is null) rests += rest.Length;
        var excused = !isRunning ? long.MinValue
            : lastCommittedEnd + rests + (travel.IsReachable(lastCommittedPlace, route.EndPlace) ? travel.Seconds(lastCommittedPlace, route.EndPlace, lastCommittedEnd) : 0);
        var latest = Math.Max((long)route.ShiftEnd + route.MaxOvertime, excused);
        if (made.End > latest) Break(Rule.ShiftEnd, index, null, made.End - latest);
        var worked = (long)made.End - made.Leave - rested;
        if (route.MaxWork is { } most && worked > Math.Max(most, excused == long.MinValue ? excused : excused - made.Leave))
            Break(Rule.MaxWork, index, null, worked - most);

        work += worked * 50 * (route.PerMinute ?? problem.Prices.PerMinute);
        distance += metres * 3 * perKilometre;
        overtime += Math.Max(0L, made.End - route.ShiftEnd) * 50 * (route.OvertimePerMinute ?? problem.Prices.OvertimePerMinute);
        routes += problem.Prices.PerRoute * Planning.Price.PerOre;
    }

    private static (int Place, int Ready, int LastVisitPlace) Running(Route route, int place, int ready, int lastVisitPlace, int started)
    {
        foreach (var rest in route.Breaks)
            if (rest.TakenAt is { } at) ready = Math.Max(ready, at + rest.Length);
        if (route.Now is not { } now) return (place, started > 0 ? ready : Math.Max(ready, route.ShiftStart), lastVisitPlace);
        return (now.Place, started > 0 ? Math.Max(ready, now.FreeFrom) : Math.Max(TakenUntil(route), now.FreeFrom), now.Place == place && started > 0 ? lastVisitPlace : -1);
    }

    private static int TakenUntil(Route route)
    {
        var until = int.MinValue;
        foreach (var rest in route.Breaks)
            if (rest.TakenAt is { } at) until = Math.Max(until, at + rest.Length);
        return until;
    }

    private static bool IsTaken(Route route, PlannedBreak rest) => rest.Break >= 0 && rest.Break < route.Breaks.Count && route.Breaks[rest.Break].TakenAt is not null;

    private void CheckStop(Route route, int index, int number, Visit visit, int start)
    {
        var away = visit.Windows.Count == 0 ? 0L : long.MaxValue;
        foreach (var window in visit.Windows)
            away = Math.Min(away, start < window.Earliest ? (long)window.Earliest - start : start > window.Latest ? (long)start - window.Latest : 0);
        if (away > 0) Break(Rule.Window, index, number, away);
        foreach (var person in route.People)
            foreach (var forbidden in visit.ForbiddenPeople)
                if (person == forbidden) Break(Rule.ForbiddenPerson, index, number);
        if (visit.Staff == 1 || route.Crew > 1)
        {
            foreach (var code in visit.Needs) CheckQualification(route, index, number, visit, start, code);
            if (visit.Staff == 2)
                foreach (var code in visit.SecondNeeds) CheckQualification(route, index, number, visit, start, code);
        }
    }

    private void CheckQualification(Route route, int index, int number, Visit visit, int start, int code)
    {
        var away = AwayFrom(route, visit, start, code);
        if (away == long.MaxValue) Break(Rule.MissingQualification, index, number, 0, null, code);
        else if (away > 0) Break(Rule.QualificationNotValid, index, number, away, null, code);
    }

    /// <summary>Seconds from <paramref name="start"/> to the nearest second at which the route has the code for this patient; the largest number: never.</summary>
    private static long AwayFrom(Route route, Visit visit, int start, int code)
    {
        var away = long.MaxValue;
        foreach (var own in route.Qualifications)
        {
            if (own.Code != code || (own.Patient is { } patient && patient != visit.Patient) || own.Valid.Seconds == 0) continue;
            away = Math.Min(away, start < own.Valid.Start ? (long)own.Valid.Start - start : start >= own.Valid.End ? (long)start - own.Valid.End + 1 : 0);
        }

        return away;
    }

    private void CheckBreaks(Route route, RoutePlan made, bool isRunning, int committedEnd)
    {
        var index = made.Route;
        var since = made.Leave;
        var grace = (long)committedEnd;
        for (var number = 0; number < route.Breaks.Count; number++)
        {
            var rest = route.Breaks[number];
            PlannedBreak? taken = null;
            foreach (var one in made.Breaks)
                if (one.Break == number) taken = one;
            if (isRunning && rest.TakenAt is { } at)
            {
                if (taken is null || taken.Start != at) Break(Rule.Committed, index, null);
                since = at + rest.Length;
                continue;
            }

            if (taken is null)
            {
                var isOver = made.End <= grace;
                if (!isOver && made.Leave <= rest.Latest && made.End > rest.Latest) Break(Rule.Break, index, null, made.End - rest.Latest);
                if (!isOver && rest.AfterWork is { } goOn && since != int.MinValue && made.End - since > goOn) Break(Rule.Break, index, null, made.End - since - goOn);
                since = int.MinValue;
                continue;
            }

            if (taken.End - taken.Start < rest.Length) Break(Rule.Break, index, null, rest.Length - (taken.End - taken.Start));
            if (taken.Start < rest.Earliest) Break(Rule.Break, index, null, rest.Earliest - taken.Start);
            if (taken.Start > Math.Max(rest.Latest, grace)) Break(Rule.Break, index, null, taken.Start - rest.Latest);
            var isAtStart = taken.AfterStops == 0 && !isRunning;
            if (!isAtStart && rest.AfterWork is { } most && since != int.MinValue && taken.Start - since > most && taken.Start > grace)
                Break(Rule.Break, index, null, taken.Start - since - most);
            if (isRunning) grace += rest.Length;
            since = taken.End;
        }

        foreach (var one in made.Breaks)
            if (one.Break < 0 || one.Break >= route.Breaks.Count || one.AfterStops < 0 || one.AfterStops > made.Stops.Count) Break(Rule.Unknown, index, null);
    }

    private void PriceStop(Route route, int index, Visit visit)
    {
        foreach (var person in route.People)
        {
            long price = visit.NewFace ?? problem.Prices.NewFace;
            foreach (var face in visit.Faces)
                if (face.Person == person) price = face.Price;
            faces += price * Planning.Price.PerOre;
        }

        if (visit.Promise is not { Routes: { } promised } promise) return;
        var isPromised = false;
        foreach (var one in promised) isPromised |= one == index;
        if (!isPromised) promisedRoutes += (promise.OtherRoute ?? problem.Prices.PromisedToAnother) * Planning.Price.PerOre;
    }

    private void CheckVisit(int number)
    {
        var visit = problem.Visits[number];
        var made = stops[number];
        var isLeftOut = plan.LeftOut.Contains(number);
        var isDone = IsDone(number);
        var hasCommitted = made.Exists(stop => stop.IsCommitted);
        if (isDone && isLeftOut) Break(Rule.Twice, made[0].Route, number);
        if (!isDone && !isLeftOut && (made.Count == 0 || hasCommitted)) Break(Rule.Lost, null, number);
        if (made.Count == 0 || !problem.IsPlannable(number)) return;

        var mayBeTwo = visit.Staff == 2 && made.Count == 2 && made[0].Route != made[1].Route &&
                       problem.Routes[made[0].Route].Crew == 1 && problem.Routes[made[1].Route].Crew == 1;
        if (made.Count > 1 && !mayBeTwo && !(made[^1].IsCommitted && made.Count == 2)) Break(Rule.Twice, made[1].Route, number);
        if (made.Count == 1 && visit.Staff == 2 && problem.Routes[made[0].Route].Crew == 1 && !hasCommitted) Break(Rule.SecondPerson, made[0].Route, number);
        if (mayBeTwo) CheckPair(number, visit, made);
        if (visit.PinnedRoute is { } pinned && !hasCommitted && !made.Exists(stop => stop.Route == pinned)) Break(Rule.PinnedElsewhere, made[0].Route, number);

        var start = made[0].Stop.Start;
        if (visit.Promise is { } promise)
            promisedTimes += Outside(start, promise.Earliest, promise.Latest) * 50 * (promise.PerMinute ?? problem.Prices.PromisePerMinute);
        if (visit.Soft is not { } soft) return;
        early += Math.Max(0L, soft.Earliest - start) * 50 * (soft.EarlyPerMinute ?? problem.Prices.EarlyPerMinute);
        late += Math.Max(0L, start - soft.Latest) * 50 * (soft.LatePerMinute ?? problem.Prices.LatePerMinute);
    }

    private void CheckPair(int number, Visit visit, List<(int Route, Stop Stop, bool IsCommitted)> made)
    {
        var (a, b) = (made[0], made[1]);
        if (a.IsCommitted && b.IsCommitted) return;
        if (a.Stop.Start != b.Stop.Start) Break(Rule.SameStart, b.Route, number, Math.Abs((long)a.Stop.Start - b.Stop.Start), number);
        foreach (var person in problem.Routes[a.Route].People)
            foreach (var other in problem.Routes[b.Route].People)
                if (person == other) Break(Rule.SecondPerson, b.Route, number);

        var asGiven = Lacks(a, visit, visit.Needs) + Lacks(b, visit, visit.SecondNeeds);
        var crossed = Lacks(b, visit, visit.Needs) + Lacks(a, visit, visit.SecondNeeds);
        if (asGiven == 0 || crossed == 0) return;
        var (first, second) = asGiven <= crossed ? (a, b) : (b, a);
        if (!first.IsCommitted)
            foreach (var code in visit.Needs) CheckQualification(problem.Routes[first.Route], first.Route, number, visit, first.Stop.Start, code);
        if (!second.IsCommitted)
            foreach (var code in visit.SecondNeeds) CheckQualification(problem.Routes[second.Route], second.Route, number, visit, second.Stop.Start, code);
    }

    private int Lacks((int Route, Stop Stop, bool IsCommitted) who, Visit visit, IReadOnlyList<int> codes)
    {
        var lacks = 0;
        foreach (var code in codes)
            if (AwayFrom(problem.Routes[who.Route], visit, who.Stop.Start, code) > 0) lacks++;
        return who.IsCommitted ? 0 : lacks;
    }

    /// <summary>All the people are there; what has started counts as done by whoever is there.</summary>
    private bool IsDone(int number)
    {
        var people = 0;
        foreach (var (route, _, isCommitted) in stops[number])
        {
            people += problem.Routes[route].Crew;
            if (!isCommitted) continue;
            foreach (var stop in problem.Routes[route].Committed)
                if (stop.Visit == number && stop.Start is not null) return true;
        }

        return people >= problem.Visits[number].Staff;
    }

    private static long Outside(int start, int earliest, int latest) => start < earliest ? (long)earliest - start : start > latest ? (long)start - latest : 0;

    private void CheckTie(Tie tie)
    {
        if (tie.A < 0 || tie.B < 0 || tie.A >= stops.Length || tie.B >= stops.Length || !problem.IsPlannable(tie.A) || !problem.IsPlannable(tie.B)) return;
        var (a, b) = (stops[tie.A], stops[tie.B]);
        if (a.Count == 0 || b.Count == 0) return;
        if (a.TrueForAll(stop => stop.IsCommitted) && b.TrueForAll(stop => stop.IsCommitted)) return;
        long gap = (long)b[0].Stop.Start - a[0].Stop.Start;
        switch (tie)
        {
            case Tie.SameStart when gap != 0:
                Break(Rule.SameStart, b[0].Route, tie.B, Math.Abs(gap), tie.A);
                break;
            case Tie.Sequence sequence when gap < sequence.Least || gap > sequence.Most:
                Break(Rule.Sequence, b[0].Route, tie.B, gap < sequence.Least ? sequence.Least - gap : gap - sequence.Most, tie.A);
                break;
            case Tie.Apart:
                var (aEnd, bEnd) = (a[0].Stop.Start + problem.Visits[tie.A].Duration, b[0].Stop.Start + problem.Visits[tie.B].Duration);
                var overlap = Math.Min(aEnd, bEnd) - Math.Max(a[0].Stop.Start, b[0].Stop.Start);
                if (overlap > 0) Break(Rule.Apart, b[0].Route, tie.B, overlap, tie.A);
                break;
            case Tie.SamePerson when !Share(a, b):
                Break(Rule.SamePerson, b[0].Route, tie.B, 0, tie.A);
                break;
            case Tie.OtherPerson when Share(a, b):
                Break(Rule.OtherPerson, b[0].Route, tie.B, 0, tie.A);
                break;
        }
    }

    private bool Share(List<(int Route, Stop Stop, bool IsCommitted)> a, List<(int Route, Stop Stop, bool IsCommitted)> b)
    {
        foreach (var one in a)
        {
            foreach (var other in b)
            {
                if (one.Route == other.Route) return true;
                foreach (var person in problem.Routes[one.Route].People)
                    if (problem.Routes[other.Route].People.Contains(person)) return true;
            }
        }

        return false;
    }

    private PlanPrice Price()
    {
        long mandatory = 0, inPromises = 0, inCare = 0, inCost = 0;
        for (var visit = 0; visit < stops.Length; visit++)
        {
            if (IsDone(visit)) continue;
            var leaving = problem.Visits[visit].LeavingOut;
            var grains = leaving.Amount * Planning.Price.PerOre;
            switch (leaving.Class)
            {
                case PriceClass.LeftOut:
                    mandatory += grains;
                    break;
                case PriceClass.Promises:
                    inPromises += grains;
                    break;
                case PriceClass.Care:
                    inCare += grains;
                    break;
                case PriceClass.Cost:
                    inCost += grains;
                    break;
            }
        }

        return new PlanPrice
        {
            Mandatory = mandatory,
            OptionalInPromises = inPromises,
            PromisedTimes = promisedTimes,
            PromisedRoutes = promisedRoutes,
            OptionalInCare = inCare,
            Early = early,
            Late = late,
            Faces = problem.Prices.FacesAreCost ? 0 : faces,
            FacesInCost = problem.Prices.FacesAreCost ? faces : 0,
            OptionalInCost = inCost,
            Work = work,
            Distance = distance,
            Overtime = overtime,
            Routes = routes,
        };
    }
}
