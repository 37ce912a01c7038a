using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using MobileTeams.Demo;
using MobileTeams.Dispatch;
using MobileTeams.Dispatch.Organisations;
using MobileTeams.Roads;

namespace MobileTeams.Bench.Desks;

/// <summary>Holds many desks and tablets open against a running server, lets one desk after the other move a visit, and says when the others have it.</summary>
internal static class DeskRuns
{
    private const int Seed = 2030;
    private const int MostTries = 200;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan Calm = TimeSpan.FromSeconds(15);

    /// <summary>How often a tablet that is under way says where it is.</summary>
    private static readonly TimeSpan PositionEvery = TimeSpan.FromSeconds(30);

    /// <returns>0; 2 for arguments that are not understood, 1 for a server that is not there.</returns>
    public static async Task<int> Run(string[] arguments)
    {
        try
        {
            await Run(DeskOptions.Of(arguments));
            return 0;
        }
        catch (ArgumentException wrong)
        {
            Console.Error.WriteLine($"{wrong.Message}\nusage: {DeskOptions.Usage}");
            return 2;
        }
        catch (HttpRequestException away)
        {
            Console.Error.WriteLine($"The server does not answer as it should: {away.Message}");
            return 1;
        }
    }

    private static async Task Run(DeskOptions options)
    {
        var clock = TimeProvider.System;
        using var ending = new CancellationTokenSource();
        var load = LoadAverage();
        await using var commits = options.Database is { } database ? await Commits.Listen(database) : null;
        var world = World(clock.GetUtcNow());
        var centre = world.Centres[0];
        var date = ServiceTime.Of(centre).ServiceDay(clock.GetUtcNow());
        var server = ServerProcess.Find(options.Address.Port);

        var fetches = new Samples();
        var tablets = await OpenTablets(options, world, fetches);
        var (http, cookies) = await SignIn(options.Address, options.Login);
        var path = $"/day/{centre.Id.Value}/{date:yyyy-MM-dd}";
        var desks = new List<DeskCircuit> { await DeskCircuit.Open(http, cookies, path, ending.Token) };
        await Task.Delay(Calm);
        var before = server?.Resident();
        var opening = new Samples();
        while (desks.Count < options.Desks)
        {
            var asked = Stopwatch.GetTimestamp();
            desks.Add(await DeskCircuit.Open(http, cookies, path, ending.Token));
            opening.Add(Stopwatch.GetElapsedTime(asked).TotalMilliseconds);
            Bar("desks", desks.Count, options.Desks);
        }

        await Task.Delay(Calm);
        var opened = server?.Resident();

        var positions = new Samples();
        var work = Work(options, tablets, positions, clock, ending.Token);
        var measured = new Measured();
        var batches = desks.Sum(desk => desk.Received);
        var (began, processor) = (Stopwatch.GetTimestamp(), server?.Processor());
        var dice = new Random(Seed);
        for (var change = 0; change < options.Changes; change += 2)
        {
            var one = desks[change / 2 % desks.Count];
            if (await Find(one, dice) is not { } move)
            {
                measured.Refused += 2;
                continue;
            }

            await Change(desks, one, $"v-{move.Visit}-{move.To}", move.Visit, () => one.Drop(move.Visit, move.From, move.To, move.Share));
            await Task.Delay(TimeSpan.FromSeconds(options.Pause));
            await Change(desks, one, $"v-{move.Visit}-{move.From}", move.Visit, one.Undo);
            await Task.Delay(TimeSpan.FromSeconds(options.Pause));
            Bar("changes", change + 2, options.Changes);
        }

        var seconds = Stopwatch.GetElapsedTime(began).TotalSeconds;
        var worked = server?.Processor() - processor;
        var after = server?.Resident();
        await ending.CancelAsync();
        await work.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);

        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{options.Desks} desks and {tablets.Count} tablets, {options.Changes} changes in {seconds:0} s; load average {load} before the start, {LoadAverage()} at the end.\n"));
        Console.WriteLine("| milliseconds | median | p95 | p99 | slowest | of |\n|---|--:|--:|--:|--:|--:|");
        if (commits is not null) Console.WriteLine(measured.AfterCommit.Row("a change by another desk, from its commit to the desk that has it"));
        Console.WriteLine(measured.AfterPress.Row("the same, from the press (deciding and saving included)"));
        Console.WriteLine(measured.Own.Row("the desk that made the change, from the press"));
        if (commits is not null) Console.WriteLine(measured.Tablets.Row("a tablet that follows the day, from the commit until it is told"));
        Console.WriteLine(fetches.Row("a tablet's fetch of its shift"));
        Console.WriteLine(positions.Row("a tablet's position or status, to the server's receipt"));
        Console.WriteLine(opening.Row("a desk opened, from the request to its board"));
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"\nRefused by the day: {measured.Refused}. Not seen within {Patience.TotalSeconds:0} s by a desk while another had it: {measured.Missed}. Versions heard of: {commits?.Count}. To each desk: {(desks.Sum(desk => desk.Received) - batches) / 1024.0 / desks.Count / seconds:0.0} kB/s. Circuits that failed: {desks.Count(desk => desk.Failure is not null)}. The server computed for {worked:0.0} s, {1000 * worked / Math.Max(1, commits?.Count ?? options.Changes):0} ms a version."));
        if (server is not null && before is { } first && opened is { } then && after is { } last)
        {
            Console.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"\n| server's resident memory, MB | |\n|---|--:|\n| with {tablets.Count} tablets and one desk | {first:0} |\n| with {options.Desks} desks | {then:0} |\n| after the changes | {last:0} |\n| at most (VmHWM) | {server.Most():0} |\n| per desk, opened | {(then - first) / (options.Desks - 1):0.0} |\n| per desk, after the changes | {(last - first) / (options.Desks - 1):0.0} |"));
        }

        foreach (var desk in desks) await desk.DisposeAsync();
        foreach (var tablet in tablets) await tablet.DisposeAsync();

        async Task Change(List<DeskCircuit> all, DeskCircuit actor, string text, Guid visit, Func<Task> deed)
        {
            var known = commits is null ? 0 : await LastVersion(http, centre.Id, date, 0, visit) ?? 0;
            var seeing = all.ConvertAll(desk => desk.See(text));
            var pressed = Stopwatch.GetTimestamp();
            await deed();
            var arrivals = await Task.WhenAll(seeing.Select(ArrivalOf));
            if (Array.TrueForAll(arrivals, arrived => arrived is null))
            {
                // Nowhere, not even where it was asked for: the day had moved on and refused it.
                measured.Refused++;
                return;
            }

            var committed = commits is not null && await LastVersion(http, centre.Id, date, known, visit) is { } version ? (version, At: commits.Find(centre.Id.Value, date, version)) : default;
            for (var index = 0; index < all.Count; index++)
            {
                if (arrivals[index] is not { } arrived) measured.Missed++;
                else if (ReferenceEquals(all[index], actor)) measured.Own.Add(Stopwatch.GetElapsedTime(pressed, arrived).TotalMilliseconds);
                else
                {
                    measured.AfterPress.Add(Stopwatch.GetElapsedTime(pressed, arrived).TotalMilliseconds);
                    if (committed.At is { } at) measured.AfterCommit.Add(Stopwatch.GetElapsedTime(at, arrived).TotalMilliseconds);
                }
            }

            if (committed.At is { } since)
                foreach (var tablet in tablets)
                    if (tablet.FindTold(committed.version) is { } told) measured.Tablets.Add(Stopwatch.GetElapsedTime(since, told).TotalMilliseconds);
        }
    }

    private static async Task<long?> ArrivalOf(Task<long> seeing)
    {
        try
        {
            return await seeing.WaitAsync(Patience);
        }
        catch (TimeoutException)
        {
            return null;
        }
    }

    /// <summary>A visit that may be moved, and to which team.</summary>
    private static async Task<(Guid Visit, Guid From, Guid To, double Share)?> Find(DeskCircuit desk, Random dice)
    {
        var blocks = desk.Blocks;
        var teams = blocks.Select(block => block.Team).Distinct().ToList();
        for (var attempt = 0; attempt < MostTries; attempt++)
        {
            var (visit, from) = blocks[dice.Next(blocks.Count)];
            var (to, share) = (teams[dice.Next(teams.Count)], dice.NextDouble());
            if (to != from && blocks.Count(block => block.Visit == visit) == 1 && await desk.MayDrop(visit, from, to, share)) return (visit, from, to, share);
        }

        return null;
    }

    /// <summary>The last version of the day after a known one whose event names the visit; null if there is none.</summary>
    private static async Task<int?> LastVersion(HttpClient http, CareCentreId centre, DateOnly date, int after, Guid visit)
    {
        var events = await http.GetFromJsonAsync<JsonElement>($"/api/days/{centre.Value}/{date:yyyy-MM-dd}/events?after={after}");
        return events.EnumerateArray()
            .Where(logged => logged.GetRawText().Contains(visit.ToString(), StringComparison.Ordinal))
            .Select(logged => (int?)logged.GetProperty("version").GetInt32())
            .Max();
    }

    private static async Task<List<TabletLine>> OpenTablets(DeskOptions options, DemoWorld world, Samples fetches)
    {
        var tablets = new List<TabletLine>();
        if (options.Tablets == 0) return tablets;
        var accounts = world.Accounts.Where(account => account.Person is not null).ToDictionary(account => account.Person!.Value);
        var crews = world.Shifts.Where(shift => shift.Date == world.Today).Select(shift => shift.Crew.FirstOrDefault(accounts.ContainsKey)).Where(accounts.ContainsKey).Distinct().ToList();
        var signedIn = new List<(HttpClient Http, CookieContainer Cookies, Guid Team)>();
        foreach (var person in crews.Take(options.Tablets))
        {
            var (http, cookies) = await SignIn(options.Address, accounts[person].Login);
            var shifts = (await http.GetFromJsonAsync<JsonElement>("/api/tablet/shifts")).EnumerateArray().ToList();
            var shift = shifts.Find(one => one.GetProperty("date").GetString() == world.Today.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture));
            if (shift.ValueKind == JsonValueKind.Object) signedIn.Add((http, cookies, shift.GetProperty("team").GetGuid()));
            Bar("sign-ins", signedIn.Count, Math.Min(crews.Count, options.Tablets));
        }

        if (signedIn.Count == 0) throw new HttpRequestException("no account of the demo county has a shift today.");
        while (tablets.Count < options.Tablets)
        {
            var (http, cookies, team) = signedIn[tablets.Count % signedIn.Count];
            tablets.Add(await TabletLine.Open(http, cookies, team, fetches, CancellationToken.None));
            Bar("tablets", tablets.Count, options.Tablets);
        }

        return tablets;
    }

    /// <summary>One tablet of every team that is out drives along the team's ways and says so; now and then a crew reports its next step.</summary>
    private static async Task Work(DeskOptions options, IReadOnlyList<TabletLine> tablets, Samples receipts, TimeProvider clock, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        var driving = tablets.DistinctBy(tablet => tablet.Team)
            .Where(tablet => tablet.Bundle.GetProperty("start").GetDateTimeOffset() <= now && now < tablet.Bundle.GetProperty("end").GetDateTimeOffset())
            .ToList();
        await Task.WhenAll([.. driving.Select(Drive), Report()]);

        async Task Drive(TabletLine tablet, int turn)
        {
            var way = tablet.Bundle.GetProperty("visits").EnumerateArray().SelectMany(visit => visit.GetProperty("legShape").EnumerateArray()).Select(pair => (Lon: pair[0].GetDouble(), Lat: pair[1].GetDouble())).ToList();
            await Task.Delay(PositionEvery * turn / driving.Count, clock, ct);
            for (var at = 0; way.Count > 0; at = (at + 5) % way.Count)
            {
                await Timed(() => tablet.TellPosition(way[at].Lon, way[at].Lat, clock.GetUtcNow()));
                await Task.Delay(PositionEvery, clock, ct);
            }
        }

        async Task Report()
        {
            for (var turn = 0; options.StatusEvery > 0 && driving.Count > 0; turn++)
            {
                await Task.Delay(TimeSpan.FromSeconds(options.StatusEvery), clock, ct);
                await Timed(() => driving[turn % driving.Count].ReportNext(clock.GetUtcNow()));
            }
        }

        async Task Timed(Func<Task> telling)
        {
            var began = Stopwatch.GetTimestamp();
            await telling();
            receipts.Add(Stopwatch.GetElapsedTime(began).TotalMilliseconds);
        }
    }

    private static async Task<(HttpClient Http, CookieContainer Cookies)> SignIn(Uri address, string login)
    {
        var cookies = new CookieContainer();
        var http = new HttpClient(new SocketsHttpHandler { CookieContainer = cookies }) { BaseAddress = address };
        using var answer = await http.PostAsJsonAsync("/api/sign-in", new { login, password = DemoWorld.Password });
        if (!answer.IsSuccessStatusCode) throw new HttpRequestException($"{login} is not let in: {await answer.Content.ReadAsStringAsync()}");
        return (http, cookies);
    }

    /// <summary>The county's people as the server has them: all ids and logins follow from the seed.</summary>
    private static DemoWorld World(DateTimeOffset now)
    {
        var file = Path.Combine(Path.GetTempPath(), $"norduppland-{Environment.ProcessId}.osm.pbf");
        try
        {
            County.Write(file, Seed);
            var map = RoadMap.Build(file);
            var any = DemoWorld.Make(map, Seed, DateOnly.FromDateTime(now.UtcDateTime));
            return DemoWorld.Make(map, Seed, ServiceTime.Of(any.Centres[0]).ServiceDay(now));
        }
        finally
        {
            File.Delete(file);
        }
    }

    private static string LoadAverage() => File.ReadAllText("/proc/loadavg").Split(' ')[0];

    private static void Bar(string what, int done, int of)
    {
        if (Console.IsErrorRedirected) return;
        var filled = 30 * done / Math.Max(1, of);
        Console.Error.Write($"\r{what,-10} [{new string('#', filled)}{new string('.', 30 - filled)}] {done}/{of}{(done >= of ? "\n" : "")}");
    }

    private sealed class Measured
    {
        public Samples AfterCommit { get; } = new();

        public Samples AfterPress { get; } = new();

        public Samples Own { get; } = new();

        public Samples Tablets { get; } = new();

        /// <summary>Desks that did not get a change that another one had.</summary>
        public int Missed { get; set; }

        /// <summary>Changes that the day refused.</summary>
        public int Refused { get; set; }
    }
}
