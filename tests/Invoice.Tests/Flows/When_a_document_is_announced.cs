using Contracts.Invoice;
using Contracts.Orders;
using MassTransit;
using Microservices.Invoice.Documents;
using Microservices.Testing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Microservices.Invoice.Tests.Flows;

/// <summary>What the event of a stored PDF says of its invoice.</summary>
public sealed class When_a_document_is_announced
{
    private static CancellationToken CancellationToken => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("paid")]
    [InlineData("unpaid")]
    [InlineData(null)]
    public async Task Should_say_what_the_customers_mail_needs(string? status)
    {
        using var folder = new SqliteFolder();
        await using var host = await InvoiceHost.StartAsync(folder.Database, SqliteFolder.Broker, CancellationToken,
            new() { ["Invoice:TimeZone"] = "Pacific/Kiritimati" });
        var order = TestOrders.Create() with { Payment = status is null ? null : new Payment { Status = status } };
        await host.Services.GetRequiredService<IBus>().Publish(order, CancellationToken);
        await Eventually.Holds(() => host.WithDatabaseAsync(data => data.Documents.AnyAsync(CancellationToken)),
            "the PDF is stored", cancellationToken: CancellationToken);
        var invoice = await host.WithDatabaseAsync(data => data.Invoices.AsNoTracking().SingleAsync(CancellationToken));

        var summary = (await FindAsync(host, invoice.Id)).Summary.ShouldNotBeNull();

        summary.PaymentStatus.ShouldBe(status);
        summary.IssuedOn.ShouldBe(DateOnly.FromDateTime(invoice.IssuedAt.AddHours(14)), "the day where the seller is");
    }

    [Fact]
    public async Task Should_say_nothing_of_it_for_an_invoice_of_an_earlier_release()
    {
        using var folder = new SqliteFolder();
        await using var host = await InvoiceHost.StartAsync(folder.Database, SqliteFolder.Broker, CancellationToken);
        await host.Services.GetRequiredService<IBus>().Publish(TestOrders.Create(), CancellationToken);
        await Eventually.Holds(() => host.WithDatabaseAsync(data => data.Documents.AnyAsync(CancellationToken)),
            "the PDF is stored", cancellationToken: CancellationToken);
        var id = await host.WithDatabaseAsync(data => data.Invoices.Select(invoice => invoice.Id).SingleAsync(CancellationToken));
        await host.WithDatabaseAsync(data => data.Database.ExecuteSqlAsync(
            $"update invoice_contents set content = json_remove(content, '$.customer')", CancellationToken));

        (await FindAsync(host, id)).Summary.ShouldBeNull();
    }

    private static async Task<InvoiceDocumentStored> FindAsync(InvoiceHost host, Guid invoiceId)
    {
        await using var scope = host.Services.CreateAsyncScope();
        return (await scope.ServiceProvider.GetRequiredService<InvoiceDocumentStore>().FindAsync(invoiceId, CancellationToken)).ShouldNotBeNull();
    }
}
