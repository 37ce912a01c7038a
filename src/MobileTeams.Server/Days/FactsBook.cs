using System.Collections.Concurrent;
using MobileTeams.Dispatch;
using MobileTeams.Dispatch.Days;
using MobileTeams.Dispatch.Patients;
using MobileTeams.Dispatch.People;
using MobileTeams.Measures;
using MobileTeams.Roads;
using MobileTeams.Server.Organisations;
using MobileTeams.Server.Patients;

namespace MobileTeams.Server.Days;

/// <summary>What the heart has to know to decide about a centre's day: people, patients without their names, and minutes between their doors.</summary>
/// <remarks>Thread-safe. Remembered per centre and date until the centre's facts version rises.</remarks>
public sealed class FactsBook(CentreStore centres, PatientStore patients, RoadMap map)
{
    private const int HistoryDays = 14;
    private const int RestDays = 8;
    private const int MostKept = 30;
    private readonly ConcurrentDictionary<(CareCentreId Centre, DateOnly Date), (int Version, DayFacts Facts)> kept = new();

    public async Task<DayFacts> Get(CareCentreId centre, DateOnly date, CancellationToken ct)
    {
        var version = await centres.GetFactsVersion(centre, ct);
        if (kept.TryGetValue((centre, date), out var known) && known.Version == version) return known.Facts;
        var facts = await Read(centre, date, ct);
        if (kept.Count >= MostKept) kept.Clear();
        kept[(centre, date)] = (version, facts);
        return facts;
    }

    private async Task<DayFacts> Read(CareCentreId id, DateOnly date, CancellationToken ct)
    {
        var centre = await centres.Get(id, ct);
        var time = ServiceTime.Of(centre);
        var all = (await patients.ListForPlanning(id, ct)).ToDictionary(patient => patient.Id);
        var duties = (await centres.ListShiftsAround(id, date, RestDays, ct))
            .SelectMany(shift => shift.Crew.Select(person => (Person: person, Period: WorkPeriod.Of(shift))))
            .GroupBy(one => one.Person)
            .ToDictionary(person => person.Key, person => (IReadOnlyList<WorkPeriod>)[.. person.Select(one => one.Period)]);
        return new DayFacts(centre, time, (await centres.ListPeople(id, ct)).ToDictionary(person => person.Id), all, Ways([centre.Place, .. all.Values.Select(patient => patient.Place)]))
        {
            History = await centres.ListMeetings(id, time.Start(date).AddDays(-HistoryDays), ct),
            OtherDuties = duties,
        };
    }

    /// <summary>The ways between all places that a road leads to.</summary>
    private DayTravel Ways(IEnumerable<GeoPoint> places)
    {
        var rows = new Dictionary<GeoPoint, int>();
        var points = new List<RoadPoint>();
        foreach (var place in places)
        {
            if (rows.ContainsKey(place) || map.Snap(place) is not Snap.Found found) continue;
            rows[place] = points.Count;
            points.Add(found.Point);
        }

        return new DayTravel(map.Matrix(points), rows);
    }
}
