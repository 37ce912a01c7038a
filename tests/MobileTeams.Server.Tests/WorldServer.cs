using System.Net.Http.Json;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Mvc.Testing;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.DependencyInjection;
using MobileTeams.Roads;
using MobileTeams.Server.Accounts;
using MobileTeams.Server.Data;

namespace MobileTeams.Server.Tests;

/// <summary>The whole server on a real port, with its web.</summary>
/// <param name="readsMap">It reads the map file, and looks many times a second whether there is another one; else it has the drawn town.</param>
internal sealed class BootedServer(string connection, string mapFile, bool readsMap = false) : WebApplicationFactory<Program>
{
    public TestClock Clock { get; } = new();

    /// <summary>Starts it, and gives where it listens.</summary>
    public Uri Start()
    {
        UseKestrel(0);
        StartServer();
        return ClientOptions.BaseAddress;
    }

    protected override void ConfigureWebHost(IWebHostBuilder builder)
    {
        builder.UseSetting("MobileTeams:Database", connection);
        builder.UseSetting("MobileTeams:Map", mapFile);
        if (readsMap) builder.UseSetting("MobileTeams:MapSeconds", "0.05");
        builder.UseSetting("Logging:LogLevel:Default", "None");
        builder.ConfigureTestServices(services =>
        {
            if (!readsMap) services.AddSingleton(new MapHolder(TownMap.Map, mapFile));
            services.AddSingleton<TimeProvider>(Clock);
        });
    }
}

/// <summary>A database of a class's own with <see cref="World"/> in it, and the whole server on it.</summary>
public sealed class WorldServer(Cluster cluster) : IAsyncLifetime
{
    private readonly List<BootedServer> servers = [];

    public string Connection { get; private set; } = "";

    public Uri Address { get; private set; } = null!;

    public TestClock Clock => servers[0].Clock;

    public IServiceProvider Services => servers[0].Services;

    public async ValueTask InitializeAsync()
    {
        Connection = await cluster.CreateDatabase();
        Address = StartAnother();
        await World.Save(Services.GetRequiredService<Database>(), Services.GetRequiredService<AccountStore>());
    }

    /// <summary>One more server on the same database.</summary>
    public Uri StartAnother()
    {
        var server = new BootedServer(Connection, cluster.MapFile);
        servers.Add(server);
        return server.Start();
    }

    /// <summary>The parts of the server that listens there.</summary>
    public IServiceProvider ServicesOf(Uri address) => servers.Single(server => server.ClientOptions.BaseAddress == address).Services;

    /// <summary>One more server on the same database, which reads its map from a file and looks for a new one there.</summary>
    public Uri StartOn(string mapFile)
    {
        var server = new BootedServer(Connection, mapFile, readsMap: true);
        servers.Add(server);
        return server.Start();
    }

    /// <summary>A browser of its own: it keeps cookies, and follows no redirection.</summary>
    public HttpClient Browser(Uri? address = null) => new(new HttpClientHandler { AllowAutoRedirect = false }) { BaseAddress = address ?? Address };

    internal async Task<HttpClient> SignedIn(Viewer viewer, Uri? address = null)
    {
        var browser = Browser(address);
        using var answer = await browser.PostAsJsonAsync("/api/sign-in", new { login = World.LoginOf(viewer), password = World.Password });
        answer.EnsureSuccessStatusCode();
        return browser;
    }

    /// <summary>What a browser would send from now on of who it is.</summary>
    internal async Task<string> Cookie(Viewer viewer)
    {
        using var browser = Browser();
        using var answer = await browser.PostAsJsonAsync("/api/sign-in", new { login = World.LoginOf(viewer), password = World.Password });
        return answer.Headers.GetValues("Set-Cookie").Single().Split(';')[0];
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var server in servers) await server.DisposeAsync();
        await cluster.DropDatabase(Connection);
    }
}
