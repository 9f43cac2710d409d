using System.Net.Sockets;
using Microservices.ServiceDefaults.Database;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;

namespace Microservices.ServiceDefaults.Messaging.Outages;

/// <summary>The outage that every service knows, that of its database, and the way to name others.</summary>
public static class KnownOutages
{
    /// <summary>Has the endpoints of the service wait while a dependency is away.</summary>
    /// <param name="services">The service's registrations.</param>
    /// <param name="dependency">The name for people, such as <c>mail server</c>.</param>
    /// <param name="isSuspected">Whether an exception may mean that it is away.</param>
    /// <param name="probe">Uses the dependency itself, and throws while it is away.</param>
    public static void AddOutage(this IServiceCollection services, string dependency, Func<Exception, bool> isSuspected,
        Func<IServiceProvider, CancellationToken, Task> probe) => services.AddSingleton(new Outage(dependency, isSuspected, probe));

    internal static void AddKnownOutages(this IServiceCollection services)
    {
        services.AddSingleton<OutageRules>();
        services.AddSingleton<OutageGates>();
        services.AddHealthChecks().AddCheck<OutageGates>("endpoints");
        services.AddOutage("database", IsDatabaseSuspected, ProbeDatabasesAsync);
    }

    private static bool IsDatabaseSuspected(Exception exception) => exception switch
    {
        PostgresException postgres => IsServerSuspected(postgres.SqlState),
        NpgsqlException or SocketException => true,
        SqliteException { SqliteErrorCode: 8 or 10 or 14 } => true, // READONLY, IOERR, CANTOPEN: https://sqlite.org/rescode.html
        _ => false,
    };

    // https://www.postgresql.org/docs/17/errcodes-appendix.html
    private static bool IsServerSuspected(string state) => state.StartsWith("08", StringComparison.Ordinal) // connection
        || state is PostgresErrorCodes.AdminShutdown or PostgresErrorCodes.CrashShutdown or PostgresErrorCodes.CannotConnectNow
            or PostgresErrorCodes.TooManyConnections
            or PostgresErrorCodes.ReadOnlySqlTransaction // the standby after a failover
            or PostgresErrorCodes.InvalidPassword or PostgresErrorCodes.InvalidAuthorizationSpecification
            or PostgresErrorCodes.InvalidCatalogName; // no such database

    private static async Task ProbeDatabasesAsync(IServiceProvider services, CancellationToken cancellationToken)
    {
        foreach (var database in services.GetServices<ServiceDatabase>())
        {
            var context = (DbContext)services.GetRequiredService(database.DbContextType);
            await context.Database.OpenConnectionAsync(cancellationToken);
            await using var command = context.Database.GetDbConnection().CreateCommand();
            command.CommandText = database.IsSqlite ? "SELECT 1" : "SHOW transaction_read_only";
            if (await command.ExecuteScalarAsync(cancellationToken) is "on")
                throw new InvalidOperationException("The database is read-only.");
            await context.Database.CloseConnectionAsync();
        }
    }
}
