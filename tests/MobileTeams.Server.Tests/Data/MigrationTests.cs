using MobileTeams.Server.Data;
using Npgsql;

namespace MobileTeams.Server.Tests.Data;

/// <summary>The schema is brought up to date once, by whichever server comes first.</summary>
public sealed class MigrationsAreAppliedOnceTests(Cluster cluster)
{
    [Fact]
    public async Task Servers_that_start_at_once_apply_each_file_once_between_them()
    {
        var connection = await cluster.CreateDatabase();
        await using (var source = NpgsqlDataSource.Create(connection))
        {
            var applied = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Migrations.Apply(source, CancellationToken.None)));
            Assert.NotEmpty(Migrations.Names());
            Assert.Equal(Migrations.Names(), applied.SelectMany(names => names));
            Assert.Empty(await Migrations.Apply(source, CancellationToken.None));
        }

        await cluster.DropDatabase(connection);
    }
}
