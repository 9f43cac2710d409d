using System.Globalization;
using System.Net.Http.Json;
using Microservices.Testing;
using Microservices.Testing.Pipeline;
using Npgsql;

namespace Microservices.Browser.Tests.Shop;

/// <summary>A shop where two things are wrong: one SKU is unknown, and a table of the invoices is not there.</summary>
internal sealed class FailingShop : IAsyncDisposable
{
    private const string UnknownSkuQueue = "inventory-order-confirmed";
    private const string NoTableQueue = "invoice-order-confirmed";
    private const int Invoices = 24;
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    // Failures come at once, and the endpoint does not rest for long.
    private static readonly Dictionary<string, string> Impatient = new()
    {
        ["Messaging__RetryLimit"] = "1",
        ["Messaging__RetryMaxInterval"] = "00:00:00.200",
        ["Messaging__RedeliveryIntervals__0"] = "00:00:00.200",
        ["Messaging__KillSwitchRestartTimeout"] = "00:00:00.500",
    };

    private readonly OrderPipeline _pipeline;
    private readonly ServiceProcess _deadLetters;
    private readonly string _database;
    private readonly DirectoryInfo _secrets;
    private readonly ConsoleUser[] _users;

    private FailingShop(OrderPipeline pipeline, ServiceProcess deadLetters, string database, RealOrders orders, DirectoryInfo secrets, ConsoleUser[] users)
    {
        (_pipeline, _deadLetters, _database, Orders, _secrets, _users) = (pipeline, deadLetters, database, orders, secrets, users);
        UnknownSku = orders.Skus[0];
    }

    /// <summary>Where the console is.</summary>
    public Uri Console => new($"http://127.0.0.1:{_deadLetters.Port}");

    /// <summary>What was ordered.</summary>
    public RealOrders Orders { get; }

    /// <summary>What nobody has put on stock.</summary>
    public string UnknownSku { get; }

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    /// <summary>Starts the services, orders, and waits until every order has ended, well or as a dead letter.</summary>
    public static async Task<FailingShop> StartAsync(params ConsoleUser[] users)
    {
        var pipeline = await OrderPipeline.StartAsync(Impatient, Cancellation);
        var database = await MigratedServices.CreateAsync("DeadLetters", pipeline.Broker, Cancellation);
        var secrets = Directory.CreateTempSubdirectory("console-secrets-");
        var settings = new Dictionary<string, string>(users.SelectMany((user, number) => user.Settings(number)))
        {
            ["Secrets__Folder"] = secrets.FullName,
            ["ConnectionStrings__Database"] = database,
            ["ConnectionStrings__Broker"] = pipeline.Broker.ConnectionString,
            ["DeadLetters__Ingest__ManagementUrl"] = (await RabbitMqServer.GetAddressAsync(Cancellation)).Management.ToString(),
            ["DeadLetters__Ingest__DiscoveryInterval"] = "00:00:00.500",
        };
        var shop = new FailingShop(pipeline, new ServiceProcess("DeadLetters", settings, Cancellation), database, RealOrders.Read(Invoices), secrets, users);
        await shop._deadLetters.StartAsync();
        await shop.FailAsync();
        return shop;
    }

    /// <summary>Has a user's key end now, as a secret that changes does.</summary>
    public void EndKeyOf(ConsoleUser user) => File.WriteAllText(
        Path.Combine(_secrets.FullName, string.Create(CultureInfo.InvariantCulture, $"Security__ApiKeys__{Array.IndexOf(_users, user)}__ExpiresAt")),
        TimeProvider.System.GetUtcNow().ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture));

    /// <summary>Mends both causes.</summary>
    public async Task MendAsync()
    {
        await _pipeline.QueryAsync<int>("Invoice", "alter table invoices_away rename to invoices; select 1");
        using var added = await _pipeline.Inventory.Http.PutAsJsonAsync(
            new Uri($"/stock/{UnknownSku}", UriKind.Relative), new { onHand = 10_000 }, Cancellation);
        added.EnsureSuccessStatusCode();
    }

    /// <summary>Fails unless every order ends with one mail of each kind, one reservation and one invoice.</summary>
    public async Task ShouldBeExactAsync()
    {
        await _pipeline.FulfilledAsync(Orders.Accepted, Patience);
        Directory.GetFiles(_pipeline.MailFolder, "order-*.eml").LongLength.ShouldBe(Orders.Accepted);
        Directory.GetFiles(_pipeline.MailFolder, "invoice-*.eml").LongLength.ShouldBe(Orders.Accepted);
        (await _pipeline.QueryAsync<long>("Inventory", "select count(*) from reservations")).ShouldBe(Orders.Accepted);
        (await _pipeline.QueryAsync<long>("Invoice", "select count(*) from invoices")).ShouldBe(Orders.Accepted);
        (await _pipeline.QueryAsync<decimal>("Invoice", "select sum(gross_amount) from invoices")).ShouldBe(Orders.Total);
    }

    /// <summary>How many dead letters there are of the cause with the unknown SKU.</summary>
    public Task<long> CountOfUnknownSkuAsync() => CountAsync(UnknownSkuQueue);

    /// <inheritdoc />
    public async ValueTask DisposeAsync()
    {
        await _deadLetters.DisposeAsync();
        await _pipeline.DisposeAsync();
        _secrets.Delete(recursive: true);
    }

    private async Task FailAsync()
    {
        await _pipeline.StockAsync(Orders.Skus.Where(sku => sku != UnknownSku), onHand: 10_000);
        await _pipeline.QueryAsync<int>("Invoice", "alter table invoices rename to invoices_away; select 1");
        await _pipeline.ImportAsync(Orders.OpenCsv());
        await Eventually.Holds(async () => await CountAsync(NoTableQueue) == Orders.Accepted,
            "each order to be a dead letter of the invoices", Patience, Cancellation);
        await Eventually.Holds(async () => await CountAsync(UnknownSkuQueue)
            + await _pipeline.QueryAsync<long>("Inventory", "select count(*) from reservations") == Orders.Accepted,
            "each order to be reserved or to be a dead letter", Patience, Cancellation);
    }

    private async Task<long> CountAsync(string queue)
    {
        await using var connection = new NpgsqlConnection(_database);
        await connection.OpenAsync(Cancellation);
        await using var command = new NpgsqlCommand("select count(*) from dead_letters where queue = @queue", connection);
        command.Parameters.AddWithValue("queue", queue);
        return (long)(await command.ExecuteScalarAsync(Cancellation))!; // a count is never NULL
    }
}
