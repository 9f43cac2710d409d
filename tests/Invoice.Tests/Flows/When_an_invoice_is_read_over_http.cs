using System.Net;
using System.Net.Http.Json;
using System.Security.Cryptography;
using System.Text.Json;
using Contracts.Orders;
using MassTransit;
using Microservices.Invoice.Data;
using Microservices.Invoice.Documents;
using Microservices.Invoice.Pdf;
using Microservices.Invoice.Reading;
using Microservices.ServiceDefaults.Customers.Links;
using Microservices.Testing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Microservices.Invoice.Tests.Flows;

public sealed class When_an_invoice_is_read_over_http : IAsyncLifetime
{
    private const string Number = "INV-2026-000001";

    private readonly SqliteFolder _folder = new();
    private OrderConfirmed _order = TestOrders.Create();
    private InvoiceHost _host = null!; // set by InitializeAsync

    private static CancellationToken CancellationToken => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => _host = await StartAsync();

    public async ValueTask DisposeAsync()
    {
        await _host.DisposeAsync();
        _folder.Dispose();
    }

    [Fact]
    public async Task Should_give_the_pdf_with_its_hash()
    {
        await IssueAsync();

        using var response = await _host.Http.GetAsync($"/invoices/{Number}.pdf", CancellationToken);
        var pdf = await response.Content.ReadAsByteArrayAsync(CancellationToken);
        var hash = Convert.ToHexStringLower(SHA256.HashData(pdf));

        response.StatusCode.ShouldBe(HttpStatusCode.OK);
        response.Content.Headers.ContentType!.MediaType.ShouldBe("application/pdf"); // has content
        response.Content.Headers.ContentDisposition!.ToString().ShouldBe($"inline; filename=\"{Number}.pdf\""); // as above
        response.Headers.CacheControl!.ToString().ShouldContain("immutable");
        response.Headers.ETag!.Tag.ShouldBe($"\"{hash}\"");
        pdf.AsSpan(0, 5).SequenceEqual("%PDF-"u8).ShouldBeTrue();

        var invoice = await GetJsonAsync($"/invoices/{Number}");
        invoice.GetProperty("sha256").GetString().ShouldBe(hash);
        invoice.GetProperty("pdfLength").GetInt32().ShouldBe(pdf.Length);
        invoice.GetProperty("orderId").GetGuid().ShouldBe(_order.OrderId);
        invoice.GetProperty("grossAmount").GetDecimal().ShouldBe(57.64m);
        invoice.GetProperty("netAmount").GetRawText().ShouldBe("48.44"); // with the currency's decimals
        invoice.GetProperty("vatAmount").GetDecimal().ShouldBe(9.20m);
        invoice.GetProperty("issuedAt").GetString().ShouldEndWith("Z");
    }

    [Fact]
    public async Task Should_answer_not_modified_to_who_has_it()
    {
        await IssueAsync();
        using var first = await _host.Http.GetAsync($"/invoices/{Number}.pdf", CancellationToken);
        using var request = new HttpRequestMessage(HttpMethod.Get, $"/invoices/{Number}.pdf");
        request.Headers.IfNoneMatch.Add(first.Headers.ETag!); // asserted by the test above

        using var second = await _host.Http.SendAsync(request, CancellationToken);

        second.StatusCode.ShouldBe(HttpStatusCode.NotModified);
    }

    [Fact]
    public async Task Should_find_the_invoice_of_an_order()
    {
        await IssueAsync();

        (await GetJsonAsync($"/invoices?orderId={_order.OrderId}"))[0].GetProperty("number").GetString().ShouldBe(Number);
        (await GetJsonAsync($"/invoices?orderId={Guid.CreateVersion7()}")).GetArrayLength().ShouldBe(0);
        using var without = await _host.Http.GetAsync("/invoices", CancellationToken);
        without.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
    }

    [Theory]
    [InlineData("B")]
    [InlineData("N")]
    public async Task Should_know_an_order_by_one_spelling_of_its_id(string format)
    {
        var id = _order.OrderId.ToString(format);

        using var response = await _host.Http.GetAsync($"/invoices?orderId={Uri.EscapeDataString(id)}", CancellationToken);

        response.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        var problem = JsonElement.Parse(await response.Content.ReadAsStringAsync(CancellationToken));
        problem.GetProperty("errors").GetProperty("orderId")[0].GetString().ShouldNotBeNull().ShouldEndWith($"(was '{id}')");
    }

