using System.Net.Http.Json;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Mvc.Testing;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.DependencyInjection;
using MobileTeams.Server.Accounts;
using MobileTeams.Server.Data;

namespace MobileTeams.Server.Tests;

/// <summary>The whole server on a real port, with its web.</summary>
internal sealed class BootedServer(string connection, string mapFile) : WebApplicationFactory<Program>
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
        builder.UseSetting("Logging:LogLevel:Default", "None");
        builder.ConfigureTestServices(services =>
        {
            services.AddSingleton(TownMap.Map);
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

    /// <summary>A browser of its own: it keeps cookies, and follows no redirection.</summary>
    public HttpClient Browser(Uri? address = null) => new(new HttpClientHandler { AllowAutoRedirect = false }) { BaseAddress = address ?? Address };

    internal async Task<HttpClient> SignedIn(Viewer viewer)
    {
        var browser = Browser();
        using var answer = await browser.PostAsJsonAsync("/api/sign-in", new { login = World.LoginOf(viewer), password = World.Password });
        answer.EnsureSuccessStatusCode();
        return browser;
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var server in servers) await server.DisposeAsync();
        await cluster.DropDatabase(Connection);
    }
}
