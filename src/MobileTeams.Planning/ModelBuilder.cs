using MobileTeams.Measures;

namespace MobileTeams.Planning;

/// <summary>Lays a <see cref="Problem"/> out as a <see cref="Model"/>.</summary>
internal sealed class ModelBuilder
{
    private readonly Problem problem;
    private readonly int[] twin;
    private readonly int[] visitOf;
    private readonly int jobs;
    private readonly int[][] windows;

    private ModelBuilder(Problem problem)
    {
        this.problem = problem;
        var visits = problem.Visits.Count;
        jobs = visits;
        foreach (var visit in problem.Visits)
            if (visit.Staff == 2) jobs++;
        visitOf = new int[jobs];
        twin = new int[jobs];
        Array.Fill(twin, -1);
        windows = new int[visits][];
        for (var visit = 0; visit < visits; visit++) windows[visit] = WindowsOf(problem.Visits[visit]);
        var next = visits;
        for (var visit = 0; visit < visits; visit++)
        {
            visitOf[visit] = visit;
            if (problem.Visits[visit].Staff != 2) continue;
            (visitOf[next], twin[visit], twin[next]) = (visit, next, visit);
            next++;
        }
    }

    public static Model Build(Problem problem) => new ModelBuilder(problem).Build();

    private Model Build()
    {
        var visits = problem.Visits.Count;
        var routes = problem.Routes.Count;
        var (isCommitted, fixedStart, isSettled) = (new bool[jobs], new int[jobs], new bool[visits]);
        Array.Fill(fixedStart, Model.AnyTime);
        var committed = Commit(isCommitted, fixedStart, isSettled);
        var faces = new long[routes][];
        var promisedRoute = new long[routes][];
        var open = new int[]?[routes][];
        for (var route = 0; route < routes; route++)
        {
            (faces[route], promisedRoute[route], open[route]) = (new long[jobs], new long[jobs], new int[]?[jobs]);
            for (var job = 0; job < jobs; job++)
            {
                var visit = problem.Visits[visitOf[job]];
                faces[route][job] = FacesOf(problem.Routes[route], visit);
                promisedRoute[route][job] = PromisedRouteOf(route, visit);
                open[route][job] = isCommitted[job] ? null : OpenFor(route, job, committed);
            }

            foreach (var job in committed[route]) open[route][job] = Model.Always;
        }

        var (arcs, aparts, personTies) = Ties(isCommitted, fixedStart);
        var hasTies = new bool[jobs];
        for (var job = 0; job < jobs; job++) hasTies[job] = arcs[job].Length > 0 || aparts[job].Length > 0;
        var model = new Model
        {
            Problem = problem,
            Routes = routes,
            Visits = visits,
            Jobs = jobs,
            VisitOf = visitOf,
            Twin = twin,
            Place = ByJob(visit => visit.Place),
            Duration = ByJob(visit => visit.Duration),
            SetUp = ByJob(visit => visit.SetUp),
            Release = ByJob(visit => visit.Release ?? Model.AnyTime),
            Wish = ByJob(visit => Math.Max(visit.Soft?.Earliest ?? Model.AnyTime, visit.Promise?.Earliest ?? Model.AnyTime)),
            WishEnd = ByJob(visit => Math.Min(visit.Soft?.Latest ?? Model.Never, visit.Promise?.Latest ?? Model.Never)),
            Promised = SoftTimes(visit => visit.Promise is { } promise
                ? new SoftTime(promise.Earliest, promise.Latest, PerSecond(promise.PerMinute ?? problem.Prices.PromisePerMinute), PerSecond(promise.PerMinute ?? problem.Prices.PromisePerMinute))
                : SoftTime.None),
            Soft = SoftTimes(visit => visit.Soft is { } soft
                ? new SoftTime(soft.Earliest, soft.Latest, PerSecond(soft.EarlyPerMinute ?? problem.Prices.EarlyPerMinute), PerSecond(soft.LatePerMinute ?? problem.Prices.LatePerMinute))
                : SoftTime.None),
            Open = open,
            Faces = faces,
            PromisedRoute = promisedRoute,
            Route = new RouteModel[routes],
            Arcs = arcs,
            Aparts = aparts,
            PersonTies = personTies,
            HasTies = hasTies,
            SharePerson = SharedPeople(problem),
            LeavingOut = LeavingOut(),
            IsCommitted = isCommitted,
            FixedStart = fixedStart,
            IsSettled = isSettled,
        };
        for (var route = 0; route < routes; route++) model.Route[route] = RouteOf(model, route, committed[route]);
        return Excused(model);
    }

