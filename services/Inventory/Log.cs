namespace Microservices.Inventory;

/// <summary>Every log event of the service. Ids 3000 to 3999, never reused.</summary>
internal static partial class Log
{
    [LoggerMessage(3000, LogLevel.Information, "Order {OrderId}: reservation {ReservationId} holds all of {SkuCount} SKUs")]
    public static partial void StockReserved(this ILogger logger, Guid orderId, Guid reservationId, int skuCount);

    [LoggerMessage(3001, LogLevel.Information,
        "Order {OrderId}: reservation {ReservationId} lacks pieces of {ShortCount} of {SkuCount} SKUs, which are on back order")]
    public static partial void StockShort(
        this ILogger logger, Guid orderId, Guid reservationId, int shortCount, int skuCount);

    [LoggerMessage(3002, LogLevel.Information, "Order {OrderId} has a reservation already; message {MessageId} was absorbed")]
    public static partial void DuplicateAbsorbed(this ILogger logger, Guid orderId, Guid? messageId);

    [LoggerMessage(3003, LogLevel.Information,
        "Order {OrderId}: reservation {ReservationId} received stock; {Missing} pieces are still on back order")]
    public static partial void BackorderServed(this ILogger logger, Guid orderId, Guid reservationId, long missing);

    [LoggerMessage(3004, LogLevel.Information,
        "An interrupted allocation of stock was resumed; orders that waited received stock {Count} times")]
    public static partial void BackordersResumed(this ILogger logger, int count);

    [LoggerMessage(3005, LogLevel.Warning, "Resuming the allocation of stock failed; the next round tries again")]
    public static partial void BackordersNotResumed(this ILogger logger, Exception exception);

    [LoggerMessage(3006, LogLevel.Warning,
        "The counts of {SkuCount} SKUs are set, but serving all orders that wait for them failed; the next round goes on with it")]
    public static partial void BackordersNotServed(this ILogger logger, int skuCount, Exception exception);

    [LoggerMessage(3010, LogLevel.Information, "SKU {Sku} was set to {OnHand} on hand, {Reserved} of them reserved")]
    public static partial void StockSet(this ILogger logger, string sku, long onHand, long reserved);

    [LoggerMessage(3011, LogLevel.Information,
        "Stock import ended: {LinesRead} lines, {Created} SKUs created, {Updated} updated, {Rejected} lines rejected")]
    public static partial void StockImported(
        this ILogger logger, long linesRead, long created, long updated, long rejected);

    [LoggerMessage(3012, LogLevel.Warning, "Stock import stopped after line {LinesRead}; what it had set by then stays")]
    public static partial void StockImportStopped(this ILogger logger, long linesRead);
}
