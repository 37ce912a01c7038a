using System.Security.Cryptography;
using System.Text;
using MobileTeams.Dispatch;
using MobileTeams.Dispatch.Days;
using MobileTeams.Dispatch.Visits;
using MobileTeams.Server.Data;
using MobileTeams.Server.Organisations;
using MobileTeams.Server.Patients;

namespace MobileTeams.Server.Days;

/// <summary>What became of an event that was sent in. A closed family.</summary>
public abstract record Handled
{
    private Handled()
    {
    }

    /// <summary>Decided and, unless refused, saved and told.</summary>
    public sealed record Decided(DayChange Change) : Handled;

    /// <summary>This very event is in the log already; nothing was done.</summary>
    public sealed record Repeated(int Version) : Handled;

    /// <summary>There is no such day.</summary>
    public sealed record NoDay : Handled;

    /// <summary>The day is not any more as it was when the event was decided on; nothing was done.</summary>
    public sealed record MovedOn(Day Day) : Handled;
}

/// <summary>Loads the day, lets it decide, saves, tells. Whoever changes a day comes through here.</summary>
public sealed class DayHandler(Database database, DayBook book, FactsBook facts, CentreStore centres, PatientStore patients, AbsenceStore absences, TimeProvider clock)
{
    /// <param name="account">Whose account it came from; null for jobs.</param>
    public Task<Handled> Handle(CareCentreId centre, DateOnly date, DayEvent happened, Guid? account, CancellationToken ct) => Handle(centre, date, happened, account, _ => true, ct);

    /// <param name="account">Whose account it came from; null for jobs.</param>
    /// <param name="isAsSeen">Whether the day is, in what matters, still the one the event was decided on; asked under the day's lock.</param>
    public async Task<Handled> Handle(CareCentreId centre, DateOnly date, DayEvent happened, Guid? account, Func<Day, bool> isAsSeen, CancellationToken ct)
    {
        while (true)
        {
            if (await book.Find(centre, date, ct) is not { } seen) return new Handled.NoDay();
            var known = await facts.Get(seen, Coming(seen, happened), happened as DayEvent.TeamSeen, ct);
            if (await TryHandle(seen, happened, known, account, isAsSeen, ct) is { } handled) return handled;

            // Another server brought visits into the day whose doors were not asked for yet.
        }
    }

    private async Task<Handled?> TryHandle(Day seen, DayEvent happened, DayFacts known, Guid? account, Func<Day, bool> isAsSeen, CancellationToken ct)
    {
        var handled = await database.InTransaction<Handled?>(
            async connection =>
            {
                if (await DayStore.Lock(connection, seen.Centre, seen.Date) is not { } version) return new Handled.NoDay();
                if (await DayStore.IsLogged(connection, happened.Origin.Id)) return new Handled.Repeated(version);
                var day = (book.Recall(seen.Centre, seen.Date, version) ?? await DayStore.Find(connection, seen.Centre, seen.Date))!;
                if (day.Version != seen.Version && !facts.Covers(known, day)) return null;
                if (!isAsSeen(day)) return new Handled.MovedOn(day);
                var change = day.Apply(happened, known);
                switch (change)
                {
                    case DayChange.Accepted accepted:
                        await DayStore.Save(connection, accepted.Day, happened, accepted.Visits, accepted.Teams, account, noted: null);
                        await TellStore.Save(connection, day, accepted, known);
                        break;
                    case DayChange.Noted noted:
                        await DayStore.Save(connection, noted.Day, happened, [], [], account, noted.Why);
                        break;
                }

                return new Handled.Decided(change);
            },
            ct);
        if (handled is Handled.Decided { Change: DayChange.Accepted { Day: var next } }) book.Keep(next);
        if (handled is Handled.Decided { Change: DayChange.Noted { Day: var same } }) book.Keep(same);
        return handled;
    }

    /// <summary>Handles many events of a day in one transaction; those that are in the log already, or that the day refuses, are passed over.</summary>
    public async Task HandleAll(CareCentreId centre, DateOnly date, IReadOnlyCollection<DayEvent> events, CancellationToken ct)
    {
        while (events.Count > 0 && await book.Find(centre, date, ct) is { } seen)
        {
            var known = await facts.Get(seen, [.. events.SelectMany(happened => Coming(seen, happened))], ct);
            if (await TryHandleAll(seen, events, known, ct)) return;
        }
    }

    private async Task<bool> TryHandleAll(Day seen, IReadOnlyCollection<DayEvent> events, DayFacts known, CancellationToken ct)
    {
        var last = await database.InTransaction<Day?>(
            async connection =>
            {
                var version = (await DayStore.Lock(connection, seen.Centre, seen.Date))!.Value;
                var logged = await DayStore.ListLogged(connection, events.Select(happened => happened.Origin.Id));
                var day = (book.Recall(seen.Centre, seen.Date, version) ?? await DayStore.Find(connection, seen.Centre, seen.Date))!;
                if (day.Version != seen.Version && !facts.Covers(known, day)) return null;
                foreach (var happened in events.Where(happened => !logged.Contains(happened.Origin.Id)))
                {
                    switch (day.Apply(happened, known))
                    {
                        case DayChange.Accepted accepted:
                            await DayStore.Save(connection, accepted.Day, happened, accepted.Visits, accepted.Teams, account: null, noted: null);
                            await TellStore.Save(connection, day, accepted, known);
                            day = accepted.Day;
                            break;
                        case DayChange.Noted noted:
                            day = noted.Day;
                            await DayStore.Save(connection, day, happened, [], [], account: null, noted.Why);
                            break;
                    }
                }

                return day;
            },
            ct);
        if (last is not null) book.Keep(last);
        return last is not null;
    }

