using System.Collections.Concurrent;
using System.Globalization;
using MobileTeams.Dispatch;
using MobileTeams.Dispatch.Days;
using MobileTeams.Dispatch.Organisations;
using MobileTeams.Dispatch.Patients;
using MobileTeams.Dispatch.People;
using MobileTeams.Dispatch.Proposals;
using MobileTeams.Dispatch.Urgent;
using MobileTeams.Dispatch.Visits;
using MobileTeams.Server.Accounts;
using MobileTeams.Server.Days;
using MobileTeams.Server.Live;
using MobileTeams.Server.Maps;
using MobileTeams.Server.Organisations;
using MobileTeams.Server.Patients;
using MobileTeams.Server.Plans;
using MobileTeams.Server.Urgent;

namespace MobileTeams.Server.Desk;

/// <summary>What one desk looks at: a centre's day, its people, the patients its viewer may see, and the one visit that is chosen everywhere.</summary>
/// <remarks>One per open desk. <see cref="Changed"/> is raised from the live feed; listeners render by InvokeAsync.</remarks>
public sealed class DeskDay(DayBook book, CentreStore centres, PatientStore patients, CallStore calls, EscalationStore escalations, PlanStore plans, FactsBook facts, RoadsBook roads, LiveFeed feed, TimeProvider clock) : IAsyncDisposable
{
    private readonly CultureInfo culture = CultureInfo.CurrentUICulture;
    private readonly ConcurrentDictionary<PatientId, Patient> seen = [];
    private readonly HashSet<PatientId> hidden = [];
    private readonly ConcurrentDictionary<UrgentCallId, UrgentCall> asked = [];
    private readonly CancellationTokenSource closing = new();
    private readonly SemaphoreSlim reading = new(1, 1);
    private Task following = Task.CompletedTask;
    private Day? saved;
    private DayFacts? known;

    /// <summary>The day, the selection or the connection changed.</summary>
    public event Func<Task>? Changed;

    /// <summary>A plan run moved on.</summary>
    public event Func<Guid, Task>? PlanMoved;

    /// <summary>An urgent call of the centre was saved, here or at another desk.</summary>
    public event Func<UrgentCallId, Task>? CallsMoved;

    /// <summary>Somebody has an urgent call open, here or at another desk.</summary>
    public event Func<LiveChange.CallSeen, Task>? CallSeen;

    /// <summary>Something else that the centre's desks show was changed: who is to be told, beds, messages, handovers.</summary>
    public event Func<Task>? DeskMoved;

    public Viewer Viewer { get; private set; } = null!;

    public CareCentre Centre { get; private set; } = null!;

    public IReadOnlyList<CareCentre> Centres { get; private set; } = [];

    public ServiceTime Time { get; private set; } = null!;

    public DateOnly Date { get; private set; }

    public Day? Day { get; private set; }

    public IReadOnlyDictionary<PersonId, Person> People { get; private set; } = new Dictionary<PersonId, Person>();

    public VisitId? Selected { get; private set; }

    /// <summary>Urgent calls that are not closed, oldest first.</summary>
    public IReadOnlyList<KeptCall> Calls { get; private set; } = [];

    /// <summary>Teams whose word is overdue, the longest silent first.</summary>
    public IReadOnlyList<SilentTeam> SilentTeams => saved is { } day && day.Start <= Now && Now < day.End ? [.. Silence.Of(day, Now)] : [];

    /// <summary>Steps taken for teams that do not acknowledge, for somebody at this desk to act on; oldest dispatch first.</summary>
    public IReadOnlyList<TakenStep> Escalations { get; private set; } = [];

    /// <summary>The roads as they are, with what holds on them.</summary>
    public RoadsNow Roads { get; private set; } = null!;

    /// <summary>The areas that are reached within some minutes, as drawn on the map.</summary>
    public IReadOnlyList<Reached> Reached { get; private set; } = [];

    /// <summary>Lets the user draw an area on the map, and gives its corners; null when nothing was drawn. Null while there is no map.</summary>
    public Func<Task<IReadOnlyList<MobileTeams.Measures.GeoPoint>?>>? Draw { get; set; }

    /// <summary>When the day on the screen was last known to be the one in the database.</summary>
    public DateTimeOffset FreshAt { get; private set; }

    public bool IsLive => feed.IsConnected;

    public DateTimeOffset Now => clock.GetUtcNow();

    public DateOnly Today => Time.ServiceDay(Now);

