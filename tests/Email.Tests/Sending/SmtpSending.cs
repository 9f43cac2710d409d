using Contracts.Orders;
using Microservices.Email.Sending;
using Microservices.Email.Tests.Support;
using Microservices.ServiceDefaults.Customers.Links;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Testing;

namespace Microservices.Email.Tests.Sending;

/// <summary>The SMTP sender with everything below it, set up by the first call.</summary>
internal sealed class SmtpSending : IAsyncDisposable
{
    private ServiceProvider? _services;

    public FakeLogCollector Logs { get; } = new();

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    /// <summary>Sends an order's confirmation; the settings, keys below <c>Email__Smtp</c>, count at the first call.</summary>
    public Task<string> SendAsync(ScriptedSmtpServer server, OrderConfirmed order,
        params (string Key, string? Value)[] settings) =>
        Sender(server.Port, settings).SendAsync(Mail(order), Cancelled);

    public IEmailSender Sender(int port, params (string Key, string? Value)[] settings)
    {
        _services ??= BuildServices(port, settings);
        return _services.GetRequiredService<IEmailSender>();
    }

    public OrderMail Mail(OrderConfirmed order) => Services.GetRequiredService<ConfirmationWriter>().Write(order);

    public async Task<HealthStatus> HealthAsync() =>
        (await Services.GetRequiredService<HealthCheckService>().CheckHealthAsync(Cancelled)).Status;

    private ServiceProvider Services => _services ?? throw new InvalidOperationException("Call Sender first.");

    public async ValueTask DisposeAsync()
    {
        if (_services is not null)
            await _services.DisposeAsync();
        _services = null;
    }

    private ServiceProvider BuildServices(int port, (string Key, string? Value)[] settings)
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.Configuration.AddInMemoryCollection(new Dictionary<string, string?>
        {
            ["Email:Sender:Address"] = "orders@shop.example",
            ["Email:Sender:Name"] = "Example Shop",
            ["Email:Smtp:Host"] = "localhost",
            ["Email:Smtp:Port"] = $"{port}",
            ["Email:Smtp:Security"] = "None",
            ["Email:Smtp:RetryDelay"] = "00:00:00.010",
        });
        builder.Configuration.AddInMemoryCollection(
            settings.ToDictionary(setting => $"Email:Smtp:{setting.Key}", setting => setting.Value));
        builder.Services.AddLogging(logging => logging.AddProvider(new FakeLoggerProvider(Logs)));
        builder.Services.TryAddSingleton(TimeProvider.System);
        builder.Services.AddSingleton<MailComposer>();
        builder.Services.AddCustomerLinks();
        builder.Services.AddSingleton<ConfirmationWriter>();
        builder.AddEmailSender();
        return builder.Services.BuildServiceProvider();
    }
}
