using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using Npgsql;

namespace MobileTeams.Bench.Desks;

/// <summary>Hears from PostgreSQL itself when each version of a centre's day was committed.</summary>
internal sealed class Commits : IAsyncDisposable
{
    private readonly ConcurrentDictionary<(Guid Centre, DateOnly Date, int Version), long> heard = new();
    private readonly CancellationTokenSource closing = new();
    private readonly NpgsqlConnection connection;
    private Task listening = Task.CompletedTask;

    private Commits(NpgsqlConnection connection) => this.connection = connection;

    public static async Task<Commits> Listen(string database)
    {
        var commits = new Commits(new NpgsqlConnection(database));
        await commits.connection.OpenAsync();
        commits.connection.Notification += (_, told) => commits.Hear(told.Payload);
        await using (var listen = new NpgsqlCommand("listen day", commits.connection)) await listen.ExecuteNonQueryAsync();
        commits.listening = commits.Wait();
        return commits;
    }

    /// <summary>How many versions of how many days were heard of.</summary>
    public int Count => heard.Count;

    /// <summary>When a version was committed, in ticks of <see cref="Stopwatch"/>; null if it was not heard of.</summary>
    public long? Find(Guid centre, DateOnly date, int version) => heard.TryGetValue((centre, date, version), out var at) ? at : null;

    public async ValueTask DisposeAsync()
    {
        await closing.CancelAsync();
        await listening.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        await connection.DisposeAsync();
        closing.Dispose();
    }

    private void Hear(string payload)
    {
        var now = Stopwatch.GetTimestamp();
        var parts = payload.Split('/');
        heard[(Guid.Parse(parts[0]), DateOnly.ParseExact(parts[1], "yyyy-MM-dd", CultureInfo.InvariantCulture), int.Parse(parts[2], CultureInfo.InvariantCulture))] = now;
    }

    private async Task Wait()
    {
        while (true) await connection.WaitAsync(closing.Token);
    }
}
