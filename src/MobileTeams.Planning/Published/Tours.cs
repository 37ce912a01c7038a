using System.Numerics;

namespace MobileTeams.Planning.Published;

/// <summary>A whole plan while it is worked on: every route as a chain of nodes from its start to its end, the earliest times that follow, and what it costs.</summary>
internal sealed class Tours
{
    private readonly Layout layout;
    private readonly int size;
    private readonly int[] travel;

    public Tours(Layout layout)
    {
        this.layout = layout;
        (size, travel) = (layout.Instance.Places, layout.Instance.Travel);
        (Next, Prev, Route, Time, Late, Latest) = (new int[layout.Nodes], new int[layout.Nodes], new int[layout.Nodes], new int[layout.Nodes], new int[layout.Nodes], new int[layout.Nodes]);
        Place = [.. layout.Place];
        (Leg, Slack) = (new int[layout.Nodes], new int[layout.Nodes]);
        (Load, Stops) = (new int[layout.Routes], new int[layout.Routes]);
        (Wait, LongestWait, Idle, Work) = (new int[layout.Routes], new int[layout.Routes], new int[layout.Routes], new int[layout.Routes]);
        (Delayed, DelayedLate) = (new long[layout.Routes], new int[layout.Routes]);
        Array.Fill(Route, -1);
        for (var route = 0; route < layout.Routes; route++)
        {
            var (start, end) = (layout.StartOf(route), layout.EndOf(route));
            (Next[start], Prev[start], Next[end], Prev[end]) = (end, -1, -1, start);
            (Route[start], Route[end]) = (route, route);
            Time[start] = layout.Opens[start];
            Leg[start] = Distance(start, end);
            Time[end] = Time[start] + Leg[start];
            FindLegs(route);
            Idle[route] = layout.Instance.Carers[route].ShiftEnd < Layout.Unlimited ? layout.Instance.Carers[route].ShiftEnd - layout.Instance.Carers[route].ShiftStart : 0;
        }
    }

    public int[] Next { get; }

    public int[] Prev { get; }

    /// <summary>By node; −1: in none.</summary>
    public int[] Route { get; }

    /// <summary>When the node starts.</summary>
    public int[] Time { get; }

    /// <summary>By how much a service is late.</summary>
    public int[] Late { get; }

    /// <summary>From the start of a node to the earliest start of the next: its duration and the way.</summary>
    public int[] Leg { get; }

    /// <summary>How much later a node may start without anybody's getting later than due in its route.</summary>
    public int[] Slack { get; }

    /// <summary>A later start surely misses a deadline further on in the route.</summary>
    public int[] Latest { get; }

    /// <summary>A break is held where the next service is.</summary>
    public int[] Place { get; }

    public int[] Load { get; }

    /// <summary>Services and breaks in the route.</summary>
    public int[] Stops { get; }

    public int[] Wait { get; }

    public int[] LongestWait { get; }

    public int[] Idle { get; }

    /// <summary>Service and travel.</summary>
    public int[] Work { get; }

    /// <summary>The price of what is started late on purpose, to wait less.</summary>
    public long[] Delayed { get; }

    /// <summary>By how much the latest of them is late.</summary>
    public int[] DelayedLate { get; }

    /// <summary>Nobody is made later on purpose than this.</summary>
    public int MostDelay { get; set; }

    /// <summary>Distance of all routes that go out.</summary>
    public long Travelled { get; set; }

    /// <summary>What lateness of services and ends costs.</summary>
    public long Tardiness { get; set; }

    public int Highest { get; set; }

    /// <summary>What it costs that these routes do these services, and that routes go out.</summary>
    public long Fit { get; set; }

    /// <summary>What waiting, idle time and unequal work cost.</summary>
    public long Rich { get; set; }

    /// <summary>The cost of everything but what is left out.</summary>
    public long Cost => (layout.TravelWeight * Travelled) + Tardiness + (layout.HighestWeight * Highest) + Fit + Rich;

    public int Distance(int from, int to) => travel[(Place[from] * size) + Place[to]];

    public bool IsIn(int node) => Route[node] >= 0;

    public bool IsEmpty(int route) => Next[layout.StartOf(route)] == layout.EndOf(route);

    /// <summary>The node before, breaks passed over.</summary>
    public int RealBefore(int node) => layout.IsBreak(node) ? Prev[node] : node;

