namespace MobileTeams.Planning;

/// <summary>A tie on start times seen from one job: it starts at least <paramref name="GapIn"/> s after the other, the other at least <paramref name="GapOut"/> s
/// after it (<see cref="Model.NoGap"/>: free).</summary>
internal readonly record struct TieArc(int Other, int GapIn, int GapOut, int Tie);

/// <summary>A tie on people seen from one visit.</summary>
internal readonly record struct PersonTie(int Other, bool MustShare, int Tie);

/// <summary>A problem laid out for the search: arrays by route and by <i>job</i>. A visit is one job; a visit for two has a second job, its twin.</summary>
/// <remarks>Immutable; <see cref="Changed"/> makes a copy. What is worked out when first asked for is asked for before threads start.</remarks>
internal sealed class Model
{
    public const int NoGap = int.MinValue;
    public const int Never = int.MaxValue;
    public const int AnyTime = int.MinValue;

    /// <summary>A limit that nothing reaches.</summary>
    public const int Unlimited = int.MaxValue / 2;

    /// <summary>Open all the time.</summary>
    public static readonly int[] Always = [int.MinValue, int.MaxValue - 1];

    private int[][]? routesFor;
    private Guide? strictGuide;

    public required Problem Problem { get; init; }

    public required int Routes { get; init; }

    public required int Visits { get; init; }

    /// <summary>Visits first, then the twins.</summary>
    public required int Jobs { get; init; }

    public required int[] VisitOf { get; init; }

    /// <summary>The other job of a visit for two, or −1.</summary>
    public required int[] Twin { get; init; }

    public required int[] Place { get; init; }

    public required int[] Duration { get; init; }

    public required int[] SetUp { get; init; }

    /// <summary>Nobody sets out before; <see cref="AnyTime"/> if there is no such second.</summary>
    public required int[] Release { get; init; }

    /// <summary>The first second at which no price for being early is due; <see cref="AnyTime"/> if there is none.</summary>
    public required int[] Wish { get; init; }

    /// <summary>The last second at which no price for being late is due.</summary>
    public required int[] WishEnd { get; init; }

    public required SoftTime[] Promised { get; init; }

    public required SoftTime[] Soft { get; init; }

    /// <summary>By route and job: the seconds at which it may start, as pairs first–last in ascending order; null: never.</summary>
    public required int[]?[][] Open { get; init; }

    /// <summary>By job: the routes in which it may ever start; those with the cheapest faces and kept promises first.</summary>
    public int[][] RoutesFor => routesFor ??= FindRoutes();

    /// <summary>The classes weighed in their order.</summary>
    public Guide StrictGuide => strictGuide ??= Guide.For(this, Guide.Strict);

    /// <summary>By route and job, grains: the people who come.</summary>
    public required long[][] Faces { get; init; }

    /// <summary>By route and job, grains: another route than the promised.</summary>
    public required long[][] PromisedRoute { get; init; }

    /// <summary>Faces are in the class of cost, else in that of care.</summary>
    public bool FacesAreCost => Problem.Prices.FacesAreCost;

    public required RouteModel[] Route { get; init; }

    /// <summary>By job: ties on start times, twins among them.</summary>
    public required TieArc[][] Arcs { get; init; }

    /// <summary>By job: ties that keep two visits apart; gaps unused.</summary>
    public required TieArc[][] Aparts { get; init; }

    /// <summary>By visit.</summary>
    public required PersonTie[][] PersonTies { get; init; }

    /// <summary>By job: it has arcs or aparts.</summary>
    public required bool[] HasTies { get; init; }

    public required bool[][] SharePerson { get; init; }

    /// <summary>By visit, in grains of its class.</summary>
    public required Price[] LeavingOut { get; init; }

    /// <summary>By job: committed to a route, never moved.</summary>
    public required bool[] IsCommitted { get; init; }

    /// <summary>By job: started, so that its start is a fact; <see cref="AnyTime"/> otherwise.</summary>
    public required int[] FixedStart { get; init; }

    /// <summary>By visit: it needs no second job although it takes two, because it has already started.</summary>
    public required bool[] IsSettled { get; init; }

    /// <summary>The first second not before <paramref name="second"/> in which <paramref name="open"/> is open, or <see cref="Never"/>.</summary>
    public static int NextOpen(int[] open, int second)
    {
        for (var pair = 0; pair < open.Length; pair += 2)
            if (second <= open[pair + 1]) return Math.Max(second, open[pair]);
        return Never;
    }

    /// <summary>The last second not after <paramref name="second"/> in which <paramref name="open"/> is open, or <see cref="AnyTime"/>.</summary>
    public static int LastOpen(int[] open, int second)
    {
        for (var pair = open.Length - 2; pair >= 0; pair -= 2)
            if (second >= open[pair]) return Math.Min(second, open[pair + 1]);
        return AnyTime;
    }

    /// <summary>Crew of one for a visit for two: the other half must be done by somebody else.</summary>
    public bool NeedsTwin(int route, int visit) => Twin[visit] >= 0 && Route[route].Crew == 1 && !IsSettled[visit];

