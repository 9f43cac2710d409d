using Contracts.Orders;
using Microservices.Email.Data;
using Microservices.Testing;
using Microsoft.Extensions.DependencyInjection;

namespace Microservices.Email.Tests.Support;

/// <summary>The whole way on real servers: RabbitMQ, PostgreSQL, and a mail server that does what the test says.</summary>
public abstract class EmailPipelineTest : IAsyncLifetime
{
    private protected const string Queue = "email-order-confirmed";

    private string _database = ""; // set by InitializeAsync

    private protected static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    private protected ScriptedSmtpServer MailServer { get; } = new();

    private protected OrderConfirmed Order { get; } = TestOrders.Order();

    private protected RabbitMqVirtualHost Broker { get; private set; } = null!; // set by InitializeAsync

    public virtual async ValueTask InitializeAsync()
    {
        Broker = await RabbitMqServer.CreateVirtualHostAsync(Cancelled);
        _database = await PostgresServer.CreateDatabaseAsync(Cancelled);
    }

    public virtual async ValueTask DisposeAsync()
    {
        await MailServer.DisposeAsync();
        await Broker.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    private protected static Task AnnouncedAsync(EmailHost host, OrderConfirmed order) => Eventually.Holds(
        () => host.Announced.Any(sent => sent.Message.OrderId == order.OrderId), "the order is announced", null, Cancelled);

    private protected async Task<Delivery> RowAsync(EmailHost host) =>
        (await host.FindAsync(Order.OrderId, Cancelled)).ShouldNotBeNull();

    private protected Task<EmailHost> StartAsync(params (string Key, string? Value)[] settings) => StartAsync(_ => { }, settings);

    private protected Task<EmailHost> StartAsync(FailingCommits commits) => StartAsync(services =>
        services.ConfigureDbContext<EmailDbContext>(options => options.AddInterceptors(commits)));

    private protected Task<EmailHost> StartAsync(Action<IServiceCollection> configure, params (string Key, string? Value)[] settings)
    {
        var all = new Dictionary<string, string?>
        {
            ["ConnectionStrings:Broker"] = Broker.ConnectionString,
            ["ConnectionStrings:Email"] = _database,
            ["Email:Smtp:Host"] = "localhost",
            ["Email:Smtp:Port"] = $"{MailServer.Port}",
            ["Email:Smtp:Security"] = "None",
            ["Email:Smtp:RetryDelay"] = "00:00:00.010",
        };
        foreach (var (key, value) in settings)
            all[key] = value;

        return EmailHost.StartAsync(all, Cancelled, configure);
    }
}
