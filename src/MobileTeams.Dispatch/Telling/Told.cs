using System.Collections.Immutable;
using MobileTeams.Dispatch.Days;
using MobileTeams.Dispatch.Patients;
using MobileTeams.Dispatch.Visits;

namespace MobileTeams.Dispatch.Telling;

/// <summary>How a patient is told of a change.</summary>
public enum TellChannel
{
    /// <summary>Shown where the patient books and reads.</summary>
    Web,

    Letter,

    /// <summary>Called up; where there is a permanent care contact, by that person.</summary>
    Call,
}

public enum TellCause
{
    /// <summary>Another time than the promised one.</summary>
    Time,

    /// <summary>Other people than those who were to come.</summary>
    People,

    /// <summary>The promised visit is not made.</summary>
    Cancelled,
}

/// <summary>What a patient last heard of a visit: the promise, or what somebody told since.</summary>
/// <param name="Window">Null when it was told that the visit is not made.</param>
/// <param name="Teams">Who was to come then.</param>
public sealed record Heard(StartWindow? Window, ImmutableArray<TeamShiftId> Teams);

/// <summary>A patient has to be told that a promised visit changes.</summary>
/// <param name="Was">The window the patient knows of.</param>
/// <param name="WasTeams">The teams the patient knows of.</param>
/// <param name="Becomes">The window it will be; null when the visit is not made.</param>
/// <param name="By">When it should have been done at the latest.</param>
public sealed record TellTask(
    VisitId Visit, PatientId Patient, TellCause Cause, TellChannel Channel, StartWindow Was, ImmutableArray<TeamShiftId> WasTeams, StartWindow? Becomes, ImmutableArray<TeamShiftId> Teams, DateTimeOffset By);

/// <summary>Who has to be told of a change of the day, how and by when: by persona, as Region Västerbotten's four kinds of patients are met.</summary>
/// <remarks>The vulnerable and worried are called within 15 minutes whether the time or the people change, never only written to; the worried and engaged are called when the
/// time changes by more than 10 minutes; the traditional get a letter if there is time for one, else a call; the independent read it on the web. Who is to be told of a visit
/// today that is cancelled is always called, except where the patient cancelled or is away.</remarks>
public static class Tellings
{
    public static readonly TimeSpan CallWithin = TimeSpan.FromMinutes(15);

    /// <summary>How long a letter takes.</summary>
    public static readonly TimeSpan LetterTakes = TimeSpan.FromDays(3);

    private static readonly TimeSpan Noticed = TimeSpan.FromMinutes(10);

    /// <summary>What has to be told after an event, of the visits that it changed: another time or other people than the patient knows of, or that nobody comes. Of the others
    /// nothing has to be told any more.</summary>
    /// <param name="heard">What somebody told since the promise.</param>
    public static ImmutableArray<TellTask> Of(Day before, DayChange.Accepted change, DayFacts facts, IReadOnlyDictionary<VisitId, Heard> heard)
    {
        var tasks = ImmutableArray.CreateBuilder<TellTask>();
        var at = change.Event.Origin.At;
        foreach (var id in change.Visits)
        {
            if (!before.Visits.TryGetValue(id, out var was) || was.Promised is not { } promised || (was.HasBegun() && was.Status != VisitStatus.Cancelled)) continue;
            var now = change.Day.Visits[id];
            if (now.HasBegun() && now.Status != VisitStatus.Cancelled) continue;
            var knows = heard.GetValueOrDefault(id) ?? new Heard(promised, was.PromisedTo);
            if (facts.FindPatient(now.Visit) is not { } patient || CauseOf(knows, now) is not { } cause) continue;
            var (told, becomes) = (knows.Window ?? promised, cause == TellCause.Cancelled ? (StartWindow?)null : Window(now));
            if (ChannelOf(patient.Persona, cause, told, becomes, at) is not { } channel) continue;
            var by = channel == TellChannel.Call ? Sooner(at + CallWithin, told.Earliest, at) : told.Earliest;
            tasks.Add(new TellTask(id, patient.Id, cause, channel, told, knows.Teams, becomes, TeamsOf(now), by));
        }

        return tasks.ToImmutable();
    }

    // While nobody has the visit, nobody knows what to tell.
    private static TellCause? CauseOf(Heard heard, DayVisit now)
    {
        if (now.Status == VisitStatus.Cancelled) return now.IsAway || heard.Window is null ? null : TellCause.Cancelled;
        if (now.Status.IsOver() || now.Assignments.IsEmpty) return null;
        if (heard.Window is not { } window || !window.Contains(now.Assignments[0].Start)) return TellCause.Time;
        return heard.Teams.IsEmpty || heard.Teams.ToHashSet().SetEquals(TeamsOf(now)) ? null : TellCause.People;
    }

    private static ImmutableArray<TeamShiftId> TeamsOf(DayVisit visit) => [.. visit.Assignments.Select(assignment => assignment.Team)];

    private static TellChannel? ChannelOf(Persona persona, TellCause cause, StartWindow was, StartWindow? becomes, DateTimeOffset at)
    {
        var isSoon = was.Earliest - at < TimeSpan.FromDays(1);
        if (cause == TellCause.Cancelled && isSoon) return TellChannel.Call;
        return persona switch
        {
            Persona.VulnerableWorried => TellChannel.Call,
            _ when cause == TellCause.People => null,
            Persona.WorriedEngaged => becomes is { } next && (next.Earliest - was.Earliest).Duration() <= Noticed ? TellChannel.Web : TellChannel.Call,
            Persona.TraditionalUnconcerned => was.Earliest - at >= LetterTakes ? TellChannel.Letter : TellChannel.Call,
            _ => TellChannel.Web,
        };
    }

    // What is expected where the promise no longer holds, else the promise.
    private static StartWindow Window(DayVisit visit) =>
        visit.Promised is { } promised && promised.Contains(visit.Assignments[0].Start) ? promised : PromiseWindow.Of(visit.Assignments[0].Start, visit.Visit.Allowed);

    private static DateTimeOffset Sooner(DateTimeOffset limit, DateTimeOffset visit, DateTimeOffset now) => visit < limit && visit > now ? visit : limit;
}
