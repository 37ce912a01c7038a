using System.Collections.Immutable;
using System.Globalization;
using MobileTeams.Dispatch.Days;
using MobileTeams.Dispatch.Organisations;
using MobileTeams.Dispatch.Patients;
using MobileTeams.Dispatch.People;
using MobileTeams.Dispatch.Visits;
using MobileTeams.Measures;

namespace MobileTeams.Dispatch.Tests;

/// <summary>A county along one straight road: places are named by their minutes from the centre, a minute of driving is a kilometre.
/// The day is Tuesday 14 January 2025, on which local time is UTC + 1; it breaks at 06:00.</summary>
internal sealed class Town
{
    public static readonly DateOnly Date = new(2025, 1, 14);

    private static readonly DayTravel Ways = new(Road(100), Rows(100));

    private readonly Dictionary<PersonId, Person> people = [];
    private readonly Dictionary<PatientId, Patient> patients = [];
    private readonly Dictionary<Guid, string> names = [];
    private readonly Dictionary<PersonId, IReadOnlyList<WorkPeriod>> otherDuties = [];
    private int things;

    public Town()
    {
        Centre = new CareCentre(new CareCentreId(NewId("centre")), new OrganisationId(NewId("region")), "Tierp", "Storgatan 1", Place(0), "Europe/Stockholm", new TimeOnly(6, 0), []);
        Time = ServiceTime.Of(Centre);
    }

    public CareCentre Centre { get; }

    public ServiceTime Time { get; }

    public List<Meeting> History { get; } = [];

    public IReadOnlyDictionary<PatientId, Patient> Patients => patients;

    public DayFacts Facts => new(Centre, Time, people, patients, Ways) { History = History, OtherDuties = otherDuties };

    public static GeoPoint Place(int minute) => GeoPoint.FromLonLat(lon: 17 + (minute * 0.01), lat: 60.3);

    public Guid NewId(string name)
    {
        var id = new Guid(++things, 0, 0, new byte[8]);
        names[id] = name;
        return id;
    }

    public string Name(Guid id) => names[id];

    public Person Person(string name, ProfessionalCategory category = ProfessionalCategory.AssistantNurse, params Delegation[] delegations)
    {
        var person = new Person(new PersonId(NewId(name)), Centre.Id, name, category, new TimeOnly(6, 0), null, delegations, []);
        people[person.Id] = person;
        return person;
    }

    public Person Nurse(string name) => Person(name, ProfessionalCategory.RegisteredNurse);

    public Person Change(Person person)
    {
        people[person.Id] = person;
        return person;
    }

    public void Duties(Person person, params WorkPeriod[] duties) => otherDuties[person.Id] = duties;

    public Delegation Delegation(CareTaskKind task, string from, string to, Patient? patient = null, DateTimeOffset? revoked = null) => new(
        new DelegationId(NewId("delegation")), default, default, task, patient?.Id,
        DateOnly.ParseExact(from, "yyyy-MM-dd", CultureInfo.InvariantCulture), DateOnly.ParseExact(to, "yyyy-MM-dd", CultureInfo.InvariantCulture), revoked);

    public Patient Patient(string name, int minute, Func<Patient, Patient>? with = null)
    {
        var patient = new Patient(
            new PatientId(NewId(name)), Centre.Id, PersonIdentifier.Parse("189001019802"), name, "", Place(minute), $"Vägen {minute}", null, "", new AccessMethod(AccessKind.OpensSelf, ""), "",
            new GuestRules(null, null), SafetyFlags.None, Persona.IndependentEngaged, ProtectedIdentity.None, [], null, []);
        patient = with?.Invoke(patient) ?? patient;
        patients[patient.Id] = patient;
        return patient;
    }

    /// <summary>A team's shift; <paramref name="hours"/> as "07:00-16:00".</summary>
    public TeamShift Team(string name, string hours, params Person[] crew) => new(
        new TeamShiftId(NewId(name)), Centre.Id, Date, name, null, DutyKind.Working, [.. crew.Select(person => person.Id)], null, Window(hours).Earliest, Window(hours).Latest, []);

    public Visit Visit(Patient patient, string window, int minutes, params CareTaskKind[] tasks) => new(
        new VisitId(NewId(patient.GivenName)), patient.Id, Centre.Id, Date, null, null, UrgencyClass.Blue, Window(window), TimeSpan.FromMinutes(minutes), 1,
        [.. tasks.Select(task => new CareTask(task, ""))], null, null, IsOptional: false);

