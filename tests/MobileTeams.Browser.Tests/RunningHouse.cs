using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using Microsoft.Playwright;
using MobileTeams.Browser.Tests;
using Npgsql;

[assembly: AssemblyFixture(typeof(RunningHouse))]
[assembly: CollectionBehavior(DisableTestParallelization = true)]

namespace MobileTeams.Browser.Tests;

/// <summary>A protected patient's visit of today, and who is named and out.</summary>
public sealed record ProtectedVisit(Guid Visit, string GivenName, string FamilyName, string Address, string Number, string NamedLogin, string NamedTeam);

/// <summary>The whole product as its users meet it: a PostgreSQL of its own, the demo county built into a map, the server as a process, and a Chromium.</summary>
/// <remarks>The server's clock is set to a Tuesday morning, so that every run meets the same day.</remarks>
public sealed partial class RunningHouse : IAsyncLifetime
{
    public const string Password = "norduppland-oppnar";

    /// <summary>08:40 in Stockholm: the world is made and planned.</summary>
    private static readonly DateTimeOffset Morning = new(2026, 11, 24, 7, 40, 0, TimeSpan.Zero);

    /// <summary>08:45 in Stockholm: what every test finds.</summary>
    private static readonly DateTimeOffset Opening = Morning.AddMinutes(5);

    /// <summary>What every machine plans alike, however fast it is.</summary>
    private const int DemoIterations = 3_000;

    private static readonly string[] ChromiumArguments =
    [
        "--no-sandbox", "--use-angle=swiftshader", "--enable-unsafe-swiftshader", "--disable-quic", "--no-first-run", "--disable-background-networking",
        "--disable-component-update", "--disable-sync",
    ];

    private static readonly string[] FaultSigns = ["Unhandled exception", "A script of the desk failed", "A part of the desk failed"];

    private readonly string folder = Path.Combine(Path.GetTempPath(), $"mobileteams-browser-{Guid.NewGuid():N}");
    private readonly List<string> serverLines = [];
    private readonly List<IBrowserContext> windows = [];
    private readonly List<string> violations = [];
    private readonly List<string> strangers = [];
    private DateTimeOffset begins = Morning;
    private DateTimeOffset begunAt = TimeProvider.System.GetUtcNow();
    private Process? server;
    private IPlaywright playwright = null!;
    private IBrowser browser = null!;
    private NpgsqlDataSource database = null!;
    private int databasePort;

    public static string Root { get; } = FindRoot();

    public static string Screens { get; } = Path.Combine(Root, "artifacts", "screens");

    /// <summary>Where the server answers, without a slash at the end.</summary>
    public string Address { get; private set; } = "";

    /// <summary>What the server's clock shows now.</summary>
    public DateTimeOffset ServerNow => begins + (TimeProvider.System.GetUtcNow() - begunAt);

    public async ValueTask InitializeAsync()
    {
        Directory.CreateDirectory(folder);
        Directory.CreateDirectory(Screens);
        databasePort = FreePort();
        await StartDatabase();
        var county = Path.Combine(folder, "county.osm.pbf");
        var cli = Built("MobileTeams.Cli", "mobileteams.dll");
        await Run("dotnet", cli, "demo", "county", "--out", county);
        await Run("dotnet", cli, "map", "build", county, "--out", Path.Combine(folder, "county.roads"));
        Address = $"http://127.0.0.1:{FreePort()}";
        begunAt = TimeProvider.System.GetUtcNow();
        await StartServer();
        await StopServer();
        begins = Opening;
        await Administer("alter database house rename to morning");
        database = NpgsqlDataSource.Create(Connection("house"));
        // Two cores may be busy with other things; what is slow is not yet wrong.
        Assertions.SetDefaultExpectTimeout(45_000);
        playwright = await Playwright.CreateAsync();
        browser = await playwright.Chromium.LaunchAsync(new BrowserTypeLaunchOptions { ExecutablePath = "/usr/bin/chromium", Args = ChromiumArguments });
    }

    public async ValueTask DisposeAsync()
    {
        if (browser is not null) await browser.DisposeAsync();
        playwright?.Dispose();
        if (database is not null) await database.DisposeAsync();
        await StopServer();
        await StopDatabase();
        Directory.Delete(folder, recursive: true);
    }

    /// <summary>03:10 in the night of the same service day.</summary>
    public static DateTimeOffset TenPastThree { get; } = Morning.AddHours(18.5);

    /// <summary>The house as every test finds it: the same world, planned once, at the same minute of the morning, whatever other tests did to theirs.</summary>
    /// <param name="at">Another time of that service day; what crews do until then, they have done.</param>
    public async Task Open(DateTimeOffset? at = null)
    {
        await KillServer();
        begins = at ?? Opening;
        database.Clear();
        await Administer("drop database if exists house with (force)");
        await Administer("create database house template morning");
        begunAt = TimeProvider.System.GetUtcNow();
        await StartServer();
    }

    /// <summary>The server is out of reach; when it is back, its clock and those of the tablets have gone on.</summary>
    public async Task ComeBackLater(TimeSpan by)
    {
        await KillServer();
        begins += by;
        await StartServer();
    }

