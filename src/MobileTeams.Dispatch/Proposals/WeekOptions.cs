using MobileTeams.Dispatch.Days;
using MobileTeams.Dispatch.Patients;

namespace MobileTeams.Dispatch.Proposals;

/// <summary>One of several coming days, with what it has to know.</summary>
public sealed record DayAhead(Day Day, DayFacts Facts);

/// <summary>How to plan several days together. At least one of <see cref="IterationsPerDay"/> and <see cref="Time"/> is needed.</summary>
/// <remarks>With a limit of iterations only, the same seed gives the same plan on any machine and any number of threads.</remarks>
public sealed record WeekOptions
{
    /// <summary>How each day is planned. People are known for the fourteen days of the continuity measure, back and ahead; rest is kept between the days.</summary>
    public DayProblemOptions Day { get; init; } = new() { KnownDays = Continuity.Days - 1, KnownDaysAhead = Continuity.Days - 1, KeepsRest = true };

    public ulong Seed { get; init; } = 1;

    /// <summary>Removals and repairs each time a day is planned.</summary>
    public long? IterationsPerDay { get; init; }

    /// <summary>On the clock for all days together, shared evenly.</summary>
    public TimeSpan? Time { get; init; }

    /// <summary>How often every day is planned, at least once: the first time it knows the days before it, from then on all others. A round that changes nothing is the last.</summary>
    public int Rounds { get; init; } = 3;

    public int Threads { get; init; } = 1;
}

/// <summary>How far planning several days has come.</summary>
/// <param name="Done">Days planned so far, a day once for each round …</param>
/// <param name="All">… of so many at most.</param>
/// <param name="Kept">False where the day stays as it was before.</param>
public sealed record WeekProgress(int Round, DateOnly Date, int Done, int All, bool Kept);
