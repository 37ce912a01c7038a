using MobileTeams.Measures;

namespace MobileTeams.Roads.Osm;

/// <summary>A point of the map. The format keeps seven decimals of a degree (about a centimetre).</summary>
public readonly record struct OsmNode(long Id, GeoPoint Place, OsmTags Tags);

/// <summary>A line or an outline: node ids in order; closed when the first is the last.</summary>
public sealed record OsmWay(long Id, long[] Nodes, OsmTags Tags)
{
    public bool IsClosed => Nodes.Length > 3 && Nodes[0] == Nodes[^1];
}

/// <summary>Elements that mean something together, such as the ways of a lake or a turn restriction.</summary>
public sealed record OsmRelation(long Id, OsmMember[] Members, OsmTags Tags);

/// <summary>One element's part in a relation.</summary>
public readonly record struct OsmMember(OsmKind Kind, long Id, string Role);

/// <summary>The three kinds of element, numbered as in the file format.</summary>
public enum OsmKind
{
    Node = 0,
    Way = 1,
    Relation = 2,
}
