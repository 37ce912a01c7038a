using MobileTeams.Roads.Osm;
using MobileTeams.Roads.Profile;
using MobileTeams.Roads.Space;

namespace MobileTeams.Roads.Network;

/// <summary>Collects the ways that a profile may use, barriers, signals and turn restrictions from an extract, and ties them into a <see cref="RoadNetwork"/>.</summary>
/// <remarks>Ways are cut where they meet, end, or are barred. At a barrier each side gets a junction of its own, so that nobody passes.</remarks>
internal sealed class NetworkBuilder(TravelProfile profile)
{
    private readonly List<(OsmWay Way, RoadUse Use, int Name)> ways = [];
    private readonly List<TurnRestriction> restrictions = [];
    private readonly HashSet<long> barriers = [];
    private readonly Dictionary<long, RoadMarks> signals = [];
    private readonly TextTable.Builder names = new();
    private int conditional;

    public TravelProfile Profile => profile;

    public void Add(OsmRelation relation)
    {
        if (!profile.HeedsTurns || relation.Tags["type"] is not { } type || !type.StartsWith("restriction", StringComparison.Ordinal)) return;
        if (RuleOf(relation.Tags) is not { } rule)
        {
            if (relation.Tags.Has("restriction:conditional")) conditional++;
            return;
        }

        var isOnly = rule.StartsWith("only_", StringComparison.Ordinal);
        if (!isOnly && !rule.StartsWith("no_", StringComparison.Ordinal)) return;
        var (from, via, to, node) = (new List<long>(), new List<long>(), new List<long>(), (long?)null);
        foreach (var member in relation.Members)
        {
            if (member is { Role: "from", Kind: OsmKind.Way }) from.Add(member.Id);
            if (member is { Role: "to", Kind: OsmKind.Way }) to.Add(member.Id);
            if (member is { Role: "via", Kind: OsmKind.Way }) via.Add(member.Id);
            if (member is { Role: "via", Kind: OsmKind.Node }) node ??= member.Id;
        }

        if (from.Count > 0 && to.Count > 0 && (node is not null || via.Count > 0)) restrictions.Add(new TurnRestriction([.. from], node, [.. via], [.. to], isOnly, rule == "no_u_turn"));
    }

    public void Add(OsmWay way, NodePlaces places)
    {
        if (way.Nodes.Length < 2 || profile.Use(way.Tags) is not { } use || (use.ForwardKmh <= 0 && use.BackwardKmh <= 0)) return;
        ways.Add((way with { Tags = OsmTags.None }, use, names.Add(way.Tags["name"] ?? way.Tags["ref"])));
        places.Want(way.Nodes);
    }

    public void Add(OsmNode node)
    {
        if (profile.IsBlocked(node.Tags)) barriers.Add(node.Id);
        if (!node.Tags.Is("highway", "traffic_signals")) return;
        signals[node.Id] = node.Tags["traffic_signals:direction"] switch
        {
            "forward" => RoadMarks.SignalForward,
            "backward" => RoadMarks.SignalBackward,
            _ => RoadMarks.SignalForward | RoadMarks.SignalBackward,
        };
    }

    public RoadNetwork Build(NodePlaces places)
    {
        var isJunction = FindJunctions(places);
        var signalAt = new RoadMarks[places.Count];
        foreach (var (node, marks) in signals)
            if (places.Find(node) is >= 0 and var at) signalAt[at] = marks;
        var edges = new GrowingNetwork(places, isJunction, signalAt, profile.WalksPastBarriers);
        foreach (var (way, use, name) in ways)
        {
            var wayMetres = use.Class == RoadClass.Ferry ? MetresOf(way, places) : 0;
            edges.Cut(way, use, name, wayMetres);
        }

        edges.JoinPastBarriers();
        return edges.Network(restrictions, conditional, names.Build());
    }

    private string? RuleOf(OsmTags tags)
    {
        foreach (var vehicle in profile.Vehicles)
            if (tags["restriction:" + vehicle] is { } own) return own;
        if (tags["restriction"] is not { } rule) return null;
        foreach (var exempt in (tags["except"] ?? "").Split(';', StringSplitOptions.TrimEntries))
            foreach (var vehicle in profile.Vehicles)
                if (exempt == vehicle) return null;

        // A rule for lorries or buses stands under their own name and says nothing here.
        return tags["type"] == "restriction" ? rule : null;
    }

    /// <summary>For each node that is wanted: whether roads meet or end there (1), or whether it is barred (2).</summary>
    private byte[] FindJunctions(NodePlaces places)
    {
        var uses = new byte[places.Count];
        foreach (var (way, _, _) in ways)
        {
            for (var i = 0; i < way.Nodes.Length; i++)
            {
                var node = places.Find(way.Nodes[i]);
                var counted = uses[node] + (i == 0 || i == way.Nodes.Length - 1 ? 2 : 1);
                uses[node] = (byte)Math.Min(counted, 2);
            }
        }

        for (var i = 0; i < uses.Length; i++) uses[i] = (byte)(uses[i] > 1 ? 1 : 0);
        foreach (var barrier in barriers)
            if (places.Find(barrier) is >= 0 and var node) uses[node] = 2;
        return uses;
    }

    private static double MetresOf(OsmWay way, NodePlaces places)
    {
        var metres = 0.0;
        var before = -1;
        foreach (var id in way.Nodes)
        {
            var node = places.Find(id);
            if (!places.IsSeen(node)) continue;
            if (before >= 0) metres += Degrees.Metres(places.Lon(before), places.Lat(before), places.Lon(node), places.Lat(node));
            before = node;
        }

        return metres;
    }
}
