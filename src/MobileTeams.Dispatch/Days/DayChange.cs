using System.Collections.Immutable;

namespace MobileTeams.Dispatch.Days;

/// <summary>What an event did to a day. A closed family; nothing here is an error.</summary>
public abstract record DayChange
{
    private DayChange()
    {
    }

    /// <param name="Day">The next version.</param>
    /// <param name="Visits">Whose state or times changed, or that are new.</param>
    /// <param name="Teams">Whose route or state changed, or that are new.</param>
    /// <param name="BrokenPromises">Visits that now start outside what was promised and did not before.</param>
    public sealed record Accepted(
        Day Day,
        DayEvent Event,
        ImmutableArray<VisitId> Visits,
        ImmutableArray<TeamShiftId> Teams,
        ImmutableArray<VisitId> BrokenPromises) : DayChange;

    /// <summary>The event is true and goes into the log, but the day has already gone past it (an old tablet event after a newer one).</summary>
    public sealed record Noted(Day Day, DayEvent Event, string Why) : DayChange;

    /// <summary>It cannot be done, and why; nothing is saved.</summary>
    public sealed record Refused(Refusal Why) : DayChange;
}

/// <summary>Why a day says no, as a code with its facts; the desk writes the sentence.</summary>
public abstract record Refusal(string Code)
{
    public sealed record UnknownVisit(VisitId Visit) : Refusal("day.unknown-visit");

    public sealed record UnknownTeam(TeamShiftId Team) : Refusal("day.unknown-team");

    /// <summary>The event happened before or after this service day.</summary>
    public sealed record AnotherDay(DateOnly Date) : Refusal("day.another-day");

    /// <summary>The day moved on since the plan was made.</summary>
    public sealed record DayMovedOn(int DecidedOn, int Version) : Refusal("day.moved-on");

    public sealed record VisitIsOver(VisitId Visit, Visits.VisitStatus Status) : Refusal("day.visit-is-over");

    public sealed record VisitIsUnderWay(VisitId Visit, Visits.VisitStatus Status) : Refusal("day.visit-is-under-way");

    /// <summary>The tablet's team does not have this visit any more.</summary>
    public sealed record AnotherTeamsVisit(VisitId Visit) : Refusal("day.another-teams-visit");

    /// <summary>Nobody has this visit, so nobody can have gone there.</summary>
    public sealed record NoTeam(VisitId Visit) : Refusal("day.no-team");

    /// <summary>The visit is for somebody already.</summary>
    public sealed record PatientIsKnown(VisitId Visit) : Refusal("day.patient-is-known");

    /// <summary>The person is in no team that is on duty at that time.</summary>
    public sealed record NotOnDuty(PersonId Person) : Refusal("day.not-on-duty");

    /// <summary>The patient opened, or nobody has been there yet.</summary>
    public sealed record NobodyIsSought(VisitId Visit) : Refusal("day.nobody-is-sought");

    /// <summary>A hard rule of the team or the visit would break; see <see cref="BrokenRule"/> for which and by how much.</summary>
    public sealed record RuleBroken(VisitId Visit, TeamShiftId Team, ImmutableArray<BrokenRule> Rules) : Refusal("day.rule-broken");
}

/// <param name="Code">As in <c>docs/errors.md</c>, such as <c>rule.competence</c>, <c>rule.delegation-expired</c>, <c>rule.shift-end</c>, <c>rule.double-staffing</c>.</param>
/// <param name="Amount">Seconds too late, people too few …; 0 where a number says nothing.</param>
/// <param name="Detail">The task, competence or date it is about, as its code; no patient data.</param>
public sealed record BrokenRule(string Code, int Amount, string? Detail);
