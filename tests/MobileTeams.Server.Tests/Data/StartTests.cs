using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using Npgsql;

namespace MobileTeams.Server.Tests.Data;

/// <summary>A server says how it is: to whoever starts it, and to whoever asks.</summary>
public sealed class TheServerSaysHowItIsTests(WorldServer server, Cluster cluster) : IClassFixture<WorldServer>
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    [Fact]
    public async Task Without_its_database_it_is_alive_but_not_ready()
    {
        using var browser = server.Browser();
        Assert.Equal(HttpStatusCode.OK, await Until(browser, HttpStatusCode.OK));
        var database = new NpgsqlConnectionStringBuilder(server.Connection).Database;
        await cluster.Execute($"alter database {database} allow_connections false");
        try
        {
            await cluster.Execute($"select pg_terminate_backend(pid) from pg_stat_activity where datname = '{database}'");
            Assert.Equal(HttpStatusCode.ServiceUnavailable, await Until(browser, HttpStatusCode.ServiceUnavailable));
            Assert.Equal(HttpStatusCode.OK, (await browser.GetAsync("/health/live")).StatusCode);
        }
        finally
        {
            await cluster.Execute($"alter database {database} allow_connections true");
        }

        Assert.Equal(HttpStatusCode.OK, await Until(browser, HttpStatusCode.OK));
    }

    [Fact]
    public async Task Started_without_a_database_it_says_so_and_ends_with_one()
    {
        var port = Cluster.FreePort();
        using var process = ServerProcess.Start($"Host=127.0.0.1;Port={port};Database=nowhere;Username=nobody", cluster.MapFile);
        var (code, errors) = await process.End();
        Assert.Equal(1, code);
        Assert.Contains($"database.unreachable: no PostgreSQL answers at 127.0.0.1:{port} for database 'nowhere'", errors, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", errors, StringComparison.Ordinal); // a sentence, not a stack
    }

    [Fact]
    public async Task Started_for_a_database_that_is_not_there_and_that_it_may_not_make_it_says_so()
    {
        await cluster.Execute("create role guest login");
        try
        {
            var connection = new NpgsqlConnectionStringBuilder(server.Connection) { Database = "not_there", Username = "guest", Pooling = false };
            using var process = ServerProcess.Start(connection.ConnectionString, cluster.MapFile);
            var (code, errors) = await process.End();
            Assert.Equal(1, code);
            Assert.Contains("database.missing: there is no database 'not_there', and 'guest' may not make one.", errors, StringComparison.Ordinal);
            Assert.DoesNotContain("   at ", errors, StringComparison.Ordinal);
        }
        finally
        {
            await cluster.Execute("drop role guest");
        }
    }

    [Fact]
    public async Task Started_where_something_else_listens_it_says_so_and_ends_with_one()
    {
        using var other = new TcpListener(IPAddress.Loopback, 0);
        other.Start();
        var port = ((IPEndPoint)other.LocalEndpoint).Port;
        using var process = ServerProcess.Start(server.Connection, cluster.MapFile, $"http://127.0.0.1:{port}");
        var (code, errors) = await process.End();
        Assert.Equal(1, code);
        Assert.Contains($"port.busy: something already listens on 127.0.0.1:{port}.", errors, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", errors, StringComparison.Ordinal);
    }

    private static async Task<HttpStatusCode> Until(HttpClient browser, HttpStatusCode expected)
    {
        var waited = Stopwatch.StartNew();
        while (true)
        {
            var status = (await browser.GetAsync("/health/ready")).StatusCode;
            if (status == expected || waited.Elapsed > Patience) return status;
            await Task.Delay(100);
        }
    }
}
