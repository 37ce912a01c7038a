using MobileTeams.Roads.Osm;
using MobileTeams.Roads.Profile;
using MobileTeams.Roads.Space;

namespace MobileTeams.Roads.Network;

/// <summary>The arrays of the network while they grow.</summary>
internal sealed class GrowingNetwork(NodePlaces places, byte[] kinds, RoadMarks[] signalAt, bool walksPastBarriers)
{
    private const byte Barred = 2;

    private readonly int[] junctionOf = Filled(kinds.Length);
    private readonly List<int> junctionLon = [], junctionLat = [], tail = [], head = [], decimetres = [], forwardMs = [], backwardMs = [], name = [];
    private readonly List<int> shapeFirst = [0], shapeLon = [], shapeLat = [];
    private readonly List<RoadClass> roadClass = [];
    private readonly List<bool> lastStretchOnly = [];
    private readonly List<long> wayId = [];
    private readonly List<RoadMarks> marks = [];
    private readonly List<byte> winterPercent = [];
    private readonly List<bool> hasSignal = [];
    private readonly Dictionary<int, int> walkedPast = [];
    private readonly List<int> run = [];
    private readonly List<(int Stop, int OnFoot)> pastBarriers = [];
    private RoadMarks passed;

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
        var start = JunctionAt(run[0], use);
        passed = RoadMarks.None;
        var metres = 0.0;
        for (var i = 1; i < run.Count; i++)
        {
            var (before, node) = (run[i - 1], run[i]);
            metres += Degrees.Metres(places.Lon(before), places.Lat(before), places.Lon(node), places.Lat(node));
            var isLast = i == run.Count - 1;
            if (kinds[node] == 0 && !isLast)
            {
                passed |= signalAt[node];
                shapeLon.Add(places.Lon(node));
                shapeLat.Add(places.Lat(node));
                continue;
            }

            Add(start, JunctionAt(node, use), metres, way.Id, use, wayName, wayMetres);
            if (isLast) return;
            (start, metres, passed) = (JunctionAt(node, use), 0, RoadMarks.None);
        }
    }

    public RoadNetwork Network(List<TurnRestriction> restrictions, int conditional, TextTable names)
    {
        var plain = Network(names, [], [restrictions.Count, 0, conditional]);
        var (banned, applied) = BannedTurns.Find(plain, restrictions, node => places.Find(node) is >= 0 and var at && kinds[at] != Barred ? junctionOf[at] : -1);
        return banned.Count == 0 ? plain : Network(names, banned, [restrictions.Count, applied, conditional]);
    }

    private RoadNetwork Network(TextTable names, List<int[]> banned, int[] restrictionCounts)
    {
        var (banFirst, banRoad) = (new List<int> { 0 }, new List<int>());
        foreach (var sequence in banned)
        {
            banRoad.AddRange(sequence);
            banFirst.Add(banRoad.Count);
        }

        return new RoadNetwork
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
            Marks = [.. marks],
            WinterPercent = [.. winterPercent],
            HasSignal = [.. hasSignal],
            Way = [.. wayId],
            ShapeFirst = [.. shapeFirst],
            ShapeLon = [.. shapeLon],
            ShapeLat = [.. shapeLat],
            BanFirst = [.. banFirst],
            BanRoad = [.. banRoad],
            RestrictionCounts = restrictionCounts,
            Names = names,
        };
    }

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
        marks.Add(use.Marks | passed);
        winterPercent.Add(use.WinterPercent);
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

    private int JunctionAt(int node, RoadUse use)
    {
        if (kinds[node] != Barred)
        {
            if (junctionOf[node] < 0) junctionOf[node] = NewJunction(node);
            return junctionOf[node];
        }

        if (!walksPastBarriers) return NewJunction(node);
        if (!walkedPast.TryGetValue(node, out var onFoot)) walkedPast.Add(node, onFoot = NewJunction(node));
        if (use.Marks.HasFlag(RoadMarks.OnFoot)) return onFoot;

        // The car stops here, and one walks on.
        var stop = NewJunction(node);
        pastBarriers.Add((stop, onFoot));
        return stop;
    }

    private int NewJunction(int node)
    {
        junctionLon.Add(places.Lon(node));
        junctionLat.Add(places.Lat(node));
        hasSignal.Add(signalAt[node] != RoadMarks.None);
        return junctionLon.Count - 1;
    }

    /// <summary>Between where cars stop at barriers and where one walks past them.</summary>
    public void JoinPastBarriers()
    {
        foreach (var (stop, onFoot) in pastBarriers) Add(stop, onFoot, 0, 0, new RoadUse(RoadClass.Walked, 5, 5, true) { Marks = RoadMarks.OnFoot }, 0, 0);
        pastBarriers.Clear();
    }

    private static int[] Filled(int length)
    {
        var filled = new int[length];
        Array.Fill(filled, -1);
        return filled;
    }
}
