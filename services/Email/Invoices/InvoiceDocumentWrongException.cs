namespace Microservices.Email.Invoices;

/// <summary>
/// The PDF of an invoice is missing, is not the one that the event tells of, or is too large. An issued document never changes, so
/// trying again is useless until somebody looks.
/// </summary>
/// <param name="message">Which, and what is wrong with it.</param>
internal sealed class InvoiceDocumentWrongException(string message) : Exception(message);