    [Theory]
    [InlineData("/invoices/INV-1999-000001")]
    [InlineData("/invoices/INV-1999-000001.pdf")]
    public async Task Should_say_that_there_is_no_such_invoice(string path)
    {
        using var response = await _host.Http.GetAsync(path, CancellationToken);

        response.StatusCode.ShouldBe(HttpStatusCode.NotFound);
        response.Content.Headers.ContentType!.MediaType.ShouldBe("application/problem+json"); // has content
        (await response.Content.ReadAsStringAsync(CancellationToken)).ShouldContain("INV-1999-000001");
    }

    [Fact]
    public async Task Should_ask_to_come_back_while_the_pdf_is_not_rendered()
    {
        await IssueAsync();
        await _host.WithDatabaseAsync(database => database.Documents.ExecuteDeleteAsync(CancellationToken));

        using var response = await _host.Http.GetAsync($"/invoices/{Number}.pdf", CancellationToken);

        response.StatusCode.ShouldBe(HttpStatusCode.ServiceUnavailable);
        response.Headers.RetryAfter!.Delta.ShouldNotBeNull(); // the header is what is asserted
        (await GetJsonAsync($"/invoices/{Number}")).GetProperty("sha256").ValueKind.ShouldBe(JsonValueKind.Null);
    }

    [Fact]
    public async Task Should_refuse_to_give_a_pdf_that_was_changed()
    {
        await IssueAsync();
        await _host.WithDatabaseAsync(database => database.Documents.ExecuteUpdateAsync(
            row => row.SetProperty(document => document.Pdf, "%PDF-forged"u8.ToArray()), CancellationToken));

        await ShouldBeRefusedAsync();
    }

    [Fact]
    public async Task Should_keep_pdfs_as_files_where_a_folder_is_set()
    {
        await _host.DisposeAsync();
        _host = await StartAsync(new() { ["Invoice:Documents:Directory"] = _folder.Documents });
        await IssueAsync();
        var file = Directory.GetFiles(_folder.Documents, "*.pdf").ShouldHaveSingleItem();
        Path.GetFileName(file).ShouldStartWith($"{Number}.");

        var pdf = await _host.Http.GetByteArrayAsync($"/invoices/{Number}.pdf", CancellationToken);
        pdf.ShouldBe(await File.ReadAllBytesAsync(file, CancellationToken));
        (await _host.WithDatabaseAsync(database => database.Documents.SingleAsync(CancellationToken))).Pdf.ShouldBeNull();

        await File.AppendAllTextAsync(file, "forged", CancellationToken);
        await ShouldBeRefusedAsync();
        File.Delete(file);
        await ShouldBeRefusedAsync();
    }

    [Fact]
    public async Task Should_read_files_of_earlier_releases()
    {
        await _host.DisposeAsync();
        _host = await StartAsync(new() { ["Invoice:Documents:Directory"] = _folder.Documents });
        await IssueAsync();
        File.Move(Directory.GetFiles(_folder.Documents, "*.pdf").Single(), Path.Combine(_folder.Documents, $"{Number}.pdf"));

        (await _host.Http.GetByteArrayAsync($"/invoices/{Number}.pdf", CancellationToken)).Length.ShouldBePositive();
    }

    [Fact]
    public async Task Should_keep_the_first_of_several_files_drawn_at_once()
    {
        await _host.DisposeAsync();
        _host = await StartAsync(new() { ["Invoice:Documents:Directory"] = _folder.Documents });
        await IssueAsync();
        var first = await _host.Http.GetByteArrayAsync($"/invoices/{Number}.pdf", CancellationToken);

        // As if their commands had been taken before the first was stored.
        for (var copy = 0; copy < 3; copy++)
        {
            await using var scope = _host.Services.CreateAsyncScope();
            var invoiceId = await scope.ServiceProvider.GetRequiredService<InvoiceDbContext>().Invoices
                .Select(invoice => invoice.Id).SingleAsync(CancellationToken);
            var printed = await scope.ServiceProvider.GetRequiredService<InvoiceReader>().LoadPrintedAsync(invoiceId, CancellationToken);
            var rendered = scope.ServiceProvider.GetRequiredService<IInvoiceRenderer>().Render(printed!); // it was issued above
            (await scope.ServiceProvider.GetRequiredService<InvoiceDocumentStore>()
                .StoreAsync(invoiceId, Number, rendered, xml: null, CancellationToken)).ShouldBeFalse();
        }

        (await _host.Http.GetByteArrayAsync($"/invoices/{Number}.pdf", CancellationToken)).ShouldBe(first);
        Directory.GetFiles(_folder.Documents, "*.pdf").ShouldHaveSingleItem();
    }

