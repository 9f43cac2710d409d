using System.Globalization;
using Microservices.Invoice.Documents;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Net.Http.Headers;

namespace Microservices.Invoice.Http;

/// <summary>What the routes of an invoice's documents answer.</summary>
/// <param name="Http">The request and its answer.</param>
/// <param name="Metrics">Counts damaged documents.</param>
/// <param name="Logger">Tells of them.</param>
internal sealed record DocumentAnswers(HttpContext Http, InvoiceMetrics Metrics, ILogger<DocumentAnswers> Logger)
{
    /// <summary>Media type of the PDF.</summary>
    public const string PdfType = "application/pdf";

    /// <summary>Media type of the electronic invoice.</summary>
    public const string XmlType = "application/xml";

    internal const int RetryAfterSeconds = 2;

    /// <summary>Gives out a document that never changes.</summary>
    /// <param name="number">The invoice's number.</param>
    /// <param name="type">One of the types of <see cref="DocumentName"/>.</param>
    /// <param name="read">Reads the document and its SHA-256.</param>
    /// <returns>The file; 500 when it is damaged.</returns>
    public async Task<Results<FileContentHttpResult, ProblemHttpResult>> GiveAsync(
        string number, string type, Func<Task<(byte[] Content, string Sha256)>> read)
    {
        try
        {
            var (content, sha256) = await read();
            // Private, because it has a customer's name and address on it.
            Http.Response.Headers.CacheControl = "private, max-age=31536000, immutable";
            Http.Response.Headers.ContentDisposition = $"inline; filename=\"{number}.{type}\""; // a number needs no escaping
            return TypedResults.Bytes(content, type == DocumentName.Pdf ? PdfType : XmlType,
                entityTag: new EntityTagHeaderValue($"\"{sha256}\""));
        }
        catch (DocumentCorruptException exception)
        {
            Metrics.DocumentCorrupt();
            Logger.DocumentCorrupt(number, exception);
            return TypedResults.Problem(statusCode: StatusCodes.Status500InternalServerError,
                title: $"The stored {type.ToUpperInvariant()} is damaged.",
                detail: $"The {type.ToUpperInvariant()} of invoice {number} is not what was stored; the operators have been told.");
        }
    }

    /// <summary>Asks to come back when the documents are made.</summary>
    /// <param name="number">The invoice's number.</param>
    /// <returns>503.</returns>
    public ProblemHttpResult NotYet(string number)
    {
        Http.Response.Headers.RetryAfter = RetryAfterSeconds.ToString(CultureInfo.InvariantCulture);
        return TypedResults.Problem(statusCode: StatusCodes.Status503ServiceUnavailable,
            title: "The documents are not ready yet.",
            detail: $"Invoice {number} is issued; its documents follow within moments. Try again.");
    }

    /// <summary>Says why an invoice has no electronic form.</summary>
    /// <param name="number">The invoice's number.</param>
    /// <param name="obstacle">A clause with the reason.</param>
    /// <returns>404.</returns>
    public static ProblemHttpResult NoXml(string number, string obstacle) => TypedResults.Problem(
        statusCode: StatusCodes.Status404NotFound,
        title: "The invoice has no electronic form.",
        detail: $"Invoice {number} has no XML by EN 16931: {obstacle}. Its PDF is the invoice.");
}
