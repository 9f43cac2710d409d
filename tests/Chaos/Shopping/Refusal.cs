namespace Microservices.Chaos.Shopping;

/// <summary>A request that was answered 429.</summary>
/// <param name="At">When.</param>
/// <param name="Took">How long the answer took.</param>
internal sealed record Refusal(DateTimeOffset At, TimeSpan Took);
