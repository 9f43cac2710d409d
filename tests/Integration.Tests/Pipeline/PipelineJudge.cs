using Microservices.Testing;
using Microservices.Testing.Pipeline;

namespace Microservices.Integration.Tests.Pipeline;

/// <summary>Compares what the databases and the mail folder hold with what the data set demands.</summary>
internal static class PipelineJudge
{
    public static async Task ShouldBeExactAsync(OrderPipeline pipeline, RealOrders expected)
    {
        await NothingIsOwedAsync(pipeline);

        (await pipeline.QueryAsync<long>("Orders", "select count(*) from orders")).ShouldBe(expected.Accepted);
        (await pipeline.QueryAsync<decimal>("Orders", "select sum(total_amount) from orders")).ShouldBe(expected.Total);

        (await pipeline.QueryAsync<long>("Email", "select count(*) from deliveries where status = 'Sent'")).ShouldBe(expected.Accepted);
        (await pipeline.QueryAsync<long>("Email", "select count(*) from invoice_deliveries where status = 'Sent'")).ShouldBe(expected.Accepted);
        Directory.GetFiles(pipeline.MailFolder, "order-*.eml").LongLength.ShouldBe(expected.Accepted);
        Directory.GetFiles(pipeline.MailFolder, "invoice-*.eml").LongLength.ShouldBe(expected.Accepted);

        (await pipeline.QueryAsync<long>("Inventory", "select count(*) from reservations")).ShouldBe(expected.Accepted);
        (await pipeline.QueryAsync<long>("Inventory", "select count(distinct order_id) from reservations")).ShouldBe(expected.Accepted);
        (await pipeline.QueryAsync<long>("Inventory", """
            select count(*) from stock s left join
                (select sku, sum(reserved) as reserved from reservation_lines group by sku) l on l.sku = s.sku
            where s.reserved > s.on_hand or s.reserved <> coalesce(l.reserved, 0)
            """)).ShouldBe(0, "SKUs whose reservations do not add up");

        (await pipeline.QueryAsync<long>("Invoice", "select count(*) from invoices")).ShouldBe(expected.Accepted);
        (await pipeline.QueryAsync<decimal>("Invoice", "select sum(gross_amount) from invoices")).ShouldBe(expected.Total);
        (await pipeline.QueryAsync<long>("Invoice", "select count(distinct number) from invoices")).ShouldBe(expected.Accepted);
        (await pipeline.QueryAsync<long>("Invoice", "select count(*) from invoice_documents")).ShouldBe(expected.Accepted);
        (await pipeline.QueryAsync<long>("Invoice", "select coalesce(sum(last_number), 0)::bigint from invoice_counters"))
            .ShouldBe(expected.Accepted, "numbers handed out: none may be lost");

        foreach (var queue in (await pipeline.Broker.ListQueuesAsync(TestContext.Current.CancellationToken)).Where(IsDeadLetterQueue))
            (await pipeline.Broker.CountMessagesAsync(queue, TestContext.Current.CancellationToken)).ShouldBe(0, $"dead letters in {queue}");
    }

    private static bool IsDeadLetterQueue(string queue) => queue.EndsWith("_error", StringComparison.Ordinal)
        || queue.EndsWith("_skipped", StringComparison.Ordinal) || queue.EndsWith("dead-letter", StringComparison.Ordinal);

    private static async Task NothingIsOwedAsync(OrderPipeline pipeline)
    {
        foreach (var service in new[] { "Orders", "Email", "Inventory", "Invoice" })
        {
            await Eventually.Holds(
                async () => await pipeline.QueryAsync<long>(service, "select count(*) from outbox_message") == 0,
                $"the outbox of {service} to be empty", TimeSpan.FromSeconds(60), TestContext.Current.CancellationToken);
        }
    }
}
