using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Microservices.ServiceDefaults.Health;

/// <summary>
/// Asks a database, but not for ever: one that accepts a connection and then is silent ignores cancellation, and a probe
/// that runs into its own time-out learns no reason.
/// </summary>
/// <typeparam name="TDbContext">The service's DbContext.</typeparam>
internal abstract class BoundedHealthCheck<TDbContext>(IServiceScopeFactory scopes, TimeProvider time) : IHealthCheck
    where TDbContext : DbContext
{
    private static readonly TimeSpan Timeout = TimeSpan.FromSeconds(3);

    /// <summary>What the answer says when there is none in time.</summary>
    protected abstract string Failure { get; }

    /// <summary>What the answer says when the question fails.</summary>
    protected virtual string Describe(Exception exception, TDbContext context) => Failure;

    public async Task<HealthCheckResult> CheckHealthAsync(
        HealthCheckContext healthCheck, CancellationToken cancellationToken = default)
    {
        var check = RunAsync(cancellationToken);
        try
        {
            return await check.WaitAsync(Timeout, time, cancellationToken);
        }
        catch (TimeoutException)
        {
            return HealthCheckResult.Unhealthy($"{Failure} It gave no answer within {Timeout.TotalSeconds} s.");
        }
    }

    protected abstract Task<HealthCheckResult> CheckAsync(TDbContext context, CancellationToken cancellationToken);

    // It may outlast its caller, so it has a scope of its own and lets no exception but cancellation out.
    private async Task<HealthCheckResult> RunAsync(CancellationToken cancellationToken)
    {
        await using var scope = scopes.CreateAsyncScope();
        var context = scope.ServiceProvider.GetRequiredService<TDbContext>();
        try
        {
            return await CheckAsync(context, cancellationToken);
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            return HealthCheckResult.Unhealthy(Describe(exception, context), exception);
        }
    }
}
