namespace MobileTeams.Roads.Trips;

/// <summary>A stretch of one edge as driven, from fraction to fraction of its metres, and its weight.</summary>
internal readonly record struct Piece(int Edge, double From, double To, long Cost)
{
    /// <summary>Whether it is driven along the edge's drawing; of no length, at the beginning of it or not at its end.</summary>
    public bool IsForward => From < To || (From == To && From < 1);
}
