using System.Collections.Immutable;
using MobileTeams.Dispatch.People;
using MobileTeams.Dispatch.Visits;

namespace MobileTeams.Dispatch.Days;

public sealed partial record Day
{
    /// <summary>How long before its start and after its end a day still takes facts from the road: a tablet's clock is off, a night runs over.</summary>
    public static readonly TimeSpan Grace = TimeSpan.FromHours(6);

    /// <summary>A centre's service day before anything is known of it.</summary>
    public static Day Begin(CareCentreId centre, DateOnly date, ServiceTime time) => new(
        centre, date, Version: 0, time.Start(date), time.End(date), ImmutableDictionary<TeamShiftId, TeamDay>.Empty, ImmutableDictionary<VisitId, DayVisit>.Empty);

    /// <summary>What an event makes of this day. Nothing is changed here; the same day, event and facts always give the same answer.</summary>
    /// <remarks>An event that is accepted or noted raises <see cref="Version"/> by one, so that applying the log again gives the same day.</remarks>
    public DayChange Apply(DayEvent happened, DayFacts facts) => happened switch
    {
        DayEvent.VisitsAdded added => Added(added, facts),
        DayEvent.TeamsAdded added => Added(added, facts),
        DayEvent.PlanPublished published => Publishing.Apply(new DayDraft(this, facts), published),
        DayEvent.VisitAssigned assigned => Assigning.Apply(new DayDraft(this, facts), assigned),
        DayEvent.VisitUnassigned unassigned => Assigning.Apply(new DayDraft(this, facts), unassigned),
        DayEvent.VisitsPlaced placed => Placing.Apply(new DayDraft(this, facts), placed),
        DayEvent.VisitResized resized => Placing.Apply(new DayDraft(this, facts), resized),
        DayEvent.VisitDispatched dispatched => Assigning.Apply(new DayDraft(this, facts), dispatched),
        DayEvent.VisitAcknowledged fact => VisitFacts.Reached(new DayDraft(this, facts), fact, fact.Visit, VisitStatus.Acknowledged),
        DayEvent.VisitEnRoute fact => VisitFacts.Reached(new DayDraft(this, facts), fact, fact.Visit, VisitStatus.EnRoute),
        DayEvent.VisitArrived fact => VisitFacts.Reached(new DayDraft(this, facts), fact, fact.Visit, VisitStatus.Arrived),
        DayEvent.VisitStarted fact => VisitFacts.Reached(new DayDraft(this, facts), fact, fact.Visit, VisitStatus.InProgress),
        DayEvent.VisitCompleted fact => VisitFacts.Reached(new DayDraft(this, facts), fact, fact.Visit, VisitStatus.Completed),
        DayEvent.VisitNoAnswer fact => VisitFacts.NobodyOpened(new DayDraft(this, facts), fact),
        DayEvent.VisitDeclined declined => VisitFacts.Ended(new DayDraft(this, facts), declined, declined.Visit, VisitStatus.Declined, declined.Reason),
        DayEvent.VisitCancelled cancelled => VisitFacts.Ended(new DayDraft(this, facts), cancelled, cancelled.Visit, VisitStatus.Cancelled, cancelled.Reason),
        DayEvent.PatientKnown known => Known(known, facts),
        DayEvent.NoteAdded note => Added(note),
        DayEvent.TeamDelayed delayed => Delayed(delayed, facts),
        DayEvent.TeamSeen seen => Seen(seen, facts),
        DayEvent.PersonLeft left => Absences.Apply(new DayDraft(this, facts), left),
        DayEvent.TeamStoodDown down => Absences.Apply(new DayDraft(this, facts), down),
        DayEvent.PatientWentAway away => Absences.Apply(new DayDraft(this, facts), away),
        DayEvent.PatientCameBack back => Absences.Apply(new DayDraft(this, facts), back),
        DayEvent.SearchStepTaken step => NoAnswerRoutine.Apply(this, step),
        DayEvent.TeamHeard heard => Silence.Apply(this, heard),
        DayEvent.RoadsChanged changed => Accept(new DayDraft(this, facts), changed),
        _ => throw new ArgumentOutOfRangeException(nameof(happened), happened.GetType().Name, "The day does not know this event."),
    };

    /// <summary>The same day as it looks at an instant: what should have happened by now and has not is expected from now on.</summary>
    public Day AsSeenAt(DateTimeOffset now, DayFacts facts) => new Timetable(this, facts, now).Written(this);

    /// <summary>The visits that are expected to start outside what was promised.</summary>
    public IEnumerable<VisitId> BrokenPromises() =>
        from visit in Visits.Values
        where visit.Promised is { } promised && visit.Assignments.Length > 0 && !promised.Contains(visit.Assignments[0].Start)
        select visit.Visit.Id;

    /// <summary>The next version, with everything that differs from <paramref name="draft"/>'s start.</summary>
    internal static DayChange.Accepted Accept(DayDraft draft, Day next, DayEvent happened, IEnumerable<VisitId>? alsoBroken = null)
    {
        var before = draft.Before;
        var broken = before.BrokenPromises().ToHashSet();
        return new DayChange.Accepted(
            next with { Version = before.Version + 1, LastMove = IsMove(happened) ? before.Version + 1 : before.LastMove },
            happened,
            [.. next.Visits.Where(one => !ReferenceEquals(before.Visits.GetValueOrDefault(one.Key), one.Value)).Select(one => one.Key).OrderBy(id => id.Value)],
            [.. next.Teams.Where(one => !ReferenceEquals(before.Teams.GetValueOrDefault(one.Key), one.Value)).Select(one => one.Key).OrderBy(id => id.Value)],
            [.. next.BrokenPromises().Where(id => !broken.Contains(id)).Concat(alsoBroken ?? []).Distinct().OrderBy(id => id.Value)]);
    }

