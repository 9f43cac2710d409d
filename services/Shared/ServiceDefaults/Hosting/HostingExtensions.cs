using System.Globalization;
using Microservices.ServiceDefaults.Configuration;
using Microservices.ServiceDefaults.Health;
using Microservices.ServiceDefaults.Security;
using Microservices.ServiceDefaults.Telemetry;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;

namespace Microservices.ServiceDefaults.Hosting;

/// <summary>What every service has in common: telemetry, health, error answers, shutdown.</summary>
public static class HostingExtensions
{
    /// <summary>Adds telemetry, health checks, Problem Details and graceful shutdown.</summary>
    /// <param name="builder">The service's builder.</param>
    public static void AddServiceDefaults(this IHostApplicationBuilder builder)
    {
        ArgumentNullException.ThrowIfNull(builder);

        // Numbers and dates in answers, logs and texts for machines are the same on every machine. What customers read has its own.
        CultureInfo.DefaultThreadCurrentCulture = CultureInfo.InvariantCulture;
        SecretFiles.Add(builder.Configuration);
        builder.Services.AddSettings<SecretsOptions, SecretsRules>(SecretsOptions.SectionName);
        builder.Services.AddSettings<HttpOptions, HttpRules>(HttpOptions.SectionName);
        DefaultPort.Apply(builder);
        builder.Services.TryAddSingleton(TimeProvider.System);
        builder.Services.AddShutdownOptions();
        builder.AddSecurity();
        builder.AddTelemetry();
        builder.Services.AddHealthChecks();
        builder.Services.AddSingleton<Readiness>();
        builder.Services.AddProblemDetails(options => options.CustomizeProblemDetails = BareProblems.Explain);
        builder.Services.AddExceptionHandler<BadRequestExceptionHandler>();
        builder.Services.Configure<KestrelServerOptions>(kestrel => kestrel.AddServerHeader = false);
        builder.Services.AddRequestLimits();
        builder.Services.AddProxyHeaders();

        builder.Services.ConfigureHttpJsonOptions(options =>
        {
            options.SerializerOptions.Converters.Add(new SoundTextConverter());
            options.SerializerOptions.AllowDuplicateProperties = false; // readers differ in which of two they take
        });

        // So that a body that cannot be read is answered with the reason in Production too.
        builder.Services.Configure<RouteHandlerOptions>(options => options.ThrowOnBadRequest = true);
    }

    /// <summary>
    /// Maps <c>/health/live</c>, <c>/health/ready</c> and <c>/metrics</c>, answers every error with Problem Details, asks who
    /// calls, and refuses what is no text (<see cref="RequestText"/>). Call it before mapping the service's own routes.
    /// </summary>
    /// <param name="app">The service.</param>
    public static void MapDefaultEndpoints(this WebApplication app)
    {
        ArgumentNullException.ThrowIfNull(app);

        app.UseForwardedHeaders(); // first: whoever looks at the caller sees the one behind the proxy
        app.UseExceptionHandler();
        app.UseStatusCodePages();
        app.UseMiddleware<SecurityHeaders>();
        app.UseRequestCharset();
        app.UseRequestText();
        app.UseSecurity(); // behind the routing that the line above does: policies are the routes'
        app.MapHealthEndpoints();
        app.MapPrometheusScrapingEndpoint("/metrics").RequireAuthorization(RouteSecurity.Operators);
    }

    /// <summary>
    /// Runs the service until SIGTERM; with the argument <c>migrate</c> brings its databases up to date, declares its
    /// queues in the broker if one is set, and ends. What keeps it from starting is on standard error: one line for each
    /// wrong setting, with key, value and a valid example, or for an address that is taken.
    /// </summary>
    /// <param name="app">The service.</param>
    /// <param name="args">The command line.</param>
    /// <param name="portSettings">What a person changes when the port is taken.</param>
    /// <returns>
    /// The exit code: 0 after a clean stop or migration, 1 when the start, a part of the service, the stop or the migration failed.
    /// </returns>
    public static Task<int> RunServiceAsync(this WebApplication app, string[] args,
        string portSettings = "ASPNETCORE_HTTP_PORTS, ASPNETCORE_URLS or Http__Port")
    {
        ArgumentNullException.ThrowIfNull(app);
        ArgumentNullException.ThrowIfNull(args);

        var runner = new ServiceRunner(app, Console.Out, Console.Error, portSettings);
        return args.Contains("migrate", StringComparer.Ordinal) ? runner.MigrateAsync() : runner.RunAsync();
    }
}
