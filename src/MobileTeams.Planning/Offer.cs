namespace MobileTeams.Planning;

/// <summary>A visit that would start at another time: how many seconds later (negative: earlier), and how many more seconds outside its promised window.</summary>
public sealed record Moved(int Visit, int Route, int Seconds, int PromiseSeconds);

/// <summary>One way to take a visit on.</summary>
/// <param name="Route">The route that goes.</param>
/// <param name="SecondRoute">The other route, for a visit for two by two routes.</param>
/// <param name="Position">After how many stops of the route, the committed ones counted.</param>
/// <param name="Arrival">When it arrives, in seconds.</param>
/// <param name="Start">When the visit starts.</param>
/// <param name="IsCheapest">No place in this route costs less.</param>
/// <param name="IsSoonest">No place in this route starts sooner.</param>
/// <param name="IsDiversion">It goes there right now, before stops that are frozen; otherwise after them.</param>
/// <param name="Price">What the plan costs more, without the price of leaving the visit out.</param>
/// <param name="Moved">Everybody else whose time changes.</param>
/// <param name="EndsLater">Seconds by which the route comes home later.</param>
public sealed record Offer(
    int Route, int? SecondRoute, int Position, int Arrival, int Start, bool IsCheapest, bool IsSoonest, bool IsDiversion, Price Price, IReadOnlyList<Moved> Moved, int EndsLater);

/// <summary>Another place for a planned visit, and what the whole plan would cost more (negative: less).</summary>
public sealed record Alternative(Offer Offer, Price Difference);

/// <summary>A place for a visit that is there once another visit has gone to another route.</summary>
/// <param name="Route">The route that takes the visit on.</param>
/// <param name="Position">After how many stops of the route, the committed ones counted, when the other visit has left it.</param>
/// <param name="Arrival">When it arrives, in seconds.</param>
/// <param name="Start">When the visit starts.</param>
/// <param name="Leaves">The visit that goes elsewhere.</param>
/// <param name="ToRoute">The route it goes to.</param>
/// <param name="ToStart">When it starts there.</param>
/// <param name="Price">What the plan costs more in all, without the price of leaving the visit out.</param>
/// <param name="Moved">Everybody else whose time changes.</param>
public sealed record Ejection(int Route, int Position, int Arrival, int Start, int Leaves, int ToRoute, int ToStart, Price Price, IReadOnlyList<Moved> Moved);
