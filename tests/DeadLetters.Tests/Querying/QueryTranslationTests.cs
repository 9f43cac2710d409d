using Microservices.DeadLetters.Tests.Querying.Stores;

namespace Microservices.DeadLetters.Tests.Querying;

/// <summary>What queries select, on every engine alike. See <see cref="QueryStore"/> for the dead letters a to d.</summary>
public abstract class QueryTranslationTests(QueryStore store)
{
    [Theory]
    [InlineData("", "ad")]
    [InlineData("status:*", "abcd")]
    [InlineData("status:archived,resolved", "bc")]
    [InlineData("-status:open", "bcd")]
    [InlineData("queue:invoice status:*", "ab")]
    [InlineData("queue:INVOICE status:*", "ab")]
    [InlineData("queue:invoice* status:*", "abc")]
    [InlineData("queue:*confirmed", "ad")]
    [InlineData("queue:=invoice status:*", "")]
    [InlineData("queue:=invoices,invoice-render status:*", "bc")]
    [InlineData("-queue:invoice status:*", "cd")]
    [InlineData("source:invoice-order-confirmed_error", "a")]
    [InlineData("source:invoice-order-confirmed", "a")]
    [InlineData("reason:fault", "ad")]
    [InlineData("reason:delivery_limit,skipped status:*", "bc")]
    [InlineData("ex:TimeoutException", "a")]
    [InlineData("ex:Timeout*", "a")]
    [InlineData("ex:System.TimeoutException", "a")]
    [InlineData("ex:Inner", "d")]
    [InlineData("ex:imeoutException", "")]
    [InlineData("-ex:Timeout* status:*", "bcd")]
    [InlineData("ex:\"\" status:*", "bc")]
    [InlineData("-ex:\"\" status:*", "ad")]
    [InlineData("ex:* status:*", "ad")]
    [InlineData("msg:\"\" status:*", "bc")]
    [InlineData("type:OrderConfirmed status:*", "ac")]
    [InlineData("type:Orders:OrderConfirmed status:*", "a")]
    [InlineData("msg:100%", "a")]
    [InlineData("msg:0_of", "")]
    [InlineData("msg:hos*_a", "a")]
    [InlineData("msg:no*host", "a")]
    [InlineData("msg:=no*host", "")]
    [InlineData("msg:C:\\temp", "d")]
    [InlineData("msg:\"temp \\*\"", "d")]
    [InlineData("msg:\"answer \\*\"", "")]
    [InlineData("msg:\"'); DROP TABLE\"", "d")]
    [InlineData("frame:InvoiceDrafter", "a")]
    [InlineData("timeout", "a")]
    [InlineData("answer", "a")]
    [InlineData("-answer status:*", "bcd")]
    [InlineData("\"no answer\" timeout", "a")]
    [InlineData("attempts:>3", "a")]
    [InlineData("attempts:2,4", "ad")]
    [InlineData("attempts:<=1 status:*", "bc")]
    [InlineData("attempts:>9223372036854775807", "")]
    [InlineData("replays:>=3", "a")]
    [InlineData("age:>1h", "ad")]
    [InlineData("age:<4d", "a")]
    [InlineData("age:<10m status:*", "b")]
    [InlineData("age:>=3d age:<=3d", "a")]
    [InlineData("failed:>2026-11-01 status:*", "ab")]
    [InlineData("failed:>=2026-11-10T11:00Z failed:<2026-11-10T12:30:00+01:00", "a")]
    [InlineData("messageId:5f0c9a5e-1d0e-4c55-9a53-9a1d8c8d1c11", "a")]
    [InlineData("messageId:5F0C9A5E1D0E4C559A539A1D8C8D1C11", "a")]
    [InlineData("messageId:m-42", "d")]
    [InlineData("messageId:sha256:* status:*", "bc")]
    [InlineData("correlationId:5f0c9a5e-1d0e-4c55-9a53-9a1d8c8d1c12", "a")]
    [InlineData("correlationId:\"\" status:*", "bcd")]
    [InlineData("-correlationId:5f0c9a5e-1d0e-4c55-9a53-9a1d8c8d1c12 status:*", "bcd")]
    [InlineData("traceId:a", "a")]
    [InlineData("body.orderId:5f0c9a5e-1d0e-4c55-9a53-9a1d8c8d1c11", "a")]
    [InlineData("body.orderId:5F0C9A5E-1D0E-4C55-9A53-9A1D8C8D1C11", "a")]
    [InlineData("body.OrderId:5f0c9a5e-1d0e-4c55-9a53-9a1d8c8d1c11", "")]
    [InlineData("body.quantity:3 status:*", "ac")]
    [InlineData("body.price:3 status:*", "c")]
    [InlineData("body.gift:true", "a")]
    [InlineData("body.note:null", "a")]
    [InlineData("body.customer.name:\"Jane \\\"J\\\" Doe\"", "a")]
    [InlineData("body.lines.sku:A-1 status:*", "ac")]
    [InlineData("body.lines.sku:B,none", "a")]
    [InlineData("body.lines.tags:y", "a")]
    [InlineData("-body.quantity:3 status:*", "bd")]
    [InlineData("body.orderId:\"' OR 1=1 --\"", "")]
    public async Task Should_select(string query, string expected) =>
        (await store.SelectAsync(query)).ShouldBe(expected);

    [Fact]
    public async Task Should_select_by_numbers_of_rows_and_groups()
    {
        await using var context = store.Open();
        var letter = QueryStore.Select(context, "traceId:d").Select(one => new { one.Id, one.GroupId }).Single();

        (await store.SelectAsync($"id:{letter.Id},999999")).ShouldBe("d");
        (await store.SelectAsync($"group:{letter.GroupId}")).ShouldBe("d");
        (await store.SelectAsync($"-group:{letter.GroupId}")).ShouldBe("a");
    }
}
