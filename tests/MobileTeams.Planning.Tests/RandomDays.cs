using MobileTeams.Measures;

namespace MobileTeams.Planning.Tests;

/// <summary>Small and large days with every kind of rule in them, the same for the same seed.</summary>
internal static class RandomDays
{
    public const int Hour = 3600;
    public const int Minute = 60;

    /// <summary>Places on a plane, about 40 km/h as the crow flies; asymmetric, and here and there against the triangle inequality.</summary>
    public static TravelMatrix Plane(Dice dice, int places, int kilometres, bool isHonest = false)
    {
        var (x, y) = (new int[places], new int[places]);
        for (var place = 0; place < places; place++) (x[place], y[place]) = (dice.Below(kilometres * 1000), dice.Below(kilometres * 1000));
        var (seconds, metres) = (new int[places * places], new int[places * places]);
        for (var from = 0; from < places; from++)
        {
            for (var to = 0; to < places; to++)
            {
                long dx = x[from] - x[to], dy = y[from] - y[to];
                var way = (int)Math.Sqrt((dx * dx) + (dy * dy));
                metres[(from * places) + to] = way;
                seconds[(from * places) + to] = from == to ? 0 : (way / 11) + (isHonest ? 0 : dice.Below(120));
            }
        }

        return new TravelMatrix(places, seconds, metres);
    }

    /// <summary>A few routes and visits with windows, wishes, promises, breaks, delegations, visits for two, ties, slices of travel and a running route.</summary>
    public static Problem Small(ulong seed, int visits = 12, int routes = 4, bool hasBreaks = true, bool isRunning = true, bool hasTies = true)
    {
        var dice = new Dice(seed);
        var places = Math.Max(3, (visits * 2 / 3) + 2);
        var travel = dice.OneIn(3)
            ? new Travel([new TravelSlice(0, Plane(dice, places, 12)), new TravelSlice(9 * Hour, Plane(dice, places, 12)), new TravelSlice(15 * Hour, Plane(dice, places, 12))])
            : new Travel(Plane(dice, places, 12));
        var allRoutes = new Route[routes];
        for (var route = 0; route < routes; route++) allRoutes[route] = RandomRoute(dice, route, places, hasBreaks);
        var allVisits = new Visit[visits];
        for (var visit = 0; visit < visits; visit++) allVisits[visit] = RandomVisit(dice, places, routes);
        if (isRunning && dice.OneIn(3)) allRoutes[0] = Running(dice, allRoutes[0], allVisits);
        var ties = new List<Tie>();
        for (var tie = 0; hasTies && tie < visits / 4; tie++)
        {
            var a = dice.Below(visits);
            var b = dice.Below(visits);
            if (a == b) continue;
            ties.Add(dice.Below(5) switch
            {
                0 => new Tie.SameStart(a, b),
                1 => new Tie.Sequence(a, b, dice.Below(Hour), Hour + dice.Below(Hour)),
                2 => new Tie.Apart(a, b),
                3 => new Tie.SamePerson(a, b),
                _ => new Tie.OtherPerson(a, b),
            });
        }

        return Problem.Create([travel], allRoutes, allVisits, ties, new PriceList { PerRoute = 5_000, NewFace = 3_000, FacesAreCost = seed % 3 == 0 });
    }

    /// <summary>A county's day: two visits in a hundred for two people, five in a hundred tied, promises for some, breaks for all.</summary>
    public static Problem County(ulong seed, int visits, int routes, bool isPlain = false)
    {
        var dice = new Dice(seed);
        var places = (visits * 3 / 4) + 2;
        var travel = new Travel(Plane(dice, places, 25, isHonest: true));
        var allRoutes = new Route[routes];
        for (var route = 0; route < routes; route++)
        {
            var early = route % 2 == 0;
            allRoutes[route] = new Route(0, 0, early ? 7 * Hour : 13 * Hour, early ? 15 * Hour + (30 * Minute) : 22 * Hour)
            {
                MaxOvertime = 30 * Minute,
                Breaks = [early ? new Break(30 * Minute, 11 * Hour, 13 * Hour) : new Break(30 * Minute, 17 * Hour, 19 * Hour)],
                People = [route],
                Qualifications = route % 3 == 0 ? [new Qualification(1, new TimeWindow(0, 48 * Hour))] : [],
            };
        }

        var allVisits = new Visit[visits];
        var ties = new List<Tie>();
        for (var visit = 0; visit < visits; visit++)
        {
            var at = (7 * Hour) + dice.Below(14 * Hour);
            var wide = (1 + dice.Below(4)) * 30 * Minute;
            allVisits[visit] = new Visit(visit * 3 / 4, 1 + (visit * 3 / 4), (10 + dice.Below(35)) * Minute)
            {
                SetUp = 2 * Minute,
                Windows = [new StartWindow(at, at + wide)],
                Soft = dice.OneIn(2) ? new SoftWindow(at + (wide / 4), at + (wide * 3 / 4)) : null,
                Needs = dice.OneIn(5) ? [1] : [],
                Staff = !isPlain && dice.OneIn(25) ? 2 : 1,
                Faces = [new Face(dice.Below(routes), 0), new Face(dice.Below(routes), 1_000), new Face(dice.Below(routes), 1_000)],
                NewFace = 5_000,
            };
        }

        for (var tie = 0; !isPlain && tie < visits / 40; tie++)
        {
            var a = dice.Below(visits - 1);
            var from = allVisits[a].Windows[0];
            allVisits[a + 1] = allVisits[a + 1] with { Windows = [new StartWindow(from.Earliest + (10 * Minute), from.Latest + Hour)], Soft = null };
            ties.Add(new Tie.Sequence(a, a + 1, allVisits[a].Duration, Hour));
        }

        return Problem.Create([travel], allRoutes, allVisits, ties);
    }

