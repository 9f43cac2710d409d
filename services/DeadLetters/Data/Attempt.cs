namespace Microservices.DeadLetters.Data;

/// <summary>One arrival of a message in a dead-letter queue. Times are in UTC.</summary>
internal sealed class Attempt
{
    public long Id { get; set; }

    public long DeadLetterId { get; set; }

    public required string SourceQueue { get; set; }

    public DateTime FailedAt { get; set; }

    public required string Cause { get; set; }

    public string? ExceptionType { get; set; }

    public string? ExceptionMessage { get; set; }

    public string? StackTrace { get; set; }

    /// <summary>The chain of exceptions as JSON, from <c>Fault&lt;T&gt;</c>; null until that has come.</summary>
    public string? Exceptions { get; set; }

    /// <summary>The process that failed, as JSON.</summary>
    public string? Host { get; set; }

    /// <summary>The headers as a JSON object.</summary>
    public required string Headers { get; set; }

    public int RetryCount { get; set; }

    public int RedeliveryCount { get; set; }

    /// <summary>The replay that led to it.</summary>
    public long? ReplayItemId { get; set; }

    /// <summary>With dead letter, source queue and time what makes it one attempt: the hash of headers and body without a fault time.</summary>
    public required string Digest { get; set; }
}
