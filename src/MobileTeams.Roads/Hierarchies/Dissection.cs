namespace MobileTeams.Roads.Hierarchies;

/// <summary>An order of elimination that knows no travel times: the map is halved again and again where few roads cross, and what lies on a cut comes after both halves.</summary>
/// <remarks>Inertial flow: Schild, Sommer, On balanced separators in road networks, SEA 2015, doi:10.1007/978-3-319-20086-6_22. Orders of edges for turn-aware graphs:
/// Buchhold, Wagner, Zeitz, Zündorf, Customizable contraction hierarchies with turn costs, ATMOS 2020, doi:10.4230/OASIcs.ATMOS.2020.9. Not thread-safe.</remarks>
internal sealed class Dissection
{
    /// <summary>Both ends from which the flow is sent, as a share of a part's nodes.</summary>
    private const double EndShare = 0.25;

    /// <summary>Up to this many nodes every direction is good enough to try only two.</summary>
    private const int SmallPart = 12;

    /// <summary>The place of a node that was taken out as a separator.</summary>
    private const int Nowhere = -1;

    private static readonly (float X, float Y)[] Directions = [(1, 0), (0, 1), (1, 1), (1, -1), (2, 1), (1, 2), (2, -1), (1, -2)];

    private readonly Reduction reduction;
    private readonly bool ofEdges;
    private readonly List<int> sequence;
    private readonly float[] x;
    private readonly float[] y;
    private readonly int[] reverse;
    private readonly int[] part;
    private readonly int[] place;
    private readonly int[] localArc;
    private readonly int[] localBundle;
    private readonly FlowCut flow;
    private readonly float[] keys;
    private readonly int[] order;
    private readonly Action<double>? onProgress;
    private readonly CancellationToken ct;
    private bool[] side;
    private bool[] bestSide;
    private int done;

    private Dissection(Reduction reduction, bool ofEdges, ReadOnlySpan<float> lon, ReadOnlySpan<float> lat, Action<double>? onProgress, CancellationToken ct)
    {
        (this.reduction, this.ofEdges, this.onProgress, this.ct) = (reduction, ofEdges, onProgress, ct);
        sequence = reduction.Taken;
        var (nodes, arcs) = (reduction.Core.Length, reduction.CoreHead.Length);
        (x, y) = (new float[nodes], new float[nodes]);
        for (var i = 0; i < nodes; i++)
        {
            var node = reduction.Core[i];
            (x[i], y[i]) = (lon[node] * MathF.Cos(lat[node] * (MathF.PI / 180)), lat[node]);
        }

        (part, place, order, keys) = (new int[nodes], new int[nodes], new int[nodes], new float[nodes]);
        for (var i = 0; i < nodes; i++) (part[i], place[i]) = (i, i);
        (reverse, localArc, localBundle) = (Reversed(reduction.CoreFirst, reduction.CoreHead), new int[arcs], new int[arcs]);
        (side, bestSide) = (new bool[nodes], new bool[nodes]);
        flow = new FlowCut(nodes, arcs);
    }

    /// <summary>Every node of the graph, in order of elimination. <paramref name="lon"/> and <paramref name="lat"/> in degrees.</summary>
    public static int[] OfNodes(int[] first, int[] head, ReadOnlySpan<float> lon, ReadOnlySpan<float> lat, Action<double>? onProgress = null, CancellationToken ct = default)
    {
        var tail = new int[head.Length];
        for (var node = 0; node + 1 < first.Length; node++) tail.AsSpan(first[node], first[node + 1] - first[node]).Fill(node);
        return Run(new Reduction(first.Length - 1, tail, head, ofEdges: false), false, lon, lat, onProgress, ct);
    }

    /// <summary>Every edge of an undirected graph, in order of elimination in the graph whose nodes are these edges.</summary>
    public static int[] OfEdges(ReadOnlySpan<int> tail, ReadOnlySpan<int> head, ReadOnlySpan<float> lon, ReadOnlySpan<float> lat, Action<double>? onProgress = null, CancellationToken ct = default) =>
        Run(new Reduction(lon.Length, tail, head, ofEdges: true), true, lon, lat, onProgress, ct);

    private static int[] Run(Reduction reduction, bool ofEdges, ReadOnlySpan<float> lon, ReadOnlySpan<float> lat, Action<double>? onProgress, CancellationToken ct)
    {
        var dissection = new Dissection(reduction, ofEdges, lon, lat, onProgress, ct);
        dissection.Divide(0, reduction.Core.Length);
        return [.. dissection.sequence];
    }

    /// <summary>Orders the nodes that stand at <paramref name="from"/> up to <paramref name="to"/> in <see cref="part"/>.</summary>
    private void Divide(int from, int to)
    {
        if (to - from <= 1)
        {
            if (to > from && !ofEdges) sequence.Add(reduction.Core[part[from]]);
            Report(to - from);
            return;
        }

        ct.ThrowIfCancellationRequested();
        Localize(from, to);
        if (Pieces(from, to) is { } ends)
        {
            foreach (var end in ends)
            {
                Divide(from, end);
                from = end;
            }

            return;
        }

        FindCut(from, to);
        var separator = new List<int>();
        var (near, far) = ofEdges ? CutEdges(from, to, separator) : CutNodes(from, to, separator);
        Divide(from, near);
        Divide(near, far);
        sequence.AddRange(separator);
        Report(ofEdges ? 0 : separator.Count);
    }

    private void Report(int nodes)
    {
        var before = done >> 10;
        done += nodes;
        if (done >> 10 != before) onProgress?.Invoke((double)done / part.Length);
    }