    /// <summary>What is committed is never against the rules: limits that it already breaks are drawn out to where it ends.</summary>
    private static Model Excused(Model model)
    {
        if (!Array.Exists(model.Route, route => route.IsRunning)) return model;
        var free = Array.ConvertAll(model.Route, route => !route.IsRunning ? route
            : route with { HardEnd = Model.Unlimited, MaxWork = Model.Unlimited, BreakGrace = Model.Unlimited, Breaks = [] });
        var wish = new int[model.Jobs];
        Array.Fill(wish, Model.AnyTime);
        var day = Schedule.OfCommitted(model.Changed(route: free, wish: wish));
        if (day is null)
        {
            // The frozen stops contradict their own ties; the facts win.
            model = model.Changed(arcs: WithoutCommittedTies(model));
            day = Schedule.OfCommitted(model.Changed(route: free, wish: wish)) ?? throw new InvalidOperationException("Committed stops without ties can always be timed.");
        }

        var routes = new RouteModel[model.Routes];
        for (var route = 0; route < model.Routes; route++)
        {
            var limits = routes[route] = model.Route[route];
            if (!limits.IsRunning) continue;
            var times = day.Routes[route];
            var last = times.Count - 1;
            var rests = 0;
            foreach (var rest in limits.Breaks) rests += rest.Length;
            routes[route] = limits with
            {
                BreakGrace = times.Count == limits.Started ? limits.FreeFrom : times.Start[last] + model.Duration[times.Jobs[last]],
                HardEnd = Math.Max(limits.HardEnd, times.End + rests),
                MaxWork = Math.Max(limits.MaxWork, times.End - limits.Leave - limits.TakenSeconds),
            };
        }

        return model.Changed(route: routes);
    }

    private static TieArc[][] WithoutCommittedTies(Model model)
    {
        var arcs = new TieArc[model.Jobs][];
        for (var job = 0; job < model.Jobs; job++)
        {
            var isCommitted = model.IsCommitted[job];
            arcs[job] = Array.FindAll(model.Arcs[job], arc => !(isCommitted && model.IsCommitted[arc.Other]));
        }

        return arcs;
    }

    private int[][] Commit(bool[] isCommitted, int[] fixedStart, bool[] isSettled)
    {
        var committed = new int[problem.Routes.Count][];
        for (var index = 0; index < committed.Length; index++)
        {
            var route = problem.Routes[index];
            committed[index] = new int[problem.IsOpen(index) ? route.Committed.Count : 0];
            for (var stop = 0; stop < committed[index].Length; stop++)
            {
                var (visit, start, _) = route.Committed[stop];
                var job = isCommitted[visit] ? twin[visit] : visit;
                committed[index][stop] = job;
                isCommitted[job] = true;
                if (start is { } began)
                {
                    fixedStart[job] = began;
                    isSettled[visit] = true;
                }
            }
        }

        return committed;
    }

