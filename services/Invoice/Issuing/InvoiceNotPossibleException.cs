namespace Microservices.Invoice.Issuing;

/// <summary>An order that no invoice can be written for, however often it is tried: a permanent fault.</summary>
/// <param name="message">Which field, its value, and what is valid.</param>
internal sealed class InvoiceNotPossibleException(string message) : Exception(message);
