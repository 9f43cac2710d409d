using Microservices.DeadLetters.Replay.Views;

namespace Microservices.DeadLetters.Reading.Letters;

/// <summary>A dead letter with all that is known of it. Times are in UTC.</summary>
public sealed record LetterView : LetterItem
{
    /// <summary>The dead-letter queue that it was read from last.</summary>
    public required string SourceQueue { get; init; }

    /// <summary>The AMQP content type.</summary>
    public string? ContentType { get; init; }

    /// <summary>
    /// The body as text: JSON indented and masked, or as it came when it is unmasked. Null when it is no text, or when it is
    /// hidden: see <see cref="BodyNote"/>.
    /// </summary>
    public string? Body { get; init; }

    /// <summary>Why there is no body, or not all of it.</summary>
    public string? BodyNote { get; init; }

    /// <summary>Whether the bytes are UTF-8.</summary>
    public required bool BodyIsText { get; init; }

    /// <summary>Bytes of the body.</summary>
    public required int BodySize { get; init; }

    /// <summary>Whether personal data is hidden.</summary>
    public required bool IsMasked { get; init; }

    /// <summary>The headers by kind.</summary>
    public required LetterHeaders Headers { get; init; }

    /// <summary>The exceptions of the latest attempt, the outermost first.</summary>
    public required IReadOnlyList<ExceptionView> Exceptions { get; init; }

    /// <summary>The stack of the latest attempt.</summary>
    public string? StackTrace { get; init; }

    /// <summary>The conversation id.</summary>
    public string? ConversationId { get; init; }

    /// <summary>The trace, of 32 hexadecimal digits.</summary>
    public string? TraceId { get; init; }

    /// <summary>The group.</summary>
    public required LetterGroup Group { get; init; }

    /// <summary>What happened to it, the oldest first: attempts, replays, actions.</summary>
    public required IReadOnlyList<TimelineEntry> Timeline { get; init; }

    /// <summary>What became of the same message at other consumers.</summary>
    public required IReadOnlyList<SiblingView> Siblings { get; init; }

    /// <summary>Its replays, the oldest first.</summary>
    public required IReadOnlyList<LetterReplay> ReplayItems { get; init; }

    /// <summary>When its consumer acknowledged it.</summary>
    public DateTime? ResolvedAt { get; init; }

    /// <summary>When it was put aside.</summary>
    public DateTime? ArchivedAt { get; init; }

    /// <summary>When it is deleted for good.</summary>
    public DateTime? PurgeAt { get; init; }
}
