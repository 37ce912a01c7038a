namespace MobileTeams.Planning;

/// <summary>The hard rules, as they stop a visit from being planned or are broken by a plan made elsewhere.</summary>
public enum Rule
{
    /// <summary>The route is named in <see cref="Problem.Faults"/>.</summary>
    RouteAtFault,

    /// <summary>The visit is named in <see cref="Problem.Faults"/>.</summary>
    VisitAtFault,

    /// <summary>Somebody on the route must never come to this patient.</summary>
    ForbiddenPerson,

    /// <summary>The visit is pinned to another route.</summary>
    PinnedElsewhere,

    /// <summary>The route lacks a qualification for this patient; the code is given.</summary>
    MissingQualification,

    /// <summary>The route has the qualification, but not at that time; the code, and how many seconds it is away.</summary>
    QualificationNotValid,

    /// <summary>The visit takes two people, the route has one, and nobody can join at that time.</summary>
    SecondPerson,

    /// <summary>There is no way to the place or back.</summary>
    NoWay,

    /// <summary>The visit starts so many seconds outside its windows.</summary>
    Window,

    /// <summary>Another visit, which is given, starts so many seconds after its windows or after its qualifications are valid.</summary>
    OtherWindow,

    /// <summary>The route sets out so many seconds before its shift.</summary>
    ShiftStart,

    /// <summary>The route comes back so many seconds too late, overtime included.</summary>
    ShiftEnd,

    /// <summary>So many seconds too long at work.</summary>
    MaxWork,

    /// <summary>A break is missing, or so many seconds out of its band, or too short.</summary>
    Break,

    /// <summary>A committed stop is missing, moved, or not in its order; or it stands in the way.</summary>
    Committed,

    /// <summary>Two that start together are so many seconds apart.</summary>
    SameStart,

    /// <summary>A tied visit starts so many seconds too early or too late after the other, which is given.</summary>
    Sequence,

    /// <summary>Two visits to keep apart overlap by so many seconds.</summary>
    Apart,

    /// <summary>Nobody takes part in both of two visits that belong to one person.</summary>
    SamePerson,

    /// <summary>Somebody takes part in both of two visits that ask for different people.</summary>
    OtherPerson,

    /// <summary>Nobody may set out before the call came in.</summary>
    Release,

    /// <summary>So many seconds too little for the way, the set-up, the visit or the break before.</summary>
    Travel,

    /// <summary>The visit is done by more people or more often than asked.</summary>
    Twice,

    /// <summary>The visit is neither in a route nor named as left out.</summary>
    Lost,

    /// <summary>The plan names a route, visit or break that does not exist.</summary>
    Unknown,
}