    private RouteModel RouteOf(Model model, int index, int[] committed)
    {
        var route = problem.Routes[index];
        var travel = problem.IsOpen(index) ? problem.Travel[route.Mode] : problem.Travel[0];
        var prices = problem.Prices;
        var perMetre = (route.PerKilometre ?? prices.PerKilometre) * Price.PerOreMetre;
        var isRunning = problem.IsOpen(index) && (route.Now is not null || committed.Length > 0);
        var started = 0;
        while (started < committed.Length && route.Committed[started].Start is not null) started++;

        var (place, free, leave) = (route.StartPlace, route.ShiftStart, route.ShiftStart);
        var price = default(Price);
        for (var stop = 0; stop < started; stop++)
        {
            var job = committed[stop];
            var start = route.Committed[stop].Start!.Value;
            var setUp = stop > 0 && model.Place[job] == place ? 0 : model.SetUp[job];
            if (stop == 0) leave = Clock.LatestLeave(travel, place, model.Place[job], start - setUp, start);
            var ready = stop == 0 ? leave : free;
            if (travel.IsReachable(place, model.Place[job])) price += new Price(0, 0, 0, travel.Metres(place, model.Place[job], ready) * perMetre);
            price += Clock.PriceOfStop(model, index, job, start);
            place = model.Place[job];
            free = route.Committed[stop].End ?? (start + model.Duration[job]);
        }

        var setUpPlace = started > 0 ? place : -1;
        if (route.Now is { } now)
        {
            if (started == 0) leave = Math.Min(route.ShiftStart, now.FreeFrom);
            if (now.Place != place) setUpPlace = -1;
            (place, free) = (now.Place, started > 0 ? Math.Max(free, now.FreeFrom) : now.FreeFrom);
        }

        var (taken, takenSeconds, workSince) = (0, 0, leave);
        if (isRunning)
        {
            while (taken < route.Breaks.Count && route.Breaks[taken].TakenAt is { } at)
            {
                takenSeconds += route.Breaks[taken].Length;
                workSince = at + route.Breaks[taken].Length;
                free = Math.Max(free, workSince);
                taken++;
            }
        }

        var (breaks, breakIndex) = (new List<Break>(), new List<int>());
        for (var rest = taken; rest < route.Breaks.Count; rest++)
        {
            if (route.Breaks[rest].Latest < leave) continue;
            breaks.Add(route.Breaks[rest]);
            breakIndex.Add(rest);
        }

        return new RouteModel
        {
            IsOpen = problem.IsOpen(index),
            Travel = travel,
            EndPlace = route.EndPlace,
            ShiftEnd = route.ShiftEnd,
            HardEnd = route.ShiftEnd + route.MaxOvertime,
            MaxWork = route.MaxWork ?? Model.Unlimited,
            Crew = route.Crew,
            Breaks = [.. breaks],
            BreakIndex = [.. breakIndex],
            TakenSeconds = takenSeconds,
            BreakGrace = Model.AnyTime,
            IsRunning = isRunning,
            Leave = leave,
            FromPlace = place,
            FreeFrom = free,
            SetUpPlace = setUpPlace,
            WorkSince = workSince,
            Committed = committed,
            Started = started,
            StartedPrice = price,
            PerSecond = PerSecond(route.PerMinute ?? prices.PerMinute),
            PerMetre = perMetre,
            OvertimePerSecond = PerSecond(route.OvertimePerMinute ?? prices.OvertimePerMinute),
            PerRoute = prices.PerRoute * Price.PerOre,
        };
    }

    private int[]? OpenFor(int index, int job, int[][] committed)
    {
        var route = problem.Routes[index];
        var number = visitOf[job];
        var visit = problem.Visits[number];
        if (!problem.IsOpen(index) || !problem.IsPlannable(number)) return null;
        foreach (var person in visit.ForbiddenPeople)
            foreach (var rider in route.People)
                if (person == rider) return null;
        var isSecond = job >= problem.Visits.Count;
        if (visit.Staff == 2 && route.Crew > 1 && isSecond) return null;
        if (visit.PinnedRoute is { } pinned && pinned != index && !(visit.Staff == 2 && route.Crew == 1 && isSecond && problem.Routes[pinned].Crew == 1)) return null;
        if (isSecond && visit.PinnedRoute == index) return null;
        var windows = this.windows[number];
        if (!isSecond || FirstLacksNeeds(number, committed)) windows = Restrict(windows, visit.Needs, route, visit);
        if (isSecond || (visit.Staff == 2 && route.Crew > 1)) windows = Restrict(windows, visit.SecondNeeds, route, visit);
        return windows.Length == 0 ? null : windows;
    }

