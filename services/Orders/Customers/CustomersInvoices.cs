using System.Net;
using Microservices.ServiceDefaults.Customers.Links;
using Microsoft.Extensions.Options;

namespace Microservices.Orders.Customers;

/// <summary>
/// Fetches a customer's invoice from Invoice, which customers need not reach. The link goes with the request, and Invoice checks it
/// too: Orders itself may read no invoice.
/// </summary>
internal sealed class CustomersInvoices(HttpClient http, IOptions<OrdersOptions> options, ILogger<CustomersInvoices> logger)
{
    internal static async Task ForwardAsync(HttpContext context, CustomersInvoices invoices)
    {
        try
        {
            using var answer = await invoices.AskAsync(context.Request.QueryString.Value, context.RequestAborted);
            if (answer.StatusCode != HttpStatusCode.OK)
            {
                await AnswerWithoutAsync(context, answer.StatusCode);
                return;
            }

            context.Response.ContentType = answer.Content.Headers.ContentType?.ToString();
            context.Response.ContentLength = answer.Content.Headers.ContentLength;
            context.Response.Headers.ContentDisposition = answer.Content.Headers.ContentDisposition?.ToString();
            await answer.Content.CopyToAsync(context.Response.Body, context.RequestAborted);
        }
        catch (Exception exception) when (exception is HttpRequestException or TaskCanceledException or IOException
            && !context.Response.HasStarted && !context.RequestAborted.IsCancellationRequested)
        {
            invoices.LogAway(exception);
            context.Response.Clear(); // of the headers of the PDF
            await AnswerWithoutAsync(context, HttpStatusCode.ServiceUnavailable);
        }
    }

    private static Task AnswerWithoutAsync(HttpContext context, HttpStatusCode status) => status == HttpStatusCode.NotFound
        ? context.WriteNoticeAsync(StatusCodes.Status404NotFound, words => words.LinkInvalid)
        : context.WriteNoticeAsync(StatusCodes.Status503ServiceUnavailable, words => words.InvoiceNotReady);

    private Task<HttpResponseMessage> AskAsync(string? query, CancellationToken cancellationToken) => http.GetAsync(
        new Uri(options.Value.InvoiceAddress!.TrimEnd('/') + CustomerLinks.InvoicePath + query), HttpCompletionOption.ResponseHeadersRead, cancellationToken);

    private void LogAway(Exception exception) => logger.InvoiceNotReached(exception);
}
