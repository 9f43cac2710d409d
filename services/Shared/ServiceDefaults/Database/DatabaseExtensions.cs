using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace Microservices.ServiceDefaults.Database;

/// <summary>Connects a service to its own database.</summary>
public static class DatabaseExtensions
{
    /// <summary>
    /// Registers <typeparamref name="TDbContext"/> on the connection string <c>ConnectionStrings:{serviceName}</c>, else
    /// <c>ConnectionStrings:Database</c>: PostgreSQL, or SQLite when it starts with <c>Data Source=</c>. Names are
    /// snake_case.
    /// </summary>
    /// <typeparam name="TDbContext">The service's DbContext.</typeparam>
    /// <param name="builder">The service's builder.</param>
    /// <param name="serviceName">The service, such as <c>Orders</c>.</param>
    public static void AddServiceDatabase<TDbContext>(this IHostApplicationBuilder builder, string serviceName)
        where TDbContext : DbContext
    {
        ArgumentNullException.ThrowIfNull(builder);

        var connectionString = builder.Configuration.GetConnectionString(serviceName)
            ?? builder.Configuration.GetConnectionString("Database")
            ?? throw new InvalidOperationException("ConnectionStrings__Database is not set.");

        builder.Services.AddDbContext<TDbContext>(options =>
        {
            if (IsSqlite(connectionString))
                options.UseSqlite(connectionString);
            else
                options.UseNpgsql(connectionString);
            options.UseSnakeCaseNamingConvention();
        });
    }

    /// <summary>Whether the DbContext is on SQLite (Standalone) rather than PostgreSQL.</summary>
    /// <param name="connectionString">The connection string.</param>
    /// <returns><see langword="true"/> for SQLite.</returns>
    public static bool IsSqlite(string connectionString)
    {
        ArgumentNullException.ThrowIfNull(connectionString);
        return connectionString.StartsWith("Data Source=", StringComparison.OrdinalIgnoreCase);
    }
}
