using MobileTeams.Dispatch;
using MobileTeams.Dispatch.Days;
using MobileTeams.Dispatch.Disturbances;
using MobileTeams.Dispatch.People;
using MobileTeams.Dispatch.Proposals;
using MobileTeams.Measures;
using MobileTeams.Server.Accounts;
using MobileTeams.Server.Organisations;
using MobileTeams.Server.Patients;

namespace MobileTeams.Server.Days;

/// <summary>What something that happens would do to a day. A closed family.</summary>
public abstract record Outlook
{
    private Outlook()
    {
    }

    public sealed record Breaks(Consequence Consequence) : Outlook;

    /// <summary>The day knows it already.</summary>
    public sealed record IsKnown(string Why) : Outlook;

    public sealed record Refused(Refusal Why) : Outlook;
}

/// <summary>Something goes wrong with a day: what that breaks, what could mend it, and the mending a person accepts.</summary>
public sealed class DisturbanceHandler(DayBook book, DayStore store, DayHandler days, FactsBook facts, AbsenceStore absences, CentreStore centres, PatientStore patients, TimeProvider clock)
{
    /// <summary>How long the planner looks for a repair.</summary>
    public static readonly TimeSpan RepairTime = TimeSpan.FromSeconds(1.5);

    /// <summary>The fewest and most characters of why a patient is away.</summary>
    public static readonly (int Least, int Most) Words = (2, 200);

    /// <summary>The most days that a sick call is made for at once.</summary>
    public const int MostDays = 14;

    /// <summary>What an event would break; nothing is done.</summary>
    public async Task<Outlook?> Look(CareCentreId centre, DateOnly date, DayEvent happened, CancellationToken ct)
    {
        if (await book.Find(centre, date, ct) is not { } day) return null;
        var known = await facts.Get(day, ct);
        return day.Apply(happened, known) switch
        {
            DayChange.Accepted accepted => new Outlook.Breaks(Consequence.Of(day, accepted, known, clock.GetUtcNow())),
            DayChange.Refused refused => new Outlook.Refused(refused.Why),
            DayChange.Noted noted => new Outlook.IsKnown(noted.Why),
            _ => null,
        };
    }

    /// <summary>A person is ill on a day and, if so said, the days after it; also those that are not made yet.</summary>
    /// <param name="days">How many service days, counted from <paramref name="date"/>.</param>
    /// <returns>What the first day said.</returns>
    /// <exception cref="InputException"><c>day.too-many-days</c></exception>
    public async Task<Handled> SickCall(Viewer viewer, CareCentreId centre, DateOnly date, PersonId person, int days, CancellationToken ct)
    {
        if (days is < 1 or > MostDays) throw new InputException("day.too-many-days", $"A sick call is made for 1 to {MostDays} days at a time.", "days");
        var first = await Tell(viewer, centre, date, new DayEvent.PersonLeft(Origin(viewer), person), ct);
        if (first is not Handled.Decided { Change: DayChange.Accepted }) return first;
        var time = ServiceTime.Of(await centres.Get(centre, ct));
        await absences.Put(viewer, centre, person, time.Start(date), time.End(date.AddDays(days - 1)), ct);
        for (var next = date.AddDays(1); next < date.AddDays(days); next = next.AddDays(1)) await Tell(viewer, centre, next, new DayEvent.PersonLeft(Origin(viewer), person), ct);
        return first;
    }

    /// <summary>A patient is away from an instant until further notice, on every day that is made and will be.</summary>
    /// <returns>What the day of that instant said; <see cref="Handled.NoDay"/> also where the viewer may not see such a patient.</returns>
    /// <exception cref="InputException"><c>day.why</c>: nothing, or too much, is said about why.</exception>
    public async Task<Handled> PatientAway(Viewer viewer, CareCentreId centre, PatientId patient, DateTimeOffset from, string why, CancellationToken ct)
    {
        var said = why.Trim();
        if (said.Length < Words.Least || said.Length > Words.Most) throw new InputException("day.why", $"Say in {Words.Least} to {Words.Most} characters where the patient is or why.", "why");
        if (await patients.Find(viewer, patient, "away", ct) is null) return new Handled.NoDay();
        await absences.Put(viewer, centre, patient, from, said, ct);
        return await OnEveryDay(viewer, centre, from, origin => new DayEvent.PatientWentAway(origin, patient, from, said), ct);
    }

