namespace Microservices.DeadLetters.Ingest.Reading;

/// <summary>What <c>Fault&lt;T&gt;</c> tells of a failure beyond the dead letter itself.</summary>
/// <param name="Queue">The consumer's own queue.</param>
/// <param name="MessageKey">The message that failed.</param>
/// <param name="FailedAt">When, in UTC.</param>
/// <param name="Exceptions">The chain of exceptions, the outermost first, as JSON: type, message, stack trace.</param>
internal sealed record IncomingFault(string Queue, string MessageKey, DateTime FailedAt, string Exceptions);
