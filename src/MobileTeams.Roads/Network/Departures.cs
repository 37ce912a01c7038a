namespace MobileTeams.Roads.Network;

/// <summary>The roads that begin at each junction. A road is an edge driven one way: <c>edge × 2</c>, plus one against the drawing. Immutable and thread-safe.</summary>
internal sealed class Departures
{
    private readonly int[] first;
    private readonly int[] roads;

    public Departures(RoadNetwork network)
    {
        var starts = new int[network.JunctionCount + 2];
        for (var road = 0; road < network.EdgeCount * 2; road++)
            if (network.Ms(road) != RoadNetwork.Closed) starts[network.StartOf(road) + 2]++;
        for (var junction = 0; junction < network.JunctionCount; junction++) starts[junction + 2] += starts[junction + 1];
        roads = new int[starts[^1]];
        for (var road = 0; road < network.EdgeCount * 2; road++)
            if (network.Ms(road) != RoadNetwork.Closed) roads[starts[network.StartOf(road) + 1]++] = road;
        first = starts[..^1];
    }

    public ReadOnlySpan<int> From(int junction) => roads.AsSpan(first[junction], first[junction + 1] - first[junction]);
}
