using MobileTeams.Roads.Hierarchies;
using MobileTeams.Roads.Network;
using MobileTeams.Roads.Trips;

namespace MobileTeams.Roads;

/// <summary>The travel times of one map and mode under some conditions, ready to be asked. Immutable and thread-safe; the map stays as it is, so metrics can be swapped while others are in use.</summary>
public sealed class RoadMetric
{
    private readonly Lazy<RoadMetric>? plain;

    internal RoadMetric(TravelMode mode, RoadConditions conditions, EdgeTimes times, SearchGraph graph, Hierarchy hierarchy, Func<RoadMetric>? withoutTurns)
    {
        (Mode, Conditions, Times, Graph, Hierarchy) = (mode, conditions, times, graph, hierarchy);
        Trips = new TripFinder(graph, times, hierarchy);
        if (withoutTurns is not null) plain = new Lazy<RoadMetric>(withoutTurns);
    }

    /// <summary>Under which conditions.</summary>
    public RoadConditions Conditions { get; }

    /// <summary>Whether turns cost time and turn restrictions hold.</summary>
    public bool HasTurns => plain is not null;

    /// <summary>The same times, with every turn free and allowed; made when first asked for.</summary>
    public RoadMetric WithoutTurns => plain?.Value ?? this;

    internal TravelMode Mode { get; }

    internal EdgeTimes Times { get; }

    internal SearchGraph Graph { get; }

    internal Hierarchy Hierarchy { get; }

    internal TripFinder Trips { get; }
}
