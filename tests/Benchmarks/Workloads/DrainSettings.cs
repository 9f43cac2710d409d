namespace Microservices.Benchmarks.Workloads;

/// <summary>How long a run is.</summary>
/// <param name="Messages">Messages of the timed part, duplicates included.</param>
/// <param name="WarmUp">Messages before it; heavy subjects need 2,500 until the JIT is done with them.</param>
internal sealed record DrainSettings(int Messages, int WarmUp);
