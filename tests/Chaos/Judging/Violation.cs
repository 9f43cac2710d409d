namespace Microservices.Chaos.Judging;

/// <summary>Something that must not be.</summary>
/// <param name="What">What, in a sentence.</param>
/// <param name="OrderId">The order that it happened to, whose history is shown.</param>
internal sealed record Violation(string What, Guid? OrderId = null);
