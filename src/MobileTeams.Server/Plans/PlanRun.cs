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

/// <summary>What the planner had at an instant of its run.</summary>
public readonly record struct PlanPoint(TimeSpan Elapsed, int Placed, long Cost);

/// <summary>How many of a proposal's changes a person published, of how many.</summary>
public readonly record struct PlanPart(int Taken, int Offered);

/// <summary>One run of the planner for a day: how far it is, and what it proposes until a person publishes it.</summary>
/// <param name="DecidedOn">The version of the day it plans for; null before it has begun.</param>
/// <param name="Visits">How many visits it has to place.</param>
/// <param name="Cost">The best plan's travel, working time and overtime so far, in öre.</param>
/// <param name="Trail">Each time the best plan changed.</param>
/// <param name="PublishedWhy">In the words of whoever published it; null when nothing was said.</param>
/// <param name="PublishedPart">Null when it was published whole, or not at all.</param>
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
    IReadOnlyList<PlanPoint> Trail,
    string? Failure,
    Proposal? Proposal,
    string? PublishedBy,
    DateTimeOffset? PublishedAt,
    string? PublishedWhy,
    PlanPart? PublishedPart)
{
    public bool IsAlive => State is PlanState.Waiting or PlanState.Running;
}
