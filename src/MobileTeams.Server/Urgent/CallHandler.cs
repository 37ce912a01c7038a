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

namespace MobileTeams.Server.Urgent;

/// <summary>An urgent call from the first ring to the team that was sent: who can come and who pays for it, and the sending itself.</summary>
public sealed class CallHandler(CallStore calls, DayBook book, DayHandler days, FactsBook facts, TimeProvider clock)
{
    /// <summary>What an assessment at home takes until somebody knows better.</summary>
    public static readonly TimeSpan UsualLength = TimeSpan.FromMinutes(45);

    private const string Routine = "2026-1";

    /// <summary>A call that was just answered.</summary>
    public KeptCall Begin(CareCentreId centre)
    {
        var now = clock.GetUtcNow();
        return new KeptCall(
            new UrgentCall(new UrgentCallId(Guid.CreateVersion7(now)), centre, null, null, null, new SbarNote("", "", "", ""), null, "", "", now, now, Routine, null),
            Visit: null,
            Version: 0);
    }

    /// <summary>The call with its class, chosen by somebody licensed.</summary>
    /// <exception cref="InputException">The person may not choose it.</exception>
    public UrgentCall Classify(UrgentCall call, Person by, UrgencyClass urgency) => call.Classified(by, urgency, clock.GetUtcNow());

    /// <summary>Every team that runs or soon will, best first.</summary>
    /// <exception cref="InputException">The call lacks its patient or its class.</exception>
    public async Task<ImmutableArray<UrgentOption>> Rank(UrgentCall call, DateOnly date, CancellationToken ct)
    {
        var day = await book.Find(call.Centre, date, ct) ?? throw new InputException("day.none", "There is no such day.");
        var known = await facts.Get(call.Centre, date, ct);
        return UrgentRanking.Rank(day, VisitOf(call, day, known), known, clock.GetUtcNow());
    }

    /// <summary>Sends a team: the visit comes into the day and is the team's next. Sending twice sends once.</summary>
    public async Task<Handled> Send(Viewer viewer, KeptCall kept, DateOnly date, TeamShiftId team, TeamShiftId? with, CancellationToken ct)
    {
        var day = await book.Find(kept.Call.Centre, date, ct) ?? throw new InputException("day.none", "There is no such day.");
        var visit = VisitOf(kept.Call, day, await facts.Get(kept.Call.Centre, date, ct));
        if (!day.Visits.ContainsKey(visit.Id))
        {
            var added = await days.Handle(day.Centre, date, new DayEvent.VisitsAdded(Origin(viewer, kept.Call, 1), [visit]), viewer.Account, ct);
            if (added is Handled.Decided { Change: DayChange.Refused }) return added;
        }

        var sent = await days.Handle(day.Centre, date, new DayEvent.VisitDispatched(days.ByPerson(viewer.Name), visit.Id, team, with), viewer.Account, ct);
        if (sent is Handled.Decided { Change: DayChange.Accepted } && kept.Visit is null) await Save(kept, latest => latest with { Visit = visit.Id }, ct);
        return sent;
    }

    /// <summary>Closes the call with what became of it, unless it is closed already.</summary>
    public Task Close(KeptCall kept, Func<DateTimeOffset, CallOutcome> outcome, CancellationToken ct) =>
        Save(kept, latest => latest with { Call = latest.Call with { Outcome = latest.Call.Outcome ?? outcome(clock.GetUtcNow()) } }, ct);

    // Another desk may be writing in the call: what it wrote stays, and this comes to it.
    private async Task Save(KeptCall kept, Func<KeptCall, KeptCall> change, CancellationToken ct)
    {
        while (!await calls.Save(change(kept) with { Version = kept.Version + 1 }, ct)) kept = (await calls.Find(kept.Call.Id, ct))!;
    }

    /// <summary>The visit that answers the call; its id is the call's, so that it can only come once.</summary>
    private static Visit VisitOf(UrgentCall call, Day day, DayFacts known)
    {
        var staff = call.Patient is { } patient && known.Patients.TryGetValue(patient, out var found) ? CrewRules.StaffNeeded(1, found) : 1;
        return call.VisitBy(new VisitId(call.Id.Value), day.Date, day.End, UsualLength, staff, [new CareTask(CareTaskKind.NursingAssessment, "")]);
    }

    private EventOrigin Origin(Viewer viewer, UrgentCall call, byte step)
    {
        var id = call.Id.Value.ToByteArray();
        id[15] ^= step;
        var now = clock.GetUtcNow();
        return new EventOrigin(new DayEventId(new Guid(id)), now, now, viewer.Name, Team: null);
    }
}
