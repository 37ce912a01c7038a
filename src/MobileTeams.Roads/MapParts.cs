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

    public required RoadNetwork Network { get; init; }

    public required Hierarchy Hierarchy { get; init; }

    /// <summary>The large part of the network that each edge belongs to, or <see cref="Network.Components.Island"/>.</summary>
    public required byte[] ComponentOfEdge { get; init; }

    public required int[] ComponentSizes { get; init; }

    /// <summary>The edges one may snap to.</summary>
    public required PackedTree SnapTree { get; init; }

    public required int[] SnapEdges { get; init; }

    public required AddressArrays Addresses { get; init; }

    public required DrawnFeatures Drawn { get; init; }
}
