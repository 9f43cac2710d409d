namespace Microservices.DeadLetters.Cli.Tests;

/// <summary>A clock whose timers are due at once: a wait of a second takes none.</summary>
internal sealed class HastyTimeProvider : TimeProvider
{
    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) =>
        base.CreateTimer(callback, state, dueTime > TimeSpan.Zero ? TimeSpan.FromMilliseconds(1) : dueTime, period);
}
