using System.Net;

namespace Microservices.DeadLetters;

/// <summary>Every log event of the service. Ids 5000 to 5999, never reused.</summary>
internal static partial class Log
{
    [LoggerMessage(5000, LogLevel.Information, "Queue {Queue} is read")]
    public static partial void QueueFound(this ILogger logger, string queue);

    [LoggerMessage(5001, LogLevel.Warning, "Queue {Queue} cannot be read; the others are")]
    public static partial void QueueRefused(this ILogger logger, Exception exception, string queue);

    [LoggerMessage(5002, LogLevel.Warning, "The broker could not be asked for its queues; those known are read")]
    public static partial void DiscoveryFailed(this ILogger logger, Exception exception);

    [LoggerMessage(5003, LogLevel.Warning, "The ingest could not use the broker; it tries again")]
    public static partial void IngestDisconnected(this ILogger logger, Exception exception);

    [LoggerMessage(5004, LogLevel.Warning, "The ingest's connection to the broker was lost; it is opened again")]
    public static partial void IngestConnectionLost(this ILogger logger);

    [LoggerMessage(5005, LogLevel.Error, "Dead letters could not be stored; they are kept unacknowledged until it works")]
    public static partial void IngestWaiting(this ILogger logger, Exception exception);

    [LoggerMessage(5006, LogLevel.Information, "Dead letters are stored again")]
    public static partial void IngestResumed(this ILogger logger);

    [LoggerMessage(5007, LogLevel.Error,
        "The database refused a message of queue {Queue} ({MessageKey}); it is left in the queue and read at the next start")]
    public static partial void ArrivalRefused(this ILogger logger, Exception exception, string queue, string messageKey);

    [LoggerMessage(5008, LogLevel.Warning, "The database refused the exceptions of {Count} faults; they are left out")]
    public static partial void FaultsRefused(this ILogger logger, Exception exception, int count);

    [LoggerMessage(5009, LogLevel.Error, "Exceptions of faults could not be matched; the next sweep tries again")]
    public static partial void FaultSweepFailed(this ILogger logger, Exception exception);

    [LoggerMessage(5010, LogLevel.Debug, "The broker could not be asked for the consumers of {MessageType}")]
    public static partial void ConsumersUnknown(this ILogger logger, Exception exception, string messageType);

    [LoggerMessage(5011, LogLevel.Error,
        "A message of queue {Queue} ({MessageId}) cannot be read; its bytes are kept, without its headers")]
    public static partial void ArrivalParked(this ILogger logger, Exception exception, string queue, string messageId);

    [LoggerMessage(5200, LogLevel.Information, "Replay {ReplayId} was created: {Queued} messages to send, {Skipped} skipped")]
    public static partial void ReplayCreated(this ILogger logger, Guid replayId, long queued, long skipped);

    [LoggerMessage(5201, LogLevel.Information, "Replay {ReplayId} was {Action}")]
    public static partial void ReplayChanged(this ILogger logger, Guid replayId, string action);

    [LoggerMessage(5202, LogLevel.Warning, "Replay {ReplayId} {Reason}")]
    public static partial void ReplayPausedItself(this ILogger logger, Guid replayId, string reason);

    [LoggerMessage(5203, LogLevel.Information, "Replay {ReplayId} ended: {State}")]
    public static partial void ReplayEnded(this ILogger logger, Guid replayId, string state);

    [LoggerMessage(5204, LogLevel.Warning, "Replay {ReplayId}: {Count} messages were claimed and not confirmed; they are sent again")]
    public static partial void ReplayItemsGivenBack(this ILogger logger, Guid replayId, int count);

    [LoggerMessage(5205, LogLevel.Warning, "The broker cannot be reached; replays go on when it is back")]
    public static partial void ReplayBrokerUnavailable(this ILogger logger, Exception exception);

    [LoggerMessage(5206, LogLevel.Warning, "Replay item {ReplayItemId}: not known whether the broker has it ({Failure})")]
    public static partial void ReplayOutcomeUnknown(this ILogger logger, long replayItemId, string failure);

    [LoggerMessage(5207, LogLevel.Error, "A step of the replays failed; the next one takes up what it left")]
    public static partial void ReplayStepFailed(this ILogger logger, Exception exception);

    [LoggerMessage(5208, LogLevel.Information,
        "The acknowledgement of replay item {ReplayItemId} by {Queue} changed nothing: known already, or none of ours")]
    public static partial void AcknowledgementChangedNothing(this ILogger logger, long replayItemId, string queue);

    [LoggerMessage(5300, LogLevel.Warning, "A sign-in from {Address} was refused: {Reason}")]
    public static partial void SignInRefused(this ILogger logger, IPAddress? address, string reason);

    [LoggerMessage(5400, LogLevel.Information, "{Count} dead letters were {Action}")]
    public static partial void LettersChanged(this ILogger logger, int count, string action);

    [LoggerMessage(5401, LogLevel.Information, "{Count} dead letters were deleted: their time was over")]
    public static partial void LettersPurged(this ILogger logger, int count);

    [LoggerMessage(5402, LogLevel.Error, "What is due could not be deleted; the next sweep tries again")]
    public static partial void RetentionFailed(this ILogger logger, Exception exception);

    [LoggerMessage(5500, LogLevel.Warning, "Notification {NotificationId} could not be sent by {Channel}; it is tried again")]
    public static partial void NotificationNotSent(this ILogger logger, Exception exception, long notificationId, string channel);

    [LoggerMessage(5501, LogLevel.Error, "Notification {NotificationId} was tried for a day and is given up")]
    public static partial void NotificationGivenUp(this ILogger logger, long notificationId);

    [LoggerMessage(5502, LogLevel.Warning, "{Count} alarms are held back: people were told enough in the last hour")]
    public static partial void AlarmsHeldBack(this ILogger logger, int count);

    [LoggerMessage(5503, LogLevel.Error, "What is open could not be looked at; the next round tries again")]
    public static partial void AlarmRoundFailed(this ILogger logger, Exception exception);

    [LoggerMessage(5600, LogLevel.Error, "The console could not show or do something ({Part})")]
    public static partial void ConsoleFailed(this ILogger logger, Exception exception, string part);
}