    /// <summary>The model of some of the routes only, in the given order; jobs keep their numbers.</summary>
    public Model Only(IReadOnlyList<int> routes)
    {
        var share = new bool[routes.Count][];
        for (var a = 0; a < share.Length; a++)
        {
            share[a] = new bool[share.Length];
            for (var b = 0; b < share.Length; b++) share[a][b] = SharePerson[routes[a]][routes[b]];
        }

        return Changed(Pick(Open), Pick(Route), faces: Pick(Faces), promisedRoute: Pick(PromisedRoute), sharePerson: share);

        T[] Pick<T>(T[] all)
        {
            var some = new T[routes.Count];
            for (var index = 0; index < some.Length; index++) some[index] = all[routes[index]];
            return some;
        }
    }

    private int[][] FindRoutes()
    {
        var (found, list, keys) = (new int[Jobs][], new List<int>(), new List<(long Promised, long Faces, int Route)>());
        for (var job = 0; job < Jobs; job++)
        {
            keys.Clear();
            for (var route = 0; route < Routes; route++)
                if (Open[route][job] is not null) keys.Add((PromisedRoute[route][job], Faces[route][job], route));
            keys.Sort();
            list.Clear();
            foreach (var key in keys) list.Add(key.Route);
            found[job] = [.. list];
        }

        return found;
    }

    /// <summary>What a job costs in a route whenever it starts: who comes, and whether that was promised.</summary>
    public Price FixedPrice(int route, int job) => FacesAreCost
        ? new Price(0, PromisedRoute[route][job], 0, Faces[route][job])
        : new Price(0, PromisedRoute[route][job], Faces[route][job], 0);

    /// <summary>The same model with some arrays changed.</summary>
    public Model Changed(
        int[]?[][]? open = null, RouteModel[]? route = null, TieArc[][]? arcs = null, TieArc[][]? aparts = null, int[]? wish = null,
        long[][]? faces = null, long[][]? promisedRoute = null, bool[][]? sharePerson = null) => new()
        {
            Problem = Problem,
            Routes = (route ?? Route).Length,
            Visits = Visits,
            Jobs = Jobs,
            VisitOf = VisitOf,
            Twin = Twin,
            Place = Place,
            Duration = Duration,
            SetUp = SetUp,
            Release = Release,
            Wish = wish ?? Wish,
            WishEnd = WishEnd,
            Promised = Promised,
            Soft = Soft,
            Open = open ?? Open,
            Faces = faces ?? Faces,
            PromisedRoute = promisedRoute ?? PromisedRoute,
            Route = route ?? Route,
            Arcs = arcs ?? Arcs,
            Aparts = aparts ?? Aparts,
            PersonTies = PersonTies,
            HasTies = HasTies,
            SharePerson = sharePerson ?? SharePerson,
            LeavingOut = LeavingOut,
            IsCommitted = IsCommitted,
            FixedStart = FixedStart,
            IsSettled = IsSettled,
        };
}

/// <summary>A window with prices per second outside it, in grains.</summary>
internal readonly record struct SoftTime(int Earliest, int Latest, long Early, long Late)
{
    public static readonly SoftTime None = new(int.MinValue, int.MaxValue, 0, 0);

    public long At(int start) => start < Earliest ? Early * (Earliest - start) : start > Latest ? Late * (start - Latest) : 0;
}

/// <summary>One route for the search: limits, prices, and where it stands after what has already happened.</summary>
internal sealed record RouteModel
{
    public required bool IsOpen { get; init; }

    public required Travel Travel { get; init; }

    public required int EndPlace { get; init; }

    public required int ShiftEnd { get; init; }

    /// <summary>Back at the end place by then, overtime included.</summary>
    public required int HardEnd { get; init; }

    public required int MaxWork { get; init; }

    public required int Crew { get; init; }

    /// <summary>Breaks still to come, without those whose time is past before the route sets out.</summary>
    public required Break[] Breaks { get; init; }

    /// <summary>The index of each of them in <see cref="Planning.Route.Breaks"/>.</summary>
    public required int[] BreakIndex { get; init; }

    /// <summary>Seconds of the breaks that have been taken.</summary>
    public required int TakenSeconds { get; init; }

    /// <summary>A break that is due is in time until here, whatever its band says: the committed stops leave no other chance. Later breaks have as much longer as
    /// those before them take.</summary>
    public required int BreakGrace { get; init; }

    /// <summary>Is out already: it counts as used and its departure is a fact.</summary>
    public required bool IsRunning { get; init; }

    /// <summary>When a running route set out; the shift's start for others.</summary>
    public required int Leave { get; init; }

    /// <summary>Where it stands and from when it is free: after the stops that have started, or at home at the shift's start.</summary>
    public required int FromPlace { get; init; }

    public required int FreeFrom { get; init; }

    /// <summary>The place where nothing needs to be set up again, or −1.</summary>
    public required int SetUpPlace { get; init; }

    /// <summary>When the last taken break ended, or when the route set out.</summary>
    public required int WorkSince { get; init; }

    /// <summary>Jobs that are committed, in order.</summary>
    public required int[] Committed { get; init; }

    /// <summary>How many of them have started.</summary>
    public required int Started { get; init; }

    /// <summary>The price of what has started: its travel, times and faces; without working time.</summary>
    public required Price StartedPrice { get; init; }

    public required long PerSecond { get; init; }

    public required long PerMetre { get; init; }

    public required long OvertimePerSecond { get; init; }

    public required long PerRoute { get; init; }
}
