using System.Collections.Immutable;
using MobileTeams.Dispatch;
using MobileTeams.Dispatch.Days;
using MobileTeams.Dispatch.Patients;
using MobileTeams.Dispatch.People;
using MobileTeams.Dispatch.Urgent;
using MobileTeams.Dispatch.Visits;
using MobileTeams.Measures;
using MobileTeams.Server.Accounts;
using MobileTeams.Server.Days;
using MobileTeams.Server.Patients;

namespace MobileTeams.Server.Urgent;

/// <summary>Who can come to a call, best first, and the day that says so.</summary>
public sealed record CallRanking(Day Day, ImmutableArray<UrgentOption> Options)
{
    /// <summary>Somebody comes in time and no promise breaks.</summary>
    public bool IsGood => Options.Any(option => option is { MayGo: true, IsInTime: true, BrokenPromises: 0 });
}

/// <summary>An urgent call from the first ring to the team that was sent: who can come and who pays for it, and the sending itself.</summary>
public sealed class CallHandler(CallStore calls, DayBook book, DayHandler days, FactsBook facts, PatientStore patients, BedStore beds, RoutineBook routines, TimeProvider clock)
{
    /// <summary>What an assessment at home takes until somebody knows better.</summary>
    public static readonly TimeSpan UsualLength = TimeSpan.FromMinutes(45);

    /// <summary>A call that was just answered.</summary>
    public async Task<KeptCall> Begin(Viewer viewer, CareCentreId centre, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        var routine = (await routines.GetLatest(viewer, ct)).Name;
        return new KeptCall(
            new UrgentCall(new UrgentCallId(Guid.CreateVersion7(now)), centre, null, null, null, new SbarNote("", "", "", ""), null, "", "", now, now, routine, null),
            Visit: null,
            Version: 0);
    }

    /// <summary>The call with its class, chosen by somebody licensed.</summary>
    /// <exception cref="InputException">The person may not choose it.</exception>
    public UrgentCall Classify(UrgentCall call, Person by, UrgencyClass urgency) => call.Classified(by, urgency, clock.GetUtcNow());

    /// <summary>Every team that runs or soon will, best first.</summary>
    /// <exception cref="InputException">The call lacks its class, or says neither who nor where; there is no such day.</exception>
    public async Task<CallRanking> Rank(UrgentCall call, DateOnly date, CancellationToken ct)
    {
        var day = await book.Find(call.Centre, date, ct) ?? throw new InputException("day.none", "There is no such day.");
        var (visit, known) = await VisitOf(call, day, ct);
        return new CallRanking(day, UrgentRanking.Rank(day, visit, known, clock.GetUtcNow()));
    }

    /// <summary>What would make room for the call, when no team can come in time as the day stands.</summary>
    /// <exception cref="InputException">The call lacks its class, or says neither who nor where.</exception>
    public async Task<ImmutableArray<UrgentExchange>> MakeRoom(UrgentCall call, Day day, CancellationToken ct)
    {
        var (visit, known) = await VisitOf(call, day, ct);
        return MakingRoom.For(day, visit, known, clock.GetUtcNow());
    }

    /// <summary>Sends a team: the visit comes into the day and is the team's next. Sending twice sends once.</summary>
    /// <exception cref="InputException"><c>call.closed</c>: it ended otherwise. <c>call.no-class</c> or <c>call.no-place</c>: something has to be known first.</exception>
    public async Task<Handled> Send(Viewer viewer, KeptCall kept, DateOnly date, TeamShiftId team, TeamShiftId? with, CancellationToken ct)
    {
        if (await calls.Find(kept.Call.Id, ct) is { Call.Outcome: not null }) throw Ended();
        var day = await book.Find(kept.Call.Centre, date, ct) ?? throw new InputException("day.none", "There is no such day.");
        var (visit, _) = await VisitOf(kept.Call, day, ct);
        if (!day.Visits.ContainsKey(visit.Id))
        {
            var added = await days.Handle(day.Centre, date, new DayEvent.VisitsAdded(Origin(viewer, kept.Call, 1), [visit]), viewer.Account, ct);
            if (added is Handled.Decided { Change: DayChange.Refused }) return added;
        }

        var sent = await days.Handle(day.Centre, date, new DayEvent.VisitDispatched(days.ByPerson(viewer.Name), visit.Id, team, with), viewer.Account, ct);
        if (sent is Handled.Decided { Change: DayChange.Accepted } && kept.Visit is null) await Save(kept, latest => latest with { Visit = visit.Id }, ct);
        return sent;
    }