    /// <summary>One half of a visit for two is held by a route that lacks what the first person needs: then the second must have it.</summary>
    private bool FirstLacksNeeds(int visit, int[][] committed)
    {
        for (var route = 0; route < committed.Length; route++)
            if (Array.IndexOf(committed[route], visit) >= 0) return Restrict(Model.Always, problem.Visits[visit].Needs, problem.Routes[route], problem.Visits[visit]).Length == 0;
        return false;
    }

    internal static int[] WindowsOf(Visit visit)
    {
        if (visit.Windows.Count == 0) return Model.Always;
        var windows = new List<StartWindow>(visit.Windows);
        windows.Sort((a, b) => a.Earliest.CompareTo(b.Earliest));
        var pairs = new List<int>();
        foreach (var window in windows)
        {
            if (pairs.Count > 0 && window.Earliest <= pairs[^1] + 1) pairs[^1] = Math.Max(pairs[^1], window.Latest);
            else pairs.AddRange([window.Earliest, window.Latest]);
        }

        return [.. pairs];
    }

    private static int[] Restrict(int[] windows, IReadOnlyList<int> codes, Route route, Visit visit)
    {
        foreach (var code in codes) windows = Both(windows, ValidFor(code, route, visit));
        return windows;
    }

    /// <summary>When the route has the code for the visit's patient, as pairs; empty: never.</summary>
    internal static int[] ValidFor(int code, Route route, Visit visit)
    {
        var valid = new List<StartWindow>();
        foreach (var own in route.Qualifications)
        {
            if (own.Code == code && (own.Patient is null || own.Patient == visit.Patient) && own.Valid.Seconds > 0)
                valid.Add(new StartWindow(own.Valid.Start, own.Valid.End - 1));
        }

        return valid.Count == 0 ? [] : WindowsOf(new Visit(0, 0, 0) { Windows = valid });
    }

    internal static int[] Both(int[] a, int[] b)
    {
        var pairs = new List<int>();
        for (var i = 0; i < a.Length; i += 2)
        {
            for (var j = 0; j < b.Length; j += 2)
            {
                var (first, last) = (Math.Max(a[i], b[j]), Math.Min(a[i + 1], b[j + 1]));
                if (first <= last) pairs.AddRange([first, last]);
            }
        }

        return [.. pairs];
    }

    private long FacesOf(Route route, Visit visit)
    {
        long ore = 0;
        foreach (var person in route.People)
        {
            var price = visit.NewFace ?? problem.Prices.NewFace;
            foreach (var face in visit.Faces)
                if (face.Person == person) price = face.Price;
            ore += price;
        }

        return ore * Price.PerOre;
    }

    private long PromisedRouteOf(int route, Visit visit)
    {
        if (visit.Promise is not { Routes: { } promised } promise) return 0;
        foreach (var one in promised)
            if (one == route) return 0;
        return (promise.OtherRoute ?? problem.Prices.PromisedToAnother) * Price.PerOre;
    }

