using MobileTeams.Roads.Osm;
using MobileTeams.Roads.Profile;
using MobileTeams.Roads.Space;

namespace MobileTeams.Roads.Network;

/// <summary>Collects drivable ways, barriers and turn restrictions from an extract and ties them into a <see cref="RoadNetwork"/>.</summary>
/// <remarks>Ways are cut where they meet, end, or are barred. At a barrier each side gets a junction of its own, so that nobody passes.</remarks>
internal sealed class NetworkBuilder
{
    private readonly List<(OsmWay Way, RoadUse Use, int Name)> ways = [];
    private readonly List<TurnRestriction> restrictions = [];
    private readonly HashSet<long> barriers = [];
    private readonly TextTable.Builder names = new();

    public void Add(OsmRelation relation)
    {
        if (!relation.Tags.Is("type", "restriction")) return;
        var rule = relation.Tags["restriction:motorcar"] ?? relation.Tags["restriction"];
        if (rule is null || relation.Tags["except"]?.Contains("motorcar", StringComparison.Ordinal) == true) return;
        var isOnly = rule.StartsWith("only_", StringComparison.Ordinal);
        if (!isOnly && !rule.StartsWith("no_", StringComparison.Ordinal)) return;
        OsmMember? from = null, via = null, to = null;
        foreach (var member in relation.Members)
        {
            if (member is { Role: "from", Kind: OsmKind.Way }) from ??= member;
            if (member is { Role: "via", Kind: OsmKind.Node or OsmKind.Way }) via ??= member;
            if (member is { Role: "to", Kind: OsmKind.Way }) to ??= member;
        }

        if (from is { } a && via is { } b && to is { } c) restrictions.Add(new TurnRestriction(a.Id, b.Id, c.Id, b.Kind == OsmKind.Way, isOnly));
    }

    public void Add(OsmWay way, NodePlaces places)
    {
        if (way.Nodes.Length < 2 || CarProfile.Use(way.Tags) is not { } use || (use.ForwardKmh <= 0 && use.BackwardKmh <= 0)) return;
        ways.Add((way with { Tags = OsmTags.None }, use, names.Add(way.Tags["name"] ?? way.Tags["ref"])));
        places.Want(way.Nodes);
    }

    public void Add(OsmNode node)
    {
        if (CarProfile.IsBlocked(node.Tags)) barriers.Add(node.Id);
    }

    public RoadNetwork Build(NodePlaces places)
    {
        var isJunction = FindJunctions(places);
        var edges = new Edges(places, isJunction);
        foreach (var (way, use, name) in ways)
        {
            var wayMetres = use.Class == RoadClass.Ferry ? MetresOf(way, places) : 0;
            edges.Cut(way, use, name, wayMetres);
        }

        return edges.Network([.. restrictions], names.Build());
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

    /// <summary>The arrays of the network while they grow.</summary>
    private sealed class Edges(NodePlaces places, byte[] kinds)
    {
        private const byte Barred = 2;

        private readonly int[] junctionOf = Filled(kinds.Length);
        private readonly List<int> junctionLon = [], junctionLat = [], tail = [], head = [], decimetres = [], forwardMs = [], backwardMs = [], name = [];
        private readonly List<int> shapeFirst = [0], shapeLon = [], shapeLat = [];
        private readonly List<RoadClass> roadClass = [];
        private readonly List<bool> lastStretchOnly = [];
        private readonly List<long> wayId = [];
        private readonly List<int> run = [];

        /// <summary>Adds the way's edges. Where the extract was cut, what lies on either side is driven as far as it goes.</summary>
        public void Cut(OsmWay way, RoadUse use, int wayName, double wayMetres)
        {
            run.Clear();
            foreach (var id in way.Nodes)
            {
                var node = places.Find(id);
                if (!places.IsSeen(node))
                {
                    CutRun(way, use, wayName, wayMetres);
                    run.Clear();
                }
                else if (run.Count == 0 || run[^1] != node)
                {
                    run.Add(node);
                }
            }

            CutRun(way, use, wayName, wayMetres);
        }

        private void CutRun(OsmWay way, RoadUse use, int wayName, double wayMetres)
        {
            if (run.Count < 2) return;
            var start = JunctionAt(run[0]);
            var metres = 0.0;
            for (var i = 1; i < run.Count; i++)
            {
                var (before, node) = (run[i - 1], run[i]);
                metres += Degrees.Metres(places.Lon(before), places.Lat(before), places.Lon(node), places.Lat(node));
                var isLast = i == run.Count - 1;
                if (kinds[node] == 0 && !isLast)
                {
                    shapeLon.Add(places.Lon(node));
                    shapeLat.Add(places.Lat(node));
                    continue;
                }

                Add(start, JunctionAt(node), metres, way.Id, use, wayName, wayMetres);
                if (isLast) return;
                (start, metres) = (JunctionAt(node), 0);
            }
        }

        public RoadNetwork Network(TurnRestriction[] restrictions, TextTable names) => new()
        {
            JunctionLon = [.. junctionLon],
            JunctionLat = [.. junctionLat],
            Tail = [.. tail],
            Head = [.. head],
            Decimetres = [.. decimetres],
            ForwardMs = [.. forwardMs],
            BackwardMs = [.. backwardMs],
            Name = [.. name],
            Class = [.. roadClass],
            LastStretchOnly = [.. lastStretchOnly],
            Way = [.. wayId],
            ShapeFirst = [.. shapeFirst],
            ShapeLon = [.. shapeLon],
            ShapeLat = [.. shapeLat],
            Restrictions = restrictions,
            Names = names,
        };

        private void Add(int start, int end, double metres, long way, RoadUse use, int wayName, double wayMetres)
        {
            tail.Add(start);
            head.Add(end);
            decimetres.Add(Math.Max(1, (int)Math.Round(metres * 10)));
            forwardMs.Add(Milliseconds(metres, use.ForwardKmh, use, wayMetres));
            backwardMs.Add(Milliseconds(metres, use.BackwardKmh, use, wayMetres));
            name.Add(wayName);
            roadClass.Add(use.Class);
            lastStretchOnly.Add(use.LastStretchOnly);
            wayId.Add(way);
            shapeFirst.Add(shapeLon.Count);
        }

        private static int Milliseconds(double metres, double kmh, RoadUse use, double wayMetres)
        {
            if (kmh <= 0) return RoadNetwork.Closed;
            var seconds = metres * 3.6 / kmh;
            if (use.Class == RoadClass.Ferry)
            {
                // A crossing drawn in pieces is paid in pieces.
                var share = wayMetres > 0 ? metres / wayMetres : 1;
                if (use.CrossingSeconds > 0) seconds = use.CrossingSeconds * share;
                seconds += use.WaitingSeconds * share;
            }

            return Math.Max(1, (int)Math.Min(Math.Round(seconds * 1000), 1 << 28));
        }

        private int JunctionAt(int node)
        {
            if (kinds[node] != Barred && junctionOf[node] >= 0) return junctionOf[node];
            junctionLon.Add(places.Lon(node));
            junctionLat.Add(places.Lat(node));
            return junctionOf[node] = junctionLon.Count - 1;
        }

        private static int[] Filled(int length)
        {
            var filled = new int[length];
            Array.Fill(filled, -1);
            return filled;
        }
    }
}
