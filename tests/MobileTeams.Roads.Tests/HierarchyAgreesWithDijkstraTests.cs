using MobileTeams.Measures;
using MobileTeams.Roads.Hierarchies;
using MobileTeams.Roads.Network;

namespace MobileTeams.Roads.Tests;

public sealed class HierarchyAgreesWithDijkstraTests
{
    [Fact]
    public void One_to_many_and_many_to_one_agree_with_the_square_matrix()
    {
        var map = RealMaps.Map("alvkarleby");
        var points = RandomPoints(map, 37, seed: 5);
        var matrix = map.Matrix(points);
        var row = map.Table([points[3]], points);
        var column = map.Table(points, [points[3]]);
        for (var i = 0; i < points.Count; i++)
        {
            Assert.Equal(Cell(matrix, 3, i), (row.Seconds(0, i), row.Metres(0, i)));
            Assert.Equal(Cell(matrix, i, 3), (column.Seconds(i, 0), column.Metres(i, 0)));
        }
    }

    [Fact]
    public void An_empty_table_is_empty()
    {
        var map = RealMaps.Map("alvkarleby");
        Assert.Equal(0, map.Matrix([]).Size);
        Assert.Equal((0, 1), (map.Table([], RandomPoints(map, 1, seed: 1)).Rows, map.Table([], RandomPoints(map, 1, seed: 1)).Columns));
    }

    [Fact]
    public void Many_threads_asking_at_once_get_the_same_answers()
    {
        var map = RealMaps.Map("alvkarleby");
        var points = RandomPoints(map, 30, seed: 9);
        var alone = map.Matrix(points);
        Parallel.For(0, 16, new ParallelOptions { MaxDegreeOfParallelism = 4 }, i =>
        {
            Assert.Equal(alone.AllSeconds.ToArray(), map.Matrix(points).AllSeconds.ToArray());
            var route = map.FindRoute(points[i], points[i + 1]);
            Assert.Equal(alone.IsReachable(i, i + 1) ? alone.Seconds(i, i + 1) : null, route?.Seconds);
        });
    }

    [Theory]
    [InlineData(2, 1)]
    [InlineData(40, 60)]
    [InlineData(120, 500)]
    [InlineData(150, 300)]
    [InlineData(80, 1500)]
    public void Every_pair_of_random_graphs_with_ties_and_free_arcs(int nodes, int arcs)
    {
        for (var seed = 0; seed < 6; seed++)
        {
            var (first, head, cost) = RandomGraph(nodes, arcs, seed);
            var hierarchy = Prepared(first, head, cost, seed);
            var search = new RouteSearch(hierarchy);
            var all = Enumerable.Range(0, nodes).Select(node => new[] { new Seed(node, node % 3) }).ToArray();
            var sets = new SeedSets();
            foreach (var seeds in all)
            {
                sets.Add(seeds[0]);
                sets.Close();
            }

            var (cells, narrow) = (new long[nodes * nodes], new uint[nodes * nodes]);
            SweptTable.Fill(hierarchy, sets, sets, 0, Weight.Infinite, cells, threads: 1 + (seed % 3));
            SweptTable.Fill(hierarchy, sets, sets, 32, (uint)int.MaxValue, narrow, threads: 1 + (seed % 2));
            for (var from = 0; from < nodes; from++)
            {
                var expected = PlainDijkstra(first, head, cost, from);
                for (var to = 0; to < nodes; to++)
                {
                    var sum = expected[to] >= Weight.Infinite ? Weight.Infinite : expected[to] + (from % 3) + (to % 3);
                    Assert.Equal(sum, cells[(from * nodes) + to]);
                    Assert.Equal(sum >= Weight.Infinite ? int.MaxValue : (uint)Weight.Ms(sum), narrow[(from * nodes) + to]);
                    Assert.Equal(sum, search.Find(all[from], all[to]));
                    if (sum < Weight.Infinite) AssertWayAddsUp(search, hierarchy, first, head, cost, from, to, expected[to]);
                }
            }
        }
    }

    [Fact]
    public void A_graph_without_arcs_reaches_only_itself()
    {
        var hierarchy = Prepared([0, 0, 0], [], [], seed: 1);
        var search = new RouteSearch(hierarchy);
        Assert.Equal(5, search.Find([new Seed(1, 2)], [new Seed(1, 3)]));
        Assert.Equal(Weight.Infinite, search.Find([new Seed(1, 2)], [new Seed(0, 3)]));
    }

    private static Hierarchy Prepared(int[] first, int[] head, long[] cost, int seed)
    {
        // Places do not matter for what is true; any will do.
        var random = new Random(seed);
        float[] Places() => [.. Enumerable.Range(0, first.Length - 1).Select(_ => (float)random.NextDouble())];
        var order = Dissection.OfNodes(first, head, Places(), Places());
        Assert.Equal(Enumerable.Range(0, first.Length - 1), order.Order());
        return Customization.Of(Skeleton.Of(first, head, order), cost);
    }

    internal static List<RoadPoint> RandomPoints(RoadMap map, int count, int seed)
    {
        var random = new Random(seed);
        var points = new List<RoadPoint>();
        while (points.Count < count)
        {
            // Some at the very ends of edges, some twice on one edge.
            var fraction = random.Next(8) switch { 0 => 0, 1 => 1, _ => random.NextDouble() };
            var edge = points.Count % 10 == 9 ? points[^1].Edge : random.Next(map.Info.Edges);
            points.Add(map.PointAt(edge, fraction));
        }

        return points;
    }

    private static void AssertWayAddsUp(RouteSearch search, Hierarchy hierarchy, int[] first, int[] head, long[] cost, int from, int to, long expected)
    {
        var arcs = new List<int>();
        var (fromRank, toRank) = search.Unpack(arcs);
        Assert.Equal((hierarchy.RankOf[from], hierarchy.RankOf[to]), (fromRank, toRank));
        var at = from;
        var sum = 0L;
        foreach (var arc in arcs)
        {
            Assert.InRange(arc, first[at], first[at + 1] - 1);
            at = head[arc];
            sum += cost[arc];
        }

        Assert.Equal((to, expected), (at, sum));
    }

    private static (int, int) Cell(TravelMatrix matrix, int from, int to) => (matrix.Seconds(from, to), matrix.Metres(from, to));

    private static (int[] First, int[] Head, long[] Cost) RandomGraph(int nodes, int arcs, int seed)
    {
        var random = new Random(seed);
        var list = new List<(int From, int To, long Cost)>();
        for (var i = 0; i < arcs; i++) list.Add((random.Next(nodes), random.Next(nodes), random.Next(6) * Weight.Of(1, 0)));
        list.Sort();
        var first = new int[nodes + 1];
        foreach (var arc in list) first[arc.From + 1]++;
        for (var node = 0; node < nodes; node++) first[node + 1] += first[node];
        return (first, [.. list.Select(arc => arc.To)], [.. list.Select(arc => arc.Cost)]);
    }

    private static long[] PlainDijkstra(int[] first, int[] head, long[] cost, int from)
    {
        var best = new long[first.Length - 1];
        Array.Fill(best, Weight.Infinite);
        var queue = new PriorityQueue<int, long>();
        queue.Enqueue(from, best[from] = 0);
        while (queue.TryDequeue(out var node, out var key))
        {
            if (key > best[node]) continue;
            for (var arc = first[node]; arc < first[node + 1]; arc++)
            {
                if (key + cost[arc] >= best[head[arc]]) continue;
                best[head[arc]] = key + cost[arc];
                queue.Enqueue(head[arc], best[head[arc]]);
            }
        }

        return best;
    }
}
