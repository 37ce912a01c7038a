using Npgsql;

namespace MobileTeams.Server.Data;

/// <summary>What fails because the database cannot be reached now, and may work again: not what is wrong with a question.</summary>
internal static class Outage
{
    public static bool Is(Exception failure) => failure switch
    {
        PostgresException said => said.IsTransient || said.SqlState is PostgresErrorCodes.AdminShutdown or PostgresErrorCodes.CrashShutdown,
        NpgsqlException { IsTransient: true } or IOException or TimeoutException => true,
        _ => false,
    };
}
