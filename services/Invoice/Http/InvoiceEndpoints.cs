using System.Globalization;
using Contracts.Rules;
using Microservices.Invoice.Documents;
using Microservices.Invoice.Reading;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Net.Http.Headers;

namespace Microservices.Invoice.Http;

/// <summary>The routes below <c>/invoices</c>.</summary>
internal static class InvoiceEndpoints
{
    private const string PdfType = "application/pdf";
    private const int RetryAfterSeconds = 2;
    private const int ValueLength = 80;

    /// <summary>Maps the routes.</summary>
    /// <param name="routes">Where.</param>
    public static void MapInvoices(this IEndpointRouteBuilder routes)
    {
        var group = routes.MapGroup("/invoices").WithTags("Invoices");

        group.MapGet("/{number}.pdf", GetPdfAsync)
            .WithName("GetInvoicePdf")
            .WithSummary("The invoice as PDF; immutable, with its SHA-256 as ETag.")
            .Produces(StatusCodes.Status200OK, contentType: PdfType)
            .Produces(StatusCodes.Status304NotModified)
            .ProducesProblem(StatusCodes.Status404NotFound)
            .ProducesProblem(StatusCodes.Status500InternalServerError)
            .ProducesProblem(StatusCodes.Status503ServiceUnavailable);

        group.MapGet("/{number}", GetAsync)
            .WithName("GetInvoice")
            .WithSummary("The invoice's order, amounts and the SHA-256 of its PDF.")
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
        HttpContext http, InvoiceReader reader, InvoiceDocumentStore store, InvoiceMetrics metrics,
        ILogger<InvoiceView> logger, CancellationToken cancellationToken)
    {
        var invoice = await reader.FindByNumberAsync(number, cancellationToken);
        if (invoice is null)
            return NotFound(number);
        if (invoice.Sha256 is null)
            return NotYet(http, number);

        try
        {
            var pdf = await store.ReadAsync(number, cancellationToken);
            SetHeaders(http.Response.Headers, number);
            return TypedResults.Bytes(pdf, PdfType, entityTag: new EntityTagHeaderValue($"\"{invoice.Sha256}\""));
        }
        catch (DocumentCorruptException exception)
        {
            metrics.DocumentCorrupt();
            logger.DocumentCorrupt(number, exception);
            return TypedResults.Problem(statusCode: StatusCodes.Status500InternalServerError,
                title: "The stored PDF is damaged.",
                detail: $"The PDF of invoice {number} is not what was stored; the operators have been told.");
        }
    }

    private static void SetHeaders(IHeaderDictionary headers, string number)
    {
        // Never changes; private, because it has a customer's name and address on it.
        headers.CacheControl = "private, max-age=31536000, immutable";
        headers.ContentDisposition = $"inline; filename=\"{number}.pdf\""; // a number needs no escaping
    }

    private static ProblemHttpResult NotYet(HttpContext http, string number)
    {
        http.Response.Headers.RetryAfter = RetryAfterSeconds.ToString(CultureInfo.InvariantCulture);
        return TypedResults.Problem(statusCode: StatusCodes.Status503ServiceUnavailable,
            title: "The PDF is not ready yet.",
            detail: $"Invoice {number} is issued; its PDF follows within moments. Try again.");
    }

    private static ProblemHttpResult NotFound(string number) => TypedResults.Problem(
        statusCode: StatusCodes.Status404NotFound,
        title: "There is no such invoice.",
        detail: $"No invoice has the number {number}.");
}
