namespace MobileTeams.Dispatch.Proposals;

/// <summary>How to plan a day.</summary>
public sealed record DayProblemOptions
{
    /// <summary>The instant at which a running day is planned anew: what has started stays, and nothing is planned before it. Null plans a day to come.</summary>
    public DateTimeOffset? Now { get; init; }

    /// <summary>On a running day, a team's next visit stays if the team should set out to it within this.</summary>
    public TimeSpan Frozen { get; init; } = TimeSpan.FromMinutes(10);

    /// <summary>How long after its shift a team may come back, at the price of overtime.</summary>
    public TimeSpan MaxOvertime { get; init; } = TimeSpan.Zero;

    /// <summary>Overtime ends where somebody of the crew would have too little rest between the duties of this and the other days, whatever <see cref="MaxOvertime"/> allows.</summary>
    public bool KeepsRest { get; init; }

    /// <summary>A patient's visits in the last days make their people known to the patient.</summary>
    public int KnownDays { get; init; } = 28;

    /// <summary>So do the visits planned for so many days after this one; 0 when a day is planned by itself.</summary>
    public int KnownDaysAhead { get; init; }

    /// <summary>What it costs who comes.</summary>
    public FacePrices Faces { get; init; } = FacePrices.Standard;

    /// <summary>What everything else costs; null takes the planner's own list.</summary>
    public Planning.PriceList? Prices { get; init; }
}
