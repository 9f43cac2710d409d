namespace Microservices.DeadLetters.Tests.Replay.Scenes;

/// <summary>A clock that runs as others do and shows another time.</summary>
internal sealed class ShiftedClock(TimeSpan shift) : TimeProvider
{
    public override DateTimeOffset GetUtcNow() => base.GetUtcNow() + shift;
}
