using MobileTeams.Measures;
using MobileTeams.Roads.Addresses;
using MobileTeams.Roads.BaseMap;
using MobileTeams.Roads.Hierarchies;
using MobileTeams.Roads.Network;
using MobileTeams.Roads.Osm;
using MobileTeams.Roads.Profile;

namespace MobileTeams.Roads;

/// <summary>Reads an extract three times – relations, ways, nodes – and makes a map of it.</summary>
internal static class MapBuilder
{
    public static MapParts Build(string path, IReadOnlyList<TravelProfile> profiles, string? addressFile, IProgress<MapProgress>? progress, CancellationToken ct)
    {
        Action<double> Step(string name) => fraction => progress?.Report(new MapProgress(name, fraction));

        var networks = new List<NetworkBuilder>();
        foreach (var profile in profiles) networks.Add(new NetworkBuilder(profile));
        var (addresses, baseMap, places) = (new AddressBuilder(), new BaseMapBuilder(), new NodePlaces());
        OsmReader.Read(
            path,
            onRelation: relation =>
            {
                foreach (var network in networks) network.Add(relation);
                baseMap.Add(relation);
            },
            onProgress: Step("reading relations"),
            ct: ct);
        OsmReader.Read(
            path,
            onWay: way =>
            {
                foreach (var network in networks) network.Add(way, places);
                addresses.Add(way, places);
                baseMap.Add(way, places);
            },
            onProgress: Step("reading ways"),
            ct: ct);
        places.Seal();
        OsmReader.Read(
            path,
            onNode: node =>
            {
                if (places.Find(node.Id) is >= 0 and var wanted) places.Set(wanted, node.Place);
                if (node.Tags.Count == 0) return;
                foreach (var network in networks) network.Add(node);
                addresses.Add(node);
                baseMap.Add(node);
            },
            onProgress: Step("reading nodes"),
            ct: ct);

        var modes = new ModeParts[networks.Count];
        for (var i = 0; i < modes.Length; i++) modes[i] = ModeOf(networks[i], places, path, progress, ct);
        Step("naming")(0);
        if (addressFile is not null) addresses.AddRegister(addressFile, modes[0].SnapTree.Bounds);
        var register = addresses.Build(places);
        Step("drawing")(0);
        return new MapParts { BuiltFrom = Path.GetFileName(path), Modes = modes, Addresses = register, Drawn = baseMap.Build(places) };
    }

    private static ModeParts ModeOf(NetworkBuilder builder, NodePlaces places, string path, IProgress<MapProgress>? progress, CancellationToken ct)
    {
        var (profile, network) = (builder.Profile, builder.Build(places));
        Action<double> Step(string name) => fraction => progress?.Report(new MapProgress($"{name}, {profile.Name}", fraction));

        if (network.EdgeCount == 0)
            throw new InputException("map.no-roads", $"The map extract holds no road for the profile '{profile.Name}'. Give an extract with roads, or leave the profile out.", Path.GetFileName(path));
        Step("connecting")(0);
        var (junctions, times) = (JunctionGraph.Of(network), ConditionTimes.Of(network, RoadConditions.Standard, isMotorised: false));
        var (componentOfEdge, componentSizes) = Components.Find(junctions);
        var (snapTree, snapEdges) = Snapper.Index(network);
        var turns = profile.HeedsTurns ? TurnGraph.Of(network, profile.Turns) : null;
        return new ModeParts
        {
            Profile = profile.Name,
            Network = network,
            ComponentOfEdge = componentOfEdge,
            ComponentSizes = componentSizes,
            SnapTree = snapTree,
            SnapEdges = snapEdges,
            Plain = Prepared(junctions, times, Step("ordering"), ct),
            Turns = turns?.Arrays,
            WithTurns = turns is null ? null : Prepared(turns, times, Step("ordering turns"), ct),
        };
    }

    private static Hierarchy Prepared(SearchGraph graph, EdgeTimes times, Action<double> onProgress, CancellationToken ct)
    {
        onProgress(0);
        return Customization.Of(Skeleton.Of(graph.First, graph.Head, graph.Order(onProgress, ct)), graph.Costs(times));
    }
}
