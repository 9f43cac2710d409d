using Npgsql;

namespace Microservices.Testing;

/// <summary>Reads and replaces the address in the two kinds of connection strings that tests use.</summary>
internal static class ProxiedConnectionString
{
    private const int DefaultAmqpPort = 5672;

    public static (string Host, int Port) ReadAddress(string connectionString)
    {
        if (IsUri(connectionString))
        {
            var uri = new Uri(connectionString);
            return (uri.Host, uri.Port > 0 ? uri.Port : DefaultAmqpPort);
        }

        var builder = new NpgsqlConnectionStringBuilder(connectionString);
        return (builder.Host ?? "localhost", builder.Port);
    }

    public static string WithAddress(string connectionString, int port)
    {
        const string loopback = "127.0.0.1";
        return IsUri(connectionString)
            ? new UriBuilder(connectionString) { Host = loopback, Port = port }.Uri.AbsoluteUri
            : new NpgsqlConnectionStringBuilder(connectionString) { Host = loopback, Port = port }.ConnectionString;
    }

    private static bool IsUri(string connectionString) => connectionString.Contains("://", StringComparison.Ordinal);
}
