using MobileTeams.Measures;
using MobileTeams.Roads.Addresses;
using MobileTeams.Roads.BaseMap;
using MobileTeams.Roads.Hierarchies;
using MobileTeams.Roads.Network;
using MobileTeams.Roads.Osm;

namespace MobileTeams.Roads;

/// <summary>Reads an extract three times – relations, ways, nodes – and makes a map of it.</summary>
internal static class MapBuilder
{
    public static MapParts Build(string path, IProgress<MapProgress>? progress, CancellationToken ct)
    {
        Action<double> Step(string name) => fraction => progress?.Report(new MapProgress(name, fraction));

        var (network, addresses, baseMap, places) = (new NetworkBuilder(), new AddressBuilder(), new BaseMapBuilder(), new NodePlaces());
        OsmPbfReader.Read(
            path,
            onRelation: relation =>
            {
                network.Add(relation);
                baseMap.Add(relation);
            },
            onProgress: Step("reading relations"),
            ct: ct);
        OsmPbfReader.Read(
            path,
            onWay: way =>
            {
                network.Add(way, places);
                addresses.Add(way, places);
                baseMap.Add(way, places);
            },
            onProgress: Step("reading ways"),
            ct: ct);
        places.Seal();
        OsmPbfReader.Read(
            path,
            onNode: node =>
            {
                if (places.Find(node.Id) is >= 0 and var wanted) places.Set(wanted, node.Place);
                if (node.Tags.Count == 0) return;
                network.Add(node);
                addresses.Add(node);
                baseMap.Add(node);
            },
            onProgress: Step("reading nodes"),
            ct: ct);

        var roads = network.Build(places);
        if (roads.EdgeCount == 0) throw new InputException("map.no-roads", "The map extract holds no road that a car may drive.", Path.GetFileName(path));
        Step("connecting")(0);
        var graph = RoutingGraph.Of(roads);
        var (componentOfEdge, componentSizes) = Network.Components.Find(graph);
        var (snapTree, snapEdges) = Snapper.Index(roads);
        Step("naming")(0);
        var register = addresses.Build(places);
        Step("drawing")(0);
        var drawn = baseMap.Build(places);
        return new MapParts
        {
            BuiltFrom = Path.GetFileName(path),
            Network = roads,
            ComponentOfEdge = componentOfEdge,
            ComponentSizes = componentSizes,
            SnapTree = snapTree,
            SnapEdges = snapEdges,
            Addresses = register,
            Drawn = drawn,
            Hierarchy = Customization.Of(Skeleton.Of(graph.First, graph.Head, Order(graph, Step("ordering"), ct)), graph.Cost),
        };
    }

    private static int[] Order(RoutingGraph graph, Action<double> onProgress, CancellationToken ct)
    {
        onProgress(0);
        var (junctions, lon, lat) = (graph.JunctionOfNodes(), new float[graph.NodeCount], new float[graph.NodeCount]);
        for (var node = 0; node < junctions.Length; node++)
            (lon[node], lat[node]) = (graph.Network.JunctionLon[junctions[node]] / 1e7f, graph.Network.JunctionLat[junctions[node]] / 1e7f);
        return Dissection.OfNodes(graph.First, graph.Head, lon, lat, onProgress, ct);
    }
}
