using Microsoft.Extensions.DependencyInjection;
using MobileTeams.Dispatch.Days;
using MobileTeams.Server.Days;
using MobileTeams.Server.Live;
using Npgsql;

namespace MobileTeams.Server.Tests.Live;

/// <summary>A change that is heard and cannot be read just then is told when it can be.</summary>
public sealed class TabletsAreToldAfterAnOutageTests(WorldServer server, Cluster cluster) : IClassFixture<WorldServer>
{
    private static readonly CancellationToken None = CancellationToken.None;

    [Fact]
    public async Task What_could_not_be_read_is_told_when_it_can_be_and_the_server_goes_on()
    {
        // Another server, whose connections stay when those of this one are cut: all but the one by which it hears.
        var connection = new NpgsqlConnectionStringBuilder(server.Connection) { ApplicationName = "other" };
        await using var other = await Parts.On(connection.ConnectionString);
        var (days, database) = (other.Get<DayHandler>(), connection.Database);
        await days.Make(World.Tierp.Id, World.Today, None);
        await days.Handle(World.Tierp.Id, World.Today, new DayEvent.VisitAssigned(days.ByPerson("test"), World.Series[0].VisitIdOn(World.Today), World.N1.Id, Position: null), null, None);
        await using var line = await HubLine.Open(server.Address, await server.Cookie(World.NurseNora));
        Assert.Null(await line.Invoke("FollowTeam", World.N1.Id.Value, await Note(days)));
        var heard = await Note(days);
        Assert.Equal(heard, (await line.Hear("DayChanged")).GetProperty("version").GetInt32());

        int missed;
        await cluster.Execute($"alter database {database} allow_connections false");
        try
        {
            await cluster.Execute($"select pg_terminate_backend(pid) from pg_stat_activity where datname = '{database}' and application_name <> 'other' and query not ilike 'listen %'");
            missed = await Note(days);
            await Task.Delay(TimeSpan.FromSeconds(1.5), None); // heard by now, and tried in vain
        }
        finally
        {
            await cluster.Execute($"alter database {database} allow_connections true");
        }

        Assert.Equal(missed, (await line.Hear("DayChanged")).GetProperty("version").GetInt32());
        Assert.False(server.Services.GetRequiredService<LiveTeams>().ExecuteTask!.IsCompleted);
        var next = await Note(days);
        Assert.Equal(next, (await line.Hear("DayChanged")).GetProperty("version").GetInt32());
    }

    private static async Task<int> Note(DayHandler days)
    {
        var note = new DayEvent.NoteAdded(days.ByPerson("test"), World.Series[0].VisitIdOn(World.Today), "Något hände");
        return Assert.IsType<DayChange.Accepted>(Assert.IsType<Handled.Decided>(await days.Handle(World.Tierp.Id, World.Today, note, null, None)).Change).Day.Version;
    }
}
