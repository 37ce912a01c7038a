using MobileTeams.Roads.Hierarchies;

namespace MobileTeams.Roads.Network;

/// <summary>A graph over a road network that is searched, and the doors between it and points on roads. Immutable and thread-safe; its arcs' weights come with the times.</summary>
internal abstract class SearchGraph(RoadNetwork network)
{
    public RoadNetwork Network => network;

    /// <summary>The arcs out of node n are <c>First[n]</c> to <c>First[n + 1]</c>.</summary>
    public abstract int[] First { get; }

    public abstract int[] Head { get; }

    public int NodeCount => First.Length - 1;

    public int ArcCount => Head.Length;

    /// <summary>The weight of every arc, <see cref="Weight.Infinite"/> where it is closed.</summary>
    public abstract long[] Costs(EdgeTimes times);

    /// <summary>The road that an arc drives to its end (edge × 2, plus one against the drawing), or a negative number for a step that drives none.</summary>
    public abstract int RoadOf(int arc);

    /// <summary>The weight of one arc.</summary>
    public abstract long CostOf(int arc, EdgeTimes times);

    /// <summary>The same, where the node that it leaves is known.</summary>
    public virtual long CostFrom(int node, int arc, EdgeTimes times) => CostOf(arc, times);

    /// <summary>Calls back for the roads that begin at a node.</summary>
    public abstract void VisitRoads(int node, Action<int> visit);

    /// <summary>Adds where a trip from a point comes to first.</summary>
    public abstract void AddLeaving(RoadPoint point, EdgeTimes times, SeedSets seeds);

    /// <summary>Adds where a trip to a point comes from last.</summary>
    public abstract void AddEntering(RoadPoint point, EdgeTimes times, SeedSets seeds);

    /// <summary>The nodes in an order of elimination.</summary>
    public abstract int[] Order(Action<double>? onProgress, CancellationToken ct);
}
