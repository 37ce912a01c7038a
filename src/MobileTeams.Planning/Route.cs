using MobileTeams.Measures;

namespace MobileTeams.Planning;

/// <summary>The route may do what needs <paramref name="Code"/> when the visit starts within <paramref name="Valid"/>; for one patient only if
/// <paramref name="Patient"/> is given (a delegation).</summary>
public sealed record Qualification(int Code, TimeWindow Valid, int? Patient = null);

/// <summary>A rest of <paramref name="Length"/> seconds that starts within the band, at most <paramref name="AfterWork"/> seconds after the route set out or came
/// back from the rest before. A route that is over before the rest is due goes without.</summary>
public sealed record Break(int Length, int Earliest, int Latest, int? AfterWork = null)
{
    /// <summary>When it was really taken, on a running day.</summary>
    public int? TakenAt { get; init; }
}

/// <summary>A stop that is no longer up for discussion. Done: both times. Started: a start, and an end if it is foreseen to differ from start + duration.
/// Frozen (on the way, or held by the dispatcher): neither; it comes next in this order.</summary>
public sealed record CommittedStop(int Visit, int? Start = null, int? End = null);

/// <summary>Where a running route is and from which second it is free to set out.</summary>
public sealed record Position(int Place, int FreeFrom);

/// <summary>A person or a crew in one vehicle for one shift. Seconds from the plan's zero; a night shift simply ends after second 86 400.</summary>
public sealed record Route(int StartPlace, int EndPlace, int ShiftStart, int ShiftEnd)
{
    /// <summary>Which of <see cref="Problem.Travel"/> it moves by.</summary>
    public int Mode { get; init; }

    /// <summary>Most seconds from setting out to coming back, without the breaks; null: the shift is the limit.</summary>
    public int? MaxWork { get; init; }

    /// <summary>Seconds the route may come back after the shift's end, at the price of overtime.</summary>
    public int MaxOvertime { get; init; }

    /// <summary>In the order in which they are taken.</summary>
    public IReadOnlyList<Break> Breaks { get; init; } = [];

    /// <summary>1 to 4 people.</summary>
    public int Crew { get; init; } = 1;

    /// <summary>Who they are, as indices; may be empty when nobody is named yet.</summary>
    public IReadOnlyList<int> People { get; init; } = [];

    public IReadOnlyList<Qualification> Qualifications { get; init; } = [];

    /// <summary>Öre per minute at work; null: as the <see cref="PriceList"/> says.</summary>
    public int? PerMinute { get; init; }

    /// <summary>Öre per kilometre; null: as the <see cref="PriceList"/> says.</summary>
    public int? PerKilometre { get; init; }

    /// <summary>Öre per minute of overtime, on top; null: as the <see cref="PriceList"/> says.</summary>
    public int? OvertimePerMinute { get; init; }

    /// <summary>Set when the route is already out; then it counts as used, and it leaves from here and not from <see cref="StartPlace"/>.</summary>
    public Position? Now { get; init; }

    /// <summary>The fixed first stops, the done ones before the frozen ones. They are facts: no rule is held against them.</summary>
    public IReadOnlyList<CommittedStop> Committed { get; init; } = [];
}
