namespace Microservices.DeadLetters.Reading.Letters;

/// <summary>The same message at another consumer.</summary>
/// <param name="Queue">The consumer's queue.</param>
/// <param name="State">The status of its dead letter there, or <c>none</c>: it has never failed there for good.</param>
/// <param name="DeadLetterId">The dead letter.</param>
public sealed record SiblingView(string Queue, string State, long? DeadLetterId);
