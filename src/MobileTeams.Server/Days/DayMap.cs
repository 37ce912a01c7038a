using System.Buffers;
using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Text;
using System.Text.Json;
using MobileTeams.Dispatch;
using MobileTeams.Dispatch.Days;
using MobileTeams.Dispatch.Organisations;
using MobileTeams.Dispatch.Patients;
using MobileTeams.Dispatch.Visits;
using MobileTeams.Measures;
using MobileTeams.Server.Accounts;
using MobileTeams.Server.Maps;
using MobileTeams.Server.Patients;

namespace MobileTeams.Server.Days;

/// <summary>A day as GeoJSON: routes along roads, visits by state, teams where they were last. A way to or from a door that may not be shown is left out.</summary>
/// <remarks>Thread-safe. Drawn once per version of a day however many desks look; that somebody looks is in the access log at first and then every <see cref="Shown"/>.</remarks>
public sealed class DayMap(PatientStore patients, FactsBook facts, RouteShapes shapes, RoadsBook book, TimeProvider clock)
{
    /// <summary>How long a reading of a patient's place on a map that stays open is one and the same.</summary>
    public static readonly TimeSpan Shown = TimeSpan.FromMinutes(5);

    private const int MostKept = 30;
    private const int MostLooking = 2_000;
    private static readonly string[] Colours = ["#1f6fb2", "#b5532a", "#5b7f1c", "#8a3f9e", "#b08a00", "#11807a", "#c03a6b", "#5f5fc4", "#7a5a3a", "#3f7f9f"];
    private readonly ConcurrentDictionary<(CareCentreId, DateOnly), (Edition Edition, Lazy<byte[]> Picture)> kept = new();
    private readonly ConcurrentDictionary<(Guid Account, CareCentreId, DateOnly), (DateTimeOffset Since, ImmutableHashSet<PatientId> Patients)> looking = new();

    /// <param name="viewer">One who sees the patients of the whole organisation.</param>
    /// <returns>JSON in UTF-8, with <c>now</c> in milliseconds since 1970.</returns>
    public async Task<byte[]> Draw(Viewer viewer, CareCentre centre, Day day, CancellationToken ct)
    {
        var known = await facts.Get(day, ct);
        var edition = new Edition(day.Version, known.Patients, await book.Get(centre.Organisation, ct));
        await Note(viewer, centre, day, known, ct);
        if (kept.Count >= MostKept) kept.Clear();
        var (_, picture) = kept.AddOrUpdate(
            (centre.Id, day.Date), _ => (edition, new Lazy<byte[]>(() => Draw(centre, day, known, edition.Roads))),
            (_, old) => old.Edition == edition ? old : (edition, new Lazy<byte[]>(() => Draw(centre, day, known, edition.Roads))));
        var json = new ArrayBufferWriter<byte>(picture.Value.Length + 32);
        json.Write(Encoding.UTF8.GetBytes($"{{\"now\":{clock.GetUtcNow().ToUnixTimeMilliseconds()},"));
        json.Write(picture.Value.AsSpan(1));
        return json.WrittenSpan.ToArray();
    }

    /// <summary>Writes into the access log whom the viewer is shown, unless it says so already.</summary>
    private async Task Note(Viewer viewer, CareCentre centre, Day day, DayFacts known, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        var open = day.Visits.Values.Select(visit => visit.Visit.Patient).OfType<PatientId>().Where(patient => !known.Patients[patient].IsProtected).ToImmutableHashSet();
        if (looking.Count >= MostLooking) looking.Clear();
        var key = (viewer.Account, centre.Id, day.Date);
        var seen = looking.TryGetValue(key, out var before) && now - before.Since < Shown ? before : (Since: now, Patients: []);
        if (open.IsSubsetOf(seen.Patients)) return;
        await patients.List(viewer, open.Except(seen.Patients), "map", ct);
        looking[key] = seen with { Patients = seen.Patients.Union(open) };
    }

