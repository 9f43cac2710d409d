namespace Microservices.DeadLetters.Ingest.Parsing;

/// <summary>What names of queues say: MassTransit puts dead letters beside the consumer's own queue.</summary>
internal static class QueueNames
{
    public const string ErrorSuffix = "_error";
    public const string SkippedSuffix = "_skipped";

    /// <summary>The consumer's own queue, when the name is of a queue beside it.</summary>
    /// <returns>Whether it is.</returns>
    public static bool TryGetOwner(string queue, out string owner)
    {
        foreach (var suffix in (ReadOnlySpan<string>)[ErrorSuffix, SkippedSuffix])
        {
            if (queue.Length > suffix.Length && queue.EndsWith(suffix, StringComparison.Ordinal))
            {
                owner = queue[..^suffix.Length];
                return true;
            }
        }

        owner = queue;
        return false;
    }
}
