using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using MobileTeams.Dispatch;
using MobileTeams.Dispatch.Days;
using MobileTeams.Dispatch.Organisations;
using MobileTeams.Dispatch.People;
using MobileTeams.Server.Accounts;
using MobileTeams.Server.Days;
using MobileTeams.Server.Live;
using MobileTeams.Server.Maps;
using MobileTeams.Server.Organisations;
using MobileTeams.Server.Urgent;

namespace MobileTeams.Server.Desk;

/// <summary>What the desks of a centre's day show, as it was read after a change.</summary>
/// <param name="Day">As it is saved; null while there is none.</param>
/// <param name="Seen">The day as it looked when it was read: what should have happened and has not is expected from then on.</param>
/// <param name="Earlier">The day before, while this is the running one: somebody may still be out.</param>
/// <param name="Facts">Null while there is no day.</param>
/// <param name="People">The centre's own.</param>
/// <param name="Calls">Urgent calls that are not closed, oldest first.</param>
/// <param name="Escalations">Steps taken for teams that do not acknowledge, for somebody at these desks to act on; oldest dispatch first.</param>
/// <param name="Messages">Left by others until they expire, newest first.</param>
/// <param name="ToCallBack">People who were promised a call, the earliest first.</param>
/// <param name="Tellings">Patients who must be told of a change, the most pressing first.</param>
public sealed record DeskReading(
    Day? Day, Day? Seen, Day? Earlier, DayFacts? Facts, IReadOnlyDictionary<PersonId, Person> People, RoadsNow Roads, IReadOnlyList<KeptCall> Calls, IReadOnlyList<TakenStep> Escalations,
    IReadOnlyList<DeskMessage> Messages, IReadOnlyList<KeptCall> ToCallBack, IReadOnlyList<KeptTelling> Tellings);

/// <summary>Reads for desks: after a change once, however many desks are told of it.</summary>
/// <remarks>Thread-safe. The feed hands one and the same change to all who follow it; what was read for it goes when the change goes.</remarks>
public sealed class DeskBook(DayBook days, FactsBook facts, RoadsBook roads, CallStore calls, EscalationStore escalations, HandoverStore handovers, TellStore tellings, CentreStore centres, TimeProvider clock)
{
    private readonly ConditionalWeakTable<LiveChange, ConcurrentDictionary<Place, Lazy<Task<DeskReading>>>> read = [];

    /// <summary>The day and all around it, not older than the change.</summary>
    public Task<DeskReading> Get(LiveChange told, Viewer viewer, CareCentre centre, DateOnly date)
    {
        var place = new Place(viewer.Organisation, viewer.Centre, viewer.Is(Role.TeamLead) || viewer.Is(Role.NightDuty), centre.Id, date);
        var readings = read.GetOrCreateValue(told);

        // What could not be read is read again by the next who asks.
        if (readings.TryGetValue(place, out var kept) && kept is { IsValueCreated: true, Value.IsFaulted: true }) readings.TryRemove(KeyValuePair.Create(place, kept));
        return readings.GetOrAdd(place, _ => new Lazy<Task<DeskReading>>(() => Read(viewer, centre, date, CancellationToken.None))).Value;
    }

    /// <summary>The day and all around it now.</summary>
    public async Task<DeskReading> Read(Viewer viewer, CareCentre centre, DateOnly date, CancellationToken ct)
    {
        var (roadsNow, open, steps) = (roads.Get(centre.Organisation, ct), calls.ListOpen(viewer, centre.Id, ct), escalations.ListOpen(viewer, centre.Id, ct));
        var (messages, toCallBack, told) = (handovers.ListMessages(viewer, centre.Id, ct), calls.ListToCallBack(viewer, centre.Id, ct), tellings.ListOpen(centre.Id, ct));
        var people = centres.ListPeople(centre.Id, ct);
        var around = Task.WhenAll(roadsNow, open, steps, messages, toCallBack, told, people);
        var day = await days.Find(centre.Id, date, ct);
        var now = clock.GetUtcNow();
        var earlier = date == ServiceTime.Of(centre).ServiceDay(now) ? await days.Find(centre.Id, date.AddDays(-1), ct) : null;
        var known = day is null ? null : await facts.Get(day, ct);
        await around;
        return new DeskReading(day, SeenAt(now, day, known), earlier, known, (await people).ToDictionary(person => person.Id), await roadsNow, await open, await steps, await messages, await toCallBack, await told);
    }

    /// <summary>The day as it looks at an instant, if it is running then; else as it is saved.</summary>
    public static Day? SeenAt(DateTimeOffset now, Day? day, DayFacts? known) => day is not null && known is not null && day.Start <= now && now < day.End ? day.AsSeenAt(now, known) : day;

    /// <summary>Everything by which what two viewers are told can differ.</summary>
    private readonly record struct Place(OrganisationId Organisation, CareCentreId? Own, bool IsLead, CareCentreId Centre, DateOnly Date);
}