    /// <summary>The node itself, or what follows if it is a break.</summary>
    public int RealAfter(int node) => layout.IsBreak(node) ? Next[node] : node;

    /// <summary>How much longer the way gets with a node between <paramref name="before"/> and the next.</summary>
    public int Detour(int node, int before)
    {
        var (from, to) = (RealBefore(before), RealAfter(Next[before]));
        var isFirst = Stops[Route[before]] == 0;
        if (layout.IsBreak(node)) return isFirst ? Distance(from, to) : 0;
        var whole = Distance(from, node) + Distance(node, to);
        return isFirst ? whole : whole - Distance(from, to);
    }

    /// <summary>Puts a node into the chain; times are left as they are.</summary>
    public void Link(int node, int before)
    {
        var (route, next) = (Route[before], Next[before]);
        (Next[before], Prev[node], Next[node], Prev[next]) = (node, before, next, node);
        Route[node] = route;
        Stops[route]++;
        if (layout.BreakOf[route] is >= 0 and var rest && Route[rest] >= 0) SettleBreak(rest);
    }

    public void Unlink(int node)
    {
        var (before, next, route) = (Prev[node], Next[node], Route[node]);
        (Next[before], Prev[next], Route[node]) = (next, before, -1);
        Stops[route]--;
        if (layout.BreakOf[route] is >= 0 and var rest && Route[rest] >= 0) SettleBreak(rest);
    }

    public void CopyFrom(Tours other)
    {
        Copy(other.Next, Next);
        Copy(other.Prev, Prev);
        Copy(other.Route, Route);
        Copy(other.Time, Time);
        Copy(other.Late, Late);
        Copy(other.Leg, Leg);
        Copy(other.Slack, Slack);
        if (layout.IsHard) Copy(other.Latest, Latest);
        if (layout.Jobs > layout.Services) Array.Copy(other.Place, layout.Services, Place, layout.Services, layout.Jobs - layout.Services);
        Copy(other.Load, Load);
        Copy(other.Stops, Stops);
        (Travelled, Tardiness, Highest, Fit) = (other.Travelled, other.Tardiness, other.Highest, other.Fit);
        if (!layout.IsRich) return;
        (Rich, MostDelay) = (other.Rich, other.MostDelay);
        Copy(other.Wait, Wait);
        Copy(other.LongestWait, LongestWait);
        Copy(other.Idle, Idle);
        Copy(other.Work, Work);
        Copy(other.Delayed, Delayed);
        Copy(other.DelayedLate, DelayedLate);
    }

    /// <summary>The highest lateness, looked up anew.</summary>
    public int FindHighest()
    {
        var (index, highest) = (0, 0);
        var vector = Vector<int>.Zero;
        for (; index + Vector<int>.Count <= layout.Services; index += Vector<int>.Count) vector = Vector.Max(vector, new Vector<int>(Late, index));
        for (var lane = 0; lane < Vector<int>.Count; lane++) highest = Math.Max(highest, vector[lane]);
        for (; index < layout.Services; index++) highest = Math.Max(highest, Late[index]);
        return highest;
    }

    /// <summary>Legs, slack and latest starts of a route, after its chain or its times have changed.</summary>
    public void FindLegs(int route)
    {
        var node = layout.EndOf(route);
        Latest[node] = layout.Deadline[node];
        Slack[node] = layout.LateWeight[node] > 0 ? Math.Max(0, layout.Due[node] - Time[node]) : Layout.Unlimited;
        for (var before = Prev[node]; before >= 0; (node, before) = (before, Prev[before]))
        {
            Leg[before] = layout.Duration[before] + Distance(before, node);
            Latest[before] = Math.Min(layout.Deadline[before], Latest[node] - Leg[before]);
            var behind = Math.Max(0, Time[node] - Time[before] - Leg[before]) + Slack[node];
            Slack[before] = layout.LateWeight[before] > 0 ? Math.Min(behind, Math.Max(0, layout.Due[before] - Time[before])) : behind;
        }
    }

    private void SettleBreak(int rest)
    {
        var next = Next[rest];
        if (next >= layout.Jobs) next = Prev[rest];
        Place[rest] = Place[next];
    }

    private static void Copy<T>(T[] from, T[] to) => Array.Copy(from, to, from.Length);
}
