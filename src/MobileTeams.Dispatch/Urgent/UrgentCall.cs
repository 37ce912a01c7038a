using MobileTeams.Dispatch.People;
using MobileTeams.Dispatch.Visits;
using MobileTeams.Measures;

namespace MobileTeams.Dispatch.Urgent;

/// <summary>Situation, bakgrund, aktuellt, rekommendation: what the caller says, in the four parts in which it is reported.</summary>
public sealed record SbarNote(string Situation, string Background, string Assessment, string Recommendation);

/// <summary>How soon, as a licensed person decided it, and when.</summary>
public sealed record UrgencyDecision(UrgencyClass Class, PersonId By, DateTimeOffset At);

/// <summary>What became of a call to which no team went. A closed family.</summary>
public abstract record CallOutcome(DateTimeOffset At)
{
    /// <summary>112 was called.</summary>
    public sealed record Ambulance(DateTimeOffset At) : CallOutcome(At);

    /// <summary>Advice by phone, with a time to call back if one was agreed.</summary>
    public sealed record Advice(DateTimeOffset At, string Text, DateTimeOffset? CallBackAt) : CallOutcome(At);

    /// <summary>Referred to another unit: närmottagning, hospital.</summary>
    public sealed record Referred(DateTimeOffset At, string To) : CallOutcome(At);

    /// <summary>A near-care bed (närvårdsplats) is kept for the patient.</summary>
    /// <param name="Bed">Its number at the centre.</param>
    public sealed record NearCare(DateTimeOffset At, int Bed) : CallOutcome(At);

    /// <summary>A visit on a later day, or later the same day, that is planned like any other.</summary>
    public sealed record VisitPlanned(DateTimeOffset At, VisitId Visit, DateOnly Date, StartWindow Window) : CallOutcome(At);

    public sealed record Closed(DateTimeOffset At, string Reason) : CallOutcome(At);
}

/// <summary>An urgent call (akut samtal): who, where, what is said, how soon a clinician found it to be, and what became of it.</summary>
/// <param name="Patient">Null while the caller's person is not known.</param>
/// <param name="Address">Where, if it is not the known patient's home, as it is said.</param>
/// <param name="Place">Where that is on the map; without a patient nobody is sent until there is one.</param>
/// <param name="Decision">Null until a licensed person has chosen the class; the program never does.</param>
/// <param name="RoutineVersion">Which version of the local routine's text was on the screen.</param>
/// <param name="Outcome">Null while the call is open, and when a team was sent: then its visit tells how it went.</param>
public sealed record UrgentCall(
    UrgentCallId Id,
    CareCentreId Centre,
    PatientId? Patient,
    string? Address,
    GeoPoint? Place,
    SbarNote Note,
    UrgencyDecision? Decision,
    string Caller,
    string CallerPhone,
    DateTimeOffset ReceivedAt,
    DateTimeOffset? AnsweredAt,
    string RoutineVersion,
    CallOutcome? Outcome)
{
    /// <summary>Whom it is about in the caller's words, for a person who is no known patient; may be empty.</summary>
    public string About { get; init; } = "";

    /// <summary>Two of the staff have to come together, whoever the patient is.</summary>
    public bool IsForTwo { get; init; }

    /// <summary>The call with a class chosen by somebody who is licensed to.</summary>
    /// <exception cref="InputException"><c>call.not-licensed</c>: the person is neither nurse nor physician.</exception>
    public UrgentCall Classified(Person by, UrgencyClass urgency, DateTimeOffset at) => TaskRules.MayAssess(by.Category)
        ? this with { Decision = new UrgencyDecision(urgency, by.Id, at) }
        : throw new InputException("call.not-licensed", "The urgency class is chosen by a nurse or a physician.", "urgency");

    /// <summary>The visit that was agreed for later: planned like any other, and of no hurry.</summary>
    /// <exception cref="InputException"><c>call.no-place</c>: it is said neither who nor where.</exception>
    public Visit VisitLater(VisitId id, DateOnly serviceDay, StartWindow window, TimeSpan duration, IReadOnlyList<CareTask> tasks) => Patient is null && Place is null
        ? throw new InputException("call.no-place", "The call needs a patient or a place on the map before a visit is planned.", "patient")
        : new Visit(id, Patient, Centre, serviceDay, Series: null, Id, UrgencyClass.Blue, window, duration, 1, tasks, Follows: null, FollowsWithin: null, IsOptional: false) { Place = Place, IsForLater = true };

    /// <summary>The visit that answers the call: from now until the class's target.</summary>
    /// <param name="dayEnd">End of the service day, for a class without a target in hours.</param>
    /// <exception cref="InputException"><c>call.no-class</c> or <c>call.no-place</c>: something has to be known before anybody is sent.</exception>
    public Visit VisitBy(VisitId id, DateOnly serviceDay, DateTimeOffset dayEnd, TimeSpan duration, IReadOnlyList<CareTask> tasks)
    {
        if (Decision is not { } decision) throw new InputException("call.no-class", "A nurse or a physician chooses how urgent it is before a team is sent.", "urgency");
        if (Patient is null && Place is null) throw new InputException("call.no-place", "The call needs a patient or a place on the map before a team is sent.", "patient");
        var latest = CallTargets.Of(decision.Class).Arrive is { } arrive ? ReceivedAt + arrive : dayEnd;
        var window = new StartWindow(decision.At, latest > decision.At ? latest : decision.At);
        return new Visit(id, Patient, Centre, serviceDay, Series: null, Id, decision.Class, window, duration, IsForTwo ? 2 : 1, tasks, Follows: null, FollowsWithin: null, IsOptional: false) { Place = Place };
    }
}
