using System.Globalization;
using MobileTeams.Dispatch;
using MobileTeams.Dispatch.Days;
using MobileTeams.Dispatch.Organisations;
using MobileTeams.Dispatch.Patients;
using MobileTeams.Dispatch.People;
using MobileTeams.Dispatch.Visits;
using MobileTeams.Server.Accounts;
using MobileTeams.Server.Days;
using MobileTeams.Server.Live;
using MobileTeams.Server.Organisations;
using MobileTeams.Server.Patients;

namespace MobileTeams.Server.Desk;

/// <summary>What one desk looks at: a centre's day, its people, the patients its viewer may see, and the one visit that is chosen everywhere.</summary>
/// <remarks>One per open desk. <see cref="Changed"/> is raised from the live feed; listeners render by InvokeAsync.</remarks>
public sealed class DeskDay(DayBook book, CentreStore centres, PatientStore patients, LiveFeed feed, TimeProvider clock) : IAsyncDisposable
{
    private readonly CultureInfo culture = CultureInfo.CurrentUICulture;
    private readonly Dictionary<PatientId, Patient> seen = [];
    private readonly HashSet<PatientId> hidden = [];
    private readonly CancellationTokenSource closing = new();
    private readonly SemaphoreSlim reading = new(1, 1);
    private Task following = Task.CompletedTask;

    /// <summary>The day, the selection or the connection changed.</summary>
    public event Func<Task>? Changed;

    /// <summary>A plan run moved on.</summary>
    public event Func<Guid, Task>? PlanMoved;

    public Viewer Viewer { get; private set; } = null!;

    public CareCentre Centre { get; private set; } = null!;

    public IReadOnlyList<CareCentre> Centres { get; private set; } = [];

    public ServiceTime Time { get; private set; } = null!;

    public DateOnly Date { get; private set; }

    public Day? Day { get; private set; }

    public IReadOnlyDictionary<PersonId, Person> People { get; private set; } = new Dictionary<PersonId, Person>();

    public VisitId? Selected { get; private set; }

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

    public async Task Select(VisitId? visit)
    {
        Selected = visit;
        await Tell();
    }

    /// <summary>The patient behind a visit, or null when the viewer may not see who it is.</summary>
    public Patient? PatientOf(DayVisit visit) => seen.GetValueOrDefault(visit.Visit.Patient);

    /// <summary>What stands on a block: the patient's short name, or that it is protected.</summary>
    public string LabelOf(DayVisit visit) => PatientOf(visit)?.ShortName ?? Words.ProtectedPatient;

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
                case LiveChange.PlanRunChanged run when PlanMoved is { } moved:
                    await moved(run.Run);
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
            if (day is not null)
            {
                var unknown = day.Visits.Values.Select(visit => visit.Visit.Patient).Distinct().Where(patient => !seen.ContainsKey(patient) && !hidden.Contains(patient)).ToList();
                foreach (var patient in await patients.List(Viewer, unknown, "board", closing.Token)) seen[patient.Id] = patient;
                hidden.UnionWith(unknown.Where(patient => !seen.ContainsKey(patient)));
            }

            Day = day;
            FreshAt = Now;
        }
        finally
        {
            reading.Release();
        }
    }

    private async Task Tell()
    {
        if (Changed is not { } changed) return;
        foreach (var listener in changed.GetInvocationList().Cast<Func<Task>>()) await listener();
    }
}