    [Fact]
    public async Task Should_name_the_characters_that_no_font_has()
    {
        _order = _order with { Customer = _order.Customer with { Name = "Ada 🎁" } };
        await IssueAsync();

        (await GetJsonAsync($"/invoices/{Number}")).GetProperty("missingCharacters").GetString().ShouldBe("U+1F381");
    }

    [Fact]
    public async Task Should_give_the_customer_who_has_the_link_the_pdf_and_nobody_else()
    {
        await _host.DisposeAsync();
        _host = await StartAsync(new()
        {
            ["CustomerLinks:Keys:0"] = "a-key-for-links-of-forty-characters-5678",
            ["CustomerLinks:Address"] = "https://shop.example",
        });
        var links = _host.Services.GetRequiredService<CustomerLinks>();
        var link = links.For(_order.OrderId)!.Invoice.PathAndQuery; // it has a key
        using (var early = await _host.Http.GetAsync(link, CancellationToken))
        {
            early.StatusCode.ShouldBe(HttpStatusCode.ServiceUnavailable);
            early.Headers.RetryAfter.ShouldNotBeNull();
        }

        await IssueAsync();

        using var answer = await _host.Http.GetAsync(link, CancellationToken);
        answer.StatusCode.ShouldBe(HttpStatusCode.OK);
        answer.Content.Headers.ContentDisposition?.ToString().ShouldBe($"attachment; filename=\"{Number}.pdf\"");
        answer.Headers.CacheControl?.ToString().ShouldBe("no-store");
        (await answer.Content.ReadAsByteArrayAsync(CancellationToken)).ShouldBe(
            await _host.Http.GetByteArrayAsync($"/invoices/{Number}.pdf", CancellationToken));
        foreach (var other in new[] { CustomerLinks.InvoicePath, link[..^1], $"{CustomerLinks.InvoicePath}?link={Number}", $"{CustomerLinks.InvoicePath}?link={_order.OrderId}" })
        {
            using var refused = await _host.Http.GetAsync(other, CancellationToken);
            refused.StatusCode.ShouldBe(HttpStatusCode.NotFound, other);
        }
    }

    private Task<InvoiceHost> StartAsync(Dictionary<string, string?>? settings = null) =>
        InvoiceHost.StartAsync(_folder.Database, SqliteFolder.Broker, CancellationToken, settings,
            services => services.AddSingleton<TimeProvider>(
                new Microsoft.Extensions.Time.Testing.FakeTimeProvider(new(2026, 11, 22, 9, 0, 0, TimeSpan.Zero))));

    private async Task IssueAsync()
    {
        await _host.Services.GetRequiredService<IBus>().Publish(_order, CancellationToken);
        await Eventually.Holds(() => _host.WithDatabaseAsync(database => database.Documents.AnyAsync(CancellationToken)),
            "the PDF is stored", cancellationToken: CancellationToken);
    }

    private async Task<JsonElement> GetJsonAsync(string path) =>
        await _host.Http.GetFromJsonAsync<JsonElement>(path, CancellationToken);

    private async Task ShouldBeRefusedAsync()
    {
        using var response = await _host.Http.GetAsync($"/invoices/{Number}.pdf", CancellationToken);
        response.StatusCode.ShouldBe(HttpStatusCode.InternalServerError);
        response.Content.Headers.ContentType!.MediaType.ShouldBe("application/problem+json"); // has content
        (await response.Content.ReadAsStringAsync(CancellationToken)).ShouldNotContain("forged");
    }
}
