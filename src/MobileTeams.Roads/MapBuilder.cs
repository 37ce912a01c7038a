using MobileTeams.Measures;
using MobileTeams.Roads.Hierarchies;
using MobileTeams.Roads.Network;
using MobileTeams.Roads.Osm;

namespace MobileTeams.Roads;

/// <summary>Reads an extract three times – relations, ways, nodes – and makes a map of it.</summary>
internal static class MapBuilder
{
    public static RoadMap Build(string path, IProgress<MapProgress>? progress, CancellationToken ct)
    {
        Action<double> Step(string name) => fraction => progress?.Report(new MapProgress(name, fraction));

        var (network, places) = (new NetworkBuilder(), new NodePlaces());
        OsmPbfReader.Read(path, onRelation: network.Add, onProgress: Step("reading relations"), ct: ct);
        OsmPbfReader.Read(path, onWay: way => network.Add(way, places), onProgress: Step("reading ways"), ct: ct);
        places.Seal();
        OsmPbfReader.Read(
            path,
            onNode: node =>
            {
                if (places.Find(node.Id) is >= 0 and var wanted) places.Set(wanted, node.Place);
                if (node.Tags.Count > 0) network.Add(node);
            },
            onProgress: Step("reading nodes"),
            ct: ct);

        var roads = network.Build(places);
        if (roads.EdgeCount == 0) throw new InputException("map.no-roads", "The map extract holds no road that a car may drive.", Path.GetFileName(path));
        var graph = RoutingGraph.Of(roads);
        var hierarchy = Contraction.Of(graph.First, graph.Head, graph.Cost, Step("contracting"), ct);
        return new RoadMap(Path.GetFileName(path), roads, graph, hierarchy);
    }
}
