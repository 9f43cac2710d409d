using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Microservices.ServiceDefaults.Health;

/// <summary>Whether the database answers and has the schema that this version of the service needs.</summary>
/// <typeparam name="TDbContext">The service's DbContext.</typeparam>
internal sealed class DatabaseHealthCheck<TDbContext>(TDbContext context, SchemaState<TDbContext> schema) : IHealthCheck
    where TDbContext : DbContext
{
    public async Task<HealthCheckResult> CheckHealthAsync(
        HealthCheckContext healthCheck, CancellationToken cancellationToken = default)
    {
        try
        {
            await context.Database.ExecuteSqlRawAsync("SELECT 1", cancellationToken);
            return schema.IsUpToDate ? HealthCheckResult.Healthy() : await CheckSchemaAsync(cancellationToken);
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            return HealthCheckResult.Unhealthy("The database does not answer.", exception);
        }
    }

    private async Task<HealthCheckResult> CheckSchemaAsync(CancellationToken cancellationToken)
    {
        // A SQLite schema is created at start and has no migrations.
        var pending = context.Database.IsNpgsql()
            ? (await context.Database.GetPendingMigrationsAsync(cancellationToken)).ToList()
            : [];
        if (pending.Count > 0)
        {
            return HealthCheckResult.Unhealthy(
                $"The database lacks {pending.Count} migrations; run the service with the argument migrate.");
        }

        schema.IsUpToDate = true;
        return HealthCheckResult.Healthy();
    }
}
