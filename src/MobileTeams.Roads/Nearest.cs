namespace MobileTeams.Roads;

/// <summary>One of those who are soonest at a place.</summary>
/// <param name="Index">Which of the places that were asked for.</param>
public readonly record struct Nearest(int Index, int Seconds, int Metres);