    /// <summary>Ends a test: closes its windows, in which no page wanted anything that the content policy forbids, nor anything from elsewhere, and none stopped by a fault.</summary>
    public async Task CloseWindows()
    {
        foreach (var window in windows) await window.CloseAsync();
        windows.Clear();
        string[] wanted = [.. violations, .. strangers, .. Faults()];
        violations.Clear();
        strangers.Clear();
        lock (serverLines) serverLines.Clear();
        Assert.True(wanted.Length == 0, string.Join('\n', wanted));
    }

    /// <summary>A browser of its own – cookies, storage and clock – with the given window.</summary>
    public async Task<IPage> OpenWindow(int width = 1600, int height = 960, bool isDark = false)
    {
        var context = await browser.NewContextAsync(new BrowserNewContextOptions
        {
            BaseURL = Address,
            ViewportSize = new ViewportSize { Width = width, Height = height },
            Locale = "sv-SE",
            TimezoneId = "Europe/Stockholm",
            ColorScheme = isDark ? ColorScheme.Dark : ColorScheme.Light,
        });
        context.SetDefaultTimeout(60_000);
        windows.Add(context);
        var page = await context.NewPageAsync();
        page.Console += (_, message) =>
        {
            if (message.Text.Contains("Content Security Policy", StringComparison.Ordinal) || message.Text.Contains("violates the following", StringComparison.Ordinal)) violations.Add(message.Text);
        };
        page.Request += (_, request) =>
        {
            if (!request.Url.StartsWith(Address, StringComparison.Ordinal) && !request.Url.StartsWith("blob:", StringComparison.Ordinal) && !request.Url.StartsWith("data:", StringComparison.Ordinal))
                strangers.Add(request.Url);
        };
        return page;
    }

    public async Task<IPage> OpenDesk(string login, int width = 1600, int height = 960)
    {
        var page = await OpenWindow(width, height);
        await page.GotoAsync("/sign-in");
        await SignIn(page, login);
        await page.WaitForSelectorAsync(".desk");
        return page;
    }

    /// <summary>Signs in and goes to a page, in a look and a language.</summary>
    public async Task<IPage> SignIn(string login, string path, string theme = "light", string language = "sv")
    {
        var page = await OpenWindow();
        await page.GotoAsync($"/look?theme={theme}&language={language}&back=/sign-in");
        await SignIn(page, login);
        await page.WaitForURLAsync(url => !url.EndsWith("/sign-in", StringComparison.Ordinal));
        await page.GotoAsync(path);
        await page.WaitForSelectorAsync("main h1");
        return page;
    }

    private static async Task SignIn(IPage page, string login)
    {
        await page.FillAsync("#login", login);
        await page.FillAsync("#password", Password);
        await page.ClickAsync("button[type=submit]");
    }

    /// <summary>Signs in on a tablet and starts the shift that runs now, with the first car.</summary>
    public async Task<IPage> OpenTablet(string login)
    {
        var tablet = await OpenWindow(820, 1180);
        // A tablet goes by its own clock; it has to show the server's day.
        await tablet.Clock.SetSystemTimeAsync(ServerNow.UtcDateTime);
        await tablet.GotoAsync("/tablet/");
        await tablet.GetByLabel("Användarnamn").FillAsync(login);
        await tablet.GetByLabel("Lösenord").FillAsync(Password);
        await tablet.GetByRole(AriaRole.Button, new PageGetByRoleOptions { Name = "Logga in" }).ClickAsync();
        await tablet.GetByLabel("Besättningen stämmer").WaitForAsync();
        await Shoot(tablet, "tablet-shift");
        await tablet.Locator("label:has(input[name=vehicle])").First.ClickAsync();
        await tablet.GetByLabel("Besättningen stämmer").CheckAsync();
        await tablet.GetByRole(AriaRole.Button, new PageGetByRoleOptions { Name = "Starta passet" }).ClickAsync();
        await tablet.EvaluateAsync("() => navigator.serviceWorker.ready.then(() => undefined)");
        await tablet.WaitForFunctionAsync("() => navigator.serviceWorker.controller !== null");
        return tablet;
    }

    /// <summary>Presses the tablet's big button and gives what it said.</summary>
    public static async Task<string> Press(IPage tablet)
    {
        var button = tablet.Locator(".primary.next:not([aria-disabled=true])");
        var deed = await button.InnerTextAsync();
        await button.ClickAsync();

        // The old word stands until the deed is kept on the tablet.
        await Assertions.Expect(tablet.Locator(".primary.next")).Not.ToHaveTextAsync(deed, new LocatorAssertionsToHaveTextOptions { UseInnerText = true });
        return deed;
    }

    /// <summary>The board with so many hours in view and its lanes in one group.</summary>
    public static async Task ShowHours(IPage desk, int hours)
    {
        await desk.SelectOptionAsync("#grouping", "None");
        await desk.SelectOptionAsync("#zoom", $"{hours}");
        await Assertions.Expect(desk.Locator(".lane-group")).ToHaveCountAsync(0);
        await Assertions.Expect(desk.Locator($".board-scroll[style*='--hours:{hours}']")).ToHaveCountAsync(1);
    }

