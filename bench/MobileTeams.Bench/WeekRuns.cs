using System.Diagnostics;
using System.Globalization;
using MobileTeams.Demo;
using MobileTeams.Dispatch;
using MobileTeams.Dispatch.Days;
using MobileTeams.Dispatch.Organisations;
using MobileTeams.Dispatch.Proposals;
using MobileTeams.Planning;
using MobileTeams.Roads;

namespace MobileTeams.Bench;

/// <summary>Plans two weeks of a demo centre at one price of a new face after another: what known faces cost on the road. One line a run in a file that is gone on with after a break.</summary>
internal sealed class WeekRuns
{
    private const string Head = "centre,new_face_kr,days,iterations,rounds,fading,seed,visits,left_out,travel_min_a_day,km_a_day,staff_mean,staff_median,clients,usual_provider,first_meetings,rest_broken,cost_kr_a_day,seconds";

    private static readonly DateOnly Today = new(2026, 11, 24);

    private readonly Dictionary<string, string> options = [];
    private readonly string file;
    private WeekPlan? last;

    private WeekRuns(string[] args)
    {
        for (var index = 0; index + 1 < args.Length; index += 2) options[args[index]] = args[index + 1];
        file = Text("--results", "continuity.csv");
    }

    /// <summary><c>[--centre TEXT] [--prices 0,5,10] [--days 14] [--iterations N] [--rounds N] [--fading yes|no] [--seeds K] [--threads N] [--shares yes|no] [--results FILE] [--picture FILE] [--map EXTRACT]</c></summary>
    public static void Run(string[] args)
    {
        var runs = new WeekRuns(args);
        runs.All();
        runs.Table();
        if (runs.options.TryGetValue("--picture", out var picture)) File.WriteAllText(picture, ContinuityPlot.Draw([.. runs.Rows()]));
    }

