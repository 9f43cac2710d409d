using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Microservices.Invoice.Pdf.Text;

/// <summary>Says whether every font file is there. Never worse than degraded: most invoices do not need them all.</summary>
internal sealed class FontHealthCheck(FontSet fonts) : IHealthCheck
{
    /// <summary>The check's name in <c>/health/ready</c>.</summary>
    public const string Name = "fonts";

    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default) =>
        Task.FromResult(fonts.MissingFiles.Count == 0
            ? HealthCheckResult.Healthy("Every font file is there.")
            : HealthCheckResult.Degraded("Font files are missing or damaged; restore them in the service's folder Fonts and "
                + $"start the service again: {string.Join(", ", fonts.MissingFiles)}."));
}
