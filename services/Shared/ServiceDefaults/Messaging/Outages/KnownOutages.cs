using System.Net.Sockets;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;

namespace Microservices.ServiceDefaults.Messaging.Outages;

/// <summary>The outages of what every service depends on, and the way to name others.</summary>
public static class KnownOutages
{
    // The low word of HRESULT: ENOSPC, and Windows' ERROR_DISK_FULL (0x70).
    private const int DiskFull = 28;
    private const int DiskFullOnWindows = 112;

    /// <summary>Has the endpoints of the service wait while a dependency is away.</summary>
    /// <param name="services">The service's registrations.</param>
    /// <param name="dependency">The name for people, such as <c>mail server</c>.</param>
    /// <param name="isAway">Whether an exception says that it is away. One that is about one message alone must not.</param>
    public static void AddOutage(this IServiceCollection services, string dependency, Func<Exception, bool> isAway) =>
        services.AddSingleton(new Outage(dependency, isAway));

    internal static void AddKnownOutages(this IServiceCollection services)
    {
        services.AddSingleton<OutageRules>();
        services.AddSingleton<OutageGates>();
        services.AddHealthChecks().AddCheck<OutageGates>("endpoints");
        services.AddOutage("database", IsDatabaseAway);
        services.AddOutage("disk", exception => exception is IOException && (exception.HResult & 0xFFFF) is DiskFull or DiskFullOnWindows);
    }

    // Not the timeout of a command, which has other words: one message's query can be slow.
    private static bool IsDatabaseAway(Exception exception) => exception switch
    {
        PostgresException postgres => IsServerAway(postgres.SqlState),
        NpgsqlException { InnerException: SocketException or EndOfStreamException or IOException } => true,
        NpgsqlException npgsql => npgsql.InnerException is TimeoutException && npgsql.Message.StartsWith("The operation has timed out", StringComparison.Ordinal),
        SqliteException { SqliteErrorCode: 8 or 10 or 13 or 14 } => true, // READONLY, IOERR, FULL, CANTOPEN: https://sqlite.org/rescode.html
        _ => false,
    };

    // https://www.postgresql.org/docs/17/errcodes-appendix.html
    private static bool IsServerAway(string state) => state.StartsWith("08", StringComparison.Ordinal) // connection
        || state is PostgresErrorCodes.AdminShutdown or PostgresErrorCodes.CrashShutdown or PostgresErrorCodes.CannotConnectNow
            or PostgresErrorCodes.TooManyConnections or PostgresErrorCodes.DiskFull or PostgresErrorCodes.OutOfMemory
            or PostgresErrorCodes.ReadOnlySqlTransaction // the standby after a failover
            or PostgresErrorCodes.InvalidPassword or PostgresErrorCodes.InvalidAuthorizationSpecification
            or PostgresErrorCodes.InvalidCatalogName; // no such database
}
