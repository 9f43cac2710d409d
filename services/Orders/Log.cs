namespace Microservices.Orders;

/// <summary>Every log event of the service (ids 1000 to 1999). Identifiers only: no customer data.</summary>
internal static partial class Log
{
    [LoggerMessage(1000, LogLevel.Information, "Order {OrderId} accepted as {OrderNumber}")]
    public static partial void OrderAccepted(this ILogger logger, Guid orderId, string orderNumber);

    [LoggerMessage(1001, LogLevel.Information, "Order {OrderId} ({OrderNumber}) was sent again and answered as before")]
    public static partial void OrderRepeated(this ILogger logger, Guid orderId, string orderNumber);

    [LoggerMessage(1002, LogLevel.Information, "Order {OrderId} ({OrderNumber}), which another service confirmed, is adopted")]
    public static partial void OrderAdopted(this ILogger logger, Guid orderId, string orderNumber);

    [LoggerMessage(1010, LogLevel.Information, "Import started, format {Format}")]
    public static partial void ImportStarted(this ILogger logger, string format);

    [LoggerMessage(1011, LogLevel.Information,
        "Import ended: {LinesRead} lines, {Accepted} orders accepted, {Duplicates} duplicates, {Rejected} rejected")]
    public static partial void ImportEnded(this ILogger logger, long linesRead, long accepted, long duplicates,
        long rejected);

    [LoggerMessage(1012, LogLevel.Warning,
        "Import stopped after reading {LinesRead} lines; {Accepted} orders were accepted; sending the file again resumes it")]
    public static partial void ImportStopped(this ILogger logger, long linesRead, long accepted);

    [LoggerMessage(1013, LogLevel.Debug, "Order {OrderNumber} at lines {Lines} of the import rejected: {Reason}")]
    public static partial void ImportedOrderRejected(this ILogger logger, string? orderNumber, string lines,
        string reason);

    [LoggerMessage(1020, LogLevel.Information, "Order {OrderId}: {Step} is {Status}, reference {Reference}")]
    public static partial void FulfilmentRecorded(this ILogger logger, Guid orderId, string step, string status,
        string? reference);

    [LoggerMessage(1021, LogLevel.Warning, "Order {OrderId}: {Step} gave up")]
    public static partial void FulfilmentFailed(this ILogger logger, Guid orderId, string step);

    [LoggerMessage(1022, LogLevel.Warning,
        "Order {OrderId}: a failure at {Queue} belongs to no step and is ignored")]
    public static partial void FaultIgnored(this ILogger logger, Guid orderId, string? queue);

    [LoggerMessage(1023, LogLevel.Information, "Order {OrderId} is not here yet; the report that {Step} is {Status} waits for it")]
    public static partial void ReportCameEarly(this ILogger logger, Guid orderId, string step, string status);

    [LoggerMessage(1024, LogLevel.Information, "Order {OrderId} was given stock; {Pieces} pieces are still on back order")]
    public static partial void BackorderFilled(this ILogger logger, Guid orderId, long pieces);

    [LoggerMessage(1030, LogLevel.Information, "Deleted {Count} idempotency keys past their retention")]
    public static partial void IdempotencyKeysDeleted(this ILogger logger, int count);

    [LoggerMessage(1031, LogLevel.Warning, "Deleting what is past its retention failed; the next round tries again")]
    public static partial void CleanupFailed(this ILogger logger, Exception exception);

    [LoggerMessage(1034, LogLevel.Warning, "Let go of {Count} reports whose order never came")]
    public static partial void ReportsLetGo(this ILogger logger, int count);

    [LoggerMessage(1032, LogLevel.Information, "Brought the status of {Count} orders up to date with their steps")]
    public static partial void OrderStatusRepaired(this ILogger logger, int count);

    [LoggerMessage(1033, LogLevel.Warning, "Bringing the status of orders up to date failed; the next round tries again")]
    public static partial void OrderStatusRepairFailed(this ILogger logger, Exception exception);

    [LoggerMessage(1035, LogLevel.Warning, "Order {OrderId}: writing the reports that came before it failed; the next round tries again")]
    public static partial void EarlyReportsNotApplied(this ILogger logger, Guid orderId, Exception exception);

    [LoggerMessage(1040, LogLevel.Warning,
        "{Limit} messages or more wait in the outbox: orders are answered 429 until the broker takes messages again")]
    public static partial void OutboxFull(this ILogger logger, int limit);

    [LoggerMessage(1041, LogLevel.Information, "Fewer than {Limit} messages wait in the outbox: orders are taken again")]
    public static partial void OutboxEmptied(this ILogger logger, int limit);

    [LoggerMessage(1042, LogLevel.Warning, "Counting the outbox failed; the next round tries again")]
    public static partial void OutboxNotCounted(this ILogger logger, Exception exception);

    [LoggerMessage(1050, LogLevel.Warning, "Invoice does not answer: a customer who asked for an invoice was told to come back")]
    public static partial void InvoiceNotReached(this ILogger logger, Exception exception);

    [LoggerMessage(1051, LogLevel.Warning, "Invoice answered {Status} to a customer's link. Does it have the same keys for links?")]
    public static partial void InvoiceRefused(this ILogger logger, int status);

    [LoggerMessage(1052, LogLevel.Warning, "A customer's link is of the order {OrderId}, which is not here")]
    public static partial void LinkOfNoOrder(this ILogger logger, Guid orderId);
}
