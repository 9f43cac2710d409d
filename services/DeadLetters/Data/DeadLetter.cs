using System.Security.Cryptography;

namespace Microservices.DeadLetters.Data;

/// <summary>One message that failed in one queue. Times are in UTC.</summary>
internal sealed class DeadLetter
{
    public long Id { get; set; }

    /// <summary>The consumer's own queue, which a replay goes to.</summary>
    public required string Queue { get; set; }

    /// <summary>The AMQP message id, or <c>sha256:</c> and the hash of the body of a message without one.</summary>
    public required string MessageKey { get; set; }

    /// <summary>The message id, if it is a UUID.</summary>
    public Guid? MessageId { get; set; }

    /// <summary>The dead-letter queue that it was read from.</summary>
    public required string SourceQueue { get; set; }

    /// <summary><c>fault</c>, <c>skipped</c>, <c>rejected</c>, <c>expired</c>, <c>maxlen</c> or <c>delivery_limit</c>.</summary>
    public required string Cause { get; set; }

    public string? MessageType { get; set; }

    public string? ExceptionType { get; set; }

    public string? ExceptionMessage { get; set; }

    /// <summary>The first frame of the stack that is no framework's.</summary>
    public string? OwnFrame { get; set; }

    public long GroupId { get; set; }

    /// <summary>See <see cref="DeadLetterStatus"/>.</summary>
    public string Status { get; set; } = DeadLetterStatus.Open;

    public DateTime FirstFailedAt
    {
        get;
        set
        {
            field = value;
            OpenedAt = value;
        }
    }

    /// <summary>The beginning of its age: its first failure, or the time when it came again after it had been dealt with.</summary>
    public DateTime OpenedAt { get; set; }

    public DateTime LastFailedAt { get; set; }

    public int Attempts { get; set; }

    public int FailedReplays { get; set; }

    public string? CorrelationId { get; set; }

    public string? ConversationId { get; set; }

    public string? TraceId { get; set; }

    public string? ContentType { get; set; }

    /// <summary>The bytes as they came.</summary>
    public required byte[] Body
    {
        get;
        set
        {
            field = value;
            BodyHash = HashOf(value);
        }
    }

    /// <summary>The SHA-256 of the body: with queue and message key what makes it one letter.</summary>
    public string BodyHash { get; private set; } = "";

    /// <summary>The message part of the envelope as JSON; null when the body is none.</summary>
    public string? BodyJson { get; set; }

    /// <summary>The AMQP properties as a JSON object; null of a letter that came without them.</summary>
    public string? Properties { get; set; }

    /// <summary>The headers as a JSON object.</summary>
    public required string Headers { get; set; }

    public DateTime? ResolvedAt { get; set; }

    public DateTime? ArchivedAt { get; set; }

    /// <summary>When it is deleted for good.</summary>
    public DateTime? PurgeAt { get; set; }

    /// <summary>The hash of a body.</summary>
    public static string HashOf(byte[] body) => Convert.ToHexStringLower(SHA256.HashData(body));
}

/// <summary>The states of a dead letter, as the column <c>dead_letters.status</c> has it.</summary>
internal static class DeadLetterStatus
{
    public const string Open = "open";

    /// <summary>A replay has it: one at most, by the unique index of active replay items.</summary>
    public const string Replaying = "replaying";

    /// <summary>Its consumer has acknowledged it.</summary>
    public const string Resolved = "resolved";
    public const string Archived = "archived";
}
