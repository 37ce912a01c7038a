namespace MobileTeams.Planning;

/// <summary>A whole plan while it is worked on: who does which jobs in which order, and the times that follow.</summary>
internal sealed class Schedule
{
    private readonly RouteTimes[] before;
    private readonly bool[] aFirstBefore;
    private readonly int[] touched;
    private readonly bool[] isTouched;
    private int touchedCount;
    private Price priceBefore;
    private bool isRecording;

    public Schedule(Model model)
    {
        (before, touched, isTouched) = (new RouteTimes[model.Routes], new int[model.Routes], new bool[model.Routes]);
        aFirstBefore = new bool[model.Problem.Ties.Count];
        for (var route = 0; route < model.Routes; route++) before[route] = new RouteTimes();
        Model = model;
        Routes = new RouteTimes[model.Routes];
        (RouteOf, PositionOf) = (new int[model.Jobs], new int[model.Jobs]);
        Array.Fill(RouteOf, -1);
        AFirst = new bool[model.Problem.Ties.Count];
        (EarliestReady, LatestStart, Slack) = (new int[model.Routes][], new int[model.Routes][], new int[model.Routes][]);
        TiedJobs = new int[model.Routes];
        for (var route = 0; route < model.Routes; route++)
        {
            Routes[route] = new RouteTimes();
            (EarliestReady[route], LatestStart[route], Slack[route]) = (new int[16], new int[16], new int[16]);
        }
    }

    public Model Model { get; }

    public RouteTimes[] Routes { get; }

    /// <summary>By job; −1: in none.</summary>
    public int[] RouteOf { get; }

    public int[] PositionOf { get; }

    /// <summary>By tie of two visits that keep apart: A comes first.</summary>
    public bool[] AFirst { get; }

    /// <summary>By route and gap: no visit can make the route ready earlier here, whatever ties and breaks add.</summary>
    public int[][] EarliestReady { get; }

    /// <summary>By route and stop: starting later surely breaks a hard rule behind it.</summary>
    public int[][] LatestStart { get; }

    /// <summary>By route and stop: about how many seconds of waiting there are before it and behind it.</summary>
    public int[][] Slack { get; }

    /// <summary>By route: how many of its jobs could have ties.</summary>
    public int[] TiedJobs { get; }

    /// <summary>The sum over all routes, without what is left out.</summary>
    public Price RoutesPrice { get; private set; }

    /// <summary>Only what is committed, timed; null when the frozen stops' ties contradict each other.</summary>
    public static Schedule? OfCommitted(Model model)
    {
        var day = new Schedule(model);
        var all = new List<int>();
        for (var route = 0; route < model.Routes; route++)
        {
            foreach (var job in model.Route[route].Committed) day.Routes[route].Insert(day.Routes[route].Count, job);
            day.Index(route);
            all.Add(route);
        }

        return new Trial(day).Retime(all) ? day : null;
    }

    public bool IsPlaced(int job) => RouteOf[job] >= 0;

    /// <summary>All the people the visit takes are there.</summary>
    public bool IsDone(int visit) => RouteOf[visit] >= 0 && (!Model.NeedsTwin(RouteOf[visit], visit) || RouteOf[Model.Twin[visit]] >= 0);

    public int StartOf(int job) => Routes[RouteOf[job]].Start[PositionOf[job]];

    /// <summary>The price of all the visits that are not done.</summary>
    public Price LeftOutPrice()
    {
        var price = default(Price);
        for (var visit = 0; visit < Model.Visits; visit++)
            if (!IsDone(visit)) price += Model.LeavingOut[visit];
        return price;
    }

    /// <summary>Takes over new times for a route; <paramref name="times"/> gets the old ones in exchange.</summary>
    public void Exchange(int route, ref RouteTimes times)
    {
        Touch(route);
        RoutesPrice += times.Price - Routes[route].Price;
        (Routes[route], times) = (times, Routes[route]);
        Index(route);
        Bounds(route);
    }

    /// <summary>Takes jobs away without timing anew.</summary>
    public void TakeOut(int job)
    {
        var route = RouteOf[job];
        Touch(route);
        Routes[route].RemoveAt(PositionOf[job]);
        RouteOf[job] = -1;
        Index(route);
    }

    /// <summary>Puts a job at the end of a route without timing anew.</summary>
    public void Append(int route, int job)
    {
        Touch(route);
        Routes[route].Insert(Routes[route].Count, job);
        Index(route);
    }

    /// <summary>From here on <see cref="Undo"/> leads back to this moment.</summary>
    public void Remember()
    {
        while (touchedCount > 0) isTouched[touched[--touchedCount]] = false;
        Array.Copy(AFirst, aFirstBefore, AFirst.Length);
        (priceBefore, isRecording) = (RoutesPrice, true);
    }

