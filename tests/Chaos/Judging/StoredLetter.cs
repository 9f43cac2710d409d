namespace Microservices.Chaos.Judging;

/// <summary>A dead letter.</summary>
internal sealed record StoredLetter(string Queue, string MessageKey, string Status, string Reason);
