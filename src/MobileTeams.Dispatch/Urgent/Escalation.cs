namespace MobileTeams.Dispatch.Urgent;

/// <summary>What is done while a team that was sent to an urgent call does not acknowledge it.</summary>
public enum EscalationStep
{
    /// <summary>The tablet is told again, with sound.</summary>
    Repeated,

    /// <summary>The desk is asked to call the team.</summary>
    CallTask,

    /// <summary>The next team that could go is offered to the desk.</summary>
    NextOffered,

    /// <summary>No desk has reacted: other people's desks are told, the team lead's and night duty's.</summary>
    AnotherDesk,
}

/// <summary>The steps from a dispatch that nobody acknowledges. Times of this house, in seconds from the dispatch: 30, 60, 90, 120.</summary>
public static class Escalation
{
    /// <summary>How long after the dispatch a step is due.</summary>
    public static TimeSpan After(EscalationStep step) => TimeSpan.FromSeconds(step switch
    {
        EscalationStep.Repeated => 30,
        EscalationStep.CallTask => 60,
        EscalationStep.NextOffered => 90,
        EscalationStep.AnotherDesk => 120,
        _ => throw new ArgumentOutOfRangeException(nameof(step), step, "This step has no time."),
    });

    /// <summary>The steps that are due at an instant, in their order, whether or not they have been done.</summary>
    /// <param name="hasReaction">A person at a desk has taken it on: nobody else's desk need be told.</param>
    public static IEnumerable<EscalationStep> Due(DateTimeOffset dispatchedAt, DateTimeOffset now, bool hasReaction) =>
        Enum.GetValues<EscalationStep>().Where(step => now - dispatchedAt >= After(step) && !(hasReaction && step == EscalationStep.AnotherDesk));
}
