using System.Globalization;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using Microservices.Integration.Tests.Processes;
using Microservices.Testing;
using Npgsql;

namespace Microservices.Integration.Tests.Pipeline;

/// <summary>The four services as processes on one RabbitMQ and a PostgreSQL database each.</summary>
public sealed class OrderPipeline : IAsyncDisposable
{
    private readonly RabbitMqVirtualHost _broker;
    private readonly Dictionary<string, string> _databases;

    private OrderPipeline(RabbitMqVirtualHost broker, Dictionary<string, string> databases, string folder,
        IReadOnlyDictionary<string, string> environment)
    {
        _broker = broker;
        _databases = databases;
        MailFolder = Path.Combine(folder, "mails");
        Orders = Service("Orders", environment);
        Email = Service("Email", environment, ("Email__Transport", "Files"), ("Email__Files__Directory", MailFolder),
            ("Email__Sender__Name", "Test Shop"), ("Email__Sender__Address", "orders@shop.test"));
        Inventory = Service("Inventory", environment);
        Invoice = Service("Invoice", environment);
    }

    public ServiceProcess Orders { get; }

    public ServiceProcess Email { get; }

    public ServiceProcess Inventory { get; }

    public ServiceProcess Invoice { get; }

    public string MailFolder { get; }

    public RabbitMqVirtualHost Broker => _broker;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public static async Task<OrderPipeline> StartAsync(IReadOnlyDictionary<string, string>? environment = null)
    {
        var broker = await RabbitMqServer.CreateVirtualHostAsync(Cancellation);
        var databases = new Dictionary<string, string>();
        foreach (var service in new[] { "Orders", "Email", "Inventory", "Invoice" })
            databases[service] = await PostgresServer.CreateDatabaseAsync(Cancellation);
        var folder = Directory.CreateTempSubdirectory("pipeline-").FullName;

        var pipeline = new OrderPipeline(broker, databases, folder, environment ?? new Dictionary<string, string>());
        foreach (var service in pipeline.All)
            await service.MigrateAsync();

        // Consumers first: their queues are bound before the first event leaves.
        foreach (var service in pipeline.All.Reverse())
            await service.StartAsync();
        return pipeline;
    }

    /// <summary>Puts every SKU of a CSV of orders on stock.</summary>
    public async Task StockAsync(IEnumerable<string> skus, int onHand)
    {
        var csv = new StringBuilder("sku,onHand\n");
        foreach (var sku in skus)
            csv.Append(CultureInfo.InvariantCulture, $"\"{sku.Replace("\"", "\"\"", StringComparison.Ordinal)}\",{onHand}\n");

        using var content = new StringContent(csv.ToString(), Encoding.UTF8, "text/csv");
        using var response = await Inventory.Http.PostAsync(new Uri("/stock/import", UriKind.Relative), content, Cancellation);
        response.IsSuccessStatusCode.ShouldBeTrue(await response.Content.ReadAsStringAsync(Cancellation));
    }

    /// <summary>Imports a CSV of orders and returns the service's summary.</summary>
    public async Task<JsonElement> ImportAsync(Stream csv)
    {
        using var content = new StreamContent(csv);
        content.Headers.ContentType = new MediaTypeHeaderValue("text/csv");
        using var response = await Orders.Http.PostAsync(new Uri("/orders/import", UriKind.Relative), content, Cancellation);
        response.IsSuccessStatusCode.ShouldBeTrue(await response.Content.ReadAsStringAsync(Cancellation));
        return await response.Content.ReadFromJsonAsync<JsonElement>(Cancellation);
    }

    public async Task<T> QueryAsync<T>(string service, string sql)
    {
        await using var connection = new NpgsqlConnection(_databases[service]);
        await connection.OpenAsync(Cancellation);
        await using var command = new NpgsqlCommand(sql, connection);
        return (T)(await command.ExecuteScalarAsync(Cancellation))!; // aggregates never return NULL here
    }

    /// <summary>Waits until every accepted order shows its three effects and no event is owed.</summary>
    public Task FulfilledAsync(long orders, TimeSpan timeout) => Eventually.Holds(
        async () => await QueryAsync<long>("Orders", "select count(*) from fulfilment_steps where status = 'done'") >= 3 * orders
            && await QueryAsync<long>("Invoice", "select count(*) from invoice_documents") >= orders,
        $"{orders} orders to be fulfilled", timeout, Cancellation);

    public async ValueTask DisposeAsync()
    {
        foreach (var service in All)
            await service.DisposeAsync();
        await _broker.DisposeAsync();
    }

    private IEnumerable<ServiceProcess> All => [Orders, Email, Inventory, Invoice];

    private ServiceProcess Service(string name, IReadOnlyDictionary<string, string> environment,
        params (string Key, string Value)[] settings)
    {
        var all = new Dictionary<string, string>(environment)
        {
            ["ConnectionStrings__Database"] = _databases[name],
            ["ConnectionStrings__Broker"] = _broker.ConnectionString
        };
        foreach (var (key, value) in settings)
            all[key] = value;
        return new ServiceProcess(name, all);
    }
}
