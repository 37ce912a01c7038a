using MobileTeams.Roads.Addresses;
using MobileTeams.Roads.BaseMap;
using MobileTeams.Roads.Hierarchies;
using MobileTeams.Roads.Network;
using MobileTeams.Roads.Space;

namespace MobileTeams.Roads;

/// <summary>Everything a map is made of and a map file holds.</summary>
internal sealed class MapParts
{
    public required string BuiltFrom { get; init; }

    /// <summary>One or more; the first is meant where none is named.</summary>
    public required ModeParts[] Modes { get; init; }

    public required AddressArrays Addresses { get; init; }

    public required DrawnFeatures Drawn { get; init; }
}

/// <summary>What one way of getting about is made of.</summary>
internal sealed class ModeParts
{
    public required string Profile { get; init; }

    public required RoadNetwork Network { get; init; }

    /// <summary>The large part of the network that each edge belongs to, or <see cref="Components.Island"/>.</summary>
    public required byte[] ComponentOfEdge { get; init; }

    public required int[] ComponentSizes { get; init; }

    /// <summary>The edges one may snap to.</summary>
    public required PackedTree SnapTree { get; init; }

    public required int[] SnapEdges { get; init; }

    /// <summary>The standard metric over the junction graph.</summary>
    public required Hierarchy Plain { get; init; }

    /// <summary>The turn graph and the standard metric over it, for those who heed turns.</summary>
    public required TurnGraphArrays? Turns { get; init; }

    public required Hierarchy? WithTurns { get; init; }
}
