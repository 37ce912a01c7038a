using MobileTeams.Dispatch;
using MobileTeams.Dispatch.Days;
using MobileTeams.Dispatch.Organisations;
using MobileTeams.Dispatch.Patients;
using MobileTeams.Dispatch.People;
using MobileTeams.Dispatch.Urgent;
using MobileTeams.Measures;
using MobileTeams.Server.Accounts;
using MobileTeams.Server.Days;
using MobileTeams.Server.Maps;
using MobileTeams.Server.Organisations;
using MobileTeams.Server.Patients;
using MobileTeams.Server.Urgent;

namespace MobileTeams.Server.Tablet;

/// <summary>Gathers one shift for a tablet: route, patients, doors, ways and the map tiles along them.</summary>
public sealed class TeamBundle(TeamStore teams, DayBook book, FactsBook facts, CentreStore centres, PatientStore patients, CallStore calls, RouteShapes shapes, RoadsBook roads, TimeProvider clock)
{
    private static readonly (int Zoom, int Around)[] TilesKept = [(8, 1), (10, 1), (12, 1), (14, 0)];

    public async Task<IReadOnlyList<ShiftDto>> ListShifts(Viewer viewer, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        var shifts = new List<ShiftDto>();
        foreach (var (centreId, team) in await teams.List(viewer, ct))
        {
            var centre = await centres.Get(centreId, ct);
            var vehicles = await centres.ListVehicles(centreId, ct);
            shifts.Add(new ShiftDto(
                team.Shift.Id.Value,
                team.Shift.Name,
                centre.Name,
                team.Shift.Date,
                team.Shift.Start,
                team.Shift.End,
                Crew(team, (await centres.ListPeople(centreId, ct)).ToDictionary(person => person.Id)),
                await Vehicle(team, vehicles, ct),
                [.. vehicles.OrderBy(vehicle => vehicle.Name, StringComparer.Ordinal).Select(vehicle => new VehicleDto(vehicle.Id.Value, vehicle.Name))],
                team.Shift.Start <= now && now < team.Shift.End));
        }

        return [.. shifts.OrderBy(shift => shift.Start)];
    }

    /// <summary>The shift, or null if the viewer is not in its crew.</summary>
    public async Task<BundleDto?> Find(Viewer viewer, TeamShiftId id, CancellationToken ct)
    {
        if (await teams.Find(viewer, id, ct) is not { } place || await book.Find(place.Centre, place.Date, ct) is not { } day) return null;
        var team = day.Teams[id];
        var whole = await facts.Get(day, ct);
        var (centre, people) = (whole.Centre, whole.People);
        var known = (await patients.List(viewer, [.. team.Route.Select(visit => day.Visits[visit].Visit.Patient).OfType<PatientId>().Distinct()], "tablet", ct))
            .ToDictionary(patient => patient.Id);
        var now = await roads.Get(centre.Organisation, ct);
        var visits = new List<VisitDto>();
        GeoPoint? from = centre.Place;
        foreach (var visit in team.Route.Select(stop => day.Visits[stop]))
        {
            var patient = visit.Visit.Patient is { } person ? known.GetValueOrDefault(person) : null;
            var call = visit.Visit.Call is { } asked ? (await calls.Find(asked, ct))?.Call : null;
            // Where a hidden person is, nobody may know, whoever asked for the visit.
            var isHidden = visit.Visit.Patient is not null && patient is null;
            var door = isHidden ? null : visit.Visit.Place ?? patient?.Place;
            var way = from is { } start && door is { } end ? shapes.Find(now, start, end) : null;
            var whom = isHidden ? Hidden : patient is null ? Unknown(call!) : Patient(patient, call, people, day.Date);
            visits.Add(Visit(day, visit, id, visits.Count + 1, whom, isHidden ? null : call, way));
            from = door;
        }

        return new BundleDto(
            id.Value,
            team.Shift.Name,
            centre.Name,
            day.Date,
            day.Version,
            clock.GetUtcNow(),
            centre.TimeZone,
            team.Shift.Start,
            team.Shift.End,
            Crew(team, people),
            await Vehicle(team, await centres.ListVehicles(place.Centre, ct), ct),
            new BaseDto(centre.Name, Pair(centre.Place)),
            [.. team.Breaks.Select(pause => new BreakDto(pause.Start, (int)pause.Length.TotalMinutes))],
            visits,
            new MapStylesDto("/map/style.json?theme=day", "/map/style.json?theme=night"),
            Tiles([centre.Place, .. visits.SelectMany(visit => visit.LegShape).Select(pair => GeoPoint.FromLonLat(lon: pair[0], lat: pair[1]))]));
    }

