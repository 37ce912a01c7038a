using Npgsql;

namespace MobileTeams.Server.Data;

/// <summary>The one PostgreSQL behind everything. Transactions are short and read committed; order is kept by versions and unique constraints.</summary>
public sealed class Database(NpgsqlDataSource source)
{
    public NpgsqlDataSource Source { get; } = source;

    public async Task<NpgsqlConnection> Open(CancellationToken ct) => await Source.OpenConnectionAsync(ct);

    /// <summary>Runs the work in one transaction and commits when it returns.</summary>
    public async Task<T> InTransaction<T>(Func<NpgsqlConnection, Task<T>> work, CancellationToken ct)
    {
        await using var connection = await Open(ct);
        await using var transaction = await connection.BeginTransactionAsync(ct);
        var result = await work(connection);
        await transaction.CommitAsync(ct);
        return result;
    }
}
