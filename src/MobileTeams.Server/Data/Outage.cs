using System.Net.Sockets;
using Npgsql;

namespace MobileTeams.Server.Data;

/// <summary>What fails because the database cannot be reached now, and may work again: not what is wrong with a question.</summary>
internal static class Outage
{
    public static bool Is(Exception failure) => failure switch
    {
        PostgresException said => said.IsTransient || said.SqlState
            is PostgresErrorCodes.AdminShutdown or PostgresErrorCodes.CrashShutdown or PostgresErrorCodes.DatabaseDropped or PostgresErrorCodes.IdleSessionTimeout
            // It is being put back from a copy, or its password is being changed.
            or PostgresErrorCodes.InvalidCatalogName or PostgresErrorCodes.InvalidPassword,

        // Of a host whose name leads nowhere older drivers say what the system says, and no more.
        NpgsqlException { IsTransient: true } or SocketException or IOException or TimeoutException => true,
        _ => false,
    };
}
