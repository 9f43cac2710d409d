using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Net.Sockets;
using System.Text;
using System.Text.Json;
using Microservices.Inventory.Data;
using Microservices.Inventory.Data.Sql;
using Microservices.Inventory.Reservations;
using Microservices.Inventory.Tests.Hosting;
using Microservices.Testing;
using Microservices.Testing.Contracts;

namespace Microservices.Inventory.Tests.Stock;

/// <summary>The HTTP interface, on both databases.</summary>
public sealed class StockHttpTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Should_create_read_and_list_stock(bool onPostgres)
    {
        await using var host = await StartAsync(onPostgres);

        using var created = await PutAsync(host, "A%20B/C", 7);
        created.StatusCode.ShouldBe(HttpStatusCode.Created);
        created.Headers.Location.ShouldBe(new Uri("/stock/A%20B%2FC", UriKind.Relative));
        using var updated = await PutAsync(host, "A%20B%2FC", 8);
        updated.StatusCode.ShouldBe(HttpStatusCode.OK);
        foreach (var sku in new[] { "b", "B", "a", "Z" })
            (await PutAsync(host, sku, 1)).Dispose();

        var level = await host.Client.GetFromJsonAsync<JsonElement>("/stock/A%20B/C", Cancellation);
        level.GetProperty("sku").GetString().ShouldBe("A B/C");
        level.GetProperty("onHand").GetInt64().ShouldBe(8);
        level.GetProperty("available").GetInt64().ShouldBe(8);
        level.GetProperty("updatedAt").GetString().ShouldNotBeNull().ShouldEndWith("Z");

        var skus = new List<string?>();
        for (var next = ""; next is not null;)
        {
            var page = await host.Client.GetFromJsonAsync<JsonElement>($"/stock?limit=2&after={next}", Cancellation);
            skus.AddRange(page.GetProperty("items").EnumerateArray().Select(item => item.GetProperty("sku").GetString()));
            next = page.GetProperty("next").GetString();
        }

        skus.ShouldBe(["A B/C", "B", "Z", "a", "b"]);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Should_take_the_skus_that_orders_may_have(bool onPostgres)
    {
        await using var host = await StartAsync(onPostgres);

        List<string> mistaken = [];
        // Kestrel answers U+0000 by itself, and what is refused never sees the database.
        foreach (var it in RuleCases.All.Where(it => it.Format == "identifier" && it.Text.Length > 0 && it.Text != ".."
            && !it.Text.Contains('\0', StringComparison.Ordinal) && (it.IsRight || !onPostgres)))
        {
            using var answer = await PutAsync(host, Uri.EscapeDataString(it.Text), 5);
            var sku = answer.IsSuccessStatusCode ? (await answer.Content.ReadFromJsonAsync<JsonElement>(Cancellation)).GetProperty("sku").GetString() : null;
            if (sku != (it.IsRight ? it.Text : null) || answer.StatusCode is not (HttpStatusCode.Created or HttpStatusCode.BadRequest))
                mistaken.Add($"{it}: {answer.StatusCode}");
            else if (it.IsRight)
                await ReserveAsync(host, it.Text, 1);
        }

        mistaken.ShouldBeEmpty();
    }

    [Theory]
    [InlineData("MUG%2FRED", "MUG/RED")]
    [InlineData("MUG/RED", "MUG/RED")]
    [InlineData("MUG%252FRED", "MUG%2FRED")]
    [InlineData("a%2F..%2Fb", "a/../b")]
    [InlineData("a+b", "a+b")]
    [InlineData("100%25", "100%")]
    public async Task Should_decode_a_key_once(string path, string sku)
    {
        await using var host = await StartAsync(onPostgres: false);

        (await PutAsync(host, path, 3)).Dispose();

        (await host.Client.GetFromJsonAsync<JsonElement>("/stock", Cancellation)).GetProperty("items").EnumerateArray()
            .ShouldHaveSingleItem().GetProperty("sku").GetString().ShouldBe(sku);
        (await host.Client.GetFromJsonAsync<JsonElement>($"/stock/{path}", Cancellation)).GetProperty("sku").GetString().ShouldBe(sku);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Should_refuse_a_count_below_what_is_reserved_with_both_numbers(bool onPostgres)
    {
        await using var host = await StartAsync(onPostgres);
        (await PutAsync(host, "LAMP", 10)).Dispose();
        await ReserveAsync(host, "LAMP", 6);

        using var answer = await PutAsync(host, "LAMP", 5);

        answer.StatusCode.ShouldBe(HttpStatusCode.Conflict);
        var problem = await answer.Content.ReadFromJsonAsync<JsonElement>(Cancellation);
        problem.GetProperty("onHand").GetInt64().ShouldBe(5);
        problem.GetProperty("reserved").GetInt64().ShouldBe(6);
        problem.GetProperty("detail").GetString().ShouldBe("5 on hand is less than the 6 pieces of 'LAMP' reserved for orders.");
    }

    [Theory]
    [InlineData("LAMP", "{\"onHand\":-1}", "onHand")]
    [InlineData("LAMP", "{\"onHand\":\"many\"}", "onHand")]
    [InlineData("LAMP", "{\"onHand\":1.5}", "onHand")]
    [InlineData("LAMP", "{\"onHand\":1000000000001}", "onHand")]
    [InlineData("LAMP", "{\"onHand\":9223372036854775808}", "onHand")]
    [InlineData("LAMP", "{}", "onHand")]
    [InlineData("LAMP", "{\"onHand\":", "")]
    [InlineData("%20LAMP", "{\"onHand\":1}", "sku")]
    public async Task Should_name_the_field_that_is_wrong(string sku, string body, string field)
    {
        await using var host = await StartAsync(onPostgres: false);

        using var content = new StringContent(body, Encoding.UTF8, "application/json");
        using var answer = await host.Client.PutAsync(new Uri($"/stock/{sku}", UriKind.Relative), content, Cancellation);

        answer.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        answer.Content.Headers.ContentType?.MediaType.ShouldBe("application/problem+json");
        (await answer.Content.ReadAsStringAsync(Cancellation)).ShouldContain(field);
    }

    [Fact]
    public async Task Should_answer_wrong_questions_with_a_problem()
    {
        await using var host = await StartAsync(onPostgres: false);

        (await StatusOf(host, "/stock/GHOST")).ShouldBe(HttpStatusCode.NotFound);
        (await StatusOf(host, "/stock?limit=0")).ShouldBe(HttpStatusCode.BadRequest);
        (await StatusOf(host, "/stock?limit=many")).ShouldBe(HttpStatusCode.BadRequest);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Should_import_what_is_right_and_report_the_rest_by_line(bool onPostgres)
    {
        await using var host = await StartAsync(onPostgres);
        (await PutAsync(host, "LAMP", 10)).Dispose();
        await ReserveAsync(host, "LAMP", 6);
        var file = Encoding.UTF8.GetBytes("sku,onHand\nCHAIR,4\nVASE,-3\nLAMP,2\n\n\"OPEN,1\nCHAIR,9\nm,1\nM,2\n")
            .Concat(new byte[] { 0xA3, (byte)',', (byte)'1', (byte)'\n' })
            .Concat(Encoding.UTF8.GetBytes(string.Concat(Enumerable.Range(0, 20).Select(number => $"X{number},{number}\n"))))
            .ToArray();

        using var answer = await ImportAsync(host, file);

        answer.StatusCode.ShouldBe(HttpStatusCode.OK);
        var summary = await answer.Content.ReadFromJsonAsync<JsonElement>(Cancellation);
        summary.GetProperty("linesRead").GetInt64().ShouldBe(28);
        summary.GetProperty("created").GetInt64().ShouldBe(23);
        summary.GetProperty("updated").GetInt64().ShouldBe(1);
        summary.GetProperty("rejected").GetInt64().ShouldBe(4);
        summary.GetProperty("rejections").EnumerateArray()
            .Select(item => (item.GetProperty("line").GetInt64(), item.GetProperty("reason").GetString()))
            .ShouldBe([(3, "on-hand-invalid"), (4, "below-reserved"), (6, "malformed-csv"), (10, "encoding-not-utf8")]);
        (await OnHandAsync(host, "CHAIR")).ShouldBe(9);
        (await OnHandAsync(host, "LAMP")).ShouldBe(10);
        (await OnHandAsync(host, "X19")).ShouldBe(19);

        using var again = await ImportAsync(host, file);
        var second = await again.Content.ReadFromJsonAsync<JsonElement>(Cancellation);
        second.GetProperty("created").GetInt64().ShouldBe(0);
        second.GetProperty("rejected").GetInt64().ShouldBe(4);
    }

    [Fact]
    public async Task Should_refuse_what_is_no_stock_count()
    {
        await using var host = await StartAsync(onPostgres: false);

        using var orders = await ImportAsync(host, "InvoiceNo,StockCode\n1,2\n"u8.ToArray());
        using var empty = await ImportAsync(host, []);
        using var json = await ImportAsync(host, "{}"u8.ToArray(), "application/json");
        using var large = await ImportAsync(host, new byte[300_000]);

        orders.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        (await orders.Content.ReadAsStringAsync(Cancellation)).ShouldContain("InvoiceNo,StockCode");
        empty.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        json.StatusCode.ShouldBe(HttpStatusCode.UnsupportedMediaType);
        large.StatusCode.ShouldBe(HttpStatusCode.RequestEntityTooLarge);
        (await large.Content.ReadAsStringAsync(Cancellation)).ShouldContain("262144 bytes (Inventory__MaxImportBytes)");
    }

    [Theory]
    [InlineData("sku,onHand\nTABLE,5\n", HttpStatusCode.OK)]
    [InlineData("sku,onHand\nTABLE,5", HttpStatusCode.OK)]
    [InlineData("InvoiceNo,StockCode\n1,2\n", HttpStatusCode.BadRequest)]
    [InlineData("", HttpStatusCode.BadRequest)]
    public async Task Should_keep_the_connection_after_an_import(string file, HttpStatusCode expected)
    {
        await using var host = await StartAsync(onPostgres: false);
        var connections = 0;
        using var client = new HttpClient(new SocketsHttpHandler
        {
            ConnectCallback = async (context, cancellationToken) =>
            {
                Interlocked.Increment(ref connections);
                var socket = new Socket(SocketType.Stream, ProtocolType.Tcp);
                await socket.ConnectAsync(context.DnsEndPoint, cancellationToken);
                return new NetworkStream(socket, ownsSocket: true);
            },
        });

        for (var i = 0; i < 5; i++)
        {
            using var content = new StringContent(file, Encoding.UTF8, "text/csv");
            using var answer = await client.PostAsync(new Uri(host.Client.BaseAddress!, "/stock/import"), content, Cancellation);
            answer.StatusCode.ShouldBe(expected);
        }

        connections.ShouldBe(1);
    }

    private static async Task<InventoryHost> StartAsync(bool onPostgres) => await InventoryHost.StartAsync(onPostgres
        ? await PostgresServer.CreateDatabaseAsync(Cancellation)
        : $"Data Source={Path.Combine(Directory.CreateTempSubdirectory("inventory-").FullName, "inventory.db")}", "memory://");

    private static Task<HttpResponseMessage> PutAsync(InventoryHost host, string sku, long onHand) =>
        host.Client.PutAsJsonAsync(new Uri($"/stock/{sku}", UriKind.Relative), new { onHand }, Cancellation);

    private static async Task<HttpResponseMessage> ImportAsync(InventoryHost host, byte[] file, string type = "text/csv")
    {
        using var content = new ByteArrayContent(file);
        content.Headers.ContentType = new MediaTypeHeaderValue(type) { CharSet = "utf-8" };
        return await host.Client.PostAsync(new Uri("/stock/import", UriKind.Relative), content, Cancellation);
    }

    private static async Task<HttpStatusCode> StatusOf(InventoryHost host, string path)
    {
        using var answer = await host.Client.GetAsync(new Uri(path, UriKind.Relative), Cancellation);
        answer.Content.Headers.ContentType?.MediaType.ShouldBe("application/problem+json");
        return answer.StatusCode;
    }

    private static async Task<long> OnHandAsync(InventoryHost host, string sku) =>
        (await host.Client.GetFromJsonAsync<JsonElement>($"/stock/{sku}", Cancellation)).GetProperty("onHand").GetInt64();

    private static Task<int> ReserveAsync(InventoryHost host, string sku, long pieces) => host.QueryAsync(async context =>
    {
        await using var transaction = await context.Database.BeginTransactionAsync(Cancellation);
        var reservation = new Reservation
        {
            Id = Guid.CreateVersion7(),
            OrderId = Guid.CreateVersion7(),
            ReservedAt = DateTime.UtcNow,
        };
        await context.StockSql().ReserveAsync(
            context, [new WantedReservation(reservation, [new WantedPieces(sku, pieces)])], Cancellation);
        await transaction.CommitAsync(Cancellation);
        return 0;
    });
}
