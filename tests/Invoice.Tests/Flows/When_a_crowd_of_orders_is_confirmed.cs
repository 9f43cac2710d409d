using System.Security.Cryptography;
using System.Text.Json;
using Contracts.Orders;
using Microservices.Invoice.Data;
using Microservices.Testing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using RabbitMQ.Client;

namespace Microservices.Invoice.Tests.Flows;

/// <summary>
/// 300 orders, most of them twice or three times, through two replicas of 16 concurrent messages each, while statements
/// and commits fail and connections are killed.
/// </summary>
public sealed class When_a_crowd_of_orders_is_confirmed
{
    private const int Orders = 300;
    private const string Exchange = "Contracts.Orders:OrderConfirmed";

    private static CancellationToken CancellationToken => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Should_number_them_without_a_gap_once_each_to_the_cent()
    {
        var database = await PostgresServer.CreateDatabaseAsync(CancellationToken);
        await using var broker = await RabbitMqServer.CreateVirtualHostAsync(CancellationToken);
        var failing = new FailingInterceptor();
        await using var first = await StartAsync(database, broker, failing);
        await using var second = await StartAsync(database, broker, failing);
        var orders = Enumerable.Range(1, Orders).Select(Order).ToList();

        await Task.WhenAll(Deliveries(orders).Chunk(100).Select(async chunk =>
        {
            foreach (var (order, messageId) in chunk)
                await PublishAsync(broker, order, messageId);
        }).Append(KillConnectionsAsync(first)));

        await Eventually.Holds(
            async () => await first.WithDatabaseAsync(data => data.Documents.CountAsync(CancellationToken)) == Orders
                && await first.WithDatabaseAsync(data => data.Invoices.CountAsync(CancellationToken)) == Orders
                && await IsIdleAsync(broker),
            "every order has its invoice and PDF and no message is ready", TimeSpan.FromMinutes(2), CancellationToken);

        failing.Failures.ShouldBeGreaterThan(10);
        await first.WithDatabaseAsync(data => CheckInvoicesAsync(data, orders));
        await first.WithDatabaseAsync(CheckDocumentsAsync);
        (await broker.CountMessagesAsync("invoice-order-confirmed_error", CancellationToken)).ShouldBe(0);
        (await broker.CountMessagesAsync("invoice-render-document_error", CancellationToken)).ShouldBe(0);
    }

    private static Task<InvoiceHost> StartAsync(string database, RabbitMqVirtualHost broker, FailingInterceptor failing) =>
        InvoiceHost.StartAsync(database, broker.ConnectionString, CancellationToken,
            new() { ["Messaging:RetryLimit"] = "10" },
            services => services.ConfigureDbContext<InvoiceDbContext>(options => options.AddInterceptors(failing)));

    // Each once under its own id; two in three again under that id; one in three under a new one.
    private static IEnumerable<(OrderConfirmed Order, Guid MessageId)> Deliveries(IReadOnlyList<OrderConfirmed> orders)
    {
        var deliveries = orders.SelectMany((order, index) => new[]
        {
            (order, order.OrderId),
            (order, index % 3 == 0 ? Guid.CreateVersion7() : order.OrderId),
            (order, index % 3 == 1 ? Guid.CreateVersion7() : order.OrderId),
        }).ToArray();

        // Copies stand close to one another, so that they are processed at the same time.
        for (var index = 0; index + 2 < deliveries.Length; index += 2)
            (deliveries[index], deliveries[index + 2]) = (deliveries[index + 2], deliveries[index]);
        return deliveries;
    }

    private static OrderConfirmed Order(int index) => TestOrders.WithLines(index % 25 + 1) with
    {
        OrderId = Guid.CreateVersion7(),
        OrderNumber = $"{536_000 + index}",
        ShippingAddress = new ShippingAddress { CountryCode = (index % 4) switch { 0 => "GB", 1 => "DE", 2 => "AU", _ => null } },
    };

    private static Task PublishAsync(RabbitMqVirtualHost broker, OrderConfirmed order, Guid messageId) =>
        broker.PublishAsync(Exchange, "", new BasicProperties
        {
            ContentType = "application/json",
            MessageId = messageId.ToString(),
            Persistent = true,
        }, JsonSerializer.SerializeToUtf8Bytes(order, JsonSerializerOptions.Web), CancellationToken);

    private static async Task KillConnectionsAsync(InvoiceHost host)
    {
        for (var round = 0; round < 5; round++)
        {
            var soFar = (round + 1) * 20;
            await Eventually.Holds(() => host.WithDatabaseAsync(async data =>
                await data.Invoices.CountAsync(CancellationToken) >= soFar), $"{soFar} invoices are issued",
                TimeSpan.FromMinutes(1), CancellationToken);
            await Eventually.Holds(() => host.WithDatabaseAsync(async data => (await data.Database.SqlQuery<bool>(
                $"""
                SELECT pg_terminate_backend(pid) AS "Value" FROM pg_stat_activity
                WHERE datname = current_database() AND pid <> pg_backend_pid() AND xact_start IS NOT NULL
                """).ToListAsync(CancellationToken)).Count > 0), "a transaction was there to be killed",
                cancellationToken: CancellationToken);
        }
    }

    private static async Task<bool> IsIdleAsync(RabbitMqVirtualHost broker) =>
        await broker.CountMessagesAsync("invoice-order-confirmed", CancellationToken) == 0
        && await broker.CountMessagesAsync("invoice-render-document", CancellationToken) == 0;

    private static async Task<bool> CheckInvoicesAsync(InvoiceDbContext data, List<OrderConfirmed> orders)
    {
        var invoices = await data.Invoices.AsNoTracking().OrderBy(invoice => invoice.SequenceNumber)
            .ToListAsync(CancellationToken);

        invoices.Select(invoice => invoice.SequenceNumber).ShouldBe(Enumerable.Range(1, Orders).Select(number => (long)number));
        (await data.Counters.SingleAsync(CancellationToken)).LastNumber.ShouldBe(Orders);
        invoices.Select(invoice => invoice.IssuedAt).ShouldBeInOrder();

        var byOrder = invoices.ToDictionary(invoice => invoice.OrderId);
        foreach (var order in orders)
        {
            var invoice = byOrder[order.OrderId];
            invoice.GrossAmount.ShouldBe(order.Lines.Sum(line => line.Quantity * line.UnitPrice));
            (invoice.NetAmount + invoice.VatAmount).ShouldBe(invoice.GrossAmount);
        }

        return true;
    }

    private static async Task<bool> CheckDocumentsAsync(InvoiceDbContext data)
    {
        foreach (var document in await data.Documents.AsNoTracking().ToListAsync(CancellationToken))
            document.Sha256.ShouldBe(Convert.ToHexStringLower(SHA256.HashData(document.Pdf!))); // kept in the database
        return true;
    }
}
