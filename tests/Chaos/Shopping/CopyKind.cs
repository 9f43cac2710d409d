namespace Microservices.Chaos.Shopping;

/// <summary>How an event comes again, as a careless publisher sends it.</summary>
internal enum CopyKind
{
    /// <summary>It does not.</summary>
    None,

    /// <summary>The same bytes under the same MessageId: the inbox absorbs it.</summary>
    SameMessage,

    /// <summary>The same order under a new MessageId: the business key absorbs it.</summary>
    NewMessageId,
}