    private static VisitDto Visit(Day day, DayVisit visit, TeamShiftId team, int order, PatientDto patient, UrgentCall? call, Roads.Route? way)
    {
        var assignment = visit.Assignments.Single(assignment => assignment.Team == team);
        var others = visit.Assignments.Where(other => other.Team != team).Select(other => new WithDto(day.Teams[other.Team].Shift.Name, visit.StatusOf(other.Team).ToString())).ToList();
        return new VisitDto(
            visit.Visit.Id.Value,
            order,
            visit.StatusOf(team).ToString(),
            assignment.Start,
            assignment.End,
            visit.Promised is { } promised ? new WindowDto(promised.Earliest, promised.Latest) : null,
            assignment.TravelSeconds,
            assignment.TravelMetres,
            visit.Visit.IsUrgent() ? visit.Visit.Urgency.ToString() : null,
            visit.Visit.IsUrgent(),
            others.Count > 0,
            others,
            patient,
            [.. visit.Visit.Tasks.Select(task => new TaskDto(task.Kind.ToString(), task.Text))],
            call is null ? null : new SbarDto(call.Note.Situation, call.Note.Background, call.Note.Assessment, call.Note.Recommendation),
            [.. visit.Notes.Select(note => new NoteDto(note.At, note.By, note.Text))],
            way is null ? [] : [.. way.Shape.Select(Pair)],
            way is null ? [] : [.. way.Steps.Select(step => new StepDto(step.Name, step.Metres, step.Seconds))]);
    }

    /// <summary>A protected identity that the viewer is not named for.</summary>
    private static PatientDto Hidden => new("", "", null, "", null, "", new AccessDto("", ""), [], "", null, [], IsProtected: true, IsUnknown: false);

    /// <summary>Somebody who is no known patient: as the caller told it.</summary>
    private static PatientDto Unknown(UrgentCall call) => new(
        call.About, call.About, null, call.Address ?? "", call.Place is { } place ? Pair(place) : null, "", new AccessDto("", ""), [], "", null, [new RelativeDto(call.Caller, "", call.CallerPhone)],
        IsProtected: false, IsUnknown: true);

    private static PatientDto Patient(Patient patient, UrgentCall? call, IReadOnlyDictionary<PersonId, Person> people, DateOnly today) => new(
        $"{patient.GivenName} {patient.FamilyName}",
        patient.ShortName,
        patient.Identifier.AgeOn(today),
        call?.Address ?? patient.Address,
        Pair(call?.Place ?? patient.Place),
        patient.WhatMatters,
        new AccessDto(patient.Access.Kind.ToString(), patient.Access.Detail),
        [.. Enum.GetValues<SafetyFlags>().Where(flag => flag != SafetyFlags.None && patient.Safety.HasFlag(flag)).Select(flag => flag.ToString())],
        patient.Phone,
        patient.PermanentCareContact is { } contact && people.TryGetValue(contact, out var person) ? new ContactDto(person.Name, null) : null,
        [.. patient.Relatives.Select(relative => new RelativeDto(relative.Name, relative.Relation, relative.Phone))],
        patient.IsProtected,
        IsUnknown: false);

    private static IReadOnlyList<CrewDto> Crew(TeamDay team, IReadOnlyDictionary<PersonId, Person> people) =>
        [.. team.Shift.Crew.Where(people.ContainsKey).Select(person => new CrewDto(people[person].Name, people[person].Category.ToString()))];

    private async Task<VehicleDto?> Vehicle(TeamDay team, IReadOnlyList<Vehicle> vehicles, CancellationToken ct)
    {
        var chosen = await teams.FindVehicle(team.Shift.Id, ct) ?? team.Shift.Vehicle;
        return vehicles.Where(vehicle => vehicle.Id == chosen).Select(vehicle => new VehicleDto(vehicle.Id.Value, vehicle.Name)).FirstOrDefault();
    }

    /// <summary>The tiles that show the route: the county, the way, and the last stretch to each door.</summary>
    private static IReadOnlyList<string> Tiles(IReadOnlyList<GeoPoint> along)
    {
        var tiles = new SortedSet<string>(StringComparer.Ordinal);
        foreach (var (zoom, around) in TilesKept)
        {
            foreach (var (x, y) in along.Select(place => WebTile.Of(place, zoom)).Distinct())
            {
                for (var dx = -around; dx <= around; dx++)
                    for (var dy = -around; dy <= around; dy++) tiles.Add($"/tiles/{zoom}/{x + dx}/{y + dy}.mvt");
            }
        }

        return [.. tiles];
    }

    private static double[] Pair(GeoPoint place) => [Math.Round(place.Lon, 5), Math.Round(place.Lat, 5)];
}
