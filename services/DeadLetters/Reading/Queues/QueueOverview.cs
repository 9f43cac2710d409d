namespace Microservices.DeadLetters.Reading.Queues;

/// <summary>What is failing in a queue.</summary>
/// <param name="Queue">The consumer's own queue; the broker's dead-letter queue for what is not read from there yet.</param>
/// <param name="Open">Dead letters that are open or being replayed.</param>
/// <param name="OldestAt">When the oldest of them failed first, in UTC; null when there is none.</param>
/// <param name="LastHour">About how many failed in the last hour.</param>
/// <param name="NewGroups">Groups that were first seen in the last hour.</param>
/// <param name="NotIngested">Messages that lie in its dead-letter queues still; null when the broker cannot be asked.</param>
public sealed record QueueOverview(
    string Queue, long Open, DateTime? OldestAt, long LastHour, int NewGroups, long? NotIngested);
