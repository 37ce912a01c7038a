using MobileTeams.Measures;

namespace MobileTeams.Roads;

/// <summary>What a map holds.</summary>
/// <param name="BuiltFrom">The extract's file name.</param>
/// <param name="RoutingNodes">Of the graph that is searched, turns included where the profile heeds them.</param>
/// <param name="Components">Large parts of the road network without a way between them, by their public junctions, the largest first.</param>
/// <param name="IslandEdges">Roads that cannot reach, or be reached from, any large part.</param>
/// <param name="TurnRestrictions">Restrictions in the extract that speak of the first profile.</param>
/// <param name="RoadKilometres">Of drivable road, each stretch once.</param>
/// <param name="Houses">Addresses with a number.</param>
/// <param name="DrawnFeatures">Lines, areas and labels of the base map.</param>
public sealed record MapInfo(
    string BuiltFrom,
    MapBounds Bounds,
    int Junctions,
    int Edges,
    int RoutingNodes,
    int RoutingArcs,
    int HierarchyArcs,
    IReadOnlyList<int> Components,
    int IslandEdges,
    int TurnRestrictions,
    double RoadKilometres,
    int Houses,
    int Streets,
    int Places,
    int DrawnFeatures)
{
    /// <summary>What the map was built for.</summary>
    public IReadOnlyList<string> Profiles { get; init; } = [];

    /// <summary>Of the restrictions, those that forbid a turn here; the others have no roads in this extract or do not hang together.</summary>
    public int RestrictionsApplied { get; init; }

    /// <summary>Restrictions that hold at times only: passed over.</summary>
    public int RestrictionsConditional { get; init; }

    /// <summary>The metrics that can be named; others come with areas.</summary>
    public IReadOnlyList<string> Metrics => RoadConditions.Names;
}

/// <summary>The rectangle that a map covers, in degrees.</summary>
public readonly record struct MapBounds(double West, double South, double East, double North)
{
    public bool Holds(GeoPoint place) => place.Lon >= West && place.Lon <= East && place.Lat >= South && place.Lat <= North;
}

/// <summary>How far building a map has come.</summary>
/// <param name="Step">What is being done.</param>
/// <param name="Fraction">Of this step, 0 to 1.</param>
public readonly record struct MapProgress(string Step, double Fraction);
