using System.Net.Http.Headers;

namespace Microservices.Email.Invoices;

/// <summary>What every request to Invoice says of its sender.</summary>
internal sealed class InvoiceRequestHandler : DelegatingHandler
{
    private static readonly ProductInfoHeaderValue Sender = new("microservices-email", null);
    private static readonly MediaTypeWithQualityHeaderValue Pdf = new("application/pdf");

    protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        request.Headers.UserAgent.Add(Sender);
        request.Headers.Accept.Add(Pdf);
        return base.SendAsync(request, cancellationToken);
    }
}
