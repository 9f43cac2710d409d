using System.Collections.Concurrent;
using System.Diagnostics.Metrics;
using Contracts.Email;
using MassTransit;
using Microservices.Email.Data;
using Microservices.ServiceDefaults.Hosting;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Diagnostics.Metrics.Testing;

namespace Microservices.Email.Tests;

/// <summary>The service as it runs, beside a subscriber that notes what it publishes.</summary>
internal sealed class EmailHost : IAsyncDisposable
{
    private readonly WebApplication _app;

    private EmailHost(WebApplication app)
    {
        _app = app;
        RepeatedSends = new MetricCollector<long>(
            app.Services.GetRequiredService<IMeterFactory>(), EmailMetrics.MeterName, "microservices.email.repeated_sends");
        Skipped = new MetricCollector<long>(
            app.Services.GetRequiredService<IMeterFactory>(), EmailMetrics.MeterName, "microservices.email.skipped");
    }

    /// <summary>The events that the service published.</summary>
    public ConcurrentQueue<ConsumeContext<OrderConfirmationSent>> Announced { get; } = [];

    public MetricCollector<long> RepeatedSends { get; }

    public MetricCollector<long> Skipped { get; }

    public IServiceProvider Services => _app.Services;

    /// <summary>The report of the endpoints that wait.</summary>
    public async Task<string> WaitingForAsync() => (await Services.GetRequiredService<HealthCheckService>()
        .CheckHealthAsync(check => check.Name == "endpoints")).Entries["endpoints"].Description ?? "";

    public HttpClient Http { get; } = new();

    public static async Task<EmailHost> StartAsync(Dictionary<string, string?> settings,
        CancellationToken cancellationToken, Action<IServiceCollection>? configure = null)
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions { EnvironmentName = "Development" });
        builder.Configuration.AddInMemoryCollection(new Dictionary<string, string?>
        {
            ["Email:Sender:Address"] = "orders@shop.example",
            ["Email:Sender:Name"] = "Example Shop",
            ["Email:Invoices:Address"] = "http://localhost:1",
            ["Email:Invoices:RetryDelay"] = "00:00:00.010",
            ["Messaging:RetryLimit"] = "2",
            ["Messaging:RetryMinInterval"] = "00:00:00.010",
            ["Messaging:RetryMaxInterval"] = "00:00:00.100",
            ["Messaging:OutboxQueryDelay"] = "00:00:00.100",
        });
        builder.Configuration.AddInMemoryCollection(settings);
        builder.WebHost.UseKestrelCore().UseUrls("http://127.0.0.1:0");
        builder.Services.AddRoutingCore();
        builder.AddServiceDefaults();
        builder.AddEmailService();
        configure?.Invoke(builder.Services);

        var app = builder.Build();
        app.MapDefaultEndpoints();
        app.MapEmailEndpoints();
        await MigrateAsync(app.Services, cancellationToken);
        var host = new EmailHost(app);
        await app.StartAsync(cancellationToken);
        host.Http.BaseAddress = new Uri(app.Urls.Single());
        await host.SubscribeAsync();
        return host;
    }

    public async Task PublishAsync(object message, Guid messageId, CancellationToken cancellationToken) =>
        await _app.Services.GetRequiredService<IBus>()
            .Publish(message, context => context.MessageId = messageId, cancellationToken);

    public async Task<Delivery?> FindAsync(Guid orderId, CancellationToken cancellationToken, MailKind kind = MailKind.Confirmation)
    {
        await using var scope = _app.Services.CreateAsyncScope();
        return await scope.ServiceProvider.GetRequiredService<EmailDbContext>()
            .Deliveries(kind).AsNoTracking().SingleOrDefaultAsync(delivery => delivery.OrderId == orderId, cancellationToken);
    }

    public async ValueTask DisposeAsync()
    {
        RepeatedSends.Dispose();
        Skipped.Dispose();
        Http.Dispose();
        await _app.StopAsync(CancellationToken.None);
        await _app.DisposeAsync();
    }

    private async Task SubscribeAsync()
    {
        // The bus starts in the background: what is published before its queues are bound reaches nobody.
        var bus = _app.Services.GetRequiredService<IBusControl>();
        await bus.WaitForHealthStatus(BusHealthStatus.Healthy, TimeSpan.FromSeconds(30));
        await bus.ConnectReceiveEndpoint($"announced-{Guid.NewGuid():N}", endpoint =>
            endpoint.Handler<OrderConfirmationSent>(context =>
            {
                Announced.Enqueue(context);
                return Task.CompletedTask;
            })).Ready;
    }

    private static async Task MigrateAsync(IServiceProvider services, CancellationToken cancellationToken)
    {
        await using var scope = services.CreateAsyncScope();
        var database = scope.ServiceProvider.GetRequiredService<EmailDbContext>().Database;
        if (database.IsNpgsql())
            await database.MigrateAsync(cancellationToken);
    }
}
