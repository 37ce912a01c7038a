using System.Runtime.InteropServices;
using MobileTeams.Measures;

namespace MobileTeams.Roads.Tests;

public sealed class RawGraphsAreAnsweredExactlyTests : IDisposable
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("raw-graph-");

    public void Dispose() => folder.Delete(recursive: true);

    [Theory]
    [InlineData(1, 0)]
    [InlineData(3, 4)]
    [InlineData(60, 100)]
    [InlineData(300, 700)]
    [InlineData(90, 2_000)]
    public void Graphs_with_parallel_arcs_loops_free_arcs_and_lonely_nodes(int nodes, int arcs)
    {
        for (var seed = 0; seed < 4; seed++)
        {
            var random = new Random(seed);
            var list = Enumerable.Range(0, arcs).Select(_ => (From: random.Next(nodes), To: random.Next(nodes), Time: (uint)(random.Next(3) * random.Next(5_000)))).Order().ToArray();
            var firstOut = new int[nodes + 1];
            for (var node = 0; node < nodes; node++) firstOut[node + 1] = list.Count(arc => arc.From <= node);
            Write("first_out", firstOut);
            Write("head", [.. list.Select(arc => arc.To)]);
            Write("travel_time", [.. list.Select(arc => arc.Time)]);
            var graph = RawGraph.Load(folder.FullName);
            graph.Prepare();

            // Numbers may stand twice.
            int[] asked = [.. Enumerable.Range(0, nodes), nodes - 1, 0];
            var matrix = graph.Matrix(asked, threads: 1 + seed);
            for (var row = 0; row < asked.Length; row++)
            {
                var expected = BellmanFord(nodes, list, asked[row]);
                for (var column = 0; column < asked.Length; column++)
                {
                    Assert.Equal(expected[asked[column]], matrix[(row * asked.Length) + column]);
                    var (time, way) = graph.Route(asked[row], asked[column]);
                    Assert.Equal(expected[asked[column]], time);
                    if (time == RawGraph.Unreachable) continue;
                    Assert.Equal((asked[row], asked[column]), (way[0], way[^1]));
                    Assert.Equal(time, way.Zip(way.Skip(1), (a, b) => list.Where(arc => arc.From == a && arc.To == b).Min(arc => arc.Time)).Aggregate(0u, (sum, one) => sum + one));
                }
            }
        }
    }

    [Fact]
    public void Arrays_that_are_no_graph_are_refused_with_the_file()
    {
        Write<int>("first_out", [0, 1, 2]);
        Write<int>("head", [1, 2]);
        Write<uint>("travel_time", [5, 5]);
        Assert.Equal("map.graph-invalid", Refusal().Code); // arc 1 leads to node 2 of 2
        Write<int>("head", [1, 0]);
        Write<uint>("travel_time", [5]);
        Assert.Contains("travel_time", Refusal().Message, StringComparison.Ordinal);
        Write<uint>("travel_time", [5, 5]);
        Write<int>("first_out", [0, 2, 1]);
        Assert.Contains("first_out", Refusal().Message, StringComparison.Ordinal);
        File.Delete(Path.Combine(folder.FullName, "head"));
        Assert.Equal("map.graph-unreadable", Refusal().Code);
    }

    [Fact]
    public void A_node_that_is_not_there_is_refused()
    {
        Write<int>("first_out", [0, 0]);
        Write<int>("head", []);
        Write<uint>("travel_time", []);
        Write<int>("nodes", [0, 1]);
        var graph = RawGraph.Load(folder.FullName);
        Assert.Equal("map.graph-invalid", Assert.Throws<InputException>(() => graph.LoadNodes(Path.Combine(folder.FullName, "nodes"))).Code);
    }

    private InputException Refusal() => Assert.Throws<InputException>(() => RawGraph.Load(folder.FullName));

    private void Write<T>(string name, T[] items)
        where T : unmanaged => File.WriteAllBytes(Path.Combine(folder.FullName, name), MemoryMarshal.AsBytes(items.AsSpan()));

    private static uint[] BellmanFord(int nodes, (int From, int To, uint Time)[] arcs, int start)
    {
        var best = new uint[nodes];
        Array.Fill(best, RawGraph.Unreachable);
        best[start] = 0;
        for (var changed = true; changed;)
        {
            changed = false;
            foreach (var (from, to, time) in arcs)
            {
                if (best[from] == RawGraph.Unreachable || best[from] + time >= best[to]) continue;
                best[to] = best[from] + time;
                changed = true;
            }
        }

        return best;
    }
}
