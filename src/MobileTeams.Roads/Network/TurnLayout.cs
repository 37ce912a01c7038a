using System.Runtime.InteropServices;
using MobileTeams.Roads.Profile;
using MobileTeams.Roads.Space;

namespace MobileTeams.Roads.Network;

/// <summary>Lays out the turns of a network: which may be taken, and what each costs.</summary>
internal sealed class TurnLayout
{
    private const int None = -1;

    private readonly RoadNetwork network;
    private readonly TurnCosts costs;
    private readonly Departures departures;
    private readonly int[] nodeOf;
    private readonly List<int> roadOf = [];
    private readonly List<bool> isEntering = [];
    private readonly List<int> copyOf = [];
    private readonly Dictionary<int, List<int>> bansFrom = [];
    private readonly List<(int Ban, int At)[]> comeAlong = [];
    private readonly Dictionary<string, int> copyFor = [];
    private readonly int[] meeting;

    public TurnLayout(RoadNetwork network, TurnCosts costs)
    {
        (this.network, this.costs, departures) = (network, costs, network.Departures);
        nodeOf = new int[network.EdgeCount * 2];
        meeting = new int[network.JunctionCount];
        for (var road = 0; road < nodeOf.Length; road++)
        {
            meeting[network.StartOf(road)]++;
            nodeOf[road] = network.Ms(road) == RoadNetwork.Closed ? None : roadOf.Count;
            if (nodeOf[road] == None) continue;
            AddPlain(road, entering: false);
            if (network.LastStretchOnly[road >> 1]) AddPlain(road, entering: true);
        }

        for (var ban = 0; ban + 1 < network.BanFirst.Length; ban++)
        {
            ref var bans = ref CollectionsMarshal.GetValueRefOrAddDefault(bansFrom, network.BanRoad[network.BanFirst[ban]], out _);
            (bans ??= []).Add(ban);
        }
    }

    public TurnGraphArrays Lay()
    {
        var (first, head, turnMs) = (new List<int> { 0 }, new List<int>(), new List<int>());
        var turns = new List<(int Head, int Ms)>();

        // Copies are met on the way and laid out after all others.
        for (var node = 0; node < roadOf.Count; node++)
        {
            turns.Clear();
            AddTurns(node, turns);
            foreach (var (to, ms) in turns)
            {
                head.Add(to);
                turnMs.Add(ms);
            }

            first.Add(head.Count);
        }

        return new TurnGraphArrays { First = [.. first], Head = [.. head], TurnMs = [.. turnMs], RoadOf = [.. roadOf], NodeOf = nodeOf, CopyOf = [.. copyOf] };
    }

    private void AddPlain(int road, bool entering)
    {
        roadOf.Add(road);
        isEntering.Add(entering);
        comeAlong.Add([]);
    }

    private void AddTurns(int node, List<(int Head, int Ms)> turns)
    {
        var road = roadOf[node];
        var back = road ^ 1;
        foreach (var next in departures.From(network.EndOf(road)))
            if (next != back) AddTurn(node, road, next, turns);

        // One turns round where nothing else is left: at a dead end, or where every other turn is forbidden.
        if (turns.Count == 0 && nodeOf[back] != None) AddTurn(node, road, back, turns);
    }

    private void AddTurn(int node, int road, int next, List<(int Head, int Ms)> turns)
    {
        if (Follow(node, road, next) is not { } along) return;
        var (fromLast, toLast) = (network.LastStretchOnly[road >> 1], network.LastStretchOnly[next >> 1]);
        if (fromLast && isEntering[node])
        {
            if (toLast && !(IsOnFoot(road) && !IsOnFoot(next))) turns.Add((At(next, 1, along), CostOf(road, next)));
            return;
        }

        // Leaving, one may walk to the car and then drive; never the other way round.
        if (toLast && fromLast && !(IsOnFoot(next) && !IsOnFoot(road))) turns.Add((At(next, 0, along), CostOf(road, next)));
        turns.Add((At(next, toLast ? 1 : 0, along), CostOf(road, next)));
    }

    private bool IsOnFoot(int road) => network.Marks[road >> 1].HasFlag(RoadMarks.OnFoot);

