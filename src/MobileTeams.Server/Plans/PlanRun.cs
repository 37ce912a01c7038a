using MobileTeams.Dispatch;
using MobileTeams.Dispatch.Proposals;

namespace MobileTeams.Server.Plans;

public enum PlanState
{
    Waiting,
    Running,

    /// <summary>A proposal is there to be compared with what is.</summary>
    Proposed,
    Published,
    Cancelled,
    Failed,

    /// <summary>Thrown away, or overtaken by a newer run.</summary>
    Superseded,
}

/// <summary>One run of the planner for a day: how far it is, and what it proposes until a person publishes it.</summary>
/// <param name="DecidedOn">The version of the day it plans for; null before it has begun.</param>
/// <param name="Visits">How many visits it has to place.</param>
/// <param name="Cost">The best price so far, in the planner's units.</param>
public sealed record PlanRun(
    Guid Id,
    CareCentreId Centre,
    DateOnly Date,
    string AskedBy,
    DateTimeOffset AskedAt,
    int Seconds,
    long Seed,
    PlanState State,
    DateTimeOffset? EndedAt,
    int? DecidedOn,
    int Visits,
    int Placed,
    long Cost,
    TimeSpan Elapsed,
    string? Failure,
    Proposal? Proposal,
    string? PublishedBy)
{
    public bool IsAlive => State is PlanState.Waiting or PlanState.Running;
}