    public static Task Shoot(IPage page, string name) => page.ScreenshotAsync(new PageScreenshotOptions { Path = Path.Combine(Screens, $"{name}.png") });

    /// <summary>Ends the server at once, as a power cut would.</summary>
    public async Task KillServer()
    {
        if (server is null or { HasExited: true }) return;
        server.Kill(entireProcessTree: true);
        await server.WaitForExitAsync();
    }

    /// <summary>The database is away, as when its machine restarts, while the server goes on.</summary>
    public Task StopDatabase() => Run("bash", Path.Combine(Root, "tools", "postgres.sh"), "stop", Path.Combine(folder, "postgres"));

    public Task StartDatabase() => Run("bash", Path.Combine(Root, "tools", "postgres.sh"), "start", Path.Combine(folder, "postgres"), $"{databasePort}");

    public async Task StartServer()
    {
        var start = new ProcessStartInfo("dotnet")
        {
            WorkingDirectory = Path.Combine(Root, "src", "MobileTeams.Server"),
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (var argument in new[]
        {
            Built("MobileTeams.Server", "MobileTeams.Server.dll"), "--urls", Address,
            "--MobileTeams:Database", Connection("house"),
            "--MobileTeams:Map", Path.Combine(folder, "county.roads"),
            "--MobileTeams:Demo", "true", "--MobileTeams:DemoIterations", $"{DemoIterations}", "--MobileTeams:DemoTraffic", "false",
            "--MobileTeams:Attribution", "Norduppland, ett påhittat län",
            "--MobileTeams:Clock", ServerNow.ToString("O", System.Globalization.CultureInfo.InvariantCulture),
            "--Logging:LogLevel:Default", "Warning",
        }) start.ArgumentList.Add(argument);
        server = Process.Start(start)!;
        server.OutputDataReceived += (_, line) => Keep(line.Data);
        server.ErrorDataReceived += (_, line) => Keep(line.Data);
        server.BeginOutputReadLine();
        server.BeginErrorReadLine();
        using var http = new HttpClient { BaseAddress = new Uri(Address) };
        for (var tries = 0; tries < 1_200; tries++)
        {
            if (server.HasExited) throw new InvalidOperationException($"The server ended:\n{ServerLog}");
            try
            {
                if ((await http.GetAsync("/health/ready")).IsSuccessStatusCode) return;
            }
            catch (HttpRequestException)
            {
                // Not listening yet.
            }

            await Task.Delay(250);
        }

        throw new TimeoutException($"The server does not get ready:\n{ServerLog}");
    }

    private string Connection(string name) => $"Host=127.0.0.1;Port={databasePort};Database={name};Username=mobileteams";

    private async Task Administer(string sql)
    {
        await using var source = NpgsqlDataSource.Create(Connection("postgres"));
        await using var command = source.CreateCommand(sql);
        await command.ExecuteNonQueryAsync();
    }

    /// <summary>The server's last lines.</summary>
    public string ServerLog
    {
        get
        {
            lock (serverLines) return string.Join('\n', serverLines.TakeLast(60));
        }
    }

    /// <summary>What the server says of pages that ended in a fault and of scripts that failed, each with what follows it.</summary>
    private List<string> Faults()
    {
        lock (serverLines)
        {
            return [.. serverLines.Index()
                .Where(line => FaultSigns.Any(sign => line.Item.Contains(sign, StringComparison.Ordinal)))
                .Select(line => string.Join('\n', serverLines.Skip(line.Index).Take(12)))];
        }
    }

    private async Task StopServer()
    {
        if (server is null || server.HasExited) return;
        await Run("kill", "-TERM", $"{server.Id}");
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        try
        {
            await server.WaitForExitAsync(patience.Token);
        }
        catch (OperationCanceledException)
        {
            server.Kill(entireProcessTree: true);
        }
    }

    private void Keep(string? line)
    {
        if (line is null) return;
        lock (serverLines) serverLines.Add(line);
    }

    private static string Built(string project, string library)
    {
        var configuration = AppContext.BaseDirectory.Contains("/Release/", StringComparison.Ordinal) ? "Release" : "Debug";
        return Path.Combine(Root, "src", project, "bin", configuration, "net10.0", library);
    }

    private static async Task Run(string program, params string[] arguments)
    {
        var start = new ProcessStartInfo(program) { RedirectStandardError = true };
        foreach (var argument in arguments) start.ArgumentList.Add(argument);
        using var process = Process.Start(start)!;
        var error = await process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync();
        if (process.ExitCode != 0) throw new InvalidOperationException($"{program} {string.Join(' ', arguments)} ended with {process.ExitCode}: {error}");
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    private static string FindRoot()
    {
        var at = new DirectoryInfo(AppContext.BaseDirectory);
        while (at is not null && !File.Exists(Path.Combine(at.FullName, "MobileTeams.sln"))) at = at.Parent;
        return at?.FullName ?? throw new InvalidOperationException("MobileTeams.sln is in no folder above the tests.");
    }
}
