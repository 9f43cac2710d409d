using System.Globalization;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using Npgsql;

namespace Microservices.Testing.Pipeline;

/// <summary>The four services as processes on one RabbitMQ and a PostgreSQL database each.</summary>
public sealed class OrderPipeline : IAsyncDisposable
{
    private readonly RabbitMqVirtualHost _broker;
    private readonly Dictionary<string, string> _databases;
    private readonly CancellationToken _cancellation;

    private OrderPipeline(RabbitMqVirtualHost broker, Dictionary<string, string> databases, string folder,
        IReadOnlyDictionary<string, string> environment, CancellationToken cancellation)
    {
        _broker = broker;
        _cancellation = cancellation;
        _databases = databases;
        MailFolder = Path.Combine(folder, "mails");
        MailsInvoices = environment.GetValueOrDefault("Email__InvoiceMail__Enabled") != "false";
        Orders = Service("Orders", environment);
        Inventory = Service("Inventory", environment);
        Invoice = Service("Invoice", environment, ("Invoice__Seller__Demo", "true"));
        Email = Service("Email", environment, ("Email__Transport", "Files"), ("Email__Files__Directory", MailFolder),
            ("Email__Sender__Name", "Test Shop"), ("Email__Sender__Address", "orders@shop.test"),
            ("Email__Invoices__Address", $"{Invoice.Http.BaseAddress}"),
            ("Email__Invoices__AttemptTimeout", "00:00:05"), ("Email__Invoices__TotalTimeout", "00:00:05"));
    }

    /// <summary>Takes orders.</summary>
    public ServiceProcess Orders { get; }

    /// <summary>Writes its mails to <see cref="MailFolder"/>.</summary>
    public ServiceProcess Email { get; }

    /// <summary>Reserves stock.</summary>
    public ServiceProcess Inventory { get; }

    /// <summary>Issues invoices.</summary>
    public ServiceProcess Invoice { get; }

    /// <summary>Where a file per mail is.</summary>
    public string MailFolder { get; }

    /// <summary>Whether each order gets a mail with its invoice, as it does unless the environment says otherwise.</summary>
    public bool MailsInvoices { get; }

    /// <summary>Their virtual host.</summary>
    public RabbitMqVirtualHost Broker => _broker;

    /// <summary>Starts the services on migrated databases.</summary>
    /// <param name="environment">Settings of all services.</param>
    /// <param name="cancellation">Ends every wait, also later ones.</param>
    /// <param name="virtualHost">Where they meet, which is theirs from now on; one of the shared broker when there is none.</param>
    /// <param name="createDatabase">Creates an empty database, which is migrated; databases of the shared server when there is none.</param>
    public static async Task<OrderPipeline> StartAsync(IReadOnlyDictionary<string, string> environment, CancellationToken cancellation,
        RabbitMqVirtualHost? virtualHost = null, Func<CancellationToken, Task<string>>? createDatabase = null)
    {
        var broker = virtualHost ?? await RabbitMqServer.CreateVirtualHostAsync(cancellation);
        var databases = new Dictionary<string, string>();
        foreach (var service in new[] { "Orders", "Email", "Inventory", "Invoice" })
        {
            databases[service] = createDatabase is null
                ? await MigratedServices.CreateAsync(service, broker, cancellation)
                : await createDatabase(cancellation);
        }

        var folder = Directory.CreateTempSubdirectory("pipeline-").FullName;
        var pipeline = new OrderPipeline(broker, databases, folder, environment, cancellation);
        if (createDatabase is not null)
            await Task.WhenAll(pipeline.All.Select(service => service.MigrateAsync()));
        await Task.WhenAll(pipeline.All.Select(service => service.StartAsync()));
        return pipeline;
    }

    /// <summary>Puts every SKU of a CSV of orders on stock.</summary>
    public async Task StockAsync(IEnumerable<string> skus, int onHand)
    {
        var csv = new StringBuilder("sku,onHand\n");
        foreach (var sku in skus)
            csv.Append(CultureInfo.InvariantCulture, $"\"{sku.Replace("\"", "\"\"", StringComparison.Ordinal)}\",{onHand}\n");

        using var content = new StringContent(csv.ToString(), Encoding.UTF8, "text/csv");
        using var response = await Inventory.Http.PostAsync(new Uri("/stock/import", UriKind.Relative), content, _cancellation);
        await SucceededAsync(response);
    }

    /// <summary>Imports a CSV of orders and returns the service's summary.</summary>
    public async Task<JsonElement> ImportAsync(Stream csv)
    {
        using var content = new StreamContent(csv);
        content.Headers.ContentType = new MediaTypeHeaderValue("text/csv");
        using var response = await Orders.Http.PostAsync(new Uri("/orders/import", UriKind.Relative), content, _cancellation);
        await SucceededAsync(response);
        return await response.Content.ReadFromJsonAsync<JsonElement>(_cancellation);
    }

    /// <summary>Where a service's database is.</summary>
    public string ConnectionStringOf(string service) => _databases[service];

    /// <summary>Reads one value from a service's database.</summary>
    public async Task<T> QueryAsync<T>(string service, string sql)
    {
        await using var connection = new NpgsqlConnection(_databases[service]);
        await connection.OpenAsync(_cancellation);
        await using var command = new NpgsqlCommand(sql, connection);
        return (T)(await command.ExecuteScalarAsync(_cancellation))!; // aggregates never return NULL here
    }

    /// <summary>When each order's row in a service's table was committed, by the server's clock, which must track it.</summary>
    public async Task<IReadOnlyList<(Guid OrderId, DateTime At)>> ReadCommitTimesAsync(
        string service, string table, CancellationToken cancellationToken)
    {
        await using var connection = new NpgsqlConnection(_databases[service]);
        await connection.OpenAsync(cancellationToken);
        await using var command = new NpgsqlCommand($"select order_id, pg_xact_commit_timestamp(xmin) from {table}", connection);
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        var times = new List<(Guid, DateTime)>();
        while (await reader.ReadAsync(cancellationToken))
            times.Add((reader.GetGuid(0), reader.GetDateTime(1)));
        return times;
    }

    /// <summary>Waits until every accepted order shows its three effects, its document and the mail with it.</summary>
    public Task FulfilledAsync(long orders, TimeSpan timeout) => Eventually.Holds(
        async () => await QueryAsync<long>("Orders", "select count(*) from fulfilment_steps where status = 'done'") >= 3 * orders
            && await QueryAsync<long>("Invoice", "select count(*) from invoice_documents") >= orders
            && (!MailsInvoices || await QueryAsync<long>("Email", "select count(*) from invoice_deliveries where status = 'Sent'") >= orders),
        $"{orders} orders to be fulfilled", timeout, _cancellation);

    /// <inheritdoc />
    public async ValueTask DisposeAsync()
    {
        foreach (var service in All)
            await service.DisposeAsync();
        await _broker.DisposeAsync();
    }

    private async Task SucceededAsync(HttpResponseMessage response)
    {
        if (!response.IsSuccessStatusCode)
            throw new HttpRequestException(await response.Content.ReadAsStringAsync(_cancellation), null, response.StatusCode);
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
        return new ServiceProcess(name, all, _cancellation);
    }
}
