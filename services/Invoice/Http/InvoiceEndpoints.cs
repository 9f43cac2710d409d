using Contracts.Rules;
using Microservices.Invoice.Documents;
using Microservices.Invoice.Reading;
using Microservices.Invoice.Xml;
using Microservices.ServiceDefaults.Security;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;

namespace Microservices.Invoice.Http;

/// <summary>The routes below <c>/invoices</c>.</summary>
internal static class InvoiceEndpoints
{
    private const int ValueLength = 80;

    /// <summary>Maps the routes.</summary>
    /// <param name="routes">Where.</param>
    public static void MapInvoices(this IEndpointRouteBuilder routes)
    {
        var group = routes.MapGroup("/invoices").RequireScope(Scopes.InvoicesRead).WithTags("Invoices");

        group.MapGet("/{number}.pdf", GetPdfAsync)
            .WithName("GetInvoicePdf")
            .WithSummary("The invoice as PDF; immutable, with its SHA-256 as ETag.")
            .Produces(StatusCodes.Status200OK, contentType: DocumentAnswers.PdfType)
            .Produces(StatusCodes.Status304NotModified)
            .ProducesProblem(StatusCodes.Status404NotFound)
            .ProducesProblem(StatusCodes.Status500InternalServerError)
            .ProducesProblem(StatusCodes.Status503ServiceUnavailable);

        group.MapGet("/{number}.xml", GetXmlAsync)
            .WithName("GetInvoiceXml")
            .WithSummary("The electronic invoice: EN 16931 in the syntax UN/CEFACT CII; immutable, with its SHA-256 as ETag.")
            .Produces(StatusCodes.Status200OK, contentType: DocumentAnswers.XmlType)
            .Produces(StatusCodes.Status304NotModified)
            .ProducesProblem(StatusCodes.Status404NotFound)
            .ProducesProblem(StatusCodes.Status500InternalServerError)
            .ProducesProblem(StatusCodes.Status503ServiceUnavailable);

        group.MapGet("/{number}", GetAsync)
            .WithName("GetInvoice")
            .WithSummary("The invoice's order, amounts and the SHA-256 of its documents.")
            .ProducesProblem(StatusCodes.Status404NotFound);

        group.MapGet("/", FindAsync)
            .WithName("FindInvoices")
            .WithSummary("The invoice of an order: a list of one, or of none.");
    }

    private static async Task<Results<Ok<InvoiceView>, ProblemHttpResult>> GetAsync(
        string number, InvoiceReader reader, CancellationToken cancellationToken) =>
        await reader.FindByNumberAsync(number, cancellationToken) is { } invoice
            ? TypedResults.Ok(invoice)
            : NotFound(number);

    private static async Task<Results<Ok<IReadOnlyList<InvoiceView>>, ValidationProblem>> FindAsync(
        [FromQuery] string orderId, InvoiceReader reader, CancellationToken cancellationToken)
    {
        if (Uuids.TryRead(orderId, out var id))
            return TypedResults.Ok(await reader.FindByOrderAsync(id, cancellationToken));

        var rule = $"{Uuids.Words} (was '{Characters.Show(Characters.Cut(orderId, ValueLength))}')";
        return TypedResults.ValidationProblem(new Dictionary<string, string[]> { ["orderId"] = [rule] }, $"orderId {rule}.");
    }

    private static async Task<Results<FileContentHttpResult, ProblemHttpResult>> GetPdfAsync(string number,
        InvoiceReader reader, InvoiceDocumentStore store, [AsParameters] DocumentAnswers answers, CancellationToken cancellationToken)
    {
        var invoice = await reader.FindByNumberAsync(number, cancellationToken);
        if (invoice is null)
            return NotFound(number);
        if (invoice.Sha256 is not { } sha256)
            return answers.NotYet(number);

        return await answers.GiveAsync(number, DocumentName.Pdf, async () => (await store.ReadAsync(number, cancellationToken), sha256));
    }

    private static async Task<Results<FileContentHttpResult, ProblemHttpResult>> GetXmlAsync(string number,
        InvoiceReader reader, InvoiceXmlStore store, InvoiceXmlMaker maker, [AsParameters] DocumentAnswers answers, CancellationToken cancellationToken)
    {
        var invoice = await reader.FindByNumberAsync(number, cancellationToken);
        if (invoice is null)
            return NotFound(number);
        if (invoice.Sha256 is null)
            return answers.NotYet(number);

        // An earlier release stored the PDF alone.
        if (invoice.XmlSha256 is null && await reader.LoadPrintedAsync(number, cancellationToken) is { } printed)
        {
            if (maker.Make(printed, out var obstacle) is not { } xml)
                return DocumentAnswers.NoXml(number, obstacle);
            await store.StoreAsync(printed.Id, number, xml, cancellationToken);
        }

        return await answers.GiveAsync(number, DocumentName.Xml, async () => await store.ReadAsync(number, cancellationToken)
            ?? throw new InvalidOperationException($"The XML of invoice {number} was stored and is not there."));
    }

    private static ProblemHttpResult NotFound(string number) => TypedResults.Problem(
        statusCode: StatusCodes.Status404NotFound,
        title: "There is no such invoice.",
        detail: $"No invoice has the number {number}.");
}