    private byte[] Draw(CareCentre centre, Day day, DayFacts known, RoadsNow roads)
    {
        // A protected identity is never on the shared map, not even for the named: they have the card.
        var places = day.Visits.Values.Where(visit => visit.Visit.Patient is not { } patient || !known.Patients[patient].IsProtected)
            .ToDictionary(visit => visit.Visit.Id, visit => known.PlaceOf(visit.Visit));
        var lanes = day.Teams.Values.OrderBy(team => team.Shift.Name, StringComparer.Ordinal).ToList();
        return JsonSerializer.SerializeToUtf8Bytes(new
        {
            routes = Collection(lanes.SelectMany((team, index) => Route(team, roads, centre, places, Colours[index % Colours.Length]))),
            visits = Collection(day.Visits.Values.Where(visit => places.ContainsKey(visit.Visit.Id)).Select(visit => Point(
                places[visit.Visit.Id],
                new
                {
                    visit = visit.Visit.Id.Value,
                    team = visit.Assignments.IsEmpty ? null : visit.Assignments[0].Team.Value.ToString(),
                    state = State(visit, visit.Status),
                    order = visit.Assignments.IsEmpty ? (int?)null : day.Teams[visit.Assignments[0].Team].Route.IndexOf(visit.Visit.Id) + 1,
                }))),
            teams = Collection(lanes.Where(team => team.Position is not null && IsOpen(team, day, places)).Select(team => Point(
                team.Position!.Place,
                new { team = team.Shift.Id.Value, name = team.Shift.Name, at = team.Position.At.ToUnixTimeMilliseconds(), source = team.Position.Source.ToString(), state = team.Route.Select(id => State(day.Visits[id], day.Visits[id].StatusOf(team.Shift.Id))).FirstOrDefault(state => state is "there" or "rolling") ?? "planned" }))),
            closed = Collection(roads.Standing.Where(condition => condition.Area is not null).Select(Area)),
            bounds = Bounds([centre.Place, .. places.Values]),
        });
    }

    private IEnumerable<object> Route(TeamDay team, RoadsNow roads, CareCentre centre, Dictionary<VisitId, GeoPoint> places, string colour)
    {
        GeoPoint? from = centre.Place;
        foreach (var to in team.Route.Select(id => places.TryGetValue(id, out var place) ? place : (GeoPoint?)null).Append(centre.Place))
        {
            if (from is { } start && to is { } end && start != end && shapes.Find(roads, start, end) is { } way)
                yield return Line(way.Shape, new { team = team.Shift.Id.Value.ToString(), colour });
            from = to;
        }
    }

    /// <summary>False while the team is at, on its way to, or was last seen at a door that the map must not show.</summary>
    private static bool IsOpen(TeamDay team, Day day, Dictionary<VisitId, GeoPoint> places) => day.ListNear(team).All(near => places.ContainsKey(near.Visit.Id));

    private static string State(DayVisit visit, VisitStatus status) => status switch
    {
        VisitStatus.EnRoute => "rolling",
        VisitStatus.Arrived or VisitStatus.InProgress => "there",
        VisitStatus.Completed or VisitStatus.Declined or VisitStatus.Cancelled or VisitStatus.NoAnswer => "done",
        _ => visit.Assignments.IsEmpty ? "unassigned" : "planned",
    };

    private static double[][]? Bounds(IReadOnlyCollection<GeoPoint> places) =>
        [[places.Min(place => place.Lon), places.Min(place => place.Lat)], [places.Max(place => place.Lon), places.Max(place => place.Lat)]];

    private static object Collection(IEnumerable<object> features) => new { type = "FeatureCollection", features };

    private static object Area(RoadCondition condition) => new
    {
        type = "Feature",
        properties = new { label = condition.Label },
        geometry = new { type = "Polygon", coordinates = new[] { new NetTopologySuite.IO.WKTReader().Read(condition.Area).Coordinates.Select(corner => new[] { Math.Round(corner.X, 5), Math.Round(corner.Y, 5) }) } },
    };

    private static object Point(GeoPoint place, object properties) =>
        new { type = "Feature", properties, geometry = new { type = "Point", coordinates = Pair(place) } };

    private static object Line(IReadOnlyList<GeoPoint> shape, object properties) =>
        new { type = "Feature", properties, geometry = new { type = "LineString", coordinates = shape.Select(Pair) } };

    // Five decimals are a metre.
    private static double[] Pair(GeoPoint place) => [Math.Round(place.Lon, 5), Math.Round(place.Lat, 5)];

    /// <summary>Everything that the picture of a day depends on.</summary>
    private sealed record Edition(int Day, IReadOnlyDictionary<PatientId, Patient> Patients, RoadsNow Roads);
}
