namespace MobileTeams.Roads.Hierarchies;

/// <summary>Where a search begins or ends: a node of the graph, and the weight between it and the point on a road.</summary>
internal readonly record struct Seed(int Node, long Cost);
