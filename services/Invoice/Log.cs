namespace Microservices.Invoice;

/// <summary>Every log event of the service. Ids 4000 to 4999, never reused. No names, no addresses.</summary>
internal static partial class Log
{
    [LoggerMessage(4001, LogLevel.Debug,
        "Order {OrderId} takes invoice number {InvoiceNumber}; the commit follows (retry attempt {RetryAttempt}).")]
    public static partial void NumberTaken(this ILogger logger, Guid orderId, string invoiceNumber, int retryAttempt);

    [LoggerMessage(4002, LogLevel.Information,
        "Message {MessageId} was a duplicate: order {OrderId} was invoiced before, no number was taken.")]
    public static partial void AlreadyInvoiced(this ILogger logger, Guid orderId, Guid? messageId);

    [LoggerMessage(4003, LogLevel.Information, "Invoice {InvoiceNumber} was rendered and stored ({Length} bytes).")]
    public static partial void DocumentStored(this ILogger logger, string invoiceNumber, int length);

    [LoggerMessage(4004, LogLevel.Debug, "Message {MessageId} was a duplicate: invoice {InvoiceId} was rendered before.")]
    public static partial void AlreadyRendered(this ILogger logger, Guid invoiceId, Guid? messageId);

    [LoggerMessage(4005, LogLevel.Error,
        "Invoice {InvoiceNumber} was asked for, but its stored document is damaged; restore it from a backup.")]
    public static partial void DocumentCorrupt(this ILogger logger, string invoiceNumber, Exception exception);

    [LoggerMessage(4006, LogLevel.Warning,
        "Invoice {InvoiceNumber} shows U+FFFD in place of characters that no font has: {Characters}.")]
    public static partial void CharactersMissing(this ILogger logger, string invoiceNumber, string characters);

    [LoggerMessage(4007, LogLevel.Warning, "Invoice {InvoiceNumber} has no electronic form: {Reason}.")]
    public static partial void XmlImpossible(this ILogger logger, string invoiceNumber, string reason);

    [LoggerMessage(4008, LogLevel.Warning,
        "Invoice {InvoiceNumber} has {Count} characters that XML forbids; its electronic form shows U+FFFD for each.")]
    public static partial void XmlCharactersReplaced(this ILogger logger, string invoiceNumber, int count);

    [LoggerMessage(4009, LogLevel.Information, "The XML of invoice {InvoiceNumber} was stored ({Length} bytes).")]
    public static partial void XmlStored(this ILogger logger, string invoiceNumber, int length);
}