    public void Undo()
    {
        for (var index = 0; index < touchedCount; index++)
            foreach (var job in Routes[touched[index]].Jobs.AsSpan(0, Routes[touched[index]].Count)) RouteOf[job] = -1;
        while (touchedCount > 0)
        {
            var route = touched[--touchedCount];
            isTouched[route] = false;
            (Routes[route], before[route]) = (before[route], Routes[route]);
            Index(route);
            Bounds(route);
        }

        Array.Copy(aFirstBefore, AFirst, AFirst.Length);
        RoutesPrice = priceBefore;
    }

    public void CopyFrom(Schedule other)
    {
        while (touchedCount > 0) isTouched[touched[--touchedCount]] = false;
        isRecording = false;
        Array.Fill(RouteOf, -1);
        for (var route = 0; route < Routes.Length; route++)
        {
            Routes[route].CopyFrom(other.Routes[route]);
            Index(route);
            Bounds(route);
        }

        Array.Copy(other.AFirst, AFirst, AFirst.Length);
        RoutesPrice = other.RoutesPrice;
    }

    /// <summary>Takes over some routes of a schedule of more of them, in the given order.</summary>
    public void CopyFrom(Schedule other, IReadOnlyList<int> routes)
    {
        for (var route = 0; route < Routes.Length; route++)
        {
            Routes[route].CopyFrom(other.Routes[routes[route]]);
            RoutesPrice += Routes[route].Price;
            Index(route);
            Bounds(route);
        }

        Array.Copy(other.AFirst, AFirst, AFirst.Length);
    }

    private void Touch(int route)
    {
        if (!isRecording || isTouched[route]) return;
        isTouched[route] = true;
        touched[touchedCount++] = route;
        before[route].CopyFrom(Routes[route]);
    }

    private void Index(int route)
    {
        var times = Routes[route];
        var tied = 0;
        for (var position = 0; position < times.Count; position++)
        {
            var job = times.Jobs[position];
            (RouteOf[job], PositionOf[job]) = (route, position);
            if (Model.HasTies[job]) tied++;
        }

        TiedJobs[route] = tied;
    }

    private void Bounds(int route)
    {
        var (limits, open, times) = (Model.Route[route], Model.Open[route], Routes[route]);
        if (EarliestReady[route].Length <= times.Count) (EarliestReady[route], LatestStart[route], Slack[route]) = (new int[times.Jobs.Length + 1], new int[times.Jobs.Length + 1], new int[times.Jobs.Length + 1]);
        var (ready, latest) = (EarliestReady[route], LatestStart[route]);
        var (place, setUpPlace, now) = (limits.FromPlace, limits.SetUpPlace, limits.FreeFrom);
        for (var gap = 0; gap < limits.Started; gap++) ready[gap] = latest[gap] = Math.Min(now, times.Start[gap]);
        for (var gap = limits.Started; gap <= times.Count; gap++)
        {
            ready[gap] = now;
            if (gap == times.Count) break;
            var job = times.Jobs[gap];
            var depart = Math.Max(now, Model.Release[job]);
            var way = limits.Travel.SecondsIfAny(place, Model.Place[job], depart);
            if (way >= Model.Unlimited) way = 0;
            var setUp = setUpPlace == Model.Place[job] ? 0 : Model.SetUp[job];
            var start = Model.NextOpen(open[job]!, depart + way + setUp);
            now = Math.Min(start, times.Start[gap]) + Model.Duration[job];
            place = setUpPlace = Model.Place[job];
        }

        var (to, toSetUp, end) = (limits.EndPlace, 0, limits.HardEnd);
        for (var gap = times.Count - 1; gap >= limits.Started; gap--)
        {
            var job = times.Jobs[gap];
            var leave = Clock.LatestLeave(limits.Travel, Model.Place[job], to, end - toSetUp, end);
            end = latest[gap] = Math.Max(times.Start[gap], Model.LastOpen(open[job]!, leave - Model.Duration[job]));
            Slack[route][gap] = gap + 1 == times.Count ? 0 : Slack[route][gap + 1] + WaitBefore(route, gap + 1);
            var before = gap > 0 ? Model.Place[times.Jobs[gap - 1]] : limits.SetUpPlace;
            (to, toSetUp) = (Model.Place[job], before == Model.Place[job] ? 0 : Model.SetUp[job]);
        }
    }

    /// <summary>Seconds between being ready to start a stop and starting it; breaks count as work.</summary>
    private int WaitBefore(int route, int stop)
    {
        var (limits, times) = (Model.Route[route], Routes[route]);
        var (last, job) = (times.Jobs[stop - 1], times.Jobs[stop]);
        var ready = times.Start[stop - 1] + Model.Duration[last];
        var way = limits.Travel.SecondsIfAny(Model.Place[last], Model.Place[job], ready);
        if (way >= Model.Unlimited) return 0;
        var rest = 0;
        for (var index = 0; index < times.BreakGap.Length; index++)
            if (times.BreakGap[index] == stop) rest += limits.Breaks[index].Length;
        return Math.Max(0, times.Start[stop] - ready - rest - way - (Model.Place[last] == Model.Place[job] ? 0 : Model.SetUp[job]));
    }
}
