namespace Microservices.DeadLetters.Tests.Security.Scenes;

/// <summary>Stands still until it is moved; timers run by the real time, which a long leap would let run for very long.</summary>
internal sealed class StillClock : TimeProvider
{
    public DateTimeOffset Now { get; set; } = new(2026, 11, 10, 12, 0, 0, TimeSpan.Zero);

    public override DateTimeOffset GetUtcNow() => Now;
}
