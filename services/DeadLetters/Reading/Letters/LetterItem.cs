namespace Microservices.DeadLetters.Reading.Letters;

/// <summary>A dead letter in a list. Times are in UTC.</summary>
public record LetterItem
{
    /// <summary>Its number.</summary>
    public required long Id { get; init; }

    /// <summary>The consumer's own queue, which a replay goes to.</summary>
    public required string Queue { get; init; }

    /// <summary><c>fault</c>, <c>skipped</c>, <c>rejected</c>, <c>expired</c>, <c>maxlen</c> or <c>delivery_limit</c>.</summary>
    public required string Cause { get; init; }

    /// <summary>The message's type on the wire.</summary>
    public string? MessageType { get; init; }

    /// <summary>The innermost exception's type.</summary>
    public string? ExceptionType { get; init; }

    /// <summary>The innermost exception's message, without e-mail addresses.</summary>
    public string? ExceptionMessage { get; init; }

    /// <summary><c>open</c>, <c>replaying</c>, <c>resolved</c> or <c>archived</c>.</summary>
    public required string Status { get; init; }

    /// <summary>When it failed first.</summary>
    public required DateTime FirstFailedAt { get; init; }

    /// <summary>When it failed last.</summary>
    public required DateTime LastFailedAt { get; init; }

    /// <summary>How often it has come to a dead-letter queue.</summary>
    public required int Attempts { get; init; }

    /// <summary>How many replays of it have failed.</summary>
    public required int FailedReplays { get; init; }

    /// <summary>Those that failed in the same way.</summary>
    public required long GroupId { get; init; }

    /// <summary>The AMQP message id; null of a message without one.</summary>
    public string? MessageId { get; init; }

    /// <summary>The correlation id.</summary>
    public string? CorrelationId { get; init; }
}

/// <summary>Dead letters, the latest failure first.</summary>
/// <param name="Items">The dead letters.</param>
/// <param name="Next">Cursor of the next page; null on the last one.</param>
/// <param name="Total">How many matched when the first page was read; null when they were more than 10,000.</param>
/// <param name="More">Whether they were more than 10,000.</param>
public sealed record LetterPage(IReadOnlyList<LetterItem> Items, string? Next, int? Total, bool More);
