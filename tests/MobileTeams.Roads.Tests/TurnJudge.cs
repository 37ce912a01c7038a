using MobileTeams.Roads.Network;
using MobileTeams.Roads.Profile;

namespace MobileTeams.Roads.Tests;

/// <summary>The slow judge of turns: plain Dijkstra over roads as driven, which looks back over the roads it came by and asks each ban in turn. Shares nothing with the turn graph but the price of a turn.</summary>
internal sealed class TurnJudge
{
    private readonly RoadNetwork network;
    private readonly EdgeTimes times;
    private readonly TurnLayout prices;
    private readonly List<int>[] outOf;
    private readonly List<int[]> bans = [];
    private readonly HashSet<int> remembered = [];
    private readonly int memory;

    public TurnJudge(RoadNetwork network, EdgeTimes times, TurnCosts costs)
    {
        (this.network, this.times, prices) = (network, times, new TurnLayout(network, costs));
        outOf = new List<int>[network.JunctionCount];
        for (var junction = 0; junction < outOf.Length; junction++) outOf[junction] = [];
        for (var road = 0; road < network.EdgeCount * 2; road++)
            if (network.Ms(road) >= 0) outOf[network.StartOf(road)].Add(road);
        for (var ban = 0; ban + 1 < network.BanFirst.Length; ban++)
        {
            var sequence = network.BanRoad[network.BanFirst[ban]..network.BanFirst[ban + 1]];
            bans.Add(sequence);
            foreach (var road in sequence[..^1]) remembered.Add(road);
            memory = Math.Max(memory, sequence.Length - 1);
        }
    }

    /// <summary>(milliseconds, decimetres) to each target, or null.</summary>
    public (long Ms, long Dm)?[] From(RoadPoint source, IReadOnlyList<RoadPoint> targets)
    {
        var best = new Dictionary<(int Road, int Phase), long>();
        var settled = new HashSet<(int Road, int Phase, string Past)>();
        var queue = new PriorityQueue<(int Road, int Phase, int[] Past), long>();
        for (var road = source.Edge * 2; road < (source.Edge * 2) + 2; road++)
            if (!times.IsClosed(road) && source.IsOn(road)) queue.Enqueue((road, network.LastStretchOnly[source.Edge] ? 0 : 1, Remembered([], road)), times.ToEnd(source, road));
        while (queue.TryDequeue(out var state, out var cost))
        {
            if (!settled.Add((state.Road, state.Phase, string.Join(',', state.Past)))) continue;
            foreach (var (next, phase) in Next(state))
            {
                if (times.IsClosed(next)) continue;
                var begun = cost + Weight.Of(prices.CostOf(state.Road, next), 0);
                if (!best.TryGetValue((next, phase), out var before) || begun < before) best[(next, phase)] = begun;
                queue.Enqueue((next, phase, Remembered(state.Past, next)), begun + times.Whole(next));
            }
        }

        return [.. targets.Select(target => To(source, target, best))];
    }

    private (long, long)? To(RoadPoint source, RoadPoint target, Dictionary<(int, int), long> best)
    {
        var least = Straight(source, target);
        for (var road = target.Edge * 2; road < (target.Edge * 2) + 2; road++)
            if (!times.IsClosed(road) && target.IsOn(road) && best.TryGetValue((road, network.LastStretchOnly[target.Edge] ? 2 : 1), out var begun)) least = Math.Min(least, begun + times.FromStart(target, road));
        return least >= Weight.Infinite ? null : (Weight.Ms(least), Weight.Decimetres(least));
    }

    /// <summary>Along a road that both lie on, when the target comes no sooner than the source.</summary>
    private long Straight(RoadPoint source, RoadPoint target)
    {
        var least = Weight.Infinite;
        if (source.Edge != target.Edge) return least;
        foreach (var (road, ahead) in new[] { (source.Edge * 2, target.Fraction - source.Fraction), ((source.Edge * 2) + 1, source.Fraction - target.Fraction) })
            if (ahead >= 0 && !times.IsClosed(road) && source.IsOn(road) && target.IsOn(road)) least = Math.Min(least, times.FromStart(target, road) - times.FromStart(source, road));
        return least;
    }

    private List<(int Road, int Phase)> Next((int Road, int Phase, int[] Past) state)
    {
        var next = new List<(int, int)>();
        foreach (var road in outOf[network.EndOf(state.Road)])
            if (road != (state.Road ^ 1)) AddPhases(state, road, next);
        if (next.Count == 0 && network.Ms(state.Road ^ 1) >= 0) AddPhases(state, state.Road ^ 1, next);
        return next;
    }

    private void AddPhases((int Road, int Phase, int[] Past) state, int road, List<(int, int)> next)
    {
        int[] driven = [.. state.Past, road];
        if (bans.Any(ban => driven.AsSpan().EndsWith(ban))) return;
        var isLast = network.LastStretchOnly[road >> 1];
        if (!isLast && state.Phase < 2) next.Add((road, 1));
        if (isLast && state.Phase == 0) next.Add((road, 0));
        if (isLast) next.Add((road, 2));
    }

    /// <summary>The roads come by, as far back as some ban may ask for.</summary>
    private int[] Remembered(int[] past, int road)
    {
        if (!remembered.Contains(road)) return [];
        int[] all = [.. past, road];
        return all.Length > memory ? all[^memory..] : all;
    }
}
