using System.Collections.Concurrent;
using MobileTeams.Dispatch;
using MobileTeams.Dispatch.Days;
using MobileTeams.Dispatch.Patients;
using MobileTeams.Dispatch.People;
using MobileTeams.Dispatch.Visits;
using MobileTeams.Measures;
using MobileTeams.Roads;
using MobileTeams.Server.Maps;
using MobileTeams.Server.Organisations;
using MobileTeams.Server.Patients;

namespace MobileTeams.Server.Days;

/// <summary>What the heart has to know to decide about a centre's day: people, the day's patients without their names, and minutes between the day's doors.</summary>
/// <remarks>Thread-safe. Remembered per centre and date until the centre's facts version rises or what holds on the roads changes; a door that is new to the day is added when it comes.</remarks>
public sealed class FactsBook(CentreStore centres, PatientStore patients, RoadMap map, RoadsBook roads)
{
    private const int HistoryDays = 14;
    private const int RestDays = 8;
    private const int MostKept = 30;
    private readonly ConcurrentDictionary<(CareCentreId Centre, DateOnly Date), Page> kept = new();

    /// <summary>The facts for a day as it is, and for visits that may come into it.</summary>
    public async Task<DayFacts> Get(Day day, IReadOnlyCollection<Visit> coming, CancellationToken ct)
    {
        var version = await centres.GetFactsVersion(day.Centre, ct);
        var known = kept.GetValueOrDefault((day.Centre, day.Date));
        var now = await roads.Get((known?.Facts.Centre ?? await centres.Get(day.Centre, ct)).Organisation, ct);
        var page = known?.Version == version && known.Roads == now ? known : await Begin(day, version, now, ct);
        Visit[] visits = [.. day.Visits.Values.Select(visit => visit.Visit), .. coming];
        if (!page.Covers(visits)) page = await Extend(page, visits, ct);
        if (kept.Count >= MostKept) kept.Clear();
        kept[(day.Centre, day.Date)] = page;
        return page.Facts;
    }

    public Task<DayFacts> Get(Day day, CancellationToken ct) => Get(day, [], ct);

    /// <summary>Whether these facts know everybody and every door of a day, which may have moved on since they were got.</summary>
    public bool Covers(DayFacts facts, Day day) =>
        kept.TryGetValue((day.Centre, day.Date), out var page) && ReferenceEquals(page.Facts, facts) && page.Covers([.. day.Visits.Values.Select(visit => visit.Visit)]);

    private async Task<Page> Begin(Day day, int version, RoadsNow now, CancellationToken ct)
    {
        var centre = await centres.Get(day.Centre, ct);
        var duties = (await centres.ListShiftsAround(day.Centre, day.Date, RestDays, ct))
            .SelectMany(shift => shift.Crew.Select(person => (Person: person, Period: WorkPeriod.Of(shift))))
            .GroupBy(one => one.Person)
            .ToDictionary(person => person.Key, person => (IReadOnlyList<WorkPeriod>)[.. person.Select(one => one.Period)]);
        var people = (await centres.ListPeople(day.Centre, ct)).ToDictionary(person => person.Id);
        var facts = new DayFacts(centre, ServiceTime.Of(centre), people, new Dictionary<PatientId, Patient>(), Ways([centre.Place], now)) { OtherDuties = duties };
        return new Page(version, now, day.Date, facts, new HashSet<GeoPoint> { centre.Place });
    }

    private async Task<Page> Extend(Page page, Visit[] visits, CancellationToken ct)
    {
        var facts = page.Facts;
        var unknown = visits.Select(visit => visit.Patient).OfType<PatientId>().Distinct().Where(patient => !facts.Patients.ContainsKey(patient)).ToList();
        var all = new Dictionary<PatientId, Patient>(facts.Patients);
        foreach (var patient in await patients.ListForPlanning(unknown, ct)) all[patient.Id] = patient;
        var met = await centres.ListMeetings(unknown, facts.Time.Start(page.Date).AddDays(-HistoryDays), ct);
        facts = facts with { Patients = all, History = [.. facts.History, .. met] };
        var places = page.Places.Concat(visits.Select(facts.PlaceOf)).ToHashSet();
        return page with { Facts = places.Count == page.Places.Count ? facts : facts with { Travel = Ways(places, page.Roads) }, Places = places };
    }

    /// <summary>The ways between all places that a road leads to.</summary>
    private DayTravel Ways(IEnumerable<GeoPoint> places, RoadsNow now)
    {
        var rows = new Dictionary<GeoPoint, int>();
        var points = new List<RoadPoint>();
        foreach (var place in places)
        {
            if (map.Snap(place) is not Snap.Found found) continue;
            rows[place] = points.Count;
            points.Add(found.Point);
        }

        return new DayTravel(map.Matrix(points, now.Metric), rows);
    }

    /// <summary>The facts of one centre's day.</summary>
    /// <param name="Places">Every door asked for so far, also those that no road leads to.</param>
    private sealed record Page(int Version, RoadsNow Roads, DateOnly Date, DayFacts Facts, IReadOnlySet<GeoPoint> Places)
    {
        public bool Covers(Visit[] visits) => Array.TrueForAll(visits, visit =>
            (visit.Patient is not { } patient || Facts.Patients.ContainsKey(patient)) && Places.Contains(Facts.PlaceOf(visit)));
    }
}
