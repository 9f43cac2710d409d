using System.Net;
using Microsoft.Extensions.Logging;

namespace Microservices.ServiceDefaults;

/// <summary>Every log event of the service defaults: ids 9000 to 9999, never reused.</summary>
internal static partial class Log
{
    [LoggerMessage(9001, LogLevel.Warning,
        "Message {MessageId} failed on {Endpoint} and was redelivered: redelivery {RedeliveryCount} in {Delay}")]
    public static partial void RedeliveryScheduled(this ILogger logger, Exception exception, Guid? messageId,
        string endpoint, int redeliveryCount, TimeSpan delay);

    [LoggerMessage(9002, LogLevel.Error, "Message {MessageId} on {Endpoint} could not be put into its delay queue")]
    public static partial void RedeliveryFailed(
        this ILogger logger, Exception exception, Guid? messageId, string endpoint);

    [LoggerMessage(9003, LogLevel.Error,
        "Kill switch stopped {Endpoint}: {Failures} of {Messages} messages failed. It starts again in {RestartTimeout}")]
    public static partial void KillSwitchTripped(
        this ILogger logger, string endpoint, int failures, int messages, TimeSpan restartTimeout);

    [LoggerMessage(9004, LogLevel.Information, "Kill switch started {Endpoint} again")]
    public static partial void KillSwitchReset(this ILogger logger, string endpoint);

    [LoggerMessage(9005, LogLevel.Error, "Kill switch could not start {Endpoint} again")]
    public static partial void KillSwitchResetFailed(this ILogger logger, Exception exception, string endpoint);

    [LoggerMessage(9006, LogLevel.Debug, "The broker does not answer the watchdog either")]
    public static partial void BrokerDoesNotAnswer(this ILogger logger, Exception exception);

    [LoggerMessage(9007, LogLevel.Warning,
        "The channel of an endpoint has been gone for {Patience} and is still in use: it is left behind, and another opened")]
    public static partial void LostChannelLeftBehind(this ILogger logger, TimeSpan patience);

    [LoggerMessage(9008, LogLevel.Error, "{Endpoint} waits: the {Dependency} cannot be used ({Reason}). Messages are held, and none becomes a dead letter")]
    public static partial void OutageBegan(this ILogger logger, Exception exception, string endpoint, string dependency, string reason);

    [LoggerMessage(9009, LogLevel.Warning, "{Endpoint} goes on: the {Dependency} can be used again after {Duration}; {Waiting} messages were held")]
    public static partial void OutageEnded(this ILogger logger, string endpoint, string dependency, TimeSpan duration, int waiting);

    [LoggerMessage(9100, LogLevel.Information,
        "Whoever is at this machine may do everything: the service listens on loopback alone and has neither keys nor a provider")]
    public static partial void NobodyIsAsked(this ILogger logger);

    [LoggerMessage(9101, LogLevel.Warning, "{Address} was refused at {Route}: {Reason}")]
    public static partial void CredentialsRefused(this ILogger logger, IPAddress? address, string route, string reason);

    [LoggerMessage(9102, LogLevel.Warning, "{Actor} was refused at {Route}: the scope is missing")]
    public static partial void ScopeMissing(this ILogger logger, string actor, string route);

    [LoggerMessage(9103, LogLevel.Error, "The configuration has changed, and its keys are not valid; those from before stay, as far as they are still there. {Problems}")]
    public static partial void KeysRefused(this ILogger logger, string problems);

    [LoggerMessage(9104, LogLevel.Error, "The configuration has changed, and its settings for links are not valid. The keys from before stay, except those that were removed. {Problems}")]
    public static partial void LinkKeysRefused(this ILogger logger, string problems);
}
