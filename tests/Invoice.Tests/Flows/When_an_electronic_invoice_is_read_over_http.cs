using System.Net;
using System.Security.Cryptography;
using System.Text.Json;
using Contracts.Orders;
using MassTransit;
using Microservices.Invoice.Data;
using Microservices.Invoice.Documents;
using Microservices.Invoice.Pdf;
using Microservices.Invoice.Reading;
using Microservices.Invoice.Tests.Xml.Rules;
using Microservices.Testing;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Microservices.Invoice.Tests.Flows;

public sealed class When_an_electronic_invoice_is_read_over_http : IAsyncLifetime
{
    private const string Number = "INV-2026-000001";
    private const string Path = $"/invoices/{Number}.xml";

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
    public async Task Should_give_the_xml_that_was_stored_with_the_pdf()
    {
        await IssueAsync();
        var stored = (await XmlAsync()).ShouldNotBeNull();

        using var response = await _host.Http.GetAsync(Path, CancellationToken);
        var xml = await response.Content.ReadAsByteArrayAsync(CancellationToken);

        response.StatusCode.ShouldBe(HttpStatusCode.OK);
        response.Content.Headers.ContentType!.MediaType.ShouldBe("application/xml"); // has content
        response.Content.Headers.ContentDisposition!.ToString().ShouldBe($"inline; filename=\"{Number}.xml\""); // as above
        response.Headers.CacheControl!.ToString().ShouldContain("immutable");
        response.Headers.ETag!.Tag.ShouldBe($"\"{Convert.ToHexStringLower(SHA256.HashData(xml))}\"");
        xml.ShouldBe(stored.Xml);
        En16931Rules.FindBreaches(xml).ShouldBeEmpty();

        var invoice = await GetJsonAsync($"/invoices/{Number}");
        invoice.GetProperty("xmlSha256").GetString().ShouldBe(stored.Sha256);
        invoice.GetProperty("xmlLength").GetInt32().ShouldBe(xml.Length);
    }

    [Fact]
    public async Task Should_answer_not_modified_to_who_has_it()
    {
        await IssueAsync();
        using var first = await _host.Http.GetAsync(Path, CancellationToken);
        using var request = new HttpRequestMessage(HttpMethod.Get, Path);
        request.Headers.IfNoneMatch.Add(first.Headers.ETag!); // asserted by the test above

        using var second = await _host.Http.SendAsync(request, CancellationToken);

        second.StatusCode.ShouldBe(HttpStatusCode.NotModified);
    }

