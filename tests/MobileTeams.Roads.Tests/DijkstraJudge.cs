using MobileTeams.Roads.Network;

namespace MobileTeams.Roads.Tests;

/// <summary>The slow judge: plain Dijkstra over edges and junctions, with the rule of the last stretch as three phases of a trip. Knows no turns. Shares nothing with the graphs that are searched.</summary>
internal sealed class DijkstraJudge
{
    private readonly RoadNetwork network;
    private readonly EdgeTimes times;
    private readonly List<(int Edge, bool Forward)>[] outOf;

    /// <param name="times">Under which conditions; the network's own times where nothing is said.</param>
    public DijkstraJudge(RoadNetwork network, EdgeTimes? times = null)
    {
        this.network = network;
        this.times = times ?? new EdgeTimes(network, network.ForwardMs, network.BackwardMs);
        outOf = new List<(int, bool)>[network.JunctionCount];
        for (var junction = 0; junction < outOf.Length; junction++) outOf[junction] = [];
        for (var edge = 0; edge < network.EdgeCount; edge++)
        {
            if (Forward(edge) >= 0) outOf[network.Tail[edge]].Add((edge, true));
            if (Backward(edge) >= 0) outOf[network.Head[edge]].Add((edge, false));
        }
    }

    /// <summary>(milliseconds, decimetres) to each target, or null.</summary>
    public (long Ms, long Dm)?[] From(RoadPoint source, IReadOnlyList<RoadPoint> targets)
    {
        var settled = new Dictionary<(int Junction, int Phase), (long Ms, long Dm)>();
        var queue = new PriorityQueue<(int Junction, int Phase), (long Ms, long Dm)>();
        var startPhase = network.LastStretchOnly[source.Edge] ? 0 : 1;
        var (wholeDm, partDm) = (network.Decimetres[source.Edge], Rounded(source.Fraction, network.Decimetres[source.Edge]));
        if (Forward(source.Edge) >= 0)
            queue.Enqueue((network.Head[source.Edge], startPhase), (Forward(source.Edge) - Rounded(source.Fraction, Forward(source.Edge)), wholeDm - partDm));
        if (Backward(source.Edge) >= 0)
            queue.Enqueue((network.Tail[source.Edge], startPhase), (Rounded(source.Fraction, Backward(source.Edge)), partDm));
        while (queue.TryDequeue(out var state, out var cost))
        {
            if (!settled.TryAdd(state, cost)) continue;
            if (state.Phase < 2) queue.Enqueue((state.Junction, state.Phase + 1), cost);
            foreach (var (edge, forward) in outOf[state.Junction])
            {
                if (network.LastStretchOnly[edge] == (state.Phase == 1)) continue;
                var ms = forward ? Forward(edge) : Backward(edge);
                queue.Enqueue((forward ? network.Head[edge] : network.Tail[edge], state.Phase), (cost.Ms + ms, cost.Dm + network.Decimetres[edge]));
            }
        }

        return [.. targets.Select(target => To(source, target, settled))];
    }

    private (long, long)? To(RoadPoint source, RoadPoint target, Dictionary<(int, int), (long Ms, long Dm)> settled)
    {
        var edge = target.Edge;
        var (forward, backward, dm) = (Forward(edge), Backward(edge), network.Decimetres[edge]);
        var phase = network.LastStretchOnly[edge] ? 2 : 1;
        var candidates = new List<(long, long)>();
        if (forward >= 0 && settled.TryGetValue((network.Tail[edge], phase), out var tail))
            candidates.Add((tail.Ms + Rounded(target.Fraction, forward), tail.Dm + Rounded(target.Fraction, dm)));
        if (backward >= 0 && settled.TryGetValue((network.Head[edge], phase), out var head))
            candidates.Add((head.Ms + backward - Rounded(target.Fraction, backward), head.Dm + dm - Rounded(target.Fraction, dm)));
        if (source.Edge == edge)
        {
            var (from, to) = (source.Fraction, target.Fraction);
            if (from == to && (forward >= 0 || backward >= 0)) candidates.Add((0, 0));
            if (from < to && forward >= 0) candidates.Add((Rounded(to, forward) - Rounded(from, forward), Rounded(to, dm) - Rounded(from, dm)));
            if (from > to && backward >= 0) candidates.Add((Rounded(from, backward) - Rounded(to, backward), Rounded(from, dm) - Rounded(to, dm)));
        }

        return candidates.Count == 0 ? null : candidates.Min();
    }

    private int Forward(int edge) => times.Ms(edge * 2);

    private int Backward(int edge) => times.Ms((edge * 2) + 1);

    private static int Rounded(double fraction, int whole) => (int)Math.Round(fraction * whole);
}