    /// <summary>Lays the part's own graph out for the flow.</summary>
    private void Localize(int from, int to)
    {
        var arcs = 0;
        var (first, head, bundle) = (reduction.CoreFirst, reduction.CoreHead, reduction.CoreBundle);
        for (var i = from; i < to; i++)
        {
            var node = part[i];
            flow.First[i - from] = arcs;
            for (var arc = first[node]; arc < first[node + 1]; arc++)
            {
                var at = place[head[arc]];
                if (at < from || at >= to) continue;
                localArc[arc] = arcs;
                localBundle[arcs] = bundle[arc];
                flow.Capacity[arcs] = reduction.Capacity(bundle[arc]);
                flow.Head[arcs] = at - from;

                // The arc back is known as soon as the later of the two nodes is laid out.
                if (at < i) (flow.Reverse[arcs], flow.Reverse[localArc[reverse[arc]]]) = (localArc[reverse[arc]], arcs);
                arcs++;
            }
        }

        flow.First[to - from] = arcs;
    }

    /// <summary>Rearranges a part so that what is connected stands together, and says where each piece ends; null where all is one piece.</summary>
    private List<int>? Pieces(int from, int to)
    {
        var nodes = to - from;
        var found = order.AsSpan(0, nodes);
        side.AsSpan(0, nodes).Clear();
        var (count, ends) = (0, new List<int>());
        for (var start = 0; start < nodes; start++)
        {
            if (side[start]) continue;
            side[start] = true;
            var at = count;
            found[count++] = start;
            for (; at < count; at++)
            {
                for (var arc = flow.First[found[at]]; arc < flow.First[found[at] + 1]; arc++)
                {
                    if (side[flow.Head[arc]]) continue;
                    side[flow.Head[arc]] = true;
                    found[count++] = flow.Head[arc];
                }
            }

            if (count == nodes && ends.Count == 0) return null;
            ends.Add(from + count);
        }

        for (var i = 0; i < nodes; i++) found[i] = part[from + found[i]];
        found.CopyTo(part.AsSpan(from));
        for (var i = from; i < to; i++) place[part[i]] = i;
        return ends;
    }

    /// <summary>Rearranges a part into its two halves, says where each ends, and collects the edges between them.</summary>
    private (int Near, int Far) CutEdges(int from, int to, List<int> separator)
    {
        for (var node = 0; node < to - from; node++)
        {
            if (!bestSide[node]) continue;
            for (var arc = flow.First[node]; arc < flow.First[node + 1]; arc++)
                if (!bestSide[flow.Head[arc]]) reduction.AddEdges(localBundle[arc], separator);
        }

        var (near, rest) = (from, 0);
        for (var i = from; i < to; i++)
        {
            if (bestSide[i - from]) part[near++] = part[i];
            else order[rest++] = part[i];
        }

        order.AsSpan(0, rest).CopyTo(part.AsSpan(near));
        for (var i = from; i < to; i++) place[part[i]] = i;
        return (near, to);
    }

    /// <summary>The same, but of the nodes on the two sides of the cut the fewer are taken out and collected.</summary>
    private (int Near, int Far) CutNodes(int from, int to, List<int> separator)
    {
        var nodes = to - from;
        var (onNear, onFar) = (0, 0);
        for (var node = 0; node < nodes; node++)
        {
            side[node] = false;
            for (var arc = flow.First[node]; arc < flow.First[node + 1]; arc++) side[node] |= bestSide[flow.Head[arc]] != bestSide[node];
            if (side[node] && bestSide[node]) onNear++;
            else if (side[node]) onFar++;
        }

        var (near, rest) = (from, 0);
        for (var node = 0; node < nodes; node++)
        {
            var member = part[from + node];
            if (side[node] && bestSide[node] == (onNear <= onFar))
            {
                separator.Add(reduction.Core[member]);
                place[member] = Nowhere;
            }
            else if (bestSide[node])
            {
                part[near++] = member;
            }
            else
            {
                order[rest++] = member;
            }
        }

        order.AsSpan(0, rest).CopyTo(part.AsSpan(near));
        for (var i = from; i < near + rest; i++) place[part[i]] = i;
        return (near, near + rest);
    }

    /// <summary>Tries several directions and keeps the cut that is least for the smaller half.</summary>
    private void FindCut(int from, int to)
    {
        var nodes = to - from;
        var ends = Math.Max(1, (int)(nodes * EndShare));
        var directions = nodes <= SmallPart ? 2 : nodes <= 2_000 ? 4 : Directions.Length;
        var best = double.PositiveInfinity;
        for (var direction = 0; direction < directions; direction++)
        {
            var (dx, dy) = Directions[direction];
            for (var i = 0; i < nodes; i++) (keys[i], order[i]) = ((dx * x[part[from + i]]) + (dy * y[part[from + i]]), i);
            Array.Sort(keys, order, 0, nodes);

            // No half can have more than half of the nodes.
            var enough = double.IsPositiveInfinity(best) ? int.MaxValue : (int)Math.Ceiling(best * nodes / 2);
            var capacity = flow.Find(order.AsSpan(0, nodes), ends, enough, side);
            if (capacity < 0) continue;
            var near = side.AsSpan(0, nodes).Count(true);
            var score = capacity / (double)Math.Min(near, nodes - near);
            if (score >= best) continue;
            best = score;
            (side, bestSide) = (bestSide, side);
        }
    }

    private static int[] Reversed(int[] first, int[] head)
    {
        var reverse = new int[head.Length];
        for (var node = 0; node + 1 < first.Length; node++)
        {
            for (var arc = first[node]; arc < first[node + 1]; arc++)
                reverse[arc] = first[head[arc]] + head.AsSpan(first[head[arc]], first[head[arc] + 1] - first[head[arc]]).IndexOf(node);
        }

        return reverse;
    }
}
