// The demo county's working day without a server: map, matrices, plans, urgent calls. Protocol: bench/README.md.
using System.Diagnostics;
using System.Globalization;
using MobileTeams.Bench;
using MobileTeams.Demo;
using MobileTeams.Dispatch;
using MobileTeams.Dispatch.Days;
using MobileTeams.Dispatch.Organisations;
using MobileTeams.Dispatch.Patients;
using MobileTeams.Dispatch.Proposals;
using MobileTeams.Dispatch.Urgent;
using MobileTeams.Dispatch.Visits;
using MobileTeams.Measures;
using MobileTeams.Roads;

CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;
if (args is ["roads", .. var roads])
{
    RoadsBench.Run(roads);
    return 0;
}

if (args is ["desks", .. var desks]) return await MobileTeams.Bench.Desks.DeskRuns.Run(desks);

if (args is ["instances", ..])
{
    MobileTeams.Bench.InstanceRuns.Run(args[1..]);
    return 0;
}

if (args is ["offers"])
{
    OfferLatency.Run();
    return 0;
}

if (args is ["day", ..])
{
    DayRuns.Run(args[1..]);
    return 0;
}

if (args is ["week", ..])
{
    WeekRuns.Run(args[1..]);
    return 0;
}

var today = new DateOnly(2026, 11, 24);
var extract = args.Length > 0 ? args[0] : Path.Combine(Path.GetTempPath(), $"norduppland-{Environment.ProcessId}.osm.pbf");
if (args.Length == 0) Row("county drawn and written", Time(() => County.Write(extract, 2030)), "ms");
var map = RoadMap.Build(extract);
Row("map built", Time(() => map = RoadMap.Build(extract)), "ms");
var world = DemoWorld.Make(map, 2030, today);
Row("demo world made", Time(() => world = DemoWorld.Make(map, 2030, today)), "ms");

var facts = new Dictionary<CareCentreId, DayFacts>();
foreach (var centre in world.Centres)
{
    var patients = world.Patients.Where(patient => patient.Centre == centre.Id).ToDictionary(patient => patient.Id);
    var places = patients.Values.Select(patient => patient.Place).Append(centre.Place).Distinct().Where(place => map.Snap(place) is Snap.Found).ToList();
    DayTravel travel = null!;
    Row($"{centre.Name}: {places.Count}² matrix, snapped", Median(5, () => travel = Ways(places)), "ms");
    facts[centre.Id] = new DayFacts(centre, ServiceTime.Of(centre), world.People.ToDictionary(person => person.Id), patients, travel)
    {
        History = [.. world.Meetings.Where(meeting => patients.ContainsKey(meeting.Patient))],
    };
}

var published = new List<(CareCentre Centre, Day Day)>();
foreach (var centre in world.Centres)
{
    var day = DayOf(centre);
    foreach (var seconds in new[] { 2, 10, 20 })
    {
        var clock = Stopwatch.StartNew();
        var proposal = Planner.Plan(day, facts[centre.Id], new DayProblemOptions(), 1, TimeSpan.FromSeconds(seconds), threads: 2, null, CancellationToken.None);
        Console.WriteLine(
            $"| {centre.Name}: {day.Visits.Count} visits, {day.Teams.Count} teams, {seconds} s | {clock.Elapsed.TotalSeconds:0.0} s in all | "
            + $"{proposal.LeftOut.Length} left out, {proposal.Figures.TravelSeconds / 60} min on the road, {proposal.Figures.CareShare:P0} with patients |");
        if (seconds != 20) continue;
        var origin = new EventOrigin(new DayEventId(Guid.CreateVersion7(day.Start)), day.Start, day.Start, "bench", null);
        if (day.Apply(proposal.Published(origin), facts[centre.Id]) is DayChange.Accepted accepted) published.Add((centre, accepted.Day));
    }
}

foreach (var (centre, day) in published)
{
    var known = facts[centre.Id];
    var now = known.Time.Instant(today, new TimeOnly(10, 0));
    var samples = new List<double>();
    foreach (var patient in known.Patients.Values.OrderBy(patient => patient.Id.Value).Take(60))
    {
        var visit = new Visit(
            new VisitId(Guid.CreateVersion7(now)), patient.Id, centre.Id, today, null, new UrgentCallId(Guid.CreateVersion7(now)), UrgencyClass.Orange,
            new StartWindow(now, now.AddMinutes(30)), TimeSpan.FromMinutes(45), 1, [new CareTask(CareTaskKind.NursingAssessment, "")], null, null, false);
        samples.Add(Time(() => UrgentRanking.Rank(day, visit, known, now)));
    }

    samples.Sort();
    Row($"{centre.Name}: urgent call ranked, {day.Teams.Count} teams, median of {samples.Count}", samples[samples.Count / 2], "ms");
    Row($"{centre.Name}: the slowest of them", samples[^1], "ms");
}

return 0;

DayTravel Ways(IReadOnlyList<GeoPoint> places) => new(
    map.Matrix([.. places.Select(place => ((Snap.Found)map.Snap(place)).Point)]),
    places.Select((place, index) => (place, index)).ToDictionary(one => one.place, one => one.index));

Day DayOf(CareCentre centre)
{
    var known = facts[centre.Id];
    var day = Day.Begin(centre.Id, today, known.Time);
    var origin = new EventOrigin(new DayEventId(Guid.CreateVersion7(day.Start)), day.Start, day.Start, "bench", null);
    day = ((DayChange.Accepted)day.Apply(new DayEvent.TeamsAdded(origin, [.. world.ShiftsOn(centre, today)]), known)).Day;
    return ((DayChange.Accepted)day.Apply(new DayEvent.VisitsAdded(origin, [.. world.VisitsOn(centre, today)]), known)).Day;
}

static double Time(Action work)
{
    var began = Stopwatch.GetTimestamp();
    work();
    return Stopwatch.GetElapsedTime(began).TotalMilliseconds;
}

static double Median(int runs, Action work)
{
    var times = Enumerable.Range(0, runs).Select(_ => Time(work)).Order().ToList();
    return times[runs / 2];
}

static void Row(string what, double value, string unit) => Console.WriteLine($"| {what} | {value:0.0} {unit} | |");
