using System.Text.Json;
using System.Text.Json.Serialization;
using Microservices.ServiceDefaults.Security;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Microservices.ServiceDefaults.Health;

internal static class HealthEndpoints
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        WriteIndented = true,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    };

    /// <summary>
    /// Maps the two routes. Not by <c>MapHealthChecks</c>, which builds every check, and so the bus, while routes are
    /// mapped: a wrong setting would end the process there with a stack trace, and <c>migrate</c> needs no broker.
    /// </summary>
    public static void MapHealthEndpoints(this WebApplication app)
    {
        // Live asks nothing but the process: restarting it would not bring a broker back.
        Map(app, "/health/live", services => services.GetRequiredService<HealthCheckService>().CheckHealthAsync(_ => false));
        Map(app, "/health/ready", services => services.GetRequiredService<Readiness>().GetAsync());
    }

    private static void Map(WebApplication app, string route, Func<IServiceProvider, Task<HealthReport>> check) =>
        app.MapGet(route, async (HttpContext context) => await WriteAsync(context, await check(context.RequestServices)))
            .OpenToAll().ExcludeFromDescription();

    private static Task WriteAsync(HttpContext context, HealthReport report)
    {
        // Load balancers ask without a key; the reasons name hosts and versions.
        var mayLookInside = context.RequestServices.GetRequiredService<ManagementPort>().MayLookInside(context);
        var answer = new
        {
            Status = report.Status.ToString(),
            Checks = !mayLookInside ? null : report.Entries.Select(entry => new
            {
                Name = entry.Key,
                Status = entry.Value.Status.ToString(),
                Reason = ReasonOf(entry.Value),
                DurationMs = Math.Round(entry.Value.Duration.TotalMilliseconds, 1)
            })
        };
        context.Response.StatusCode = report.Status == HealthStatus.Unhealthy
            ? StatusCodes.Status503ServiceUnavailable
            : StatusCodes.Status200OK;
        context.Response.Headers.CacheControl = "no-store";
        return context.Response.WriteAsJsonAsync(answer, Json, context.RequestAborted);
    }

    private static string ReasonOf(HealthReportEntry entry)
    {
        var details = entry.Status == HealthStatus.Healthy ? [] : entry.Data.Values.Select(value => value.ToString());
        var parts = new[] { entry.Description, entry.Exception?.GetBaseException().Message }.Concat(details);
        return string.Join(" ", parts.Where(part => !string.IsNullOrWhiteSpace(part)).Distinct());
    }
}
