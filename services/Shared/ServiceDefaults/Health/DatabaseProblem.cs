using System.Net.Sockets;
using System.Security.Authentication;
using Npgsql;

namespace Microservices.ServiceDefaults.Health;

/// <summary>Says what keeps a service from its database, and what to do about it.</summary>
internal static class DatabaseProblem
{
    /// <summary>One sentence or two, without a password.</summary>
    /// <param name="exception">What was thrown.</param>
    /// <param name="connectionString">What it was to connect to.</param>
    public static string Describe(Exception exception, string? connectionString)
    {
        var database = new NpgsqlConnectionStringBuilder(connectionString);
        var server = $"{database.Host}:{database.Port}";
        return FindCause<PostgresException>(exception)?.SqlState switch
        {
            PostgresErrorCodes.InvalidPassword or PostgresErrorCodes.InvalidAuthorizationSpecification =>
                $"The database server {server} refuses user {database.Username}: check Database__Password and the user name.",
            PostgresErrorCodes.InvalidCatalogName =>
                $"The database server {server} has no database {database.Database}: create it (deploy/postgres), then run"
                + " the service with the argument migrate.",
            PostgresErrorCodes.TooManyConnections or PostgresErrorCodes.ConfigurationLimitExceeded =>
                $"The database server {server} has no connection left: lower Maximum Pool Size or the number of replicas,"
                + " or raise max_connections or the role's limit.",
            PostgresErrorCodes.InsufficientPrivilege =>
                $"User {database.Username} lacks a right in database {database.Database}: see deploy/postgres.",
            PostgresErrorCodes.CannotConnectNow => $"The database server {server} is starting or stopping.",
            _ when database.RootCertificate is { Length: > 0 } file && !File.Exists(file) =>
                $"Database__RootCertificate names a file that is not there: {file}.",
            _ when FindCause<AuthenticationException>(exception) is { } tls =>
                $"The certificate of the database server {server} is refused: {tls.Message} Database__RootCertificate must name the file of"
                + " its authority's certificate, and it must be valid and bear the host's name.",
            _ when FindCause<SocketException>(exception) is { } socket =>
                $"The database does not answer. Server {server} cannot be reached: {socket.Message}.",
            _ when exception.Message.Contains("pool has been exhausted", StringComparison.OrdinalIgnoreCase) =>
                "All connections of the pool are busy: raise Maximum Pool Size or lower Messaging__ConcurrentMessageLimit.",
            _ => "The database does not answer."
        };
    }

    private static T? FindCause<T>(Exception? exception) where T : Exception
    {
        for (; exception is not null; exception = exception.InnerException)
        {
            if (exception is T found)
                return found;
        }

        return null;
    }
}
