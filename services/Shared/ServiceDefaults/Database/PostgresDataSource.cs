using System.Diagnostics;
using Npgsql;

namespace Microservices.ServiceDefaults.Database;

internal static class PostgresDataSource
{
    // Enough for the distinct statements of one service; the server keeps a plan for each of them per connection.
    private const int MaxAutoPrepare = 64;

    public static NpgsqlDataSource Create(string serviceName, string connectionString)
    {
        var settings = new NpgsqlConnectionStringBuilder(connectionString);
        settings.ApplicationName ??= serviceName;
        // It would look for a Kerberos library first, which the .NET images do not have, and complain.
        if (!IsStated(connectionString, "Gss Encryption Mode"))
            settings.GssEncryptionMode = GssEncryptionMode.Disable;
        if (!settings.ContainsKey("Max Auto Prepare") || settings.MaxAutoPrepare == 0)
            settings.MaxAutoPrepare = IsStated(connectionString, "Max Auto Prepare") ? 0 : MaxAutoPrepare;

        var builder = new NpgsqlDataSourceBuilder(settings.ConnectionString) { Name = serviceName };

        // The outbox's polling would be a trace of its own every second.
        builder.ConfigureTracing(tracing => tracing
            .ConfigureCommandFilter(_ => Activity.Current is not null)
            .ConfigureBatchFilter(_ => Activity.Current is not null)
            .EnablePhysicalOpenTracing(false));
        return builder.Build();
    }

    // Max Auto Prepare=0 is how an operator switches it off, behind PgBouncer for instance.
    private static bool IsStated(string connectionString, string keyword) =>
        connectionString.Contains(keyword, StringComparison.OrdinalIgnoreCase)
        || connectionString.Contains(keyword.Replace(" ", "", StringComparison.Ordinal), StringComparison.OrdinalIgnoreCase);
}
