namespace Microservices.DeadLetters.Archive;

/// <summary>What was deleted.</summary>
/// <param name="Deleted">How many.</param>
public sealed record DeleteReport(long Deleted);
