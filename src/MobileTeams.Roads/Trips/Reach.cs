using MobileTeams.Roads.Hierarchies;
using MobileTeams.Roads.Network;

namespace MobileTeams.Roads.Trips;

/// <summary>Everything that is reached from a point within a time, road by road: plain Dijkstra that stops.</summary>
internal static class Reach
{
    /// <summary>Calls back for every road that is begun within the limit, with the milliseconds at its beginning; the two parts of the point's own edge among them, from the point on.</summary>
    /// <param name="visit">Road, fraction of the drawing where it is begun, milliseconds there.</param>
    public static void Visit(SearchGraph graph, EdgeTimes times, RoadPoint from, int limitMs, Action<int, double, int> visit)
    {
        for (var road = from.Edge * 2; road <= (from.Edge * 2) + 1; road++)
            if (!times.IsClosed(road) && from.IsOn(road)) visit(road, from.Fraction, 0);
        var seeds = new SeedSets();
        graph.AddLeaving(from, times, seeds);
        var (heap, best, seen) = (new MinHeap(), new Dictionary<int, long>(), new HashSet<int>());
        foreach (var seed in seeds.All) Offer(seed.Node, seed.Cost);
        while (heap.Count > 0)
        {
            var (cost, node) = heap.Pop();
            if (cost > best[node]) continue;
            graph.VisitRoads(node, road =>
            {
                // Several nodes may stand at the beginning of one road; the first is the soonest.
                if (!times.IsClosed(road) && seen.Add(road)) visit(road, road & 1, Weight.Ms(cost));
            });
            for (var arc = graph.First[node]; arc < graph.First[node + 1]; arc++)
                if (graph.CostFrom(node, arc, times) is < Weight.Infinite and var step) Offer(graph.Head[arc], cost + step);
        }

        void Offer(int node, long cost)
        {
            if (Weight.Ms(cost) > limitMs || (best.TryGetValue(node, out var before) && before <= cost)) return;
            best[node] = cost;
            heap.Push(cost, node);
        }
    }
}