    /// <summary>How far one has come along bans after turning into the next road; null where that completes one.</summary>
    private List<(int Ban, int At)>? Follow(int node, int road, int next)
    {
        var along = new List<(int Ban, int At)>();
        foreach (var (ban, at) in comeAlong[node])
            if (!Step(ban, at, next, along)) return null;
        if (!bansFrom.TryGetValue(road, out var bans)) return along;
        foreach (var ban in bans)
            if (!Step(ban, 0, next, along)) return null;
        return along;
    }

    private bool Step(int ban, int at, int next, List<(int Ban, int At)> along)
    {
        var sequence = network.BanRoad.AsSpan(network.BanFirst[ban], network.BanFirst[ban + 1] - network.BanFirst[ban]);
        if (sequence[at + 1] != next) return true;
        if (at + 2 == sequence.Length) return false;
        along.Add((ban, at + 1));
        return true;
    }

    /// <summary>The node of a road and layer for one who has come so far along bans.</summary>
    private int At(int road, int layer, List<(int Ban, int At)> along)
    {
        var plain = nodeOf[road] + layer;
        if (along.Count == 0) return plain;
        along.Sort();
        var key = $"{plain}:{string.Join(',', along)}";
        if (copyFor.TryGetValue(key, out var copy)) return copy;
        copyFor.Add(key, copy = roadOf.Count);
        roadOf.Add(road);
        isEntering.Add(isEntering[plain]);
        copyOf.Add(plain);
        comeAlong.Add([.. along]);
        return copy;
    }

    /// <summary>What it costs to turn from one road into the next, in milliseconds, whether or not it is allowed.</summary>
    public int CostOf(int road, int next)
    {
        var (edge, nextEdge) = (road >> 1, next >> 1);
        if (IsOnFoot(road) != IsOnFoot(next)) return costs.Parking;
        if (IsOnFoot(road) || network.Class[edge] == RoadClass.Ferry || network.Class[nextEdge] == RoadClass.Ferry) return 0;
        if (next == (road ^ 1)) return costs.UTurn;
        var junction = network.EndOf(road);
        var waits = network.HasSignal[junction] || network.Marks[edge].HasFlag((road & 1) == 0 ? RoadMarks.SignalForward : RoadMarks.SignalBackward) ? costs.Signal : 0;
        if (meeting[junction] < 3 || network.Marks[edge].HasFlag(RoadMarks.Roundabout)) return waits;
        var degrees = DegreesBetween(network, road, next);
        var isSameRoad = network.Name[edge] != 0 && network.Name[edge] == network.Name[nextEdge] && network.Class[edge] == network.Class[nextEdge];
        if (Math.Abs(degrees) < (isSameRoad ? TurnCosts.SameRoadDegrees : TurnCosts.StraightDegrees)) return waits;
        return waits + (degrees > 0 ? costs.Right : costs.Left) + (Math.Abs(degrees) > TurnCosts.SharpDegrees ? costs.Sharp : 0);
    }

    /// <summary>How far one turns from one road into the next, −180 to 180, to the right above 0.</summary>
    public static double DegreesBetween(RoadNetwork network, int road, int next)
    {
        var degrees = Bearing(network, next, atEnd: false) - Bearing(network, road, atEnd: true);
        return degrees <= -180 ? degrees + 360 : degrees > 180 ? degrees - 360 : degrees;
    }

    /// <summary>Where a road points at its beginning or end, clockwise from north in degrees.</summary>
    public static double Bearing(RoadNetwork network, int road, bool atEnd)
    {
        var (edge, last) = (road >> 1, network.PointCount(road >> 1) - 1);
        var atHead = atEnd == ((road & 1) == 0);
        var (at, beside) = atHead ? (network.Point(edge, last), network.Point(edge, last - 1)) : (network.Point(edge, 0), network.Point(edge, 1));
        var (from, to) = atEnd ? (beside, at) : (at, beside);
        var east = Degrees.Turned((double)to.Lon - from.Lon) * Math.Cos(double.DegreesToRadians(from.Lat * Degrees.PerUnit));
        return double.RadiansToDegrees(Math.Atan2(east, (double)to.Lat - from.Lat));
    }
}
