using System.Reflection;
using System.Text.RegularExpressions;
using Dapper;
using Npgsql;

namespace MobileTeams.Server.Data;

/// <summary>The numbered SQL files of this library, each applied once, in order, by one server at a time.</summary>
public static partial class Migrations
{
    private const long AdvisoryLock = 0x4D54_6D69_6772; // "MTmigr"

    /// <returns>The names applied now.</returns>
    public static async Task<IReadOnlyList<string>> Apply(NpgsqlDataSource source, CancellationToken ct)
    {
        await using var connection = await source.OpenConnectionAsync(ct);
        await connection.ExecuteAsync("select pg_advisory_lock(@AdvisoryLock)", new { AdvisoryLock });
        try
        {
            await connection.ExecuteAsync("create table if not exists migration (name text primary key, applied_at timestamptz not null default now())");
            var done = (await connection.QueryAsync<string>("select name from migration")).ToHashSet();
            var applied = new List<string>();
            foreach (var name in Names().Where(name => !done.Contains(name)))
            {
                await using var transaction = await connection.BeginTransactionAsync(ct);
                await connection.ExecuteAsync(Text(name));
                await connection.ExecuteAsync("insert into migration (name) values (@name)", new { name });
                await transaction.CommitAsync(ct);
                applied.Add(name);
            }

            return applied;
        }
        finally
        {
            await connection.ExecuteAsync("select pg_advisory_unlock(@AdvisoryLock)", new { AdvisoryLock });
        }
    }

    public static IReadOnlyList<string> Names() =>
        [.. typeof(Migrations).Assembly.GetManifestResourceNames().Where(name => MigrationName().IsMatch(name)).Order(StringComparer.Ordinal)];

    private static string Text(string name)
    {
        using var stream = Assembly.GetExecutingAssembly().GetManifestResourceStream(name)!;
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }

    [GeneratedRegex(@"^\d{4}_\w+\.sql$")]
    private static partial Regex MigrationName();
}