    internal static DayChange.Accepted Accept(DayDraft draft, DayEvent happened) => Accept(draft, draft.Timed(out _), happened);

    internal static DayChange.Noted Note(Day day, DayEvent happened, string why) => new(day with { Version = day.Version + 1 }, happened, why);

    // What a team reports from the road leaves routes as they are; where a proposal does not fit it, publishing says so.
    private static bool IsMove(DayEvent happened) => happened is not (DayEvent.TeamSeen or DayEvent.VisitAcknowledged or DayEvent.VisitEnRoute or DayEvent.VisitArrived or DayEvent.VisitStarted or DayEvent.VisitCompleted);

    private DayChange Added(DayEvent.VisitsAdded added, DayFacts facts)
    {
        if (added.Visits.FirstOrDefault(visit => visit.Date != Date) is { } other) return new DayChange.Refused(new Refusal.AnotherDay(other.Date));
        var known = added.Visits.Where(visit => !Visits.ContainsKey(visit.Id)).DistinctBy(visit => visit.Id).ToList();
        if (known.Count == 0) return Note(this, added, "note.visits-known");
        var draft = new DayDraft(this, facts);
        var number = Visits.Count;
        foreach (var visit in known.OrderBy(visit => visit.Allowed.Earliest).ThenBy(visit => visit.Id.Value))
            draft.Set(new DayVisit(visit, VisitStatus.Requested, [], Promised: null, IsPinned: false, null, null, null, null, null, Reason: null, []) { Number = ++number });
        return Accept(draft, draft.Day, added);
    }

    private DayChange Added(DayEvent.TeamsAdded added, DayFacts facts)
    {
        if (added.Shifts.FirstOrDefault(shift => shift.Date != Date) is { } other) return new DayChange.Refused(new Refusal.AnotherDay(other.Date));
        var draft = new DayDraft(this, facts);
        foreach (var shift in added.Shifts)
        {
            var breaks = shift.Breaks.OrderBy(rest => rest.EarliestStart).ToList();
            var planned = breaks.Select(rest => new PlannedBreak(rest.EarliestStart, rest.Length)).ToImmutableArray();
            var ordered = shift with { Breaks = breaks };
            draft.Set(Teams.TryGetValue(shift.Id, out var team)
                ? team with { Shift = ordered, Breaks = team.Breaks.Length == planned.Length ? team.Breaks : planned }
                : new TeamDay(ordered, [], planned, Position: null));
        }

        return Accept(draft, added);
    }

    private DayChange Added(DayEvent.NoteAdded note)
    {
        if (!Visits.TryGetValue(note.Visit, out var visit)) return new DayChange.Refused(new Refusal.UnknownVisit(note.Visit));
        var noted = visit with { Notes = visit.Notes.Add(new VisitNote(note.Origin.Id, note.Origin.At, note.Origin.By, note.Text)) };
        return new DayChange.Accepted(this with { Version = Version + 1, Visits = Visits.SetItem(note.Visit, noted) }, note, [note.Visit], [], []);
    }

    // The place stays the call's own: the person is where help was asked for, at home or not.
    private DayChange Known(DayEvent.PatientKnown known, DayFacts facts)
    {
        if (!Visits.TryGetValue(known.Visit, out var visit)) return new DayChange.Refused(new Refusal.UnknownVisit(known.Visit));
        if (visit.Visit.Patient == known.Patient) return Note(this, known, "note.reached");
        if (visit.Visit.Patient is not null) return new DayChange.Refused(new Refusal.PatientIsKnown(known.Visit));
        var tied = visit with { Visit = visit.Visit with { Patient = known.Patient, StaffNeeded = CrewRules.StaffNeeded(visit.Visit.StaffNeeded, facts.Patients[known.Patient]) } };
        return new DayChange.Accepted(this with { Version = Version + 1, LastMove = Version + 1, Visits = Visits.SetItem(known.Visit, tied) }, known, [known.Visit], [], []);
    }

    private DayChange Delayed(DayEvent.TeamDelayed delayed, DayFacts facts)
    {
        if (!Teams.TryGetValue(delayed.DelayedTeam, out var team)) return new DayChange.Refused(new Refusal.UnknownTeam(delayed.DelayedTeam));
        var draft = new DayDraft(this, facts);
        var next = draft.FirstOpen(delayed.DelayedTeam);
        var expected = next < team.Route.Length ? SettingOut(team.Route[next], team) : delayed.Origin.At;
        draft.Set(team with { HeldUntil = delayed.By > TimeSpan.Zero ? expected + delayed.By : null });
        draft.Rearrange(delayed.DelayedTeam);
        return Accept(draft, delayed);
    }

    private DayChange Seen(DayEvent.TeamSeen seen, DayFacts facts)
    {
        if (!Teams.TryGetValue(seen.SeenTeam, out var team)) return new DayChange.Refused(new Refusal.UnknownTeam(seen.SeenTeam));
        if (team.Position?.At > seen.Origin.At) return Note(this, seen, "note.seen-later");
        var draft = new DayDraft(this, facts);
        draft.Set(team with { Position = new TeamPosition(seen.Place, seen.Origin.At, PositionSource.Device) });
        return Accept(draft, seen);
    }

    private DateTimeOffset SettingOut(VisitId visit, TeamDay team)
    {
        var assignment = Visits[visit].Assignments.First(assignment => assignment.Team == team.Shift.Id);
        return assignment.Start - TimeSpan.FromSeconds(assignment.TravelSeconds);
    }
}