    /// <summary>Opens a centre's day: the given one, or the viewer's first centre and the running service day.</summary>
    /// <returns>False if the viewer has no such centre.</returns>
    public async Task<bool> Open(Viewer viewer, CareCentreId? centre, DateOnly? date)
    {
        Viewer = viewer;
        Centres = await centres.List(viewer, closing.Token);
        if ((centre is null ? Centres.FirstOrDefault() : Centres.FirstOrDefault(found => found.Id == centre)) is not { } found) return false;
        var isOther = Centre?.Id != found.Id;
        Centre = found;
        Time = ServiceTime.Of(found);
        Date = date ?? Today;
        if (isOther) People = (await centres.ListPeople(found.Id, closing.Token)).ToDictionary(person => person.Id);
        Selected = null;
        await Read();
        if (following.IsCompleted) following = Follow();
        return true;
    }

    /// <summary>The day as it looks now: what should have happened and has not is expected from now on.</summary>
    public void Look() => Day = saved is not null && known is not null && RunningNow is { } now ? saved.AsSeenAt(now, known) : saved;

    /// <summary>What the day decides with, as of when it was read; null while there is no day.</summary>
    internal DayFacts? Facts => known;

    /// <summary>The instant at which the day is looked at; null for a day that is not running.</summary>
    internal DateTimeOffset? RunningNow => saved is not null && saved.Start <= Now && Now < saved.End ? Now : null;

    /// <summary>The day as lanes, now, in this viewer's words.</summary>
    internal BoardDrawing Drawing() => new(Day!, Time, Now, LabelOf, People.GetValueOrDefault, RestUntil);

    /// <summary>Why the last plan left visits out, as sentences.</summary>
    public async Task<IReadOnlyDictionary<VisitId, string>> ListReasons()
    {
        if (Day is not { } day || (await plans.FindLatest(Centre.Id, Date, closing.Token))?.Proposal is not { } proposal) return new Dictionary<VisitId, string>();
        return proposal.LeftOut.ToDictionary(left => left.Visit, left => ReasonOf(left, day));
    }

    /// <summary>The nearest miss in words: which team, and which rules stop it.</summary>
    public static string ReasonOf(LeftOutVisit left, Day day) => left.Teams.IsEmpty || !day.Teams.TryGetValue(left.Teams[0].Team, out var team)
        ? Words.NoTeamFits
        : Words.Nearest(team.Shift.Name, string.Join(", ", left.Teams[0].Rules.Select(Words.Reasons.Of)));

    public async Task Select(VisitId? visit)
    {
        Selected = visit;
        await Tell();
    }

    /// <summary>Draws who is reached on the map; nobody takes it off.</summary>
    public async Task ShowReach(IReadOnlyList<Reached> reached)
    {
        Reached = reached;
        await Tell();
    }

    /// <summary>The patient behind a visit, or null when the viewer may not see who it is.</summary>
    public Patient? PatientOf(DayVisit visit) => visit.Visit.Patient is { } patient ? seen.GetValueOrDefault(patient) : null;

    /// <summary>Reads who these patients are, as far as the viewer may see them; those that are known already are not read again.</summary>
    public async Task Know(IEnumerable<PatientId?> all)
    {
        var unknown = all.OfType<PatientId>().Distinct().Where(patient => !seen.ContainsKey(patient) && !hidden.Contains(patient)).ToList();
        foreach (var patient in await patients.List(Viewer, unknown, "board", closing.Token)) seen[patient.Id] = patient;
        hidden.UnionWith(unknown.Where(patient => !seen.ContainsKey(patient)));
    }

    /// <summary>Whether a call is about somebody the viewer may not see: nothing of what was said in it is shown.</summary>
    public bool IsClosed(UrgentCall call) => call.Patient is { } patient && !seen.ContainsKey(patient);

    /// <summary>The urgent call behind a visit, or null.</summary>
    public UrgentCall? CallOf(DayVisit visit) => visit.Visit.Call is { } call ? asked.GetValueOrDefault(call) : null;

    /// <summary>What stands on a block: the patient's short name, that it is protected, or what the caller said of somebody unknown.</summary>
    public string LabelOf(DayVisit visit) =>
        PatientOf(visit)?.ShortName ?? (visit.Visit.Patient is not null ? Words.ProtectedPatient : CallOf(visit) is { About.Length: > 0 } call ? call.About : Words.UnknownPerson);

