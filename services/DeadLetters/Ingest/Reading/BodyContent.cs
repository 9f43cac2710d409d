namespace Microservices.DeadLetters.Ingest.Reading;

/// <summary>What a body tells when it is JSON; all null when it is not.</summary>
internal sealed record BodyContent
{
    public static readonly BodyContent None = new();

    /// <summary>The message as JSON: that of the envelope, or the whole body.</summary>
    public string? Message { get; init; }

    /// <summary>The first name of the message on the wire, without <c>urn:message:</c>.</summary>
    public string? MessageType { get; init; }

    public string? CorrelationId { get; init; }

    public string? ConversationId { get; init; }

    public string? TraceParent { get; init; }
}
