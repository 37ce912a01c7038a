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

/// <summary>A patient has to be told that a promised visit changes.</summary>
/// <param name="Was">The window that was promised.</param>
/// <param name="Becomes">The window it will be, or nobody knows yet.</param>
/// <param name="Expected">When the visit is now expected to start; null while nobody has it.</param>
/// <param name="By">When it should have been done at the latest.</param>
public sealed record TellTask(VisitId Visit, PatientId Patient, TellCause Cause, TellChannel Channel, StartWindow Was, StartWindow? Becomes, DateTimeOffset? Expected, DateTimeOffset By);

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

    /// <summary>What has to be told because of an event: promises that changed or are expected to break, and other people than those planned.</summary>
    public static ImmutableArray<TellTask> Of(Day before, DayChange.Accepted change, DayFacts facts)
    {
        var tasks = ImmutableArray.CreateBuilder<TellTask>();
        foreach (var id in change.Visits)
        {
            if (!before.Visits.TryGetValue(id, out var was) || was.Promised is not { } promised || was.HasBegun()) continue;
            var now = change.Day.Visits[id];
            if (now.HasBegun() && now.Status != VisitStatus.Cancelled) continue;
            if (facts.FindPatient(now.Visit) is not { } patient || CauseOf(was, now) is not { } cause) continue;
            var becomes = cause == TellCause.Cancelled ? null : now.Assignments.IsEmpty ? (StartWindow?)null : Window(now);
            var at = change.Event.Origin.At;
            if (ChannelOf(patient.Persona, cause, promised, becomes, at) is { } channel)
                tasks.Add(new TellTask(id, patient.Id, cause, channel, promised, becomes, cause == TellCause.Cancelled || now.Assignments.IsEmpty ? null : now.Assignments[0].Start, channel == TellChannel.Call ? Sooner(at + CallWithin, promised.Earliest, at) : promised.Earliest));
        }

        return tasks.ToImmutable();
    }

    private static TellCause? CauseOf(DayVisit was, DayVisit now)
    {
        if (now.Status == VisitStatus.Cancelled) return now.IsAway ? null : TellCause.Cancelled;
        if (now.Status.IsOver()) return null;
        if (now.Assignments.Length > 0 && (now.Promised is not { } told || told != was.Promised || !told.Contains(now.Assignments[0].Start))) return TellCause.Time;
        var isSame = now.Assignments.IsEmpty || was.Assignments.IsEmpty || was.Assignments.Select(one => one.Team).ToHashSet().SetEquals(now.Assignments.Select(one => one.Team));
        return isSame ? null : TellCause.People;
    }

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
