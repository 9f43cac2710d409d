using System.Globalization;
using System.Security.Claims;
using Microservices.Invoice.Documents;
using Microservices.Invoice.Reading;
using Microservices.ServiceDefaults.Customers.Links;

namespace Microservices.Invoice.Http;

/// <summary>The invoice of an order, for the customer who brings the order's link.</summary>
internal static class CustomersInvoice
{
    /// <summary>Maps the route.</summary>
    /// <param name="routes">Where.</param>
    public static void MapCustomersInvoice(this IEndpointRouteBuilder routes) =>
        routes.MapGet(CustomerLinks.InvoicePath, GiveAsync).RequireCustomerLink();

    private static async Task<IResult> GiveAsync(ClaimsPrincipal user, InvoiceReader reader, InvoiceDocumentStore store,
        [AsParameters] DocumentAnswers answers, CancellationToken cancellationToken)
    {
        if (await reader.FindByOrderAsync(user.OrderOfLink(), cancellationToken) is not [{ Sha256: { } sha256 } invoice, ..])
        {
            answers.Http.Response.Headers.RetryAfter = DocumentAnswers.RetryAfterSeconds.ToString(CultureInfo.InvariantCulture);
            await answers.Http.WriteNoticeAsync(StatusCodes.Status503ServiceUnavailable, words => words.InvoiceNotReady);
            return Results.Empty;
        }

        var file = await answers.GiveAsync(invoice.Number, DocumentName.Pdf, async () => (await store.ReadAsync(invoice.Number, cancellationToken), sha256));
        // Saved, not shown: browsers show a PDF by scripts and styles, which the page may not have. Nor kept: the link ends.
        answers.Http.Response.Headers.ContentDisposition = $"attachment; filename=\"{invoice.Number}.pdf\"";
        answers.Http.Response.Headers.CacheControl = "no-store";
        return file;
    }
}
