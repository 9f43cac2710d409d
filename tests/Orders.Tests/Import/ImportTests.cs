using System.Text;
using System.Text.Json.Nodes;
using Microservices.Orders.Import;
using Microservices.Orders.Tests.Hosting;
using Microservices.Testing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using static Microservices.Orders.Tests.Import.ImportHarness;

namespace Microservices.Orders.Tests.Import;

public abstract class ImportTests(OrdersHost host)
{
    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Should_take_real_orders_once()
    {
        Assert.SkipUnless(TestData.IsAvailable, TestData.MissingReason);
        var path = TestData.PathOf(TestData.EdgeCasesFile);
        var expected = ExpectedImport.From(await File.ReadAllTextAsync(path, Cancelled));
        expected.Accepted.ShouldBe(21);

        await using var file = File.OpenRead(path);
        var (status, first) = await host.ImportAsync(file);
        await using var again = File.OpenRead(path);
        var (_, second) = await host.ImportAsync(again);

        status.ShouldBe(200);
        Count(first, "linesRead").ShouldBe(expected.Lines);
        Count(first, "accepted").ShouldBe(expected.Accepted);
        Count(first, "duplicates").ShouldBe(0);
        Total(first, "acceptedTotals").ShouldBe(expected.Total);
        first["rejectedByReason"]!.AsObject().ToDictionary(pair => pair.Key, pair => pair.Value!.GetValue<int>())
            .ShouldBe(expected.Rejected, ignoreOrder: true);
        Count(first, "rejected").ShouldBe(expected.Rejected.Values.Sum());
        first["rejections"]!.AsArray().Count.ShouldBe(expected.Rejected.Values.Sum());

        Count(second, "accepted").ShouldBe(0);
        Count(second, "duplicates").ShouldBe(expected.Accepted);
        Total(second, "duplicateTotals").ShouldBe(expected.Total);
        var totals = await host.WithDatabaseAsync(db => db.Orders
            .Where(order => order.OrderNumber.StartsWith("53") || order.OrderNumber.StartsWith("54")
                || order.OrderNumber.StartsWith("55") || order.OrderNumber.StartsWith("56")
                || order.OrderNumber.StartsWith("57") || order.OrderNumber.StartsWith("58"))
            .Select(order => order.TotalAmount).ToListAsync(Cancelled));
        totals.Count.ShouldBe(expected.Accepted);
        totals.Sum().ShouldBe(expected.Total);
    }

    [Fact]
    public async Task Should_take_the_rest_after_a_crash()
    {
        var lines = Enumerable.Range(920_000, 100).Select(i => Line($"{i}")).ToList();
        var file = Encoding.UTF8.GetBytes(Header + string.Concat(lines));
        var importer = host.Services.GetRequiredService<OrderImporter>();
        var options = host.Services.GetRequiredService<ImportOptionsFactory>().Create(ImportFormat.Csv);

        await using var broken = new BreakingStream(file, file.Length * 9 / 10);
        await Should.ThrowAsync<IOException>(() => importer.ImportAsync(broken, options, progress: null, Cancelled));
        var before = await CountOrdersAsync("92");
        before.ShouldBeInRange(1, 99);

        var (_, summary) = await host.ImportAsync(new MemoryStream(file));

        Count(summary, "accepted").ShouldBe(100 - before);
        Count(summary, "duplicates").ShouldBe(before);
        (await CountOrdersAsync("92")).ShouldBe(100);
    }

    [Fact]
    public async Task Should_take_each_order_once_when_two_import_the_same_at_once()
    {
        var file = Header + string.Concat(Enumerable.Range(930_000, 100).Select(i => Line($"{i}")));

        var answers = await Task.WhenAll(Enumerable.Range(0, 3).Select(_ => host.ImportAsync(file)));

        answers.ShouldAllBe(answer => answer.Status == 200);
        answers.Sum(answer => Count(answer.Body, "accepted")).ShouldBe(100);
        answers.Sum(answer => Count(answer.Body, "duplicates")).ShouldBe(200);
        (await CountOrdersAsync("93")).ShouldBe(100);
    }