    /// <summary>Ties a call that was taken for a place to the patient it turned out to be about, and the visit it led to.</summary>
    /// <returns>Null when the viewer may not see such a patient; else what the day made of it, or <see cref="Handled.NoDay"/> while nobody is sent.</returns>
    public async Task<Handled?> Tie(Viewer viewer, KeptCall kept, PatientId patient, DateOnly date, CancellationToken ct)
    {
        if (await patients.Find(viewer, patient, "call", ct) is null) return null;
        Handled tied = new Handled.NoDay();
        if (kept.Visit is { } visit)
        {
            tied = await days.Handle(kept.Call.Centre, date, new DayEvent.PatientKnown(days.ByPerson(viewer.Name), visit, patient), viewer.Account, ct);
            if (tied is Handled.Decided { Change: DayChange.Refused }) return tied;
        }

        await Save(kept, latest => latest with { Call = latest.Call with { Patient = patient } }, ct);
        return tied;
    }

    /// <summary>Keeps a near-care bed for the patient and closes the call with it.</summary>
    /// <returns>Null when the last one went to somebody else; the call stays open.</returns>
    /// <exception cref="InputException"><c>call.closed</c>: it ended otherwise, or a team is sent.</exception>
    public async Task<NearCareBed?> TakeBed(Viewer viewer, KeptCall kept, CancellationToken ct)
    {
        await CheckOpen<CallOutcome.NearCare>(kept, ct);
        if (await beds.Reserve(viewer, kept.Call.Centre, kept.Call.Id, ct) is not { } bed) return null;
        await Close(kept, at => new CallOutcome.NearCare(at, bed.Number), ct);
        return bed;
    }

    /// <summary>Plans a visit for later and closes the call with it. Doing it twice plans one.</summary>
    /// <param name="window">When it may start.</param>
    /// <exception cref="InputException"><c>call.no-place</c>; <c>call.past</c>: the time is over; <c>call.closed</c>: it ended otherwise, or a team is sent.</exception>
    public async Task<Handled> PlanLater(Viewer viewer, KeptCall kept, ServiceTime time, StartWindow window, CancellationToken ct)
    {
        if (window.Latest <= clock.GetUtcNow()) throw new InputException("call.past", "That time is over; choose a later one.", "when");
        await CheckOpen<CallOutcome.VisitPlanned>(kept, ct);
        var date = time.ServiceDay(window.Earliest);
        var visit = kept.Call.VisitLater(new VisitId(Derived(kept.Call, 3)), date, window, UsualLength, [new CareTask(CareTaskKind.NursingAssessment, "")]);
        if (await book.Find(kept.Call.Centre, date, ct) is null && !await days.Make(kept.Call.Centre, date, ct)) return new Handled.NoDay();
        var added = await days.Handle(kept.Call.Centre, date, new DayEvent.VisitsAdded(Origin(viewer, kept.Call, 2), [visit]), viewer.Account, ct);
        if (added is not Handled.Decided { Change: DayChange.Refused }) await Close(kept, at => new CallOutcome.VisitPlanned(at, visit.Id, date, window), ct);
        return added;
    }

    /// <summary>Closes the call with what became of it, unless it is closed already.</summary>
    public Task Close(KeptCall kept, Func<DateTimeOffset, CallOutcome> outcome, CancellationToken ct) =>
        Save(kept, latest => latest with { Call = latest.Call with { Outcome = latest.Call.Outcome ?? outcome(clock.GetUtcNow()) } }, ct);

    // What is done a second time, as by a double click, is no other end.
    private async Task CheckOpen<TOutcome>(KeptCall kept, CancellationToken ct)
        where TOutcome : CallOutcome
    {
        if (await calls.Find(kept.Call.Id, ct) is { } now && (now.Visit is not null || now.Call.Outcome is not (null or TOutcome))) throw Ended();
    }

    private static InputException Ended() => new("call.closed", "The call was ended at another desk, or a team is sent already.", "call");

    // Another desk may be writing in the call: what it wrote stays, and this comes to it.
    private async Task Save(KeptCall kept, Func<KeptCall, KeptCall> change, CancellationToken ct)
    {
        while (!await calls.Save(change(kept) with { Version = kept.Version + 1 }, ct)) kept = (await calls.Find(kept.Call.Id, ct))!;
    }

    /// <summary>The visit that answers the call, with the facts for it; its id is the call's, so that it can only come once.</summary>
    private async Task<(Visit Visit, DayFacts Known)> VisitOf(UrgentCall call, Day day, CancellationToken ct)
    {
        var visit = call.VisitBy(new VisitId(call.Id.Value), day.Date, day.End, UsualLength, [new CareTask(CareTaskKind.NursingAssessment, "")]);
        var known = await facts.Get(day, [visit], ct);
        return (visit with { StaffNeeded = CrewRules.StaffNeeded(visit.StaffNeeded, call.Patient is { } patient ? known.Patients[patient] : null) }, known);
    }

    private EventOrigin Origin(Viewer viewer, UrgentCall call, byte step)
    {
        var now = clock.GetUtcNow();
        return new EventOrigin(new DayEventId(Derived(call, step)), now, now, viewer.Name, Team: null);
    }

    // The same for every desk, so that a step is taken once.
    private static Guid Derived(UrgentCall call, byte step)
    {
        var id = call.Id.Value.ToByteArray();
        id[15] ^= step;
        return new Guid(id);
    }
}