    /// <summary>A local time on the day, or on the night after it when it is before the day break.</summary>
    public DateTimeOffset At(string time) => Time.InstantOnServiceDay(Date, TimeOnly.ParseExact(time, "HH:mm", CultureInfo.InvariantCulture));

    public StartWindow Window(string hours) => new(At(hours[..5]), At(hours[6..]));

    public EventOrigin Origin(string at, TeamShift? team = null) => new(new DayEventId(NewId("event")), At(at), At(at), "test", team?.Id);

    public string Clock(DateTimeOffset instant) => Time.LocalTime(instant).ToString("HH:mm", CultureInfo.InvariantCulture);

    public Day Begin(IEnumerable<TeamShift> teams, IEnumerable<Visit> visits)
    {
        var day = Day.Begin(Centre.Id, Date, Time);
        day = Accepted(day, new DayEvent.TeamsAdded(Origin("06:00"), [.. teams])).Day;
        var asked = visits.ToImmutableArray();
        return asked.IsEmpty ? day : Accepted(day, new DayEvent.VisitsAdded(Origin("06:00"), asked)).Day;
    }

    public DayChange.Accepted Accepted(Day day, DayEvent happened) => Assert.IsType<DayChange.Accepted>(day.Apply(happened, Facts));

    public DayChange.Noted Noted(Day day, DayEvent happened) => Assert.IsType<DayChange.Noted>(day.Apply(happened, Facts));

    public Refusal Refused(Day day, DayEvent happened) => Assert.IsType<DayChange.Refused>(day.Apply(happened, Facts)).Why;

    /// <summary>Publishes routes in this order, each stop as early as travel from the centre and its window allow.</summary>
    public DayEvent.PlanPublished Plan(Day day, params (TeamShift Team, Visit[] Visits)[] routes)
    {
        var planned = routes.Select(route =>
        {
            var (free, place) = (route.Team.Start, Centre.Place);
            var stops = new List<PlannedStop>();
            foreach (var visit in route.Visits)
            {
                var leg = Facts.Travel.Between(place, Facts.PlaceOf(visit), free);
                var start = free.AddSeconds(leg.Seconds);
                if (start < visit.Allowed.Earliest) start = visit.Allowed.Earliest;
                stops.Add(new PlannedStop(visit.Id, start, start + visit.Duration, leg.Seconds, leg.Metres));
                (free, place) = (start + visit.Duration, Facts.PlaceOf(visit));
            }

            return new PlannedRoute(route.Team.Id, [.. stops], []);
        });
        return new DayEvent.PlanPublished(Origin("06:10"), day.Version, [.. planned]);
    }

    /// <summary>One line per team: the stops with state and times, the breaks, the way home.</summary>
    public string Drawn(Day day) => string.Join('\n', day.Teams.Values.OrderBy(team => team.Shift.Name, StringComparer.Ordinal).Select(team =>
    {
        var stops = team.Route.Select(id => day.Visits[id]).Select(visit =>
        {
            var own = visit.Assignments.First(assignment => assignment.Team == team.Shift.Id);
            return (own.Start, Text: $"{Name(visit.Visit.Id.Value)} {Clock(own.Start)}-{Clock(own.End)}{(visit.Status is VisitStatus.Published or VisitStatus.Planned ? "" : " " + visit.Status)}");
        });
        var rests = team.Breaks.Select(rest => (rest.Start, Text: $"(rast {Clock(rest.Start)}-{Clock(rest.Start + rest.Length)})"));
        var home = team.BackAt is { } back ? new[] { (Start: back, Text: $"hem {Clock(back)}") } : [];
        return $"{team.Shift.Name}: {string.Join(" | ", stops.Concat(home).Concat(rests).OrderBy(one => one.Start).Select(one => one.Text))}";
    }));

    /// <summary>The road out to a minute, with so many seconds to a minute of it.</summary>
    public static TravelMatrix Road(int length, int secondsPerMinute = 60)
    {
        var (seconds, metres) = (new int[length * length], new int[length * length]);
        for (var from = 0; from < length; from++)
        {
            for (var to = 0; to < length; to++)
            {
                seconds[(from * length) + to] = Math.Abs(from - to) * secondsPerMinute;
                metres[(from * length) + to] = Math.Abs(from - to) * 1000;
            }
        }

        return new TravelMatrix(length, seconds, metres);
    }

    /// <summary>Which minute of the road is which row.</summary>
    public static Dictionary<GeoPoint, int> Rows(int length) => Enumerable.Range(0, length).ToDictionary(Place, minute => minute);
}
