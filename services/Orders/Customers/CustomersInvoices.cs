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
    private const string RetryAfterSeconds = "5";

    /// <summary>Answers with the PDF, or with a page that says why there is none.</summary>
    public async Task ForwardAsync(HttpContext context)
    {
        var (response, cancellationToken) = (context.Response, context.RequestAborted);
        var address = options.Value.InvoiceAddress!.TrimEnd('/') + CustomerLinks.InvoicePath + context.Request.QueryString; // the route is there with it only
        try
        {
            using var answer = await http.GetAsync(new Uri(address), HttpCompletionOption.ResponseHeadersRead, cancellationToken);
            if (answer.StatusCode != HttpStatusCode.OK)
            {
                if (answer.StatusCode != HttpStatusCode.ServiceUnavailable)
                    logger.InvoiceRefused((int)answer.StatusCode);
                await AnswerWithoutAsync(context, answer.StatusCode);
                return;
            }

            response.ContentType = answer.Content.Headers.ContentType?.ToString();
            response.ContentLength = answer.Content.Headers.ContentLength;
            response.Headers.ContentDisposition = answer.Content.Headers.ContentDisposition?.ToString();
            await answer.Content.CopyToAsync(response.Body, cancellationToken);
        }
        catch (Exception exception) when (exception is HttpRequestException or TaskCanceledException or IOException
            && !response.HasStarted && !cancellationToken.IsCancellationRequested)
        {
            logger.InvoiceNotReached(exception);
            response.Clear(); // of the headers of the PDF
            await AnswerWithoutAsync(context, HttpStatusCode.ServiceUnavailable);
        }
    }

    private static Task AnswerWithoutAsync(HttpContext context, HttpStatusCode status)
    {
        if (status == HttpStatusCode.NotFound)
            return context.WriteNoticeAsync(StatusCodes.Status404NotFound, words => words.LinkInvalid);

        context.Response.Headers.RetryAfter = RetryAfterSeconds;
        return context.WriteNoticeAsync(StatusCodes.Status503ServiceUnavailable, words => words.InvoiceNotReady);
    }
}
