using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Microservices.Email.Invoices;

/// <summary>
/// Degraded after Invoice was asked in vain, until it answers again. Asks nothing itself: while no invoice is to be sent, nobody
/// misses it.
/// </summary>
internal sealed class InvoicesHealthCheck(HttpInvoiceDocuments documents) : IHealthCheck
{
    /// <summary>Name of the check.</summary>
    public const string Name = "invoices";

    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default) =>
        Task.FromResult(documents.Trouble is { } trouble ? HealthCheckResult.Degraded(trouble) : HealthCheckResult.Healthy());
}
