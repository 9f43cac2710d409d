namespace Microservices.DeadLetters.Archive;

/// <summary>What was asked for is not what is there; nothing was changed.</summary>
/// <param name="message">What is there.</param>
/// <param name="count">How many dead letters match.</param>
public sealed class ArchiveConflictException(string message, long count) : Exception(message)
{
    /// <summary>How many dead letters match.</summary>
    public long Count { get; } = count;
}
