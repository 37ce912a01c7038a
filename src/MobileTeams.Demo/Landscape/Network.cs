namespace MobileTeams.Demo.Landscape;

/// <summary>A stretch of a line between nodes of the network.</summary>
internal sealed record Way(Line Line, List<int> Nodes)
{
    public bool IsRoundabout { get; init; }

    public bool IsOneWay { get; init; } = Line.IsOneWay;
}

/// <summary>Lines joined where they cross or end on one another, in one piece.</summary>
internal sealed class Network
{
    private const double SameNode = 7;
    private const double EndReaches = 16;
    private const double ShortestStub = 42;
    private const double Bend = 1.8;

    private readonly Dictionary<(int, int, int), List<int>> nodesByCell = [];
    private readonly List<int> floors = [];

    private Network()
    {
    }

    public List<Spot> Nodes { get; } = [];

    public List<Way> Ways { get; private set; } = [];

    /// <summary>Lines that come first keep their shape; what hangs together with nothing is left out.</summary>
    public static Network Join(IReadOnlyList<Line> lines)
    {
        var network = new Network();
        var grid = new LineGrid();
        foreach (var line in lines) grid.Add(line);
        var order = new Dictionary<Line, int>(ReferenceEqualityComparer.Instance);
        for (var i = 0; i < lines.Count; i++) order.Add(lines[i], i);
        var cuts = lines.Select(_ => new List<(int Piece, double Share, Spot Spot)>()).ToArray();
        for (var i = 0; i < lines.Count; i++)
        {
            network.CutCrossings(lines[i], i, grid, order, cuts);
            CutUnderEnds(lines[i], grid, order, cuts);
        }

        for (var i = 0; i < lines.Count; i++) network.Lay(lines[i], cuts[i]);
        network.TrimStubs();
        network.KeepTheLargestPiece();
        network.Straighten();
        return network;
    }

    /// <summary>How many way ends and passages meet at every node.</summary>
    public int[] Degrees()
    {
        var degrees = new int[Nodes.Count];
        foreach (var way in Ways)
            for (var i = 0; i < way.Nodes.Count; i++) degrees[way.Nodes[i]] += i == 0 || i == way.Nodes.Count - 1 ? 1 : 2;
        return degrees;
    }

    /// <summary>Cuts every way that passes through a node, so that all ways there end at it.</summary>
    public void SplitAt(int node)
    {
        foreach (var way in Ways.ToArray())
        {
            var at = way.Nodes.IndexOf(node, 1);
            if (at < 1 || at == way.Nodes.Count - 1) continue;
            var index = Ways.IndexOf(way);
            Ways[index] = way with { Nodes = way.Nodes[..(at + 1)] };
            Ways.Insert(index + 1, way with { Nodes = way.Nodes[at..] });
        }
    }

    /// <summary>Puts a roundabout where ways meet.</summary>
    public void PutRoundabout(int node, double radius)
    {
        SplitAt(node);
        var middle = Nodes[node];
        const int Corners = 12;
        // Counter-clockwise: one drives on the right.
        var ring = Enumerable.Range(0, Corners).Select(i => AddNode(middle + new Spot(radius * Math.Cos(i * 2 * Math.PI / Corners), radius * Math.Sin(i * 2 * Math.PI / Corners)))).ToList();
        var arms = Ways.Where(way => way.Nodes[0] == node || way.Nodes[^1] == node).ToList();
        foreach (var way in arms)
        {
            foreach (var isStart in new[] { true, false })
            {
                if (way.Nodes[isStart ? 0 : ^1] != node) continue;
                while (way.Nodes.Count > 2 && Nodes[way.Nodes[isStart ? 1 : ^2]].MetresTo(middle) < radius * 1.3) way.Nodes.RemoveAt(isStart ? 1 : way.Nodes.Count - 2);
                var next = Nodes[way.Nodes[isStart ? 1 : ^2]];
                way.Nodes[isStart ? 0 : way.Nodes.Count - 1] = ring.MinBy(corner => Nodes[corner].MetresTo(next));
            }
        }

        var main = arms.Select(way => way.Line).OrderBy(line => line.Kind).First();
        Ways.Add(new Way(main, [.. ring, ring[0]]) { IsRoundabout = true, IsOneWay = true });
    }

