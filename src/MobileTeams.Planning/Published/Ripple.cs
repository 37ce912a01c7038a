namespace MobileTeams.Planning.Published;

/// <summary>What moves when something moves: new times spread along routes and from partner to partner until nothing is pushed any more. Nothing is written to the
/// tours until <see cref="Keep"/>.</summary>
/// <remarks>The earliest times are the least solution of a system of monotone inequalities; service order admits a person's doing the first half of a pair, somebody
/// else's pair, and so on, in crossing order. A circle shows as times that run away. Not thread-safe.</remarks>
internal sealed class Ripple
{
    private const int Unset = int.MinValue;
    private const int MostRounds = 12;

    private readonly Layout layout;
    private readonly Tours tours;
    private readonly int[] time;
    private readonly int[] stamp;
    private readonly int[] late;
    private readonly int[] queue;
    private readonly bool[] isQueued;
    private readonly int[] marked;
    private readonly bool[] isMarked;
    private readonly int[] refreshed;
    private int now;
    private int queueHead;
    private int queueTail;
    private int markedCount;

    public Ripple(Layout layout, Tours tours)
    {
        (this.layout, this.tours) = (layout, tours);
        (time, stamp, late, queue, isQueued) = (new int[layout.Nodes], new int[layout.Nodes], new int[layout.Nodes], new int[layout.Nodes + 1], new bool[layout.Nodes]);
        (marked, isMarked, Changed, refreshed) = (new int[layout.Nodes], new bool[layout.Nodes], new int[layout.Nodes], new int[layout.Routes]);
    }

    /// <summary>Nodes with another time than in the tours.</summary>
    public int[] Changed { get; }

    public int ChangedCount { get; private set; }

    /// <summary>How much more lateness costs, without the highest.</summary>
    public long MoreTardiness { get; private set; }

    /// <summary>The highest lateness, if nothing gets earlier.</summary>
    public int Highest { get; private set; }

    public int TimeOf(int node) => stamp[node] == now ? time[node] : tours.Time[node];

    public void Begin()
    {
        now++;
        (ChangedCount, MoreTardiness, Highest) = (0, 0, tours.Highest);
        (queueHead, queueTail) = (0, 0);
    }

    /// <summary>Times after one or two nodes have been linked in; false if a deadline is missed, a circle arises, or it costs <paramref name="bound"/> or more.</summary>
    public bool Insert(int node, int other, long bound)
    {
        Begin();
        Set(node, Unset);
        if (other >= 0) Set(other, Unset);
        Relink(node);
        if (other >= 0) Relink(other);
        return Spread(bound);
    }

    /// <summary>Times after nodes have been unlinked: everything behind them is worked out anew.</summary>
    public bool Remove(List<int> gone, List<int> nextOfGone)
    {
        Begin();
        markedCount = 0;
        foreach (var next in nextOfGone)
            if (tours.IsIn(next)) Mark(next);
        foreach (var node in gone)
            if (layout.Partner[node] is >= 0 and var partner && tours.IsIn(partner)) Mark(partner);
        for (var index = 0; index < markedCount; index++)
        {
            var node = marked[index];
            isMarked[node] = false;
            Set(node, layout.Opens[node]);
        }

        for (var index = 0; index < markedCount; index++) Push(marked[index]);
        return SpreadFromQueue();
    }

    /// <summary>Takes the new times over, and what follows from them for every route that they or a change of its chain have touched.</summary>
    public void Keep()
    {
        long tardiness = 0;
        var sinks = false;
        for (var index = 0; index < ChangedCount; index++)
        {
            var node = Changed[index];
            var before = tours.Late[node];
            var after = node >= layout.Services && node < layout.Jobs ? 0 : layout.Late(node, time[node]);
            tardiness += (after - before) * layout.LateWeight[node];
            (tours.Time[node], tours.Late[node]) = (time[node], after);

            // Who is pushed into the next window is in time again.
            sinks |= after < before && before == tours.Highest;
            if (after > tours.Highest && layout.IsCounted[node]) tours.Highest = after;
        }

        tours.Tardiness += tardiness;
        if (sinks) tours.Highest = tours.FindHighest();
        for (var index = 0; index < ChangedCount; index++) Refresh(tours.Route[Changed[index]]);
    }

