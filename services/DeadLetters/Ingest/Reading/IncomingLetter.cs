using Microservices.DeadLetters.Data;

namespace Microservices.DeadLetters.Ingest.Reading;

/// <summary>A dead letter that has arrived: what will be stored of it.</summary>
/// <param name="Letter">The message. Its group is found by the fingerprint.</param>
/// <param name="Attempt">This arrival.</param>
/// <param name="Fingerprint">What makes its group.</param>
/// <param name="Title">The group's title.</param>
internal sealed record IncomingLetter(DeadLetter Letter, Attempt Attempt, string Fingerprint, string Title)
{
    /// <summary>The natural key.</summary>
    public (string Queue, string MessageKey) Key => (Letter.Queue, Letter.MessageKey);

    /// <summary>Whether the attempt is known by the hash of the message, having no time of its own.</summary>
    public bool IsKnownByDigest => Attempt.Digest.StartsWith(ArrivalReader.HashPrefix, StringComparison.Ordinal);
}
