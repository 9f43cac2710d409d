using System.Reflection;
using Microsoft.Extensions.Configuration.Memory;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Npgsql;
using OpenTelemetry;
using OpenTelemetry.Metrics;
using OpenTelemetry.Resources;
using OpenTelemetry.Trace;

namespace Microservices.ServiceDefaults.Telemetry;

/// <summary>Traces, metrics and logs of a service.</summary>
internal static class TelemetryExtensions
{
    private const string MassTransit = "MassTransit";
    private const string OwnSources = "Microservices.*";

    // One line for every request and every SQL statement hides the lines that matter; traces have them.
    private static readonly Dictionary<string, string?> LogLevels = new()
    {
        ["Logging:LogLevel:Microsoft.AspNetCore"] = "Warning",
        ["Logging:LogLevel:Microsoft.EntityFrameworkCore"] = "Warning"
    };

    public static void AddTelemetry(this IHostApplicationBuilder builder)
    {
        AddConsoleLogs(builder);
        builder.Logging.AddOpenTelemetry(logs =>
        {
            logs.IncludeScopes = true;
            logs.IncludeFormattedMessage = true;
        });

        var telemetry = builder.Services.AddOpenTelemetry()
            .ConfigureResource(resource => resource.AddService(
                serviceName: ServiceName(builder), serviceVersion: Version()))
            .WithTracing(ConfigureTraces)
            .WithMetrics(ConfigureMetrics);

        // OTLP asks for a destination; without one, nothing is sent.
        if (builder.Configuration["OTEL_EXPORTER_OTLP_ENDPOINT"] is { Length: > 0 })
            telemetry.UseOtlpExporter();
    }

    private static void ConfigureTraces(TracerProviderBuilder traces) => traces
        .AddSource(MassTransit)
        .AddSource(OwnSources)
        .AddNpgsql()
        .AddAspNetCoreInstrumentation(http => http.Filter = context =>
            !context.Request.Path.StartsWithSegments("/health", StringComparison.Ordinal)
            && !context.Request.Path.StartsWithSegments("/metrics", StringComparison.Ordinal));

    private static void ConfigureMetrics(MeterProviderBuilder metrics) => metrics
        .AddMeter(MassTransit)
        .AddMeter(OwnSources)
        .AddMeter("Npgsql")
        .AddAspNetCoreInstrumentation()
        .AddRuntimeInstrumentation()
        .AddPrometheusExporter();

    private static void AddConsoleLogs(IHostApplicationBuilder builder)
    {
        // First, so that appsettings.json and the environment can say otherwise.
        builder.Configuration.Sources.Insert(0, new MemoryConfigurationSource { InitialData = LogLevels });
        if (builder.Environment.IsProduction())
            builder.Logging.AddJsonConsole(json => json.UseUtcTimestamp = true);
        else
            builder.Logging.AddSimpleConsole(simple => simple.SingleLine = true);
    }

    // "Microservices.Email" is "email" on every dashboard, unless OTEL_SERVICE_NAME says otherwise.
    private static string ServiceName(IHostApplicationBuilder builder)
    {
        if (builder.Configuration["OTEL_SERVICE_NAME"] is { Length: > 0 } stated)
            return stated;

        var application = builder.Environment.ApplicationName;
        return application[(application.LastIndexOf('.') + 1)..].ToLowerInvariant();
    }

    private static string Version() =>
        Assembly.GetEntryAssembly()?.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion
        ?? "unknown";
}
