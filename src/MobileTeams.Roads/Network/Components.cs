namespace MobileTeams.Roads.Network;

/// <summary>Which edges belong to the rest of the map: from them one reaches a large strongly connected part, and from it them.</summary>
/// <remarks>Only nodes of public roads count. A part is large when it is the largest, or has 1,000 nodes, or five and a twentieth of the largest part's. Tarjan, Depth-first search and linear graph algorithms, 1972, doi:10.1137/0201010.</remarks>
internal static class Components
{
    /// <summary>What an edge holds that belongs to no large part.</summary>
    public const byte Island = byte.MaxValue;

    private const int LargeInItself = 1_000;
    private const int LargeShare = 20;
    private const int LeastNodes = 5;

    /// <summary>For each edge its large part, 0 the largest, or <see cref="Island"/>; and how many nodes each large part has.</summary>
    public static (byte[] OfEdge, int[] Sizes) Find(JunctionGraph graph)
    {
        var network = graph.Network;
        var (componentOf, sizes) = StronglyConnected(graph);
        var bySize = new List<int>();
        for (var component = 0; component < sizes.Count; component++) bySize.Add(component);
        bySize.Sort((a, b) => sizes[b] != sizes[a] ? sizes[b].CompareTo(sizes[a]) : a.CompareTo(b));
        var enough = Math.Min(LargeInItself, Math.Max(LeastNodes, sizes[bySize[0]] / LargeShare));
        var large = bySize.FindAll(component => sizes[component] >= enough || (component == bySize[0] && sizes[component] > 0));
        if (large.Count > Island) large.RemoveRange(Island, large.Count - Island);

        var ofEdge = new byte[network.EdgeCount];
        Array.Fill(ofEdge, Island);
        var backwards = Reversed(graph);
        for (byte number = 0; number < large.Count; number++)
        {
            var canBeReached = Spread(graph.First, graph.Head, componentOf, large[number]);
            var reaches = Spread(backwards.First, backwards.Head, componentOf, large[number]);
            for (var edge = 0; edge < ofEdge.Length; edge++)
            {
                if (ofEdge[edge] != Island) continue;
                var (forward, backward) = (network.ForwardMs[edge] != RoadNetwork.Closed, network.BackwardMs[edge] != RoadNetwork.Closed);
                var leaves = (forward && reaches[graph.NodeAfterLeaving(edge, atHead: true)]) || (backward && reaches[graph.NodeAfterLeaving(edge, atHead: false)]);
                var entered = (forward && canBeReached[graph.NodeBeforeEntering(edge, atHead: false)]) || (backward && canBeReached[graph.NodeBeforeEntering(edge, atHead: true)]);
                if (leaves && entered) ofEdge[edge] = number;
            }
        }

        return (ofEdge, [.. large.ConvertAll(component => sizes[component])]);
    }

    private static bool[] Spread(int[] first, int[] head, int[] componentOf, int component)
    {
        var seen = new bool[componentOf.Length];
        var open = new Stack<int>();
        for (var node = 0; node < seen.Length; node++)
        {
            if (componentOf[node] != component) continue;
            seen[node] = true;
            open.Push(node);
        }

        while (open.TryPop(out var node))
        {
            for (var arc = first[node]; arc < first[node + 1]; arc++)
            {
                if (seen[head[arc]]) continue;
                seen[head[arc]] = true;
                open.Push(head[arc]);
            }
        }

        return seen;
    }

    private static (int[] First, int[] Head) Reversed(JunctionGraph graph)
    {
        var first = new int[graph.NodeCount + 2];
        foreach (var head in graph.Head) first[head + 2]++;
        for (var node = 0; node < graph.NodeCount; node++) first[node + 2] += first[node + 1];
        var tails = new int[graph.ArcCount];
        for (var node = 0; node < graph.NodeCount; node++)
            for (var arc = graph.First[node]; arc < graph.First[node + 1]; arc++) tails[first[graph.Head[arc] + 1]++] = node;
        return (first[..^1], tails);
    }

    private static (int[] ComponentOf, List<int> Sizes) StronglyConnected(JunctionGraph graph)
    {
        const int Unseen = 0;
        var (order, low, componentOf, next) = (new int[graph.NodeCount], new int[graph.NodeCount], new int[graph.NodeCount], new int[graph.NodeCount]);
        var sizes = new List<int>();
        var (path, open) = (new Stack<int>(), new Stack<int>());
        var count = 0;
        Array.Fill(componentOf, -1);
        for (var root = 0; root < graph.NodeCount; root++)
        {
            if (order[root] != Unseen) continue;
            path.Push(root);
            while (path.TryPeek(out var node))
            {
                if (order[node] == Unseen)
                {
                    order[node] = low[node] = ++count;
                    next[node] = graph.First[node];
                    open.Push(node);
                }

                var descended = false;
                while (next[node] < graph.First[node + 1])
                {
                    var head = graph.Head[next[node]++];
                    if (order[head] == Unseen)
                    {
                        path.Push(head);
                        descended = true;
                        break;
                    }

                    if (componentOf[head] < 0) low[node] = Math.Min(low[node], order[head]);
                }

                if (descended) continue;
                _ = path.Pop();
                if (path.TryPeek(out var parent)) low[parent] = Math.Min(low[parent], low[node]);
                if (low[node] != order[node]) continue;
                var size = 0;
                for (var member = -1; member != node;)
                {
                    member = open.Pop();
                    componentOf[member] = sizes.Count;
                    if (graph.IsPublic(member)) size++;
                }

                sizes.Add(size);
            }
        }

        return (componentOf, sizes);
    }
}
