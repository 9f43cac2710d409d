namespace Microservices.Email.Invoices;

/// <summary>The PDF of an invoice is not to be had now: Invoice does not answer, or refuses. Another attempt may succeed.</summary>
/// <param name="message">What happened.</param>
/// <param name="innerException">The cause.</param>
internal sealed class InvoiceDocumentUnavailableException(string message, Exception? innerException = null)
    : Exception(message, innerException)
{
    /// <summary>Whether another attempt within seconds makes sense; a refused caller stays refused.</summary>
    public bool CanRetryAtOnce { get; init; } = true;
}
