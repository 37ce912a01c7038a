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
using MobileTeams.Server.Data;
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
public sealed partial class DeskDay(DeskBook book, CentreStore centres, PatientStore patients, CallStore calls, PlanStore plans, LiveFeed feed, TimeProvider clock, ILogger<DeskDay> log) : IAsyncDisposable
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);
    private readonly CultureInfo culture = CultureInfo.CurrentUICulture;
    private readonly ConcurrentDictionary<PatientId, Patient> seen = [];
    private readonly ConcurrentDictionary<PatientId, bool> hidden = [];
    private readonly ConcurrentDictionary<UrgentCallId, UrgentCall> asked = [];
    private readonly CancellationTokenSource closing = new();
    private readonly SemaphoreSlim reading = new(1, 1);
    private bool isBehind;
    private DeskReading? last;

    /// <summary>The day or what is around it changed; whoever keeps something else of it reads it again.</summary>
    public event Func<Task>? Changed;

    /// <summary>What is looked at changed – the selection, what the map shows, whether the desk is live – and nothing has to be read again.</summary>
    public event Func<Task>? ViewMoved;

    /// <summary>A plan run moved on.</summary>
    public event Func<Guid, Task>? PlanMoved;

    /// <summary>An urgent call of the centre was saved, here or at another desk.</summary>
    public event Func<UrgentCallId, Task>? CallsMoved;

    /// <summary>Somebody has an urgent call open, here or at another desk.</summary>
    public event Func<LiveChange.CallSeen, Task>? CallSeen;

    public Viewer Viewer { get; private set; } = null!;

    public CareCentre Centre { get; private set; } = null!;

    public IReadOnlyList<CareCentre> Centres { get; private set; } = [];

    public ServiceTime Time { get; private set; } = null!;

    public DateOnly Date { get; private set; }

    public Day? Day { get; private set; }

    public IReadOnlyDictionary<PersonId, Person> People => last?.People ?? new Dictionary<PersonId, Person>();

    public VisitId? Selected { get; private set; }

    /// <summary>Urgent calls that are not closed, oldest first.</summary>
    public IReadOnlyList<KeptCall> Calls => last?.Calls ?? [];

    /// <summary>What others left to this desk to read, newest first.</summary>
    public IReadOnlyList<DeskMessage> Messages => [.. last?.Messages.Where(message => message.ExpiresAt > Now) ?? []];

    /// <summary>People who were promised a call, the earliest first.</summary>
    public IReadOnlyList<KeptCall> ToCallBack => last?.ToCallBack ?? [];

    /// <summary>Patients who must be told of a change, the most pressing first.</summary>
    public IReadOnlyList<KeptTelling> Tellings => last?.Tellings ?? [];

    /// <summary>Teams whose word is overdue, with their day, the longest silent first; on the running day also those of the night before.</summary>
    public IReadOnlyList<(Day Day, SilentTeam Team)> SilentTeams =>
        [.. new[] { last?.Earlier, last?.Day }.OfType<Day>().Where(day => day.Start <= Now && Now < day.End + Day.Grace).SelectMany(day => Silence.Of(day, Now), (day, team) => (day, team)).OrderBy(silent => silent.team.Since)];

    /// <summary>Steps taken for teams that do not acknowledge, for somebody at this desk to act on; oldest dispatch first.</summary>
    public IReadOnlyList<TakenStep> Escalations => last?.Escalations ?? [];

    /// <summary>The roads as they are, with what holds on them.</summary>
    public RoadsNow Roads => last!.Roads;

    /// <summary>The areas that are reached within some minutes, as drawn on the map.</summary>
    public IReadOnlyList<Reached> Reached { get; private set; } = [];

    /// <summary>Lets the user draw on the map; null while there is none.</summary>
    public IDrawing? Drawing { get; private set; }

    /// <summary>When the day on the screen was last known to be the one in the database.</summary>
    public DateTimeOffset FreshAt { get; private set; }

    /// <summary>Whether what is shown is what is in the database: commits are heard here, and what they changed could be read.</summary>
    public bool IsLive => feed.IsConnected && !isBehind && !Following.IsFaulted;

    /// <summary>Takes in what happens until the desk is closed.</summary>
    public Task Following { get; private set; } = Task.CompletedTask;

    public DateTimeOffset Now => clock.GetUtcNow();

    public DateOnly Today => Time.ServiceDay(Now);

    /// <summary>Opens a centre's day: the given one, or the viewer's first centre and the running service day. What is opened last is what is looked at.</summary>
    /// <returns>False if the viewer has no such centre.</returns>
    public async Task<bool> Open(Viewer viewer, CareCentreId? centre, DateOnly? date)
    {
        await reading.WaitAsync(closing.Token);
        try
        {
            (Viewer, Centres) = (viewer, await centres.List(viewer, closing.Token));
            if ((centre is null ? Centres.FirstOrDefault() : Centres.FirstOrDefault(found => found.Id == centre)) is not { } found) return false;

            // What happens while the day is read is heard already.
            if (Following.IsCompleted) Following = Follow();
            var time = ServiceTime.Of(found);
            await Read(told: null, found, time, date ?? time.ServiceDay(Now));
            return true;
        }
        finally
        {
            reading.Release();
        }
    }

    /// <summary>The day as it looks now: what should have happened and has not is expected from now on.</summary>
    public void Look() => Day = DeskBook.SeenAt(Now, last?.Day, last?.Facts);

    /// <summary>What the day decides with, as of when it was read; null while there is no day.</summary>
    internal DayFacts? Facts => last?.Facts;

    /// <summary>The instant at which the day is looked at; null for a day that is not running.</summary>
    internal DateTimeOffset? RunningNow => last?.Day is { } saved && saved.Start <= Now && Now < saved.End ? Now : null;

    /// <summary>The day as lanes, now, in this viewer's words.</summary>
    internal BoardDrawing DrawBoard() => new(Day!, Time, Now, LabelOf, People.GetValueOrDefault, RestUntil);

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
        await Tell(ViewMoved);
    }

    /// <summary>Draws who is reached on the map; nobody takes it off.</summary>
    public async Task ShowReach(IReadOnlyList<Reached> reached)
    {
        Reached = reached;
        await Tell(ViewMoved);
    }

    /// <summary>The map lets the user draw on it from now on, or no longer.</summary>
    public async Task OfferDrawing(IDrawing? drawing)
    {
        Drawing = drawing;
        await Tell(ViewMoved);
    }

    /// <summary>Learns the names in another day than the one that is looked at, as far as the viewer may see them.</summary>
    public Task Meet(Day day) => See(day.Visits.Values.Select(visit => visit.Visit.Patient));

    /// <summary>The patient behind a visit, or null when the viewer may not see who it is.</summary>
    public Patient? PatientOf(DayVisit visit) => visit.Visit.Patient is { } patient ? seen.GetValueOrDefault(patient) : null;

    /// <summary>The patient, or null when the viewer may not see who it is; known only after <see cref="See"/>.</summary>
    public Patient? Find(PatientId patient) => seen.GetValueOrDefault(patient);

    /// <summary>Reads those of the patients that this desk has not read yet; each is logged once.</summary>
    public async Task See(IEnumerable<PatientId?> wanted)
    {
        var unknown = wanted.OfType<PatientId>().Distinct().Where(patient => !seen.ContainsKey(patient) && !hidden.ContainsKey(patient)).ToList();
        foreach (var patient in await patients.List(Viewer, unknown, "board", closing.Token)) seen[patient.Id] = patient;
        foreach (var patient in unknown.Where(patient => !seen.ContainsKey(patient))) hidden[patient] = true;
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
        await Following.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    private DateTimeOffset? RestUntil(TeamDay team)
    {
        var ended = team.Shift.Crew
            .SelectMany(person => Facts?.OtherDuties.GetValueOrDefault(person) ?? [])
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
            while (!await TryTakeIn(change)) await Task.Delay(Pause, closing.Token);
        }
    }

    /// <summary>Takes in a change, and before it what could not be read until now.</summary>
    /// <returns>False while the database does not answer, neither here nor to whoever listens.</returns>
    private async Task<bool> TryTakeIn(LiveChange change)
    {
        try
        {
            if (isBehind)
            {
                await ReadAgain(told: null);
                isBehind = false;
                await Tell();
            }

            await TakeIn(change);
            return true;
        }
        catch (Exception outage) when (Outage.Is(outage))
        {
            isBehind = true;
            LogBehind(outage.Message);
            await Tell(ViewMoved);
            return false;
        }
    }

    private async Task TakeIn(LiveChange change)
    {
        // While a day is being opened it is not known yet which one is looked at.
        await reading.WaitAsync(closing.Token);
        reading.Release();
        if (last is null) return;
        switch (change)
        {
            case LiveChange.DayChanged day when day.Centre == Centre.Id && (day.Date == Date ? !(day.Version <= Day?.Version) : day.Date == last?.Earlier?.Date):
            case LiveChange.RoadsChanged roads when roads.Organisation == Centre.Organisation:
            case LiveChange.DeskChanged desk when desk.Centre == Centre.Id:
            case LiveChange.Reconnected:
                await ReadAgain(change);
                await Tell();
                break;
            case LiveChange.Escalated { Call: var call }:
                await ReadAgain(change);
                await Tell(CallsMoved, call);
                await Tell();
                break;
            case LiveChange.CallChanged { Call: var call } changed when changed.Centre == Centre.Id:
                await ReadAgain(change);
                await Tell(CallsMoved, call);
                await Tell();
                break;
            case LiveChange.CallSeen seen:
                await Tell(CallSeen, seen);
                break;
            case LiveChange.PlanRunChanged run:
                await Tell(PlanMoved, run.Run);
                break;
        }
    }

    /// <summary>Reads what is looked at anew.</summary>
    /// <param name="told">What made this necessary; null to read now, for this desk alone.</param>
    private async Task ReadAgain(LiveChange? told)
    {
        await reading.WaitAsync(closing.Token);
        try
        {
            if (last is not null) await Read(told, Centre, Time, Date);
        }
        finally
        {
            reading.Release();
        }
    }

    /// <summary>Reads a day. Everything is read before anything of it shows, so that nobody meets half of one day and half of another.</summary>
    private async Task Read(LiveChange? told, CareCentre centre, ServiceTime time, DateOnly date)
    {
        var read = told is null ? await book.Read(Viewer, centre, date, closing.Token) : await book.Get(told, Viewer, centre, date).WaitAsync(closing.Token);
        var silent = read.Earlier is { } earlier ? Silence.Of(earlier, Now).Select(team => earlier.Visits[team.Visit]) : [];
        await See((read.Day?.Visits.Values ?? []).Concat(silent).Select(visit => visit.Visit.Patient).Concat(read.Calls.Concat(read.ToCallBack).Select(kept => kept.Call.Patient)));
        foreach (var kept in read.Calls) asked[kept.Call.Id] = kept.Call;
        var closed = read.Day?.Visits.Values.Select(visit => visit.Visit.Call).OfType<UrgentCallId>().Where(call => !asked.ContainsKey(call)).ToList() ?? [];
        foreach (var kept in await calls.List(Viewer, closed, closing.Token)) asked[kept.Call.Id] = kept.Call;
        if ((Centre?.Id, Date) != (centre.Id, date)) Selected = null;
        if (Centre?.Id != centre.Id) Reached = [];
        (Centre, Time, Date, last, Day) = (centre, time, date, read, read.Seen);
        FreshAt = Now;
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

    [LoggerMessage(LogLevel.Warning, "A desk cannot read what changed ({Reason}); trying again.")]
    private partial void LogBehind(string reason);
}
