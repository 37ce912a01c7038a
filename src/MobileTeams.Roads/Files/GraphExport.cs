using System.Runtime.InteropServices;
using MobileTeams.Roads.Network;

namespace MobileTeams.Roads.Files;

/// <summary>Writes the routing graph as raw arrays, node-based and without turn costs, in the layout that road-routing libraries exchange.</summary>
internal static class GraphExport
{
    public static void Write(JunctionGraph graph, EdgeTimes times, string folder)
    {
        _ = Directory.CreateDirectory(folder);
        var (junctions, costs) = (graph.JunctionOfNodes(), graph.Costs(times));
        var (first, head, time) = (new List<int> { 0 }, new List<int>(), new List<int>());
        for (var node = 0; node < graph.NodeCount; node++)
        {
            for (var arc = graph.First[node]; arc < graph.First[node + 1]; arc++)
            {
                if (costs[arc] >= Weight.Infinite) continue;
                head.Add(graph.Head[arc]);
                time.Add(Weight.Ms(costs[arc]));
            }

            first.Add(head.Count);
        }

        Write(folder, "first_out", CollectionsMarshal.AsSpan(first));
        Write(folder, "head", CollectionsMarshal.AsSpan(head));
        Write(folder, "travel_time", CollectionsMarshal.AsSpan(time));
        Write<float>(folder, "latitude", Array.ConvertAll(junctions, junction => graph.Network.JunctionLat[junction] / 1e7f));
        Write<float>(folder, "longitude", Array.ConvertAll(junctions, junction => graph.Network.JunctionLon[junction] / 1e7f));
    }

    private static void Write<T>(string folder, string name, Span<T> items)
        where T : unmanaged
    {
        using var file = File.Create(Path.Combine(folder, name));
        file.Write(MemoryMarshal.AsBytes(items));
    }
}
