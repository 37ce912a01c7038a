namespace MobileTeams.Roads.Trips;

/// <summary>A stretch of one edge as driven, from fraction to fraction of its metres, and its weight.</summary>
internal readonly record struct Piece(int Edge, double From, double To, long Cost);
