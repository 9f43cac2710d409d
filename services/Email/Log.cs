using Microservices.Email.Data;

namespace Microservices.Email;

/// <summary>Every log event of the service. Ids 2000 to 2999, never reused. No names, no addresses.</summary>
internal static partial class Log
{
    [LoggerMessage(2001, LogLevel.Information,
        "{Kind} mail of order {OrderId} was sent and recorded (retry attempt {RetryAttempt}).")]
    public static partial void MailSent(this ILogger logger, MailKind kind, Guid orderId, int retryAttempt);

    [LoggerMessage(2002, LogLevel.Warning,
        "{Kind} mail of order {OrderId} was rejected for good at attempt {Attempts}: {Reason}")]
    public static partial void MailRejected(this ILogger logger, MailKind kind, Guid orderId, int attempts, string reason);

    [LoggerMessage(2003, LogLevel.Warning,
        "{Kind} mail of order {OrderId} is sent again as attempt {Attempts}: an earlier attempt ended without record.")]
    public static partial void SendRepeated(this ILogger logger, MailKind kind, Guid orderId, int attempts);

    [LoggerMessage(2004, LogLevel.Information,
        "Message {MessageId} was a duplicate: the {Kind} mail of order {OrderId} was sent before.")]
    public static partial void AlreadySent(this ILogger logger, MailKind kind, Guid orderId, Guid messageId);

    [LoggerMessage(2005, LogLevel.Warning,
        "{Kind} mail of order {OrderId} was not sent at attempt {Attempts}, it will be tried again: {Reason}")]
    public static partial void SendFailed(this ILogger logger, MailKind kind, Guid orderId, int attempts, string reason);

    [LoggerMessage(2006, LogLevel.Warning,
        "{Kind} mail of order {OrderId} may or may not have been accepted at attempt {Attempts}: {Reason}")]
    public static partial void OutcomeUnknown(this ILogger logger, MailKind kind, Guid orderId, int attempts, string reason);

    [LoggerMessage(2007, LogLevel.Warning,
        "The end of the attempt to send the {Kind} mail of order {OrderId} was not recorded; the next one waits until the claim runs out.")]
    public static partial void LedgerNotUpdated(this ILogger logger, MailKind kind, Guid orderId, Exception exception);

    [LoggerMessage(2008, LogLevel.Warning, "{Kind} mail of order {OrderId} came back with status {StatusCode}.")]
    public static partial void MailBounced(this ILogger logger, MailKind kind, Guid orderId, string statusCode);

    [LoggerMessage(2009, LogLevel.Information, "{Kind} mail of order {OrderId} is not sent: {Reason}.")]
    public static partial void MailSkipped(this ILogger logger, MailKind kind, Guid orderId, string reason);

    [LoggerMessage(2010, LogLevel.Debug, "Connection to mail server {Host}:{Port} was opened (encrypted: {Encrypted}).")]
    public static partial void ConnectionOpened(this ILogger logger, string host, int port, bool encrypted);

    [LoggerMessage(2011, LogLevel.Error, "Login to mail server {Host} failed, no mail leaves: {Reason}")]
    public static partial void LoginNotPossible(this ILogger logger, string host, string reason);

    [LoggerMessage(2012, LogLevel.Error,
        "The connection to mail server {Host} could not be encrypted, no mail leaves; check its certificate.")]
    public static partial void EncryptionNotPossible(this ILogger logger, string host, Exception exception);

    [LoggerMessage(2013, LogLevel.Error, "Mail server {Host} refuses the sender's address, no mail leaves: {Reason}")]
    public static partial void SenderRefused(this ILogger logger, string host, string reason);

    [LoggerMessage(2014, LogLevel.Warning, "Mail server {Host} failed too often and is left alone for {Pause}.")]
    public static partial void ServerLeftAlone(this ILogger logger, string host, TimeSpan pause, Exception? exception);

    [LoggerMessage(2015, LogLevel.Information, "Mail server {Host} is used again.")]
    public static partial void ServerUsedAgain(this ILogger logger, string host);
}