    /// <summary>Works out a route's legs once for each change.</summary>
    public void Refresh(int route)
    {
        if (refreshed[route] == now) return;
        refreshed[route] = now;
        tours.FindLegs(route);
    }

    private void Set(int node, int value)
    {
        if (stamp[node] != now)
        {
            stamp[node] = now;
            Changed[ChangedCount++] = node;
            late[node] = tours.IsIn(node) ? tours.Late[node] : 0;
        }

        time[node] = value;
    }

    private void Relink(int node)
    {
        if (layout.IsBreak(tours.Prev[node])) Push(tours.Prev[node]);
        Push(node);
        Push(tours.Next[node]);
    }

    private void Push(int node)
    {
        if (isQueued[node]) return;
        isQueued[node] = true;
        queue[queueTail] = node;
        if (++queueTail == queue.Length) queueTail = 0;
    }

    private void Clear()
    {
        for (; queueHead != queueTail; queueHead = queueHead + 1 == queue.Length ? 0 : queueHead + 1) isQueued[queue[queueHead]] = false;
    }

    private int Earliest(int node)
    {
        var before = tours.Prev[node];
        var ready = TimeOf(before);
        ready = ready == Unset ? Unset : ready + layout.Duration[before] + tours.Distance(before, node);
        if (layout.Partner[node] is >= 0 and var partner && tours.Route[partner] >= 0 && TimeOf(partner) is > Unset and var other) ready = Math.Max(ready, other + layout.Gap[partner]);
        return layout.Begin(node, ready);
    }

    private bool Spread(long bound)
    {
        var steps = 0;
        var most = (MostRounds * layout.Nodes / 4) + 200;
        while (queueHead != queueTail)
        {
            var node = queue[queueHead];
            if (++queueHead == queue.Length) queueHead = 0;
            isQueued[node] = false;
            var start = Earliest(node);
            if (start <= TimeOf(node)) continue;
            if (start > layout.Deadline[node] || ++steps > most)
            {
                Clear();
                return false;
            }

            Set(node, start);
            if (layout.LateWeight[node] > 0 || layout.IsCounted[node])
            {
                var after = layout.Late(node, start);
                MoreTardiness += (after - late[node]) * layout.LateWeight[node];
                late[node] = after;
                if (after > Highest && layout.IsCounted[node]) Highest = after;
                if (MoreTardiness + ((Highest - tours.Highest) * layout.HighestWeight) >= bound)
                {
                    Clear();
                    return false;
                }
            }

            if (tours.Next[node] is >= 0 and var next) Push(next);
            if (layout.Partner[node] is >= 0 and var partner && tours.Route[partner] >= 0) Push(partner);
        }

        return true;
    }

    private bool SpreadFromQueue()
    {
        // Lateness sinks here, so that no bound may cut it short; Keep works out what it costs.
        var steps = 0;
        var most = MostRounds * (markedCount + 50);
        while (queueHead != queueTail)
        {
            var node = queue[queueHead];
            if (++queueHead == queue.Length) queueHead = 0;
            isQueued[node] = false;
            var start = Earliest(node);
            if (start <= TimeOf(node)) continue;
            if (start > layout.Deadline[node] || ++steps > most)
            {
                Clear();
                return false;
            }

            Set(node, start);
            if (tours.Next[node] is >= 0 and var next) Push(next);
            if (layout.Partner[node] is >= 0 and var partner && tours.Route[partner] >= 0) Push(partner);
        }

        return true;
    }

    private void Mark(int first)
    {
        var from = markedCount;
        if (!Note(first)) return;
        for (var index = from; index < markedCount; index++)
        {
            var node = marked[index];
            if (tours.Next[node] is >= 0 and var next) _ = Note(next);
            if (layout.Partner[node] is >= 0 and var partner && tours.Route[partner] >= 0) _ = Note(partner);
        }
    }

    /// <summary>A node that starts when it opens cannot start earlier.</summary>
    private bool Note(int node)
    {
        if (isMarked[node]) return false;
        if (tours.Time[node] == layout.Opens[node])
        {
            // It may still have to start later, where a way round is shorter than the straight way.
            Push(node);
            return false;
        }

        isMarked[node] = true;
        marked[markedCount++] = node;
        return true;
    }
}
