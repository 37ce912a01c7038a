using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using MobileTeams.Roads;
using MobileTeams.Server.Accounts;
using MobileTeams.Server.Audit;
using MobileTeams.Server.Data;
using MobileTeams.Server.Days;
using MobileTeams.Server.Import;
using MobileTeams.Server.Live;
using MobileTeams.Server.Maps;
using MobileTeams.Server.Patients;
using MobileTeams.Server.Tablet;
using MobileTeams.Server.Urgent;
using Npgsql;

namespace MobileTeams.Server.Tests;

/// <summary>A server's parts on a database, without its web: as many as wanted on the same database are as many servers.</summary>
internal sealed class Parts : IAsyncDisposable
{
    private readonly WebApplication app;

    private Parts(WebApplication app, TestClock clock) => (this.app, Clock) = (app, clock);

    public TestClock Clock { get; }

    public Database Database => Get<Database>();

    public T Get<T>()
        where T : notnull => app.Services.GetRequiredService<T>();

    /// <param name="isThere">There is such a database, and it is given its tables.</param>
    public static async Task<Parts> On(string connection, string? keyFile = null, bool isThere = true)
    {
        var clock = new TestClock();
        var builder = WebApplication.CreateBuilder();
        builder.Configuration["MobileTeams:Database"] = connection;
        builder.Configuration["MobileTeams:KeyFile"] = keyFile;
        builder.Logging.ClearProviders();
        builder.AddData();
        builder.AddAccounts();
        builder.AddPatients();
        builder.AddAudit();
        builder.AddMaps();
        builder.AddDays();
        builder.AddUrgent();
        builder.AddTablet();
        builder.AddLive();
        builder.AddImport();
        builder.Services.AddSingleton(new MapHolder(TownMap.Map, "town"));
        builder.Services.AddSingleton<TimeProvider>(clock);
        var app = builder.Build();
        if (isThere) await app.Migrate(CancellationToken.None);
        return new Parts(app, clock);
    }

    public async Task<T> Scalar<T>(string sql, params object[] values)
    {
        await using var command = Database.Source.CreateCommand(sql);
        foreach (var value in values) command.Parameters.Add(new NpgsqlParameter { Value = value });
        return (T)(await command.ExecuteScalarAsync())!;
    }

    public async Task Execute(string sql)
    {
        await using var command = Database.Source.CreateCommand(sql);
        await command.ExecuteNonQueryAsync();
    }

    public ValueTask DisposeAsync() => app.DisposeAsync();
}

/// <summary>A database of a class's own with <see cref="World"/> in it, and one server's parts on it.</summary>
public sealed class WorldDatabase(Cluster cluster) : IAsyncLifetime
{
    public string Connection { get; private set; } = "";

    internal Parts Parts { get; private set; } = null!;

    public async ValueTask InitializeAsync()
    {
        Connection = await cluster.CreateDatabase();
        Parts = await Parts.On(Connection);
        await World.Save(Parts.Database, Parts.Get<AccountStore>());
    }

    public async ValueTask DisposeAsync()
    {
        await Parts.DisposeAsync();
        await cluster.DropDatabase(Connection);
    }
}
