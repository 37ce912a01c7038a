using System.Collections.Immutable;
using MobileTeams.Dispatch.Visits;

namespace MobileTeams.Dispatch.Urgent;

/// <summary>How long a step of urgent calls took from when they came in: half of them at most <see cref="P50"/>, nine of ten at most <see cref="P90"/>.</summary>
/// <param name="Count">How many calls came as far as the step.</param>
/// <param name="Judged">How many of them have a target for the step.</param>
/// <param name="InTime">How many of those were within it.</param>
public sealed record StepFigures(CallStep Step, int Count, TimeSpan P50, TimeSpan P90, TimeSpan P95, int Judged, int InTime);

/// <summary>The chain of many urgent calls in numbers.</summary>
public static class CallFigures
{
    /// <summary>Every step's percentiles (nearest rank) over calls of one class, or of all when it is null.</summary>
    public static ImmutableArray<StepFigures> Of(IEnumerable<CallChain> chains, UrgencyClass? urgency)
    {
        var those = chains.Where(chain => urgency is null || chain.Urgency == urgency).ToList();
        var figures = ImmutableArray.CreateBuilder<StepFigures>();
        foreach (var step in Enum.GetValues<CallStep>().Where(step => step != CallStep.Received))
        {
            var reached = those.Select(chain => (Took: chain.Until(step), Target: chain.Urgency is { } known ? Target(CallTargets.Of(known), step) : null)).Where(one => one.Took is not null).OrderBy(one => one.Took).ToList();
            if (reached.Count == 0) continue;
            TimeSpan At(double share) => reached[Math.Max(0, (int)Math.Ceiling(share * reached.Count) - 1)].Took!.Value;
            var judged = reached.Where(one => one.Target is not null).ToList();
            figures.Add(new StepFigures(step, reached.Count, At(0.5), At(0.9), At(0.95), judged.Count, judged.Count(one => one.Took <= one.Target)));
        }

        return figures.ToImmutable();
    }

    /// <summary>The same for each local hour in which calls came in, for one step.</summary>
    public static ImmutableSortedDictionary<int, StepFigures> ByHour(IEnumerable<CallChain> chains, CallStep step, ServiceTime time) => chains
        .GroupBy(chain => time.LocalTime(chain.Times[CallStep.Received]).Hour)
        .Select(hour => (hour.Key, Figures: Of(hour, null).FirstOrDefault(figures => figures.Step == step)))
        .Where(hour => hour.Figures is not null)
        .ToImmutableSortedDictionary(hour => hour.Key, hour => hour.Figures!);

    private static TimeSpan? Target(CallTargets targets, CallStep step) => step switch
    {
        CallStep.Answered => targets.Answer,
        CallStep.Acknowledged => targets.Acknowledge,
        CallStep.Arrived => targets.Arrive,
        _ => null,
    };
}