    /// <summary>The area or address under the name; empty when it may not be shown.</summary>
    public string WhereOf(DayVisit visit) =>
        visit.Visit.Patient is null || visit.Visit.Place is not null && PatientOf(visit) is not null ? CallOf(visit)?.Address ?? "–" : PatientOf(visit)?.Area ?? "–";

    public string TasksOf(DayVisit visit) => string.Join(", ", visit.Visit.Tasks.Select(task => Words.Of(task.Kind)).Distinct());

    public string NameOf(PersonId person) => People.TryGetValue(person, out var found) ? found.Name : "–";

    public string Clock(DateTimeOffset instant) => Time.Local(instant).ToString("HH:mm", CultureInfo.InvariantCulture);

    public string Window(StartWindow window) => $"{Clock(window.Earliest)}–{Clock(window.Latest)}";

    public async ValueTask DisposeAsync()
    {
        await closing.CancelAsync();
        await following.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        closing.Dispose();
        reading.Dispose();
    }

    private DateTimeOffset? RestUntil(TeamDay team)
    {
        var ended = team.Shift.Crew
            .SelectMany(person => known?.OtherDuties.GetValueOrDefault(person) ?? [])
            .Where(duty => duty.Duty != DutyKind.Standby && duty.End <= team.Shift.Start)
            .Select(duty => (DateTimeOffset?)duty.End)
            .Max();
        return ended is { } end ? RestRules.EarliestBack(end) : null;
    }

    private async Task Follow()
    {
        await foreach (var change in feed.Follow(closing.Token))
        {
            CultureInfo.CurrentUICulture = CultureInfo.CurrentCulture = culture;
            switch (change)
            {
                case LiveChange.DayChanged day when day.Centre == Centre.Id && day.Date == Date && day.Version != Day?.Version:
                case LiveChange.Reconnected:
                    await Read();
                    await Tell();
                    break;
                case LiveChange.RoadsChanged changed when changed.Organisation == Centre.Organisation:
                    Roads = await roads.Get(Centre.Organisation, closing.Token);
                    await Tell();
                    break;
                case LiveChange.Escalated escalated:
                    Escalations = await escalations.ListOpen(Viewer, Centre.Id, closing.Token);
                    await Tell(CallsMoved, escalated.Call);
                    await Tell();
                    break;
                case LiveChange.DeskChanged desk when desk.Centre == Centre.Id:
                    await Tell(DeskMoved);
                    break;
                case LiveChange.CallSeen seen:
                    await Tell(CallSeen, seen);
                    break;
                case LiveChange.PlanRunChanged run:
                    await Tell(PlanMoved, run.Run);
                    break;
                case LiveChange.CallChanged call when call.Centre == Centre.Id:
                    await ReadCalls(saved);
                    await Tell(CallsMoved, call.Call);
                    await Tell();
                    break;
            }
        }
    }

    private async Task Read()
    {
        await reading.WaitAsync(closing.Token);
        try
        {
            var day = await book.Find(Centre.Id, Date, closing.Token);
            if (day is not null) await Know(day.Visits.Values.Select(visit => visit.Visit.Patient));

            saved = day;
            Roads = await roads.Get(Centre.Organisation, closing.Token);
            await ReadCalls(day);
            Escalations = await escalations.ListOpen(Viewer, Centre.Id, closing.Token);
            known = day is null ? null : await facts.Get(day, closing.Token);
            Look();
            FreshAt = Now;
        }
        finally
        {
            reading.Release();
        }
    }

    private async Task ReadCalls(Day? day)
    {
        var open = await calls.ListOpen(Viewer, Centre.Id, closing.Token);
        await Know(open.Select(kept => kept.Call.Patient));
        Calls = open;
        foreach (var kept in Calls) asked[kept.Call.Id] = kept.Call;
        var closed = day?.Visits.Values.Select(visit => visit.Visit.Call).OfType<UrgentCallId>().Where(call => !asked.ContainsKey(call)).ToList() ?? [];
        foreach (var kept in await calls.List(Viewer, closed, closing.Token)) asked[kept.Call.Id] = kept.Call;
    }

    private Task Tell() => Tell(Changed);

    private static async Task Tell(Func<Task>? told)
    {
        if (told is null) return;
        foreach (var listener in told.GetInvocationList().Cast<Func<Task>>()) await listener();
    }

    private static async Task Tell<T>(Func<T, Task>? told, T what)
    {
        if (told is null) return;
        foreach (var listener in told.GetInvocationList().Cast<Func<T, Task>>()) await listener(what);
    }
}
