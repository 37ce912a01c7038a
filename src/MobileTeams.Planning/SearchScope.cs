namespace MobileTeams.Planning;

/// <summary>What a search may change of the plan it starts from: these routes and no others. Visits of other routes stay in their order; only ties can move their times.</summary>
/// <param name="Routes">Indices of the routes that may get, lose and reorder visits.</param>
/// <param name="MostMoved">At most so many visits end up in another route than they start in; null: as many as pay. Visits that start in no route are not counted.</param>
public sealed record SearchScope(IReadOnlySet<int> Routes, int? MostMoved = null);
