namespace Microservices.Invoice.Reading;

/// <summary>A message names an invoice that does not exist: a permanent fault.</summary>
/// <param name="message">Which.</param>
internal sealed class InvoiceNotFoundException(string message) : Exception(message);
