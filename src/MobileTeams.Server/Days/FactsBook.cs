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
public sealed class FactsBook(CentreStore centres, PatientStore patients, RoadsBook roads)
{
    private const int HistoryDays = 14;
    private const int RestDays = 8;
    private const int MostKept = 30;
    private readonly ConcurrentDictionary<(CareCentreId Centre, DateOnly Date), Page> kept = new();

    /// <summary>The facts for a day as it is, and for visits that may come into it.</summary>
    /// <param name="coming">Visits that an event is about to bring.</param>
    /// <param name="seen">An event that is about to say where a team is.</param>
    public async Task<DayFacts> Get(Day day, IReadOnlyCollection<Visit> coming, DayEvent.TeamSeen? seen, CancellationToken ct)
    {
        var version = await centres.GetFactsVersion(day.Centre, ct);
        var known = kept.GetValueOrDefault((day.Centre, day.Date));
        var now = await roads.Get((known?.Facts.Centre ?? await centres.Get(day.Centre, ct)).Organisation, ct);
        var page = known?.Version == version && known.Roads == now ? known : await Begin(day, version, now, ct);
        Visit[] visits = [.. day.Visits.Values.Select(visit => visit.Visit), .. coming];
        if (!page.Covers(visits)) page = await Extend(page, visits, ct);
        page = SeenFrom(page, day, seen);
        if (kept.Count >= MostKept) kept.Clear();
        kept[(day.Centre, day.Date)] = page;
        return page.Facts;
    }

    public Task<DayFacts> Get(Day day, CancellationToken ct) => Get(day, [], null, ct);

    public Task<DayFacts> Get(Day day, IReadOnlyCollection<Visit> coming, CancellationToken ct) => Get(day, coming, null, ct);

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
        var bands = Traffic.Between(ServiceTime.Of(centre), day.Start, day.End);
        var facts = new DayFacts(centre, ServiceTime.Of(centre), people, new Dictionary<PatientId, Patient>(), Ways([centre.Place], now, bands)) { OtherDuties = duties };
        return new Page(version, now, bands, day.Date, facts, new HashSet<GeoPoint> { centre.Place });
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
        return page with { Facts = places.Count == page.Places.Count ? facts : facts with { Travel = Ways(places, page.Roads, page.Bands) }, Places = places };
    }

    /// <summary>The page with the ways from where the day's teams are on the road, and without those from where they were.</summary>
    private static Page SeenFrom(Page page, Day day, DayEvent.TeamSeen? seen)
    {
        var travel = page.Facts.Travel;
        var wanted = new Dictionary<GeoPoint, DateTimeOffset>();
        foreach (var position in day.Teams.Values.Select(team => team.Position))
            if (position is { Source: PositionSource.Device } && !travel.Places.ContainsKey(position.Place)) wanted[position.Place] = position.At;
        if (seen is not null && !travel.Places.ContainsKey(seen.Place)) wanted[seen.Place] = seen.Origin.At;
        if (travel.Seen.Count == wanted.Count && wanted.Keys.All(travel.Seen.ContainsKey)) return page;
        var rows = wanted.ToDictionary(one => one.Key, one => travel.Seen.GetValueOrDefault(one.Key) ?? RowFrom(one.Key, travel.Places, page.Roads, page.BandAt(one.Value)));
        return page with { Facts = page.Facts with { Travel = travel with { Seen = rows } } };
    }

    /// <summary>The way from one place to every door: one sweep of the roads.</summary>
    private static SeenRow RowFrom(GeoPoint place, IReadOnlyDictionary<GeoPoint, int> doors, RoadsNow roads, TimeBand band)
    {
        var row = new SeenRow(new int[doors.Count], new int[doors.Count]);
        Array.Fill(row.Seconds, TravelMatrix.Unreachable);
        Array.Fill(row.Metres, TravelMatrix.Unreachable);
        if (roads.Map.Snap(place) is not Snap.Found from) return row;
        var to = doors.Select(door => (door.Value, (roads.Map.Snap(door.Key) as Snap.Found)?.Point)).Where(door => door.Point is not null).ToList();
        var ways = roads.Map.Table([from.Point], [.. to.Select(door => door.Point!.Value)], roads.At(band));
        for (var i = 0; i < to.Count; i++)
            if (ways.IsReachable(0, i)) (row.Seconds[to[i].Value], row.Metres[to[i].Value]) = (ways.Seconds(0, i), ways.Metres(0, i));
        return row;
    }

    /// <summary>The ways between all places that a road leads to, by the time of day.</summary>
    private static DayTravel Ways(IEnumerable<GeoPoint> places, RoadsNow now, IReadOnlyList<(DateTimeOffset From, TimeBand Band)> bands)
    {
        var rows = new Dictionary<GeoPoint, int>();
        var points = new List<RoadPoint>();
        foreach (var place in places)
        {
            if (now.Map.Snap(place) is not Snap.Found found) continue;
            rows[place] = points.Count;
            points.Add(found.Point);
        }

        var matrices = bands.Select(turn => turn.Band).Distinct().ToDictionary(band => band, band => now.Map.Matrix(points, now.At(band)));
        return new DayTravel([.. bands.Select(turn => new TravelBand(turn.From, matrices[turn.Band]))], rows);
    }

    /// <summary>The facts of one centre's day.</summary>
    /// <param name="Places">Every door asked for so far, also those that no road leads to.</param>
    private sealed record Page(int Version, RoadsNow Roads, IReadOnlyList<(DateTimeOffset From, TimeBand Band)> Bands, DateOnly Date, DayFacts Facts, IReadOnlySet<GeoPoint> Places)
    {
        public TimeBand BandAt(DateTimeOffset instant) => Bands.LastOrDefault(turn => turn.From <= instant, Bands[0]).Band;

        public bool Covers(Visit[] visits) => Array.TrueForAll(visits, visit =>
            (visit.Patient is not { } patient || Facts.Patients.ContainsKey(patient)) && Places.Contains(Facts.PlaceOf(visit)));
    }
}
