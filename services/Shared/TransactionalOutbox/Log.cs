using Microsoft.Extensions.Logging;

namespace MassTransit.EntityFrameworkCoreIntegration;

/// <summary>Log events of inbox and outbox: 6000 to 6999, never reused.</summary>
internal static partial class Log
{
    [LoggerMessage(6001, LogLevel.Warning,
        "Delivery of stored messages of {DbContext} was interrupted; it goes on by itself once database and broker answer")]
    public static partial void DeliveryInterrupted(this ILogger logger, Exception exception, string dbContext);

    [LoggerMessage(6002, LogLevel.Warning,
        "Message {MessageId} ({SequenceNumber}) was not delivered to {DestinationAddress}; it stays stored and is tried again with growing pauses, which is not logged")]
    public static partial void MessageNotDelivered(this ILogger logger, Exception exception, Guid messageId,
        long sequenceNumber, Uri? destinationAddress);

    [LoggerMessage(6003, LogLevel.Warning,
        "The bus was not healthy within {Timeout}; stored messages are delivered all the same")]
    public static partial void BusNotHealthy(this ILogger logger, TimeSpan timeout);

    [LoggerMessage(6004, LogLevel.Warning, "Cleaning the inbox of {DbContext} failed; the next sweep tries again")]
    public static partial void InboxNotCleaned(this ILogger logger, Exception exception, string dbContext);

    [LoggerMessage(6005, LogLevel.Debug, "Forgot {Count} messages in the inbox of {DbContext}")]
    public static partial void InboxCleaned(this ILogger logger, int count, string dbContext);

    [LoggerMessage(6006, LogLevel.Warning,
        "Other processes could not be told of stored messages of {DbContext}; they find them at their next poll")]
    public static partial void NotificationFailed(this ILogger logger, Exception exception, string dbContext);

    [LoggerMessage(6007, LogLevel.Warning,
        "Listening for stored messages of {DbContext} ended; it is tried again, until then the poll finds them")]
    public static partial void ListeningFailed(this ILogger logger, Exception exception, string dbContext);

    [LoggerMessage(6008, LogLevel.Warning,
        "{Count} messages were published in a scope that ended without saving them, the first a {MessageType}: they are gone. Where no failure before it is the reason, the scope's own {DbContext} was not saved after the publish")]
    public static partial void MessagesNotSaved(this ILogger logger, int count, string dbContext, string messageType);
}