    public int AddNode(Spot spot)
    {
        Nodes.Add(spot);
        floors.Add(0);
        return Nodes.Count - 1;
    }

    public void Replace(Func<Way, IEnumerable<Way>> by) => Ways = [.. Ways.SelectMany(by)];

    /// <summary>Every node can be reached from every other by driving as the ways allow.</summary>
    public bool IsStronglyConnected()
    {
        var (forward, backward) = (new List<int>[Nodes.Count], new List<int>[Nodes.Count]);
        foreach (var way in Ways)
        {
            for (var i = 0; i + 1 < way.Nodes.Count; i++)
            {
                Add(way.Nodes[i], way.Nodes[i + 1]);
                if (!way.IsOneWay) Add(way.Nodes[i + 1], way.Nodes[i]);
            }
        }

        var start = Ways[0].Nodes[0];
        var used = Ways.SelectMany(way => way.Nodes).Distinct().Count();
        return Reached(forward) == used && Reached(backward) == used;

        void Add(int from, int to)
        {
            (forward[from] ??= []).Add(to);
            (backward[to] ??= []).Add(from);
        }

        int Reached(List<int>[] arcs)
        {
            var seen = new HashSet<int> { start };
            var open = new Stack<int>(seen);
            while (open.TryPop(out var node))
                foreach (var next in arcs[node] ?? [])
                    if (seen.Add(next)) open.Push(next);
            return seen.Count;
        }
    }

    private void CutCrossings(Line line, int index, LineGrid grid, Dictionary<Line, int> order, List<(int, double, Spot)>[] cuts)
    {
        for (var piece = 0; piece + 1 < line.Shape.Count; piece++)
        {
            if (line.FloorAt(piece) != 0 || line.FloorAt(piece + 1) != 0 || line.Floor != 0) continue;
            var (a, b) = (line.Shape[piece], line.Shape[piece + 1]);
            foreach (var (other, otherPiece) in grid.Near(a, b, 0).Distinct())
            {
                if (other.Floor != 0 || order[other] <= index) continue;
                var (c, d) = (other.Shape[otherPiece], other.Shape[otherPiece + 1]);
                if (Curve.Crossing(a, b, c, d) is not var (share, otherShare)) continue;
                var spot = a.Towards(b, share);
                cuts[index].Add((piece, share, spot));
                cuts[order[other]].Add((otherPiece, otherShare, spot));
            }
        }
    }

    private static void CutUnderEnds(Line line, LineGrid grid, Dictionary<Line, int> order, List<(int, double, Spot)>[] cuts)
    {
        foreach (var end in new[] { 0, line.Shape.Count - 1 })
        {
            var floor = line.FloorAt(end);
            var at = line.Shape[end];
            if (grid.Nearest(at, EndReaches, other => other != line && (floor == 0 ? other.Floor == 0 : other.Floor == floor && other.Kind == LineKind.Motorway)) is not var (under, piece, spot, _)) continue;
            var (_, share) = Curve.NearestOn(under.Shape[piece], under.Shape[piece + 1], at);
            cuts[order[under]].Add((piece, share, spot));
            line.Shape[end] = spot;
        }
    }

    private void Lay(Line line, List<(int Piece, double Share, Spot Spot)> cuts)
    {
        var nodes = new List<int>();
        var byPiece = cuts.OrderBy(cut => cut.Piece).ThenBy(cut => cut.Share).ToLookup(cut => cut.Piece);
        for (var i = 0; i < line.Shape.Count; i++)
        {
            Append(NodeAt(line.Shape[i], line.FloorAt(i)));
            foreach (var cut in byPiece[i]) Append(NodeAt(cut.Spot, line.Floor));
        }

        if (nodes.Count > 1) Ways.Add(new Way(line, nodes));

        void Append(int node)
        {
            // Back to where it just was: two bends have fallen together.
            if (nodes.Count > 1 && nodes[^2] == node) nodes.RemoveAt(nodes.Count - 1);
            else if (nodes.Count == 0 || nodes[^1] != node) nodes.Add(node);
        }
    }

