using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Microservices.ServiceDefaults.Health;

/// <summary>Whether the database answers and has the schema that this version of the service needs.</summary>
/// <typeparam name="TDbContext">The service's DbContext.</typeparam>
internal sealed class DatabaseHealthCheck<TDbContext>(
    IServiceScopeFactory scopes, TimeProvider time, SchemaState<TDbContext> schema)
    : BoundedHealthCheck<TDbContext>(scopes, time)
    where TDbContext : DbContext
{
    protected override string Failure => "The database does not answer.";

    protected override string Describe(Exception exception, TDbContext context) => context.Database.IsNpgsql()
        ? DatabaseProblem.Describe(exception, context.Database.GetConnectionString())
        : Failure;

    protected override async Task<HealthCheckResult> CheckAsync(TDbContext context, CancellationToken cancellationToken)
    {
        await context.Database.ExecuteSqlRawAsync("SELECT 1", cancellationToken);
        if (schema.IsUpToDate)
            return HealthCheckResult.Healthy();

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
