namespace MobileTeams.Roads.Network;

/// <summary>A turn that a car may not take, or the only one it may. Ids as in the extract. Kept with the map; routes do not heed it yet.</summary>
/// <param name="Via">The node, or the first way, that lies between.</param>
internal readonly record struct TurnRestriction(long FromWay, long Via, long ToWay, bool IsViaWay, bool IsOnly);
