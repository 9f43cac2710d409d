using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using Microservices.Security.Tests.Scenes;
using Microservices.ServiceDefaults.Security;
using Microservices.Testing.Pipeline;

namespace Microservices.Security.Tests;

public sealed class When_callers_change_something(GuardedServices services) : IClassFixture<GuardedServices>
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Should_keep_the_idempotency_keys_of_two_callers_apart()
    {
        using var shop = services.Client(GuardedServices.KeyOf(Scopes.OrdersWrite));
        using var other = services.Client(TestKeys.Everything);

        var first = await OrderAsync(shop, "4711");
        var repeated = await OrderAsync(shop, "4711");
        var ofTheOther = await OrderAsync(other, "4711");

        repeated.ShouldBe(first);
        ofTheOther.ShouldNotBe(first);
    }

    [Fact]
    public async Task Should_record_who_set_stock()
    {
        using var client = services.Client(GuardedServices.KeyOf(Scopes.StockWrite));
        using var one = await client.PutAsJsonAsync("/stock/LAMP", new { onHand = 7 }, Cancellation);
        using var file = new StringContent("sku,onHand\nBED,3\nVASE,4\n", Encoding.UTF8, "text/csv");
        using var many = await client.PostAsync(new Uri("/stock/import", UriKind.Relative), file, Cancellation);

        (one.StatusCode, many.StatusCode).ShouldBe((HttpStatusCode.Created, HttpStatusCode.OK));
        (await services.AuditAsync("Inventory")).ShouldBe(
        [
            """key:stock.write stock.set sku:LAMP {"LAMP":7}""",
            """key:stock.write stock.set stock {"BED":3,"VASE":4}""",
        ]);
    }

    [Fact]
    public async Task Should_record_who_imported_orders_and_what_became_of_it()
    {
        using var client = services.Client(GuardedServices.KeyOf(Scopes.OrdersImport));
        using var file = new StringContent(
            "InvoiceNo,StockCode,Description,Quantity,InvoiceDate,UnitPrice,CustomerID,Country\n"
            + "700001,LAMP,Lamp,2,2026-05-01 09:30:00,4.95,17,United Kingdom\n700002,LAMP,Lamp,x,2026-05-01 09:30:00,4.95,17,United Kingdom\n",
            Encoding.UTF8, "text/csv");
        using var answer = await client.PostAsync(new Uri("/orders/import", UriKind.Relative), file, Cancellation);

        answer.StatusCode.ShouldBe(HttpStatusCode.OK, await answer.Content.ReadAsStringAsync(Cancellation));
        var audit = await services.AuditAsync("Orders");
        audit.Count.ShouldBe(2);
        audit[0].ShouldMatch("""^key:orders.import orders.import.began import:\S+ \{"format":"Csv"\}$""");
        audit[1].ShouldMatch("""^key:orders.import orders.import.ended import:\S+ \{"linesRead":\d,"accepted":1,"duplicates":0,"rejected":1\}$""");
    }

    private static async Task<string> OrderAsync(HttpClient client, string idempotencyKey)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/orders")
        {
            Headers = { { "Idempotency-Key", idempotencyKey } },
            Content = JsonContent.Create(new
            {
                customer = new { id = "C-17", name = "Jane Doe", email = "jane.doe@example.test" },
                currency = "GBP",
                lines = new[] { new { sku = "LAMP", description = "Lamp", quantity = 1, unitPrice = 4.95m } },
            }),
        };
        using var answer = await client.SendAsync(request, Cancellation);
        answer.StatusCode.ShouldBe(HttpStatusCode.Accepted, await answer.Content.ReadAsStringAsync(Cancellation));
        return (await answer.Content.ReadFromJsonAsync<JsonElement>(Cancellation)).GetProperty("orderId").GetString()!; // required
    }
}
