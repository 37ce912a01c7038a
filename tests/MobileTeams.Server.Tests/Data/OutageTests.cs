using System.Net.Sockets;
using MobileTeams.Server.Data;
using Npgsql;

namespace MobileTeams.Server.Tests.Data;

/// <summary>A database that does not answer is waited for; a wrong question is a bug.</summary>
public sealed class OutageTests
{
    public static TheoryData<Exception, bool> Failures() => new()
    {
        { new NpgsqlException("Exception while reading from stream", new EndOfStreamException()), true },
        { new NpgsqlException("The connection pool has been exhausted", new TimeoutException()), true },
        { Said(PostgresErrorCodes.AdminShutdown), true },
        { Said(PostgresErrorCodes.CannotConnectNow), true },
        { Said(PostgresErrorCodes.IdleSessionTimeout), true },
        { Said(PostgresErrorCodes.InvalidCatalogName), true },
        { Said(PostgresErrorCodes.InvalidPassword), true },
        { new TimeoutException(), true },
        { new SocketException((int)SocketError.HostNotFound), true },
        { Said(PostgresErrorCodes.SyntaxError), false },
        { Said(PostgresErrorCodes.UniqueViolation), false },
        { new InvalidOperationException(), false },
        { new KeyNotFoundException(), false },
    };

    [Theory]
    [MemberData(nameof(Failures))]
    public void Is_told_from_a_bug(Exception failure, bool isOutage) => Assert.Equal(isOutage, Outage.Is(failure));

    [Fact]
    public async Task A_host_whose_name_leads_nowhere_is_one_in_the_drivers_words()
    {
        await using var source = NpgsqlDataSource.Create("Host=database.invalid;Username=nobody;Timeout=5");
        var failure = await Record.ExceptionAsync(async () => await source.OpenConnectionAsync(CancellationToken.None));
        Assert.True(Outage.Is(failure!), $"{failure}");
    }

    private static PostgresException Said(string state) => new("", "FATAL", "FATAL", state);
}
