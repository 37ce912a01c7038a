namespace MobileTeams.Roads.Network;

/// <summary>A turn that may not be taken, or the only one that may, by the extract's ids.</summary>
/// <param name="ViaNode">The node between, where it is one; otherwise the ways of <paramref name="ViaWays"/> in order.</param>
internal sealed record TurnRestriction(long[] From, long? ViaNode, long[] ViaWays, long[] To, bool IsOnly, bool IsUTurn);
