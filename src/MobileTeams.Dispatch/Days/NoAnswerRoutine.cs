using System.Collections.Immutable;
using MobileTeams.Dispatch.Visits;

namespace MobileTeams.Dispatch.Days;

/// <summary>The steps when a patient does not open (ej anträffad), in the order of municipal routines.</summary>
public enum SearchStep
{
    /// <summary>Ring, knock, telephone, look around the house.</summary>
    Nearby,

    /// <summary>Ask the relatives.</summary>
    Relatives,

    /// <summary>Ask whether the patient is admitted, or away as agreed.</summary>
    Admitted,

    /// <summary>Two of the staff go in together; nobody goes in alone.</summary>
    TwoEnter,

    /// <summary>The manager on call decides.</summary>
    Manager,

    Police,
}

/// <summary>A step that was taken, by whom, and what came of it.</summary>
public sealed record SearchDeed(SearchStep Step, DateTimeOffset At, string By, string Outcome);

/// <summary>Somebody who is expected at home does not open: what to do next, and by when.</summary>
/// <remarks>The order is that of the routines of Kristianstad and Gislaved; the minutes are this house's own defaults. The routine asks and remembers, a person decides.</remarks>
public static class NoAnswerRoutine
{
    private static readonly ImmutableArray<(SearchStep Step, int Minutes)> Steps =
        [(SearchStep.Nearby, 5), (SearchStep.Relatives, 15), (SearchStep.Admitted, 20), (SearchStep.TwoEnter, 30), (SearchStep.Manager, 40), (SearchStep.Police, 50)];

    /// <summary>How long after nobody opened a step should have been taken.</summary>
    public static TimeSpan Limit(SearchStep step) => TimeSpan.FromMinutes(Steps[(int)step].Minutes);

    /// <summary>The first step that has not been taken, and when it should be; null when the patient is not sought or all are taken.</summary>
    public static (SearchStep Step, DateTimeOffset By)? Next(DayVisit visit)
    {
        if (visit.Status != VisitStatus.NoAnswer) return null;
        foreach (var (step, minutes) in Steps)
            if (!visit.Search.Any(deed => deed.Step == step)) return (step, visit.EndedAt!.Value.AddMinutes(minutes));
        return null;
    }

    internal static DayChange Apply(Day day, DayEvent.SearchStepTaken taken)
    {
        if (!day.Visits.TryGetValue(taken.Visit, out var visit)) return new DayChange.Refused(new Refusal.UnknownVisit(taken.Visit));
        if (visit.Status != VisitStatus.NoAnswer) return new DayChange.Refused(new Refusal.NobodyIsSought(taken.Visit));
        if (visit.Search.Any(deed => deed.Step == taken.Step)) return Day.Note(day, taken, "note.reached");
        var searched = visit with { Search = visit.Search.Add(new SearchDeed(taken.Step, taken.Origin.At, taken.Origin.By, taken.Outcome)) };
        return new DayChange.Accepted(day with { Version = day.Version + 1, Visits = day.Visits.SetItem(taken.Visit, searched) }, taken, [taken.Visit], [], []);
    }
}