    [Fact]
    public async Task Should_make_it_once_for_an_invoice_of_an_earlier_release()
    {
        await IssueAsync();
        await _host.WithDatabaseAsync(database => database.Xml.ExecuteDeleteAsync(CancellationToken));

        var answers = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => _host.Http.GetByteArrayAsync(Path, CancellationToken)));

        answers.ShouldAllBe(xml => xml.SequenceEqual(answers[0]));
        (await XmlAsync()).ShouldNotBeNull().Xml.ShouldBe(answers[0]);
    }

    [Fact]
    public async Task Should_store_both_documents_or_none()
    {
        await IssueAsync();
        var printed = await _host.WithDatabaseAsync(async database =>
        {
            await database.Documents.ExecuteDeleteAsync(CancellationToken);
            await database.Database.ExecuteSqlAsync($"DROP TABLE invoice_xml", CancellationToken);
            return await new InvoiceReader(database).LoadPrintedAsync(Number, CancellationToken);
        });

        await using var scope = _host.Services.CreateAsyncScope();
        await Should.ThrowAsync<SqliteException>(scope.ServiceProvider.GetRequiredService<InvoiceDocumentStore>()
            .StoreAsync(printed!.Id, Number, new RenderedInvoice([1], null), [2], CancellationToken)); // it was issued above

        (await _host.WithDatabaseAsync(database => database.Documents.AnyAsync(CancellationToken))).ShouldBeFalse();
    }

    [Fact]
    public async Task Should_never_write_a_second_one()
    {
        await IssueAsync();
        var stored = (await XmlAsync()).ShouldNotBeNull();

        await _host.DisposeAsync();
        _host = await StartAsync(new() { ["Invoice:PaymentDays"] = "30" });

        (await _host.Http.GetByteArrayAsync(Path, CancellationToken)).ShouldBe(stored.Xml);
    }

    [Fact]
    public async Task Should_say_why_an_invoice_has_none()
    {
        _order = _order with { ShippingAddress = null };
        await IssueAsync();

        (await ShouldHaveNoneAsync()).ShouldBe(
            $"Invoice {Number} has no XML by EN 16931: the buyer's country is unknown (BR-11). Its PDF is the invoice.");
        (await GetJsonAsync($"/invoices/{Number}")).GetProperty("xmlSha256").ValueKind.ShouldBe(JsonValueKind.Null);
        (await _host.Http.GetByteArrayAsync($"/invoices/{Number}.pdf", CancellationToken)).Length.ShouldBePositive();
    }

    [Fact]
    public async Task Should_make_none_where_that_is_switched_off()
    {
        await _host.DisposeAsync();
        _host = await StartAsync(new() { ["Invoice:Xml:Enabled"] = "false" });
        await IssueAsync();

        (await ShouldHaveNoneAsync()).ShouldNotBeNull().ShouldContain("Invoice__Xml__Enabled");
        (await XmlAsync()).ShouldBeNull();

        await _host.DisposeAsync();
        _host = await StartAsync();
        En16931Rules.FindBreaches(await _host.Http.GetByteArrayAsync(Path, CancellationToken)).ShouldBeEmpty();
    }

    [Fact]
    public async Task Should_say_that_there_is_no_such_invoice()
    {
        using var response = await _host.Http.GetAsync("/invoices/INV-1999-000001.xml", CancellationToken);

        response.StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await response.Content.ReadAsStringAsync(CancellationToken)).ShouldContain("There is no such invoice.");
    }

    [Fact]
    public async Task Should_ask_to_come_back_while_the_documents_are_not_made()
    {
        await IssueAsync();
        await _host.WithDatabaseAsync(database => database.Documents.ExecuteDeleteAsync(CancellationToken));

        using var response = await _host.Http.GetAsync(Path, CancellationToken);

        response.StatusCode.ShouldBe(HttpStatusCode.ServiceUnavailable);
        response.Headers.RetryAfter!.Delta.ShouldNotBeNull(); // the header is what is asserted
    }

    [Fact]
    public async Task Should_refuse_to_give_one_that_was_changed()
    {
        await IssueAsync();
        await _host.WithDatabaseAsync(database => database.Xml.ExecuteUpdateAsync(
            row => row.SetProperty(document => document.Xml, "<forged/>"u8.ToArray()), CancellationToken));

        await ShouldBeRefusedAsync();
    }

    [Fact]
    public async Task Should_keep_it_as_a_file_where_a_folder_is_set()
    {
        await _host.DisposeAsync();
        _host = await StartAsync(new() { ["Invoice:Documents:Directory"] = _folder.Documents });
        await IssueAsync();
        var file = Directory.GetFiles(_folder.Documents, "*.xml").ShouldHaveSingleItem();

        (await _host.Http.GetByteArrayAsync(Path, CancellationToken)).ShouldBe(await File.ReadAllBytesAsync(file, CancellationToken));
        (await XmlAsync()).ShouldNotBeNull().Xml.ShouldBeNull();

        await File.AppendAllTextAsync(file, "<!-- forged -->", CancellationToken);
        await ShouldBeRefusedAsync();
        File.Delete(file);
        await ShouldBeRefusedAsync();
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

    private Task<InvoiceXml?> XmlAsync() =>
        _host.WithDatabaseAsync(database => database.Xml.AsNoTracking().SingleOrDefaultAsync(CancellationToken));

    private async Task<JsonElement> GetJsonAsync(string path) =>
        JsonElement.Parse(await _host.Http.GetStringAsync(path, CancellationToken));

    private async Task<string?> ShouldHaveNoneAsync()
    {
        using var response = await _host.Http.GetAsync(Path, CancellationToken);
        response.StatusCode.ShouldBe(HttpStatusCode.NotFound);
        response.Content.Headers.ContentType!.MediaType.ShouldBe("application/problem+json"); // has content
        var problem = JsonElement.Parse(await response.Content.ReadAsStringAsync(CancellationToken));
        problem.GetProperty("title").GetString().ShouldBe("The invoice has no electronic form.");
        return problem.GetProperty("detail").GetString();
    }

    private async Task ShouldBeRefusedAsync()
    {
        using var response = await _host.Http.GetAsync(Path, CancellationToken);
        response.StatusCode.ShouldBe(HttpStatusCode.InternalServerError);
        (await response.Content.ReadAsStringAsync(CancellationToken)).ShouldNotContain("forged");
    }
}