    /// <summary>A patient is at home again from an instant on: the visits are asked for again.</summary>
    public async Task<Handled> PatientBack(Viewer viewer, CareCentreId centre, PatientId patient, DateTimeOffset from, CancellationToken ct)
    {
        if (await patients.Find(viewer, patient, "home", ct) is null) return new Handled.NoDay();
        await absences.End(patient, from, ct);
        return await OnEveryDay(viewer, centre, from, origin => new DayEvent.PatientCameBack(origin, patient, from), ct);
    }

    /// <summary>A team that was stood down is back with its crew, but for those who are ill; where all of them were, and in a team that goes on without one, it is they who came back.</summary>
    public async Task<Handled> TeamBack(Viewer viewer, CareCentreId centre, DateOnly date, TeamShiftId id, CancellationToken ct)
    {
        if (!(await ListRostered(centre, date, ct)).TryGetValue(id, out var shift) || await book.Find(centre, date, ct) is not { } day || !day.Teams.TryGetValue(id, out var team))
            return new Handled.Decided(new DayChange.Refused(new Refusal.UnknownTeam(id)));
        var now = clock.GetUtcNow();
        var ill = (await absences.List(centre, now > shift.Start ? now : shift.Start, shift.End, ct)).Select(absence => absence.Person).OfType<PersonId>().ToHashSet();
        var goesOn = team.Shift.Crew.Count > 0 && team.Shift.End == shift.End;
        var crew = goesOn ? [] : shift.Crew.Where(person => !ill.Contains(person)).ToList();
        if (crew.Count == 0)
        {
            await absences.End([.. shift.Crew], ct);
            crew = [.. shift.Crew];
        }

        return await Tell(viewer, centre, date, new DayEvent.TeamsAdded(Origin(viewer), [shift with { Crew = crew }]), ct);
    }

    /// <summary>A day's teams as the roster has them.</summary>
    public async Task<Dictionary<TeamShiftId, TeamShift>> ListRostered(CareCentreId centre, DateOnly date, CancellationToken ct) => (await centres.ListShifts(centre, date, ct)).ToDictionary(shift => shift.Id);

    /// <summary>Something happened to a day.</summary>
    public Task<Handled> Tell(Viewer viewer, CareCentreId centre, DateOnly date, DayEvent happened, CancellationToken ct) => days.Handle(centre, date, happened, viewer.Account, ct);

    /// <summary>The best repair found in <see cref="RepairTime"/>: a proposal for the day as it is now, in which only teams near the trouble change.</summary>
    public async Task<(Day Day, DayFacts Facts, Proposal Proposal)?> Repair(CareCentreId centre, DateOnly date, CancellationToken ct)
    {
        if (await book.Find(centre, date, ct) is not { } day) return null;
        var known = await facts.Get(day, ct);
        var now = clock.GetUtcNow();
        var options = new RepairOptions { Now = day.Start <= now && now < day.End ? now : null, Time = RepairTime, Seed = (ulong)day.Version };
        // A thread of its own: the pool's are for requests.
        var proposal = await Task.Factory.StartNew(
            () => Dispatch.Proposals.Repair.Propose(day, known, options, ct).Proposal, ct, TaskCreationOptions.LongRunning, TaskScheduler.Default);
        return (day, known, proposal);
    }

    /// <summary>Puts into force what a person accepted of a repair; refused when the day moved on meanwhile.</summary>
    public Task<Handled> Accept(Viewer viewer, Day day, DayFacts known, Proposal repair, IReadOnlySet<VisitId> accepted, CancellationToken ct) =>
        Tell(viewer, day.Centre, day.Date, repair.Only(day, known, accepted).Published(Origin(viewer)), ct);

    private async Task<Handled> OnEveryDay(Viewer viewer, CareCentreId centre, DateTimeOffset from, Func<EventOrigin, DayEvent> happened, CancellationToken ct)
    {
        Handled? first = null;
        foreach (var date in await store.ListDates(centre, ServiceTime.Of(await centres.Get(centre, ct)).ServiceDay(from), ct))
        {
            var handled = await Tell(viewer, centre, date, happened(Origin(viewer)), ct);
            first ??= handled;
        }

        return first ?? new Handled.NoDay();
    }

    private EventOrigin Origin(Viewer viewer) => days.ByPerson(viewer.Name);
}
