namespace MobileTeams.Dispatch.People;

/// <summary>One stretch of a person's duty, over midnight or not.</summary>
/// <param name="Breaks">Rests within it, in order.</param>
public sealed record WorkPeriod(DateTimeOffset Start, DateTimeOffset End, DutyKind Duty, IReadOnlyList<WorkBreak> Breaks)
{
    /// <summary>The duty that a team's shift means for each of its crew, with every break as late as five hours of work and its own band allow.</summary>
    public static WorkPeriod Of(TeamShift shift)
    {
        var breaks = new List<WorkBreak>();
        var since = shift.Start;
        foreach (var rest in shift.Breaks.OrderBy(one => one.EarliestStart))
        {
            var due = since + RestRules.LongestWithoutBreak;
            var start = due < rest.EarliestStart ? rest.EarliestStart : due > rest.LatestStart ? rest.LatestStart : due;
            breaks.Add(new WorkBreak(start, start + rest.Length));
            since = start + rest.Length;
        }

        return new WorkPeriod(shift.Start, shift.End, shift.Duty, breaks);
    }
}

public sealed record WorkBreak(DateTimeOffset Start, DateTimeOffset End);

/// <summary>Work during standby: from the call until back at rest.</summary>
public sealed record Callout(DateTimeOffset Start, DateTimeOffset End);

public enum RestRule
{
    /// <summary>Dygnsvila: eleven unbroken hours in each 24 from the person's own breakpoint.</summary>
    DailyRest,

    /// <summary>A shift of at most thirteen hours.</summary>
    ShiftLength,

    /// <summary>Veckovila: 36 unbroken hours in each seven days, besides the daily rest.</summary>
    WeeklyRest,

    /// <summary>A break after at most five hours of work.</summary>
    Break,

    /// <summary>Kompenserande vila: eleven hours after the last call-out that broke the daily rest.</summary>
    CompensatoryRest,
}

/// <summary>A rule of rest that a person's duties break.</summary>
/// <param name="From">Start of what is at fault: the too short rest, the too long shift, the week.</param>
/// <param name="To">Its end.</param>
/// <param name="Amount">How much is missing, or too much.</param>
/// <param name="EarliestNextStart">When the duty after the rest may start at the earliest, where that heals it.</param>
public sealed record RestFinding(RestRule Rule, PersonId Person, DateTimeOffset From, DateTimeOffset To, TimeSpan Amount, DateTimeOffset? EarliestNextStart);
