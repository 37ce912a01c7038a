using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using MobileTeams.Server.Tests;
using Npgsql;

[assembly: AssemblyFixture(typeof(Cluster))]

namespace MobileTeams.Server.Tests;

/// <summary>One private PostgreSQL for all the tests of this assembly: on a free port of its own, in a folder of its own, gone afterwards.</summary>
public sealed class Cluster : IAsyncLifetime
{
    private readonly string folder;

    public Cluster()
        : this("tests")
    {
    }

    /// <summary>One that a class has for itself, to stop it.</summary>
    internal Cluster(string name) => folder = Path.Combine(Path.GetTempPath(), $"mobileteams-{name}-{Environment.ProcessId}");

    /// <summary>Where the cluster listens on the loopback.</summary>
    public int Port { get; private set; }

    /// <summary>The drawn town as a map file, for servers that read theirs from disk.</summary>
    public string MapFile => $"{folder}.roads";

    public async ValueTask InitializeAsync()
    {
        Port = FreePort();
        await Start();
        TownMap.Map.Save(MapFile);
    }

    public async ValueTask DisposeAsync()
    {
        NpgsqlConnection.ClearAllPools();
        await Stop();
        Directory.Delete(folder, recursive: true);
        File.Delete(MapFile);
    }

    /// <summary>Starts it again, where it was and with what it had.</summary>
    internal Task Start() => Run("start", folder, $"{Port}");

    /// <summary>As an operator stops it: what is connected is cut off, and nobody is let in.</summary>
    internal Task Stop() => Run("stop", folder);

    /// <summary>Makes an empty database and gives the way to it.</summary>
    public async Task<string> CreateDatabase()
    {
        var name = $"t_{Guid.NewGuid():N}";
        await Execute($"create database {name}");
        return new NpgsqlConnectionStringBuilder(Connection("postgres")) { Database = name, MaxPoolSize = 40, Pooling = true }.ConnectionString;
    }

    public async Task DropDatabase(string connection)
    {
        await using (var source = NpgsqlDataSource.Create(connection)) NpgsqlConnection.ClearPool(source.CreateConnection());
        await Execute($"drop database {new NpgsqlConnectionStringBuilder(connection).Database} with (force)");
    }

    /// <summary>A document as the database gives it back.</summary>
    public async Task<string> Keep(string json)
    {
        await using var connection = new NpgsqlConnection(Connection("postgres"));
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand("select $1::jsonb::text", connection) { Parameters = { new() { Value = json } } };
        return (string)(await command.ExecuteScalarAsync())!;
    }

    public static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    private string Connection(string database) => $"Host=127.0.0.1;Port={Port};Database={database};Username=mobileteams;Pooling=false";

    public async Task Execute(string sql)
    {
        await using var connection = new NpgsqlConnection(Connection("postgres"));
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync();
    }

    private static async Task Run(params string[] arguments)
    {
        var start = new ProcessStartInfo(Path.Combine(Root(), "tools", "postgres.sh")) { RedirectStandardError = true };
        foreach (var argument in arguments) start.ArgumentList.Add(argument);
        using var process = Process.Start(start)!;
        var errors = await process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync();
        if (process.ExitCode != 0) throw new InvalidOperationException($"postgres.sh {string.Join(' ', arguments)} ended with {process.ExitCode}: {errors}");
    }

    /// <summary>The root of the tree.</summary>
    public static string Root()
    {
        var here = new DirectoryInfo(AppContext.BaseDirectory);
        while (here is not null && !File.Exists(Path.Combine(here.FullName, "MobileTeams.sln"))) here = here.Parent;
        return here?.FullName ?? throw new InvalidOperationException("MobileTeams.sln is in no folder above the tests.");
    }
}
