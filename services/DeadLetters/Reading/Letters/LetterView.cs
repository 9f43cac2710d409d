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

    /// <summary>The AMQP properties by their names in the specification; null of a letter that came without them.</summary>
    public IReadOnlyDictionary<string, JsonElement>? Properties { get; init; }

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

/// <summary>An exception of a chain.</summary>
/// <param name="Type">Its type.</param>
/// <param name="Message">Its message.</param>
/// <param name="StackTrace">Its stack.</param>
public sealed record ExceptionView(string? Type, string? Message, string? StackTrace);

/// <summary>The group of a dead letter.</summary>
/// <param name="Id">Its number.</param>
/// <param name="Title">Its subject.</param>
/// <param name="Status">How it stands.</param>
/// <param name="Owner">Who takes care of it.</param>
/// <param name="Note">The note.</param>
/// <param name="OpenCount">Its dead letters that are open or being replayed.</param>
public sealed record LetterGroup(long Id, string Title, string Status, string? Owner, string? Note, long OpenCount);

/// <summary>Headers by who has set them.</summary>
/// <param name="Business">Those of the publisher.</param>
/// <param name="MassTransit">MassTransit's and our own.</param>
/// <param name="Broker">The broker's and its client's.</param>
public sealed record LetterHeaders(IReadOnlyDictionary<string, JsonElement> Business,
    IReadOnlyDictionary<string, JsonElement> MassTransit, IReadOnlyDictionary<string, JsonElement> Broker);

/// <summary>The same message at another consumer.</summary>
/// <param name="Queue">The consumer's queue.</param>
/// <param name="State">The status of its dead letter there, or <c>none</c>: it has never failed there for good.</param>
/// <param name="DeadLetterId">The dead letter.</param>
public sealed record SiblingView(string Queue, string State, long? DeadLetterId);

/// <summary>Something that happened to a dead letter.</summary>
/// <param name="At">When, in UTC.</param>
/// <param name="Kind"><c>failed</c>, <c>replayed</c>, the state of a replay item, or the action of an operator.</param>
/// <param name="Actor">Who did it; null when nobody did.</param>
/// <param name="Text">Further facts.</param>
public sealed record TimelineEntry(DateTime At, string Kind, string? Actor, string? Text);
