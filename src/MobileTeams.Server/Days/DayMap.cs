using MobileTeams.Dispatch.Days;
using MobileTeams.Dispatch.Organisations;
using MobileTeams.Dispatch.Patients;
using MobileTeams.Dispatch.Visits;
using MobileTeams.Measures;
using MobileTeams.Server.Accounts;
using MobileTeams.Server.Maps;
using MobileTeams.Server.Patients;

namespace MobileTeams.Server.Days;

/// <summary>A day as GeoJSON: routes along roads, visits by state, teams where they were last. A way to or from a door that the viewer may not know is left out.</summary>
public sealed class DayMap(PatientStore patients, RouteShapes shapes, RoadsBook book, TimeProvider clock)
{
    private static readonly string[] Colours = ["#1f6fb2", "#b5532a", "#5b7f1c", "#8a3f9e", "#b08a00", "#11807a", "#c03a6b", "#5f5fc4", "#7a5a3a", "#3f7f9f"];

    public async Task<object> Draw(Viewer viewer, CareCentre centre, Day day, CancellationToken ct)
    {
        // A protected identity is never on the shared map, not even for the named: they have the card.
        var known = (await patients.List(viewer, [.. day.Visits.Values.Select(visit => visit.Visit.Patient).OfType<Dispatch.PatientId>().Distinct()], "map", ct))
            .Where(patient => !patient.IsProtected)
            .ToDictionary(patient => patient.Id, patient => patient.Place);
        var places = day.Visits.Values.Where(visit => visit.Visit.Patient is not { } patient || known.ContainsKey(patient))
            .ToDictionary(visit => visit.Visit.Id, visit => visit.Visit.Place ?? known[visit.Visit.Patient!.Value]);
        var roads = await book.Get(centre.Organisation, ct);
        var lanes = day.Teams.Values.OrderBy(team => team.Shift.Name, StringComparer.Ordinal).ToList();
        return new
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
            now = clock.GetUtcNow().ToUnixTimeMilliseconds(),
            bounds = Bounds([centre.Place, .. places.Values]),
        };
    }

    private IEnumerable<object> Route(TeamDay team, RoadsNow roads, CareCentre centre, Dictionary<Dispatch.VisitId, GeoPoint> places, string colour)
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
    private static bool IsOpen(TeamDay team, Day day, Dictionary<Dispatch.VisitId, GeoPoint> places) => day.ListNear(team).All(near => places.ContainsKey(near.Visit.Id));

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
}
