using System.Runtime.InteropServices;
using MobileTeams.Roads.Network;

namespace MobileTeams.Roads.Files;

/// <summary>Writes the routing graph as raw arrays, node-based and without turn costs, in the layout that road-routing libraries exchange.</summary>
internal static class GraphExport
{
    public static void Write(RoutingGraph graph, string folder)
    {
        _ = Directory.CreateDirectory(folder);
        var junctions = graph.JunctionOfNodes();
        Write(folder, "first_out", graph.First);
        Write(folder, "head", graph.Head);
        Write(folder, "travel_time", Array.ConvertAll(graph.Cost, Weight.Ms));
        Write(folder, "latitude", Array.ConvertAll(junctions, junction => graph.Network.JunctionLat[junction] / 1e7f));
        Write(folder, "longitude", Array.ConvertAll(junctions, junction => graph.Network.JunctionLon[junction] / 1e7f));
    }

    private static void Write<T>(string folder, string name, T[] items)
        where T : unmanaged => File.WriteAllBytes(Path.Combine(folder, name), MemoryMarshal.AsBytes(items.AsSpan()));
}
