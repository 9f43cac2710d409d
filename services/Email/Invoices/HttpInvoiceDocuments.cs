using System.Net;
using Microsoft.Extensions.Options;
using Polly;
using Polly.Registry;
using Polly.Timeout;

namespace Microservices.Email.Invoices;

/// <summary>Gets the PDFs from Invoice by HTTP, within the pipeline of <see cref="InvoicesResilience"/>.</summary>
internal sealed class HttpInvoiceDocuments(
    IHttpClientFactory clients, ResiliencePipelineProvider<string> pipelines, IOptions<InvoicesOptions> options) : IInvoiceDocuments
{
    /// <summary>Name of the client.</summary>
    public const string ClientName = "email-invoices";

    private readonly ResiliencePipeline _pipeline = pipelines.GetPipeline(InvoicesResilience.PipelineName);

    public TimeSpan Timeout => options.Value.TotalTimeout;

    /// <summary>Why the last attempt got no file; <see langword="null"/> when it got one, or Invoice had none.</summary>
    public string? Trouble { get; private set; }

    public async Task<byte[]> ReadAsync(string invoiceNumber, int length, CancellationToken cancellationToken)
    {
        try
        {
            var pdf = await _pipeline.ExecuteAsync(
                static async (state, token) => await state.Documents.AttemptAsync(state.Number, state.Length, token),
                (Documents: this, Number: invoiceNumber, Length: length), cancellationToken);
            Trouble = null;
            return pdf;
        }
        catch (TimeoutRejectedException exception)
        {
            Trouble = "Invoice did not answer in time.";
            throw new InvoiceDocumentUnavailableException(Trouble, exception);
        }
        catch (InvoiceDocumentUnavailableException exception)
        {
            Trouble = exception.Message;
            throw;
        }
        catch (InvoiceDocumentWrongException)
        {
            Trouble = null; // it answers
            throw;
        }
    }

    /// <summary>Asks Invoice whether it is ready.</summary>
    /// <exception cref="HttpRequestException">It is not reached, or not ready.</exception>
    public async Task ProbeAsync(CancellationToken cancellationToken)
    {
        using var client = clients.CreateClient(ClientName);
        using var answer = await client.GetAsync(AddressOf("health/ready"), HttpCompletionOption.ResponseHeadersRead, cancellationToken);
        if (answer.StatusCode >= HttpStatusCode.InternalServerError)
            answer.EnsureSuccessStatusCode();
    }

    // Below an address that may have a path of its own, with or without a slash behind it. Reading it drops blanks at its ends.
    private Uri AddressOf(string path) => new($"{new Uri(options.Value.Address).AbsoluteUri.TrimEnd('/')}/{path}");

    private async Task<byte[]> AttemptAsync(string number, int length, CancellationToken cancellationToken)
    {
        var address = AddressOf($"invoices/{Uri.EscapeDataString(number)}.pdf");
        try
        {
            using var client = clients.CreateClient(ClientName);
            using var request = new HttpRequestMessage(HttpMethod.Get, address);
            if (!string.IsNullOrWhiteSpace(options.Value.ApiKey))
                request.Headers.Add("X-Api-Key", options.Value.ApiKey.Trim());
            using var response = await client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellationToken);
            if (response.StatusCode != HttpStatusCode.OK)
                throw Refused(number, response.StatusCode);

            await using var body = await response.Content.ReadAsStreamAsync(cancellationToken);
            var pdf = new byte[length + 1]; // the one that is too much tells a longer file
            var read = await body.ReadAtLeastAsync(pdf, pdf.Length, throwOnEndOfStream: false, cancellationToken);
            return pdf[..read];
        }
        catch (Exception exception) when (exception is HttpRequestException or IOException)
        {
            throw new InvoiceDocumentUnavailableException($"Invoice could not be asked: {exception.Message}", exception);
        }
    }

    private static Exception Refused(string number, HttpStatusCode status) => status is HttpStatusCode.NotFound or HttpStatusCode.Gone
        ? new InvoiceDocumentWrongException($"Invoice has no PDF of {number}: it answered {(int)status}.")
        : new InvoiceDocumentUnavailableException($"Invoice answered {(int)status} for the PDF of {number}.")
        {
            CanRetryAtOnce = status is >= HttpStatusCode.InternalServerError or HttpStatusCode.RequestTimeout or HttpStatusCode.TooManyRequests,
        };
}