    private (TieArc[][] Arcs, TieArc[][] Aparts, PersonTie[][] People) Ties(bool[] isCommitted, int[] fixedStart)
    {
        var (arcs, aparts, people) = (new List<TieArc>[jobs], new List<TieArc>[jobs], new List<PersonTie>[problem.Visits.Count]);
        for (var job = 0; job < jobs; job++) (arcs[job], aparts[job]) = ([], []);
        for (var visit = 0; visit < people.Length; visit++) people[visit] = [];
        for (var index = 0; index < problem.Ties.Count; index++)
        {
            var tie = problem.Ties[index];
            if (tie.A < 0 || tie.B < 0 || tie.A >= people.Length || tie.B >= people.Length || !problem.IsPlannable(tie.A) || !problem.IsPlannable(tie.B)) continue;
            switch (tie)
            {
                case Tie.SameStart:
                    Gap(tie.A, tie.B, 0, 0, index);
                    break;
                case Tie.Sequence gap:
                    Gap(tie.A, tie.B, gap.Least, -gap.Most, index);
                    break;
                case Tie.Apart:
                    if (isCommitted[tie.A] && isCommitted[tie.B]) break;
                    aparts[tie.A].Add(new TieArc(tie.B, 0, 0, index));
                    aparts[tie.B].Add(new TieArc(tie.A, 0, 0, index));
                    break;
                default:
                    people[tie.A].Add(new PersonTie(tie.B, tie is Tie.SamePerson, index));
                    people[tie.B].Add(new PersonTie(tie.A, tie is Tie.SamePerson, index));
                    break;
            }
        }

        for (var visit = 0; visit < people.Length; visit++)
            if (twin[visit] >= 0) Gap(visit, twin[visit], 0, 0, -1);
        return (Frozen(arcs), Frozen(aparts), Frozen(people));

        void Gap(int a, int b, int out_, int back, int index)
        {
            if (fixedStart[a] != Model.AnyTime && fixedStart[b] != Model.AnyTime) return;
            if (isCommitted[a] && isCommitted[b])
            {
                // What has started does not move; what is frozen follows it as far as it can.
                arcs[a].Add(new TieArc(b, back, fixedStart[b] != Model.AnyTime ? Model.NoGap : out_, index));
                arcs[b].Add(new TieArc(a, out_, fixedStart[a] != Model.AnyTime ? Model.NoGap : back, index));
                return;
            }

            arcs[a].Add(new TieArc(b, back, out_, index));
            arcs[b].Add(new TieArc(a, out_, back, index));
        }

        static T[][] Frozen<T>(List<T>[] lists)
        {
            var arrays = new T[lists.Length][];
            for (var index = 0; index < lists.Length; index++) arrays[index] = [.. lists[index]];
            return arrays;
        }
    }

    internal static bool[][] SharedPeople(Problem problem)
    {
        var share = new bool[problem.Routes.Count][];
        for (var a = 0; a < share.Length; a++)
        {
            share[a] = new bool[share.Length];
            for (var b = 0; b < share.Length; b++)
            {
                share[a][b] = a == b;
                foreach (var person in problem.Routes[a].People)
                    foreach (var other in problem.Routes[b].People)
                        share[a][b] |= person == other;
            }
        }

        return share;
    }

    private Price[] LeavingOut()
    {
        var prices = new Price[problem.Visits.Count];
        for (var visit = 0; visit < prices.Length; visit++)
        {
            var leaving = problem.Visits[visit].LeavingOut;
            prices[visit] = Enum.IsDefined(leaving.Class) ? Price.Of(leaving.Class, leaving.Amount) : default;
        }

        return prices;
    }

    private int[] ByJob(Func<Visit, int> of)
    {
        var values = new int[jobs];
        for (var job = 0; job < jobs; job++) values[job] = of(problem.Visits[visitOf[job]]);
        return values;
    }

    /// <summary>The time of a visit is priced once, with its first job.</summary>
    private SoftTime[] SoftTimes(Func<Visit, SoftTime> of)
    {
        var values = new SoftTime[jobs];
        for (var job = 0; job < jobs; job++) values[job] = job < problem.Visits.Count ? of(problem.Visits[job]) : SoftTime.None;
        return values;
    }

    private static long PerSecond(int orePerMinute) => orePerMinute * Price.PerOreSecond;
}