    private void All()
    {
        var done = Rows().Select(row => row.Key).ToHashSet();
        var plan = (from seed in Enumerable.Range(1, Number("--seeds", 1)) from price in Text("--prices", "0,5,10,20,40,80,160,care").Split(',') select (Price: price, Seed: seed)).ToList();
        var days = new Lazy<List<DayAhead>>(Days);
        using var writer = new StreamWriter(file, append: true) { AutoFlush = true };
        if (writer.BaseStream.Length == 0) writer.WriteLine(Head);
        for (var index = 0; index < plan.Count; index++)
        {
            var key = Key(plan[index].Price, plan[index].Seed);
            if (done.Contains(key)) continue;
            var clock = Stopwatch.StartNew();
            var week = WeekPlanner.Plan(days.Value, OptionsFor(plan[index].Price, plan[index].Seed), new Bar(index, plan.Count, $"{plan[index].Price} kr"));
            last = week;
            var (figures, count) = (week.Figures, days.Value.Count);
            writer.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"{key},{figures.Visits},{figures.LeftOut},{figures.TravelSeconds / 60.0 / count:0.0},{figures.TravelMetres / 1000.0 / count:0.0},{figures.Continuity.Mean:0.00},{figures.Continuity.Median:0.0},{figures.Continuity.Staff.Count},{figures.Continuity.UsualProviderShare:0.000},{figures.FirstMeetings},{figures.Rest.Length},{CostOf(week) / count:0},{clock.Elapsed.TotalSeconds:0}"));
        }

        if (!Console.IsErrorRedirected) Console.Error.WriteLine();
        if (last is not null && Text("--shares", "no") == "yes") ShareTable.Write(last, days.Value[0].Facts);
    }

    /// <summary>Kronor of working time, kilometres and optional visits, without what faces cost.</summary>
    private static double CostOf(WeekPlan week) => week.Days.Sum(day => (day.Proposal.Price with { FacesInCost = 0 }).Total.Ore(PriceClass.Cost)) / 100.0;

    // "care": faces weigh before any cost, as they do in a day's own plan.
    private WeekOptions OptionsFor(string price, int seed)
    {
        var kronor = price == "care" ? 10 : double.Parse(price, CultureInfo.InvariantCulture);
        var plain = new WeekOptions { Seed = (ulong)seed, IterationsPerDay = Number("--iterations", 3000), Rounds = Number("--rounds", 3), Threads = Number("--threads", 1) };
        var faces = FacePrices.Exchanged((int)Math.Round(100 * kronor)) with { AreCost = price != "care", FadeWithDays = Fading == "yes" };
        return plain with { Day = plain.Day with { Faces = faces } };
    }

    /// <summary>The coming days of the centre, each with nothing but its teams and visits; nobody has met anybody.</summary>
    private List<DayAhead> Days()
    {
        var extract = options.TryGetValue("--map", out var given) ? given : Path.Combine(Path.GetTempPath(), $"norduppland-{Environment.ProcessId}.osm.pbf");
        if (given is null) County.Write(extract, 2030);
        var map = RoadMap.Build(extract);
        if (given is null) File.Delete(extract);
        var world = DemoWorld.Make(map, 2030, Today);
        var centre = Centre(world);
        var patients = world.Patients.Where(patient => patient.Centre == centre.Id).ToDictionary(patient => patient.Id);
        var places = patients.Values.Select(patient => patient.Place).Append(centre.Place).Distinct().Where(place => map.Snap(place) is Snap.Found).ToList();
        var ways = new DayTravel(map.Matrix([.. places.Select(place => ((Snap.Found)map.Snap(place)).Point)]), places.Select((place, index) => (place, index)).ToDictionary(one => one.place, one => one.index));
        var facts = new DayFacts(centre, ServiceTime.Of(centre), world.People.ToDictionary(person => person.Id), patients, ways);
        return [.. Enumerable.Range(0, Number("--days", 14)).Select(number => new DayAhead(DayOf(world, centre, Today.AddDays(number), facts), facts))];
    }

    private CareCentre Centre(DemoWorld world) => world.Centres.First(centre => centre.Name.Contains(Text("--centre", "Östhammar"), StringComparison.OrdinalIgnoreCase));

    private static Day DayOf(DemoWorld world, CareCentre centre, DateOnly date, DayFacts facts)
    {
        var day = Day.Begin(centre.Id, date, facts.Time);
        var origin = new EventOrigin(default, day.Start, day.Start, "bench", null);
        day = ((DayChange.Accepted)day.Apply(new DayEvent.TeamsAdded(origin, [.. world.ShiftsOn(centre, date)]), facts)).Day;
        return ((DayChange.Accepted)day.Apply(new DayEvent.VisitsAdded(origin, [.. world.VisitsOn(centre, date)]), facts)).Day;
    }

    private void Table()
    {
        Console.WriteLine("| a new face, kr | seed | left out | cost, kr a day | travel, min a day | km a day | different staff, mean | median | clients | usual provider | first meetings | s |");
        Console.WriteLine("|--:|--:|--:|--:|--:|--:|--:|--:|--:|--:|--:|--:|");
        foreach (var row in Rows())
            Console.WriteLine($"| {row.Price} | {row["seed"]} | {row["left_out"]} | {row["cost_kr_a_day"]} | {row["travel_min_a_day"]} | {row["km_a_day"]} | {row["staff_mean"]} | {row["staff_median"]} | {row["clients"]} | {row["usual_provider"]} | {row["first_meetings"]} | {row["seconds"]} |");
    }

    private IEnumerable<Row> Rows() => File.Exists(file) ? File.ReadLines(file).Skip(1).Select(line => new Row(line.Split(','))) : [];

    private string Key(string price, int seed) => string.Create(
        CultureInfo.InvariantCulture, $"{Text("--centre", "Östhammar")},{price},{Number("--days", 14)},{Number("--iterations", 3000)},{Number("--rounds", 3)},{Fading},{seed}");

    private string Fading => Text("--fading", "yes");

    private string Text(string name, string otherwise) => options.GetValueOrDefault(name, otherwise);

    private int Number(string name, int otherwise) => options.TryGetValue(name, out var text) ? int.Parse(text, CultureInfo.InvariantCulture) : otherwise;

    /// <summary>One run, by the names of its columns.</summary>
    internal sealed record Row(string[] Cells)
    {
        private static readonly string[] Columns = Head.Split(',');

        public string Key => string.Join(',', Cells.Take(7));

        public string Price => this["new_face_kr"];

        public string this[string column] => Cells[Array.IndexOf(Columns, column)];

        public double Number(string column) => double.Parse(this[column], CultureInfo.InvariantCulture);
    }

    private sealed class Bar(int run, int runs, string name) : IProgress<WeekProgress>
    {
        public void Report(WeekProgress value)
        {
            if (Console.IsErrorRedirected) return;
            var share = (run + (value.Done / (double)value.All)) / runs;
            var full = (int)(30 * share);
            Console.Error.Write($"\r{new string('█', full)}{new string('░', 30 - full)} {100 * share,3:0} %  {name}, round {value.Round + 1}, {value.Date:yyyy-MM-dd}   ");
        }
    }
}
