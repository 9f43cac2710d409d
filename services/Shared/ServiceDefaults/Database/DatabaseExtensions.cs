using Microservices.ServiceDefaults.Configuration;
using Microservices.ServiceDefaults.Health;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Npgsql;

namespace Microservices.ServiceDefaults.Database;

/// <summary>Connects a service to its own database.</summary>
public static class DatabaseExtensions
{
    /// <summary>
    /// Registers <typeparamref name="TDbContext"/> on the connection string <c>ConnectionStrings:{serviceName}</c>, else
    /// <c>ConnectionStrings__Database</c>: PostgreSQL, or SQLite when it starts with <c>Data Source=</c>. A password that
    /// the connection string leaves out is taken from <c>Database__Password</c>. Names are snake_case. PostgreSQL is migrated by the <c>migrate</c> command only, a SQLite schema is created at start. When
    /// there is no valid connection string, the start fails with a message that names the key.
    /// </summary>
    /// <typeparam name="TDbContext">
    /// The service's DbContext, whose only constructor takes its options: instances are pooled.
    /// </typeparam>
    /// <param name="builder">The service's builder.</param>
    /// <param name="serviceName">The service, such as <c>Orders</c>.</param>
    /// <param name="warnings">Which of EF Core's warnings are not to be logged; all are when it is left out.</param>
    public static void AddServiceDatabase<TDbContext>(this IHostApplicationBuilder builder, string serviceName,
        Action<WarningsConfigurationBuilder>? warnings = null)
        where TDbContext : DbContext
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentException.ThrowIfNullOrEmpty(serviceName);

        builder.Services.AddSettings<DatabaseOptions>(DatabaseOptions.SectionName);
        var (key, connectionString) = ReadConnectionString(builder, serviceName);
        var isSqlite = IsSqlite(connectionString);
        builder.Services.AddSingleton(new ServiceDatabase(serviceName, typeof(TDbContext), isSqlite, key,
            isSqlite ? null : PostgresConnectionString.PoolSizeOf(connectionString)));
        if (isSqlite)
            builder.Services.AddSqlite<TDbContext>(connectionString, warnings);
        else
            builder.Services.AddPostgres<TDbContext>(serviceName, connectionString, warnings);

        builder.Services.TryAddSingleton<DatabaseMigrator>();
        builder.Services.AddDatabaseHealthChecks<TDbContext>(serviceName);
    }

    /// <summary>Whether the DbContext is on SQLite (Standalone) rather than PostgreSQL.</summary>
    /// <param name="connectionString">The connection string.</param>
    /// <returns><see langword="true"/> for SQLite.</returns>
    public static bool IsSqlite(string connectionString)
    {
        ArgumentNullException.ThrowIfNull(connectionString);
        return connectionString.StartsWith("Data Source=", StringComparison.OrdinalIgnoreCase);
    }

    private static void AddSqlite<TDbContext>(
        this IServiceCollection services, string connectionString, Action<WarningsConfigurationBuilder>? warnings)
        where TDbContext : DbContext
    {
        services.TryAddSingleton<SqlitePragmaInterceptor>();
        services.AddDbContextPool<TDbContext>((provider, options) => options
            .UseSqlite(connectionString)
            .ConfigureWarnings(warnings ?? (_ => { }))
            .UseSnakeCaseNamingConvention()
            .AddInterceptors(provider.GetRequiredService<SqlitePragmaInterceptor>()));
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IHostedService, SqliteSchemaService>());
    }

    private static void AddPostgres<TDbContext>(
        this IServiceCollection services, string serviceName, string connectionString, Action<WarningsConfigurationBuilder>? warnings)
        where TDbContext : DbContext
    {
        // The container owns the data source, and so its pool: disposed with the host.
        services.AddKeyedSingleton(serviceName, (_, _) => PostgresDataSource.Create(serviceName, connectionString));
        services.AddDbContextPool<TDbContext>((provider, options) => options
            .UseNpgsql(provider.GetRequiredKeyedService<NpgsqlDataSource>(serviceName))
            .ConfigureWarnings(warnings ?? (_ => { }))
            .UseSnakeCaseNamingConvention());
    }

    private static (string Key, string ConnectionString) ReadConnectionString(IHostApplicationBuilder builder, string serviceName)
    {
        var key = $"ConnectionStrings__{serviceName}";
        var connectionString = builder.Configuration.GetConnectionString(serviceName);
        if (string.IsNullOrWhiteSpace(connectionString))
        {
            key = "ConnectionStrings__Database";
            connectionString = builder.Configuration.GetConnectionString("Database");
        }

        var problem = FindProblem(connectionString);
        if (problem is null)
            return (key, Complete(connectionString!, builder.Configuration)); // null was refused

        builder.Services.AddStartupProblem(
            $"{key} {problem} Set it, for instance {key}=\"Host=localhost;Database=orders;Username=orders;Password=secret\""
            + " or \"Data Source=orders.db\".", preventsMigration: true);
        return (key, "Host=not-configured;Pooling=false");
    }

    // Kept apart from the connection string, the password can come from a file of secrets.
    private static string Complete(string connectionString, IConfiguration configuration)
    {
        if (IsSqlite(connectionString))
            return connectionString;

        var options = configuration.GetSection(DatabaseOptions.SectionName).Get<DatabaseOptions>() ?? new();
        return options.Complete(connectionString);
    }

    private static string? FindProblem(string? connectionString)
    {
        if (string.IsNullOrWhiteSpace(connectionString))
            return "is not set.";
        return IsSqlite(connectionString)
            ? SqliteFile.FindProblem(connectionString)
            : PostgresConnectionString.FindProblem(connectionString);
    }
}