    private int NodeAt(Spot spot, int floor)
    {
        var (x, y) = ((int)Math.Floor(spot.X / SameNode), (int)Math.Floor(spot.Y / SameNode));
        var (best, bestAway) = (-1, SameNode);
        for (var dx = -1; dx <= 1; dx++)
        {
            for (var dy = -1; dy <= 1; dy++)
            {
                if (!nodesByCell.TryGetValue((x + dx, y + dy, floor), out var near)) continue;
                foreach (var node in near)
                    if (Nodes[node].MetresTo(spot) < bestAway) (best, bestAway) = (node, Nodes[node].MetresTo(spot));
            }
        }

        if (best >= 0) return best;
        Nodes.Add(spot);
        floors.Add(floor);
        if (!nodesByCell.TryGetValue((x, y, floor), out var cell)) nodesByCell.Add((x, y, floor), cell = []);
        cell.Add(Nodes.Count - 1);
        return Nodes.Count - 1;
    }

    /// <summary>A street that sticks out a few metres beyond a crossing ends at the crossing.</summary>
    private void TrimStubs()
    {
        var degrees = Degrees();
        foreach (var way in Ways)
        {
            if (way.Line.Kind != LineKind.Street) continue;
            Trim(way.Nodes);
            way.Nodes.Reverse();
            Trim(way.Nodes);
            way.Nodes.Reverse();
        }

        Ways.RemoveAll(way => way.Nodes.Count < 2);

        void Trim(List<int> nodes)
        {
            if (degrees[nodes[^1]] > 1) return;
            var (length, keep) = (0.0, nodes.Count - 1);
            while (keep > 0 && (keep == nodes.Count - 1 || degrees[nodes[keep]] <= 2))
            {
                length += Nodes[nodes[keep]].MetresTo(Nodes[nodes[keep - 1]]);
                keep--;
            }

            if (length < ShortestStub && keep > 0) nodes.RemoveRange(keep + 1, nodes.Count - keep - 1);
        }
    }

    /// <summary>Drops nodes that bend a line by less than one can see (Douglas, Peucker 1973, doi:10.3138/FM57-6770-U75U-7727); meetings stay.</summary>
    private void Straighten()
    {
        var degrees = Degrees();
        foreach (var way in Ways)
        {
            var kept = new List<int> { way.Nodes[0] };
            for (int from = 0, i = 1; i < way.Nodes.Count; i++)
            {
                if (i < way.Nodes.Count - 1 && degrees[way.Nodes[i]] == 2) continue;
                Keep(way.Nodes, from, i, kept);
                from = i;
            }

            way.Nodes.Clear();
            way.Nodes.AddRange(kept);
        }

        void Keep(List<int> nodes, int from, int to, List<int> kept)
        {
            var (furthest, away) = (-1, Bend);
            for (var i = from + 1; i < to; i++)
            {
                var off = Curve.NearestOn(Nodes[nodes[from]], Nodes[nodes[to]], Nodes[nodes[i]]).Spot.MetresTo(Nodes[nodes[i]]);
                if (off > away) (furthest, away) = (i, off);
            }

            if (furthest >= 0)
            {
                Keep(nodes, from, furthest, kept);
                Keep(nodes, furthest, to, kept);
            }
            else kept.Add(nodes[to]);
        }
    }

    private void KeepTheLargestPiece()
    {
        var parent = Enumerable.Range(0, Nodes.Count).ToArray();
        foreach (var way in Ways)
            foreach (var node in way.Nodes) parent[Root(node)] = Root(way.Nodes[0]);
        var largest = Ways.GroupBy(way => Root(way.Nodes[0])).MaxBy(piece => piece.Sum(way => way.Nodes.Count))!.Key;
        Ways.RemoveAll(way => Root(way.Nodes[0]) != largest);

        int Root(int node)
        {
            while (parent[node] != node) node = parent[node] = parent[parent[node]];
            return node;
        }
    }
}
