namespace Microservices.DeadLetters.Alarms.Detecting;

/// <summary>What is open in a queue.</summary>
/// <param name="Queue">The queue.</param>
/// <param name="Open">Dead letters that are open or being replayed.</param>
/// <param name="Oldest">When the first of them failed, in UTC; null when there is none.</param>
/// <param name="NewGroups">Groups that were first seen in the last hour.</param>
internal sealed record QueueState(string Queue, long Open, DateTime? Oldest, int NewGroups);