    private static Route RandomRoute(Dice dice, int route, int places, bool hasBreaks)
    {
        var start = (6 + dice.Below(3)) * Hour;
        var isNight = dice.OneIn(8);
        if (isNight) start = 21 * Hour;
        var breaks = new List<Break>();
        if (hasBreaks && !dice.OneIn(4)) breaks.Add(new Break(30 * Minute, start + (3 * Hour), start + (5 * Hour), dice.OneIn(2) ? 5 * Hour : null));
        if (hasBreaks && dice.OneIn(4)) breaks.Add(new Break(15 * Minute, start + (5 * Hour), start + (7 * Hour)));
        return new Route(dice.Below(places), dice.OneIn(3) ? dice.Below(places) : 0, start, start + (6 + dice.Below(4)) * Hour)
        {
            MaxWork = dice.OneIn(3) ? 6 * Hour : null,
            MaxOvertime = dice.OneIn(2) ? Hour : 0,
            Breaks = breaks,
            Crew = dice.OneIn(4) ? 2 : 1,
            People = dice.OneIn(4) ? [] : dice.OneIn(3) ? [0] : [route],
            Qualifications = [new Qualification(1, new TimeWindow(0, (8 + dice.Below(20)) * Hour)), new Qualification(2, new TimeWindow(0, 48 * Hour), dice.Below(6))],
        };
    }

    private static Visit RandomVisit(Dice dice, int places, int routes)
    {
        var at = (6 + dice.Below(10)) * Hour;
        var windows = new List<StartWindow>();
        if (!dice.OneIn(4)) windows.Add(new StartWindow(at, at + ((1 + dice.Below(5)) * 30 * Minute)));
        if (dice.OneIn(5)) windows.Add(new StartWindow(at + (4 * Hour), at + (5 * Hour)));
        var isStaffedByTwo = dice.OneIn(5);
        return new Visit(dice.Below(6), dice.Below(places), dice.Below(60) * Minute)
        {
            SetUp = dice.Below(3) * 2 * Minute,
            Windows = windows,
            Soft = dice.OneIn(3) ? new SoftWindow(at + (10 * Minute), at + (50 * Minute)) : null,
            Needs = dice.OneIn(4) ? [1 + dice.Below(2)] : [],
            Staff = isStaffedByTwo ? 2 : 1,
            SecondNeeds = isStaffedByTwo && dice.OneIn(4) ? [1] : [],
            LeavingOut = dice.Below(6) switch
            {
                0 => new LeavingOut(PriceClass.Cost, 30_000),
                1 => new LeavingOut(PriceClass.Care, 4_000),
                2 => new LeavingOut(PriceClass.LeftOut, 5),
                _ => LeavingOut.Mandatory,
            },
            Faces = [new Face(dice.Below(routes), 0), new Face(dice.Below(routes), 1_000)],
            ForbiddenPeople = dice.OneIn(6) ? [dice.Below(routes)] : [],
            Release = dice.OneIn(6) ? at : null,
            Promise = dice.OneIn(3) ? new Promise(at, at + (30 * Minute), null, dice.OneIn(2) ? [dice.Below(routes)] : null) : null,
            PinnedRoute = dice.OneIn(12) ? dice.Below(routes) : null,
        };
    }

    private static Route Running(Dice dice, Route route, Visit[] visits)
    {
        var committed = new List<CommittedStop>();
        var now = route.ShiftStart + dice.Below(2 * Hour);
        var first = dice.Below(visits.Length - 1);
        if (dice.OneIn(2))
        {
            committed.Add(new CommittedStop(first, now, now + visits[first].Duration + dice.Below(600)));
            now = committed[0].End!.Value;
        }

        if (dice.OneIn(2)) committed.Add(new CommittedStop(first + 1));
        if (committed.Count > 0 && dice.OneIn(2)) return route with { Committed = committed };
        return route with { Committed = committed, Now = new Position(committed.Count > 0 ? visits[first].Place : route.StartPlace, now) };
    }
}