    /// <summary>Adds visits that are not of any series; those that are there already are passed over.</summary>
    public async Task Add(CareCentreId centre, DateOnly date, IReadOnlyList<Visit> visits, CancellationToken ct)
    {
        if (visits.Count > 0) await Handle(centre, date, new DayEvent.VisitsAdded(ByJob(centre, date, "requests", visits.Select(visit => visit.Id.Value)), [.. visits]), account: null, ct);
    }

    /// <summary>Makes sure that a service day exists with its rostered teams and the visits of its series. Doing it again adds only what is new.</summary>
    /// <returns>False when the centre has no shifts and no visits on that day.</returns>
    public async Task<bool> Make(CareCentreId centre, DateOnly date, CancellationToken ct)
    {
        var time = ServiceTime.Of(await centres.Get(centre, ct));
        var shifts = await centres.ListShifts(centre, date, ct);
        var series = (await centres.ListSeries(centre, ct)).Where(one => one.Recurrence.Includes(date)).ToList();
        var homes = (await patients.ListForPlanning([.. series.Select(one => one.Patient).Distinct()], ct)).ToDictionary(patient => patient.Id);
        var visits = VisitSeries.VisitsOn(date, series, homes, time);
        if (shifts.Count == 0 && visits.Count == 0) return false;
        var empty = Day.Begin(centre, date, time);
        await database.InTransaction(
            async connection =>
            {
                await DayStore.Create(connection, empty);
                return true;
            },
            ct);
        var day = (await book.Find(centre, date, ct))!;
        if (shifts.Where(shift => !day.Teams.ContainsKey(shift.Id)).ToList() is { Count: > 0 } teams)
            await Handle(centre, date, new DayEvent.TeamsAdded(ByJob(centre, date, "teams", teams.Select(team => team.Id.Value)), [.. teams]), account: null, ct);
        if (visits.Where(visit => !day.Visits.ContainsKey(visit.Id)).ToList() is { Count: > 0 } added)
            await Handle(centre, date, new DayEvent.VisitsAdded(ByJob(centre, date, "visits", added.Select(visit => visit.Id.Value)), [.. added]), account: null, ct);
        // Of a day that runs, only what is not over: who came back this morning stays.
        var from = clock.GetUtcNow() is var now && now > empty.Start ? now : empty.Start;
        if (from < empty.End) await HandleAll(centre, date, [.. (await absences.List(centre, from, empty.End, ct)).SelectMany(absence => OfAbsence(centre, empty, absence))], ct);
        return true;
    }

    /// <summary>Whoever is ill or away for longer is so on this day too, from its beginning; a patient until it is known to come back.</summary>
    private IEnumerable<DayEvent> OfAbsence(CareCentreId centre, Day day, Absence absence)
    {
        if (absence.Person is { } person)
        {
            yield return new DayEvent.PersonLeft(ByJob(centre, day.Date, $"ill since {absence.Since:O}", [person.Value]), person);
            yield break;
        }

        var patient = absence.Patient!.Value;
        yield return new DayEvent.PatientWentAway(ByJob(centre, day.Date, $"away since {absence.Since:O}", [patient.Value]), patient, absence.Since, absence.Why);
        if (absence.Until is { } back && back < day.End) yield return new DayEvent.PatientCameBack(ByJob(centre, day.Date, $"home at {back:O}", [patient.Value]), patient, back);
    }

    /// <summary>The origin of something a person does at a desk now.</summary>
    public EventOrigin ByPerson(string name)
    {
        var now = clock.GetUtcNow();
        return new EventOrigin(new DayEventId(Guid.CreateVersion7(now)), now, now, name, Team: null);
    }

    /// <summary>The visits as an event is about to bring them into the day.</summary>
    private static Visit[] Coming(Day day, DayEvent happened) => happened switch
    {
        DayEvent.VisitsAdded added => [.. added.Visits],
        DayEvent.PatientKnown known when day.Visits.TryGetValue(known.Visit, out var visit) => [visit.Visit with { Patient = known.Patient }],
        _ => [],
    };

    /// <summary>The origin of something a job does, with an id that is the same if the job does it again.</summary>
    private EventOrigin ByJob(CareCentreId centre, DateOnly date, string what, IEnumerable<Guid> things)
    {
        var name = $"{centre.Value}/{date:O}/{what}/{string.Join(',', things.Order())}";
        var now = clock.GetUtcNow();
        return new EventOrigin(new DayEventId(new Guid(SHA256.HashData(Encoding.UTF8.GetBytes(name)).AsSpan(0, 16))), now, now, "MobileTeams", Team: null);
    }
}