    [Fact]
    public async Task Should_reject_other_content_under_a_known_number()
    {
        await host.ImportAsync(Header + Line("940001") + Line("940002"));
        await host.PostAsync(TestOrders.Fresh("940003"));

        var (_, summary) = await host.ImportAsync(
            Header + Line("940001", quantity: "3") + Line("940002") + Line("940003") + Line("940004"));

        Count(summary, "accepted").ShouldBe(1);
        Count(summary, "duplicates").ShouldBe(1);
        summary["rejections"]!.AsArray().Select(item => $"{item!["lines"]} {item["orderNumber"]} {item["reason"]}")
            .ShouldBe(["2 940001 conflict", "4 940003 order-number-taken"]);
    }

    [Fact]
    public async Task Should_read_ndjson_by_the_rules_of_http()
    {
        var (good, bad, numberless) = (TestOrders.Fresh(), TestOrders.Fresh(), TestOrders.Fresh());
        bad["lines"]![0]!["quantity"] = 0;
        numberless.Remove("orderNumber");
        var file = string.Join('\n', good.ToJsonString(), bad.ToJsonString(), numberless.ToJsonString(),
            good.ToJsonString());

        var (_, first) = await host.ImportAsync(file, "application/x-ndjson");
        var (_, second) = await host.ImportAsync(file, "application/x-ndjson");

        Count(first, "accepted").ShouldBe(2);
        Count(first, "duplicates").ShouldBe(1, "the file repeats one itself");
        Count(second, "accepted").ShouldBe(0);
        Count(second, "duplicates").ShouldBe(3);
        first["rejections"]![0]!["violations"]![0]!["path"]!.GetValue<string>().ShouldBe("lines[0].quantity");
        first["rejections"]![0]!["lines"]!.GetValue<string>().ShouldBe("2");
    }

    [Fact]
    public async Task Should_stream_what_becomes_of_the_file()
    {
        using var request = new HttpRequestMessage(HttpMethod.Post,
            "/orders/import")
        { Headers = { Accept = { new("application/x-ndjson") } } };
        request.Content = new StringContent(
            Header + string.Concat(Enumerable.Range(950_000, 12).Select(i => Line($"{i}"))) + Line("C1"),
                Encoding.UTF8, "text/csv");

        using var response = await host.Http.SendAsync(request, Cancelled);

        response.Content.Headers.ContentType!.MediaType.ShouldBe("application/x-ndjson");
        var items = (await response.Content.ReadAsStringAsync(Cancelled)).Split('\n',
            StringSplitOptions.RemoveEmptyEntries)
            .Select(line => JsonNode.Parse(line)!.AsObject().Single()).ToList();
        items.Select(item => item.Key).ShouldBe(["progress", "progress", "rejection", "progress", "summary"]);
        items[2].Value!["reason"]!.GetValue<string>().ShouldBe("order-number-not-numeric");
        Count(items[^1].Value!, "accepted").ShouldBe(12);
    }

    [Theory]
    [InlineData("{\"orderId\":1}", "text/csv", "", 400)]
    [InlineData("InvoiceNo,StockCode\n", "application/x-ndjson", "", 400)]
    [InlineData("InvoiceNo\n", "text/csv", "?currency=GBX", 400)]
    [InlineData("InvoiceNo\n", "application/octet-stream", "", 415)]
    public async Task Should_refuse_what_it_cannot_import(string text, string contentType, string query, int expected)
    {
        var (status, problem) = await host.ImportAsync(text, contentType, query);

        status.ShouldBe(expected);
        problem["title"].ShouldNotBeNull();
    }

    private Task<int> CountOrdersAsync(string prefix) =>
        host.WithDatabaseAsync(db => db.Orders.CountAsync(order => order.OrderNumber.StartsWith(prefix), Cancelled));

    private static int Count(JsonNode summary, string name) => summary[name]!.GetValue<int>();

    private static decimal Total(JsonNode summary, string name) => summary[name]!["GBP"]!.GetValue<decimal>();

    /// <summary>Breaks off, as a connection does.</summary>
    private sealed class BreakingStream(byte[] bytes, int breaksAt) : MemoryStream(bytes)
    {
        public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) =>
            Position >= breaksAt
                ? throw new IOException("The client went away.")
                : base.ReadAsync(buffer[..Math.Min(buffer.Length, 512)], cancellationToken);
    }
}
