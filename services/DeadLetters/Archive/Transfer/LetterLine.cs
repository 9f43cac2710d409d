namespace Microservices.DeadLetters.Archive.Transfer;

/// <summary>A whole dead letter as a line of an export.</summary>
internal sealed record LetterLine
{
    public required string Queue { get; init; }

    public required string MessageKey { get; init; }

    public required string SourceQueue { get; init; }

    public required string Cause { get; init; }

    public string? MessageType { get; init; }

    public string? ExceptionType { get; init; }

    public string? ExceptionMessage { get; init; }

    public string? OwnFrame { get; init; }

    public string Status { get; init; } = Data.DeadLetterStatus.Open;

    public required DateTime FirstFailedAt { get; init; }

    public required DateTime LastFailedAt { get; init; }

    public int FailedReplays { get; init; }

    public string? CorrelationId { get; init; }

    public string? ConversationId { get; init; }

    public string? TraceId { get; init; }

    public string? ContentType { get; init; }

    /// <summary>The bytes in Base64.</summary>
    public required byte[] Body { get; init; }

    /// <summary>The message part of the envelope, for searches.</summary>
    public JsonElement? BodyJson { get; init; }

    public JsonElement? Properties { get; init; }

    public required JsonElement Headers { get; init; }

    public DateTime? ResolvedAt { get; init; }

    public DateTime? ArchivedAt { get; init; }

    public required GroupLine Group { get; init; }

    public IReadOnlyList<AttemptLine> Attempts { get; init; } = [];
}

/// <summary>The group of a dead letter.</summary>
internal sealed record GroupLine
{
    public required string Fingerprint { get; init; }

    public required string Title { get; init; }
}

/// <summary>An attempt of a dead letter.</summary>
internal sealed record AttemptLine
{
    public required string SourceQueue { get; init; }

    public required DateTime FailedAt { get; init; }

    public required string Cause { get; init; }

    public string? ExceptionType { get; init; }

    public string? ExceptionMessage { get; init; }

    public string? StackTrace { get; init; }

    public JsonElement? Exceptions { get; init; }

    public JsonElement? Host { get; init; }

    public required JsonElement Headers { get; init; }

    public int RetryCount { get; init; }

    public int RedeliveryCount { get; init; }

    public byte[]? Body { get; init; }

    public required string Digest { get; init; }
}
