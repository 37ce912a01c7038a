using System.Collections.Immutable;
using MobileTeams.Dispatch.Days;
using MobileTeams.Dispatch.Visits;

namespace MobileTeams.Dispatch.Urgent;

/// <summary>How soon each step should come, from when the call was received; null where nothing was agreed.</summary>
/// <remarks>Defaults of this house, to be replaced by a centre's own: answering as emergency numbers aim for, arriving as home hospital care (30 min) and urgent
/// community response (two hours) do. With red, 112 comes first and no team is waited for.</remarks>
public sealed record CallTargets(TimeSpan? Answer, TimeSpan? Acknowledge, TimeSpan? Arrive)
{
    public static CallTargets Of(UrgencyClass urgency) => urgency switch
    {
        UrgencyClass.Red => new(TimeSpan.FromSeconds(10), TimeSpan.FromMinutes(2), TimeSpan.FromMinutes(30)),
        UrgencyClass.Orange => new(TimeSpan.FromSeconds(10), TimeSpan.FromMinutes(2), TimeSpan.FromMinutes(30)),
        UrgencyClass.Yellow => new(TimeSpan.FromSeconds(30), TimeSpan.FromMinutes(10), TimeSpan.FromHours(2)),
        UrgencyClass.Green => new(TimeSpan.FromSeconds(60), TimeSpan.FromMinutes(30), null),
        _ => new(null, null, null),
    };
}

public enum CallStep
{
    Received,
    Answered,
    Classified,
    Dispatched,
    Acknowledged,
    EnRoute,
    Arrived,
    Ended,
}

/// <summary>The chain of an urgent call, step by step.</summary>
/// <param name="Times">When each step happened; steps that have not are missing.</param>
public sealed record CallChain(UrgencyClass? Urgency, ImmutableSortedDictionary<CallStep, DateTimeOffset> Times)
{
    /// <summary>The chain so far, from the call and the visit it led to.</summary>
    public static CallChain Of(UrgentCall call, DayVisit? visit)
    {
        var times = ImmutableSortedDictionary.CreateBuilder<CallStep, DateTimeOffset>();
        void Add(CallStep step, DateTimeOffset? at)
        {
            if (at is { } happened) times[step] = happened;
        }

        Add(CallStep.Received, call.ReceivedAt);
        Add(CallStep.Answered, call.AnsweredAt);
        Add(CallStep.Classified, call.Decision?.At);
        Add(CallStep.Dispatched, visit?.DispatchedAt);
        Add(CallStep.Acknowledged, visit?.AcknowledgedAt);
        Add(CallStep.EnRoute, visit?.EnRouteAt);
        Add(CallStep.Arrived, visit?.ArrivedAt);
        Add(CallStep.Ended, visit?.EndedAt);
        return new CallChain(call.Decision?.Class, times.ToImmutable());
    }

    /// <summary>From the call's arrival to a step; null when it has not happened.</summary>
    public TimeSpan? Until(CallStep step) => Times.TryGetValue(step, out var at) ? at - Times[CallStep.Received] : null;

    /// <summary>The steps that came later than the class's targets, or are late by now, and by how much.</summary>
    public IEnumerable<(CallStep Step, TimeSpan Late)> Late(DateTimeOffset now)
    {
        if (Urgency is not { } urgency) yield break;
        var targets = CallTargets.Of(urgency);
        foreach (var (step, target) in ((CallStep, TimeSpan?)[])[(CallStep.Answered, targets.Answer), (CallStep.Acknowledged, targets.Acknowledge), (CallStep.Arrived, targets.Arrive)])
        {
            var late = (Until(step) ?? now - Times[CallStep.Received]) - target;
            if (late > TimeSpan.Zero && (Times.ContainsKey(step) || !Times.ContainsKey(CallStep.Ended))) yield return (step, late.Value);
        }
    }
}
