using System.Collections.Immutable;
using MobileTeams.Dispatch.Visits;
using MobileTeams.Measures;

namespace MobileTeams.Dispatch.Days;

/// <summary>Where an event comes from and when, by both clocks.</summary>
/// <param name="Id">Made where the event happened; a second event with the same id changes nothing.</param>
/// <param name="At">When it happened, by the server's clock if it came straight, else as the device said.</param>
/// <param name="ReceivedAt">When the server got it.</param>
/// <param name="By">The account's person, or the job that did it; never a patient.</param>
/// <param name="Team">The team a tablet speaks for; null from the desk.</param>
public sealed record EventOrigin(DayEventId Id, DateTimeOffset At, DateTimeOffset ReceivedAt, string By, TeamShiftId? Team);

/// <summary>Something that happened to a day. A closed family.</summary>
public abstract record DayEvent(EventOrigin Origin)
{
    /// <summary>Visits came into the day: from series, from a request or from an urgent call.</summary>
    public sealed record VisitsAdded(EventOrigin Origin, ImmutableArray<Visit> Visits) : DayEvent(Origin);

    /// <summary>Teams came into the day, or replace the ones with the same id.</summary>
    public sealed record TeamsAdded(EventOrigin Origin, ImmutableArray<People.TeamShift> Shifts) : DayEvent(Origin);

    /// <summary>A person published a plan: these routes stand, and these windows are promised.</summary>
    /// <param name="DecidedOn">The day's version the plan was made for.</param>
    public sealed record PlanPublished(EventOrigin Origin, int DecidedOn, ImmutableArray<PlannedRoute> Routes) : DayEvent(Origin);

    /// <summary>A dispatcher gives a visit to a team, at a place in its order; that pins it.</summary>
    /// <param name="Position">Index in the route as it is without the visit; null lets the earliest fitting place be found.</param>
    /// <param name="With">A second team that comes at the same time, for double staffing by two teams.</param>
    public sealed record VisitAssigned(EventOrigin Origin, VisitId Visit, TeamShiftId Team, int? Position, TeamShiftId? With = null) : DayEvent(Origin);

    public sealed record VisitUnassigned(EventOrigin Origin, VisitId Visit) : DayEvent(Origin);

    /// <summary>A dispatcher puts visits in their places in one go: two that change places, one half of a double visit, a pin, a deed that is taken back.</summary>
    /// <param name="Undoes">The event that this one takes back or does again; null when it is a new deed.</param>
    public sealed record VisitsPlaced(EventOrigin Origin, ImmutableArray<VisitPlace> Places, DayEventId? Undoes = null) : DayEvent(Origin);

    /// <summary>A dispatcher says how long a visit takes, which is more than nothing.</summary>
    public sealed record VisitResized(EventOrigin Origin, VisitId Visit, TimeSpan Duration) : DayEvent(Origin);

    /// <summary>The team is told to go now: the visit becomes its next one.</summary>
    /// <param name="With">A second team that goes too, for double staffing by two teams; not needed when it already has the visit.</param>
    public sealed record VisitDispatched(EventOrigin Origin, VisitId Visit, TeamShiftId Team, TeamShiftId? With = null) : DayEvent(Origin);

    public sealed record VisitAcknowledged(EventOrigin Origin, VisitId Visit) : DayEvent(Origin);

    public sealed record VisitEnRoute(EventOrigin Origin, VisitId Visit) : DayEvent(Origin);

    public sealed record VisitArrived(EventOrigin Origin, VisitId Visit) : DayEvent(Origin);

    /// <summary>The work at the patient's has begun. A tablet may leave it out and go from arrived to completed.</summary>
    public sealed record VisitStarted(EventOrigin Origin, VisitId Visit) : DayEvent(Origin);

    public sealed record VisitCompleted(EventOrigin Origin, VisitId Visit) : DayEvent(Origin);

    public sealed record VisitNoAnswer(EventOrigin Origin, VisitId Visit) : DayEvent(Origin);

    public sealed record VisitDeclined(EventOrigin Origin, VisitId Visit, string Reason) : DayEvent(Origin);

    public sealed record VisitCancelled(EventOrigin Origin, VisitId Visit, string Reason) : DayEvent(Origin);

    /// <summary>It has become known whom an urgent call without a patient is about.</summary>
    public sealed record PatientKnown(EventOrigin Origin, VisitId Visit, PatientId Patient) : DayEvent(Origin);

    public sealed record NoteAdded(EventOrigin Origin, VisitId Visit, string Text) : DayEvent(Origin);

    /// <summary>The team's next visit, and so all after it, starts that much later than it was expected to.</summary>
    public sealed record TeamDelayed(EventOrigin Origin, TeamShiftId DelayedTeam, TimeSpan By) : DayEvent(Origin);

    /// <summary>A person cannot go on: sick, or called away. The rest of the crew goes on with what it may do alone.</summary>
    public sealed record PersonLeft(EventOrigin Origin, PersonId Person) : DayEvent(Origin);

    /// <summary>The team's shift is over now: its car broke down, or nobody is left of it. What it had before it becomes somebody else's to make.</summary>
    public sealed record TeamStoodDown(EventOrigin Origin, TeamShiftId StoodDownTeam) : DayEvent(Origin);

    /// <summary>The patient is not at home from then on, at a hospital or with relatives: the visits are not made.</summary>
    /// <param name="Why">In the person's words; shown where the visit was.</param>
    public sealed record PatientWentAway(EventOrigin Origin, PatientId Patient, DateTimeOffset From, string Why) : DayEvent(Origin);

    /// <summary>The patient is at home again from then on: the visits that were not to be made are asked for again.</summary>
    public sealed record PatientCameBack(EventOrigin Origin, PatientId Patient, DateTimeOffset From) : DayEvent(Origin);

    /// <summary>A step of the routine for a patient who did not open was taken, and what came of it.</summary>
    public sealed record SearchStepTaken(EventOrigin Origin, VisitId Visit, SearchStep Step, string Outcome) : DayEvent(Origin);

    /// <summary>Somebody at a desk has talked with the team, or seen it: it is well.</summary>
    public sealed record TeamHeard(EventOrigin Origin, TeamShiftId HeardTeam) : DayEvent(Origin);

    /// <summary>Snow fell or a road was closed or opened: the same routes take other times.</summary>
    public sealed record RoadsChanged(EventOrigin Origin) : DayEvent(Origin);

    public sealed record TeamSeen(EventOrigin Origin, TeamShiftId SeenTeam, GeoPoint Place) : DayEvent(Origin);
}

/// <summary>A team's route as a plan has it.</summary>
public sealed record PlannedRoute(TeamShiftId Team, ImmutableArray<PlannedStop> Stops, ImmutableArray<PlannedBreak> Breaks);

public sealed record PlannedStop(VisitId Visit, DateTimeOffset Start, DateTimeOffset End, int TravelSeconds, int TravelMetres);

/// <summary>Where a visit is to stand.</summary>
/// <param name="Teams">Who comes; empty takes it from its teams.</param>
/// <param name="IsPinned">Whether the planner must leave it with them.</param>
public sealed record VisitPlace(VisitId Visit, ImmutableArray<TeamPlace> Teams, bool IsPinned);

/// <param name="Position">Index in the team's route as it is with the visit in it.</param>
public sealed record TeamPlace(TeamShiftId Team, int Position);
