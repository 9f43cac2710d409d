namespace Microservices.DeadLetters.Replay.Publishing;

/// <summary>
/// What MassTransit, the broker and the client add to a message when it fails. A replayed message must not carry it: stale
/// faults would be taken for those of the next failure, <c>x-death</c> ends in a cycle that the broker cuts by dropping the
/// message, <c>CC</c> sends it to other queues again, and <c>x-delivery-count</c> is counted against it.
/// </summary>
internal static class FailureHeaders
{
    // By exact name and never by prefix: MT-Fault-Address is where a requester waits for its fault, MT-OriginalMessageId what
    // the inbox knows the message by.
    private static readonly HashSet<string> Names = new(StringComparer.Ordinal)
    {
        "MT-Reason", "MT-Fault-ExceptionType", "MT-Fault-Message", "MT-Fault-StackTrace", "MT-Fault-Timestamp",
        "MT-Fault-InputAddress", "MT-Fault-ConsumerType", "MT-Fault-MessageType", "MT-Fault-RetryCount",
        "MT-Fault-RedeliveryCount",
        "MT-Host-MachineName", "MT-Host-ProcessName", "MT-Host-ProcessId", "MT-Host-Assembly", "MT-Host-AssemblyVersion",
        "MT-Host-MassTransitVersion", "MT-Host-FrameworkVersion", "MT-Host-OperatingSystemVersion",
        "x-death", "x-first-death-exchange", "x-first-death-queue", "x-first-death-reason",
        "x-last-death-exchange", "x-last-death-queue", "x-last-death-reason",
        "x-delivery-count", "x-acquired-count", "x-dotnet-pub-seq-no", "x-delay", "CC", "BCC",
    };

    /// <summary>Whether the header tells of a failure.</summary>
    /// <param name="name">The header's name, compared by exact case, as AMQP does.</param>
    /// <returns><see langword="true"/> if a replay leaves it out.</returns>
    public static bool Contains(string name) => Names.Contains(name);
}
