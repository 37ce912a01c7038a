using System.Data.Common;
using System.Xml.Linq;
using Dapper;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.DataProtection.KeyManagement;
using Microsoft.AspNetCore.DataProtection.Repositories;
using Microsoft.AspNetCore.Diagnostics.HealthChecks;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Options;
using MobileTeams.Server.Live;
using Npgsql;

namespace MobileTeams.Server.Data;

public static partial class DataParts
{
    private const int TriesAtStart = 15;

    /// <summary>The database, the keys that cookies are sealed with, and the health checks.</summary>
    public static void AddData(this WebApplicationBuilder builder)
    {
        SqlMapper.AddTypeHandler(new DateOnlyHandler());
        var connection = ConnectionOf(builder.Configuration);
        builder.Services.AddSingleton(_ => new NpgsqlDataSourceBuilder(connection) { ConnectionStringBuilder = { Timeout = 5, CommandTimeout = 20 } }.Build());
        builder.Services.AddSingleton<DbDataSource>(services => services.GetRequiredService<NpgsqlDataSource>());
        builder.Services.AddSingleton<Database>();
        builder.Services.AddSingleton(SetClock.From(builder.Configuration["MobileTeams:Clock"]));
        builder.Services.AddDataProtection().SetApplicationName("MobileTeams");
        if (builder.Configuration["MobileTeams:KeyFile"] is { } keyFile) builder.Services.AddSingleton(_ => KeyFile.Read(keyFile));
        builder.Services.AddSingleton<IConfigureOptions<KeyManagementOptions>>(services => new ConfigureOptions<KeyManagementOptions>(options =>
        {
            options.XmlRepository = new KeyRing(services.GetRequiredService<NpgsqlDataSource>());
            if (services.GetService<KeyFile>() is { } file) options.XmlEncryptor = new KeyFile.Encryptor(file);
        }));
        builder.Services.AddHealthChecks().AddCheck<DatabaseCheck>("database", tags: ["ready"]).AddCheck<FeedCheck>("live feed", tags: ["ready"]);
    }

    /// <summary><c>/health/live</c>: the process answers. <c>/health/ready</c>: it has its database and hears its changes.</summary>
    public static void MapHealth(this WebApplication app)
    {
        app.MapHealthChecks("/health/live", new HealthCheckOptions { Predicate = _ => false });
        app.MapHealthChecks("/health/ready", new HealthCheckOptions { Predicate = check => check.Tags.Contains("ready") });
    }

    /// <summary>Waits for the database and brings its schema up to date. Ends the process with a sentence if the database stays away.</summary>
    public static async Task Migrate(this WebApplication app, CancellationToken ct)
    {
        var source = app.Services.GetRequiredService<NpgsqlDataSource>();
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                foreach (var name in await Migrations.Apply(source, ct)) LogMigrated(app.Logger, name);
                return;
            }
            catch (PostgresException missing) when (missing.SqlState == PostgresErrorCodes.InvalidCatalogName && attempt < TriesAtStart)
            {
                await Create(ConnectionOf(app.Configuration), ct);
            }
            catch (NpgsqlException away) when (away.IsTransient && attempt < TriesAtStart)
            {
                LogWaiting(app.Logger, attempt, TriesAtStart);
                await Task.Delay(TimeSpan.FromSeconds(1), ct);
            }
            catch (NpgsqlException away)
            {
                var where = new NpgsqlConnectionStringBuilder(source.ConnectionString);
                throw new StartFailure(
                    $"database.unreachable: no PostgreSQL answers at {where.Host}:{where.Port} for database '{where.Database}' ({away.Message}). "
                    + "Start it, or give another one with --MobileTeams:Database.");
            }
        }
    }

    private static string ConnectionOf(IConfiguration settings) =>
        settings["MobileTeams:Database"] ?? "Host=127.0.0.1;Port=54329;Database=mobileteams;Username=mobileteams";

    /// <summary>Makes the database that the connection names.</summary>
    private static async Task Create(string connection, CancellationToken ct)
    {
        var wanted = new NpgsqlConnectionStringBuilder(connection);
        var name = wanted.Database!;
        wanted.Database = "postgres";
        try
        {
            await using var server = NpgsqlDataSource.Create(wanted);
            await using var command = server.CreateCommand($"create database \"{name.Replace("\"", "\"\"", StringComparison.Ordinal)}\"");
            await command.ExecuteNonQueryAsync(ct);
        }
        catch (PostgresException refused) when (refused.SqlState is PostgresErrorCodes.InsufficientPrivilege)
        {
            throw new StartFailure($"database.missing: there is no database '{name}', and '{wanted.Username}' may not make one. Make it, or give another one with --MobileTeams:Database.");
        }
        catch (PostgresException raced) when (raced.SqlState is PostgresErrorCodes.DuplicateDatabase or PostgresErrorCodes.UniqueViolation)
        {
            // Another server made it at the same moment.
        }
    }

    [LoggerMessage(LogLevel.Information, "Applied migration {Name}.")]
    private static partial void LogMigrated(ILogger log, string name);

    [LoggerMessage(LogLevel.Warning, "The database does not answer yet (try {Attempt} of {Tries}).")]
    private static partial void LogWaiting(ILogger log, int attempt, int tries);

    private sealed class DateOnlyHandler : SqlMapper.TypeHandler<DateOnly>
    {
        public override void SetValue(System.Data.IDbDataParameter parameter, DateOnly value) => parameter.Value = value;

        public override DateOnly Parse(object value) => value is DateOnly date ? date : DateOnly.FromDateTime((DateTime)value);
    }

    private sealed class DatabaseCheck(NpgsqlDataSource source) : IHealthCheck
    {
        public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
        {
            await using var command = source.CreateCommand("select 1");
            await command.ExecuteScalarAsync(cancellationToken);
            return HealthCheckResult.Healthy();
        }
    }

    private sealed class FeedCheck(LiveFeed feed) : IHealthCheck
    {
        public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default) =>
            Task.FromResult(feed.IsConnected ? HealthCheckResult.Healthy() : HealthCheckResult.Unhealthy("Changes are not heard."));
    }

    /// <summary>Keys kept in the database, so that every server opens what another sealed. The library's interface is synchronous.</summary>
    private sealed class KeyRing(NpgsqlDataSource source) : IXmlRepository
    {
        public IReadOnlyCollection<XElement> GetAllElements()
        {
            using var connection = source.OpenConnection();
            return [.. connection.Query<string>("select xml from key_ring").Select(XElement.Parse)];
        }

        public void StoreElement(XElement element, string friendlyName)
        {
            using var connection = source.OpenConnection();
            connection.Execute(
                "insert into key_ring (name, xml) values (@friendlyName, @xml) on conflict (name) do update set xml = excluded.xml",
                new { friendlyName, xml = element.ToString(SaveOptions.DisableFormatting) });
        }
    }
}

/// <summary>The server cannot start, and says why in a sentence.</summary>
public sealed class StartFailure(string message) : Exception(message);
