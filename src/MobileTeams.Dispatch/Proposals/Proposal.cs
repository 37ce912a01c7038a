using System.Collections.Immutable;
using MobileTeams.Dispatch.Days;
using MobileTeams.Dispatch.Visits;

namespace MobileTeams.Dispatch.Proposals;

/// <summary>What stops one team from making a visit, at the place in its day where the least does.</summary>
public sealed record TeamObstacle(TeamShiftId Team, ImmutableArray<BrokenRule> Rules);

/// <summary>A visit that found no place, and why, team by team; the nearest miss first.</summary>
public sealed record LeftOutVisit(VisitId Visit, bool IsOptional, ImmutableArray<TeamObstacle> Teams);

/// <summary>A plan in numbers; seconds and metres over all teams that go out.</summary>
/// <param name="CareSeconds">With patients; a visit by two teams counts for both.</param>
/// <param name="ShiftSeconds">The lengths of those teams' shifts.</param>
public sealed record ProposalFigures(int Visits, int LeftOut, int Teams, int TravelSeconds, int TravelMetres, int WaitSeconds, int CareSeconds, int ShiftSeconds)
{
    /// <summary>Brukartid: the share of the shifts that is spent with patients, 0 to 1.</summary>
    public double CareShare => ShiftSeconds == 0 ? 0 : CareSeconds / (double)ShiftSeconds;
}

/// <summary>A plan for a day that a person may publish, as long as the day's version still fits.</summary>
/// <param name="DecidedOn">The day's version it was made for.</param>
/// <param name="Now">The instant from which a running day was planned; null for a day to come.</param>
/// <param name="Routes">All teams that have anything to do, or had.</param>
/// <param name="Price">What the planner minimised, by class and part.</param>
/// <param name="PriceBefore">The same of the day as it was when it was planned; null when that could not be priced.</param>
public sealed record Proposal(
    CareCentreId Centre,
    DateOnly Date,
    int DecidedOn,
    DateTimeOffset? Now,
    ImmutableArray<PlannedRoute> Routes,
    ImmutableArray<LeftOutVisit> LeftOut,
    Planning.PlanPrice Price,
    ProposalFigures Figures,
    Planning.PlanPrice? PriceBefore = null)
{
    /// <summary>The event that puts the proposal into force.</summary>
    public DayEvent.PlanPublished Published(EventOrigin origin) => new(origin, DecidedOn, Routes);

    /// <summary>What it weighs, part by part, against the day as it was.</summary>
    [System.Text.Json.Serialization.JsonIgnore]
    public ImmutableArray<PriceLine> Prices => PriceLine.Of(PriceBefore, Price);

    /// <summary>What would change if it were published on this day.</summary>
    public ProposalChanges Compare(Day day) => ProposalChanges.Between(day, this);
}
