namespace MobileTeams.Planning;

/// <summary>Puts the visits of a given plan into a schedule that holds only what is committed, in the plan's order, as far as the rules allow.</summary>
internal sealed class Following(Schedule day, Trial trial, Placing placing)
{
    private readonly Model model = day.Model;

    /// <summary>All at once if that breaks no rule; else one by one in the order of time, leaving out what no longer fits.</summary>
    public void Follow(Plan plan)
    {
        var routes = new List<int>();
        var hasFirst = new bool[model.Visits];
        day.Remember();
        for (var route = 0; route < model.Routes; route++)
        {
            foreach (var stop in plan.Routes[route].Stops)
            {
                var job = JobFor(stop.Visit, route, plan, hasFirst);
                if (job < 0) continue;
                hasFirst[stop.Visit] = true;
                day.Append(route, job);
            }

            if (day.Routes[route].Count > 0) routes.Add(route);
        }

        SetOrders(plan);
        if (!IsWhole())
        {
            day.Undo();
            FollowOneByOne(plan);
        }
        else if (!Retime(routes))
        {
            FollowOneByOne(plan);
        }

        Wait();
    }

    /// <summary>Times the routes anew, those that are tied to each other together; false when some could not be and hold only what is committed now.</summary>
    private bool Retime(List<int> routes)
    {
        var (isTimed, isWhole) = (new bool[model.Routes], true);
        foreach (var route in routes)
        {
            if (isTimed[route]) continue;
            var party = trial.Party(route);
            foreach (var member in party) isTimed[member] = true;
            if (trial.Retime(party)) continue;
            isWhole = false;
            foreach (var member in party)
                for (var stop = day.Routes[member].Count - 1; stop >= model.Route[member].Committed.Length; stop--) day.TakeOut(day.Routes[member].Jobs[stop]);
            if (!trial.Retime(party)) throw new InvalidOperationException("What is committed cannot be timed.");
        }

        return isWhole;
    }

    /// <summary>Tied routes wait, or do not, as it comes cheapest one by one.</summary>
    private void Wait()
    {
        for (var (changes, rounds) = (true, 0); changes && rounds < 4; rounds++)
        {
            changes = false;
            for (var route = 0; route < model.Routes; route++) changes |= trial.TryWaitOtherwise(route);
        }
    }

    private void FollowOneByOne(Plan plan)
    {
        var stops = new List<(int Start, int Visit, int Route)>();
        foreach (var route in plan.Routes)
            foreach (var stop in route.Stops) stops.Add((stop.Start, stop.Visit, route.Route));
        stops.Sort();
        foreach (var (start, visit, route) in stops)
        {
            if (day.IsPlaced(visit) || !model.Problem.IsPlannable(visit)) continue;
            var spot = Spot.One(visit, route, day.Routes[route].Count);
            spot.Natural = start;
            if (model.Twin[visit] >= 0 && model.Route[route].Crew == 1)
            {
                var (first, second) = PairFor(plan, visit, route);
                if (first < 0 || !placing.MayGo(visit, first, second)) continue;
                (spot.Route, spot.Gap) = (first, day.Routes[first].Count);
                (spot.Job2, spot.Route2, spot.Gap2) = (model.Twin[visit], second, day.Routes[second].Count);
            }
            else if (model.Open[route][visit] is null || !placing.MayGo(visit, route, -1))
            {
                continue;
            }

            if (trial.Evaluate(ref spot)) trial.Commit(spot);
        }
    }

    private (int First, int Second) PairFor(Plan plan, int visit, int route)
    {
        var other = OtherRoute(plan, visit, route);
        if (other < 0) return (-1, -1);
        if (model.Open[route][visit] is not null && model.Open[other][model.Twin[visit]] is not null) return (route, other);
        return model.Open[other][visit] is not null && model.Open[route][model.Twin[visit]] is not null ? (other, route) : (-1, -1);
    }

    private static int OtherRoute(Plan plan, int visit, int route)
    {
        foreach (var other in plan.Routes)
        {
            if (other.Route == route) continue;
            foreach (var stop in other.Stops)
                if (stop.Visit == visit) return other.Route;
        }

        return -1;
    }

    /// <summary>The job a stop of a given plan stands for, or −1 when it cannot be there today.</summary>
    private int JobFor(int visit, int route, Plan plan, bool[] hasFirst)
    {
        var twin = model.Twin[visit];
        if (twin < 0 || model.Route[route].Crew > 1) return !day.IsPlaced(visit) && model.Open[route][visit] is not null ? visit : -1;
        if (model.IsSettled[visit]) return -1;
        if (model.IsCommitted[visit]) return !day.IsPlaced(twin) && day.RouteOf[visit] != route && model.Open[route][twin] is not null ? twin : -1;
        var (first, second) = PairFor(plan, visit, route);
        if (first < 0) return -1;
        if (!hasFirst[visit]) return first == route ? visit : twin;
        var job = day.IsPlaced(visit) ? twin : visit;
        return day.IsPlaced(job) || model.Open[route][job] is null ? -1 : job;
    }

    private void SetOrders(Plan plan)
    {
        var start = new int[model.Visits];
        foreach (var route in plan.Routes)
            foreach (var stop in route.Stops) start[stop.Visit] = stop.Start;
        for (var tie = 0; tie < day.AFirst.Length; tie++)
        {
            var given = model.Problem.Ties[tie];
            if (given is Tie.Apart && model.Problem.IsPlannable(given.A) && model.Problem.IsPlannable(given.B)) day.AFirst[tie] = start[given.A] <= start[given.B];
        }
    }

    /// <summary>No visit for two lacks its second person, and the ties on people are kept.</summary>
    private bool IsWhole()
    {
        for (var visit = 0; visit < model.Visits; visit++)
        {
            if (model.Twin[visit] is >= 0 and var twin && day.IsPlaced(twin) && !day.IsPlaced(visit)) return false;
            if (!day.IsPlaced(visit) || model.IsCommitted[visit]) continue;
            var route = day.RouteOf[visit];
            if (!day.IsDone(visit) || !placing.MayGo(visit, route, model.NeedsTwin(route, visit) ? day.RouteOf[model.Twin[visit]] : -1)) return false;
        }

        return true;
    }
}
