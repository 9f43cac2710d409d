namespace Microservices.Model.Tests.Replay;

/// <summary>Something that happens to a replay.</summary>
internal abstract record ReplayAction
{
    /// <summary>A worker makes a step.</summary>
    /// <param name="Work">How.</param>
    public sealed record Step(WorkerStep Work) : ReplayAction;

    /// <summary>Two workers make a step at once, while time may go by, an operator may decide, and an outcome may be heard.</summary>
    /// <param name="First">What one does.</param>
    /// <param name="Second">What the other does.</param>
    /// <param name="Seconds">How much time goes by in between.</param>
    /// <param name="Decision">What the operator does in between; nothing when null.</param>
    /// <param name="Hears">Whether the service hears in between what became of the message that was consumed longest ago.</param>
    /// <param name="Order">Whose turn is next.</param>
    public sealed record AtOnce(WorkerStep First, WorkerStep Second, int Seconds, Decision? Decision, bool Hears, int[] Order) : ReplayAction
    {
        public override string ToString() =>
            $"AtOnce {{ {First}, {Second}, {Seconds} s, {Decision?.ToString() ?? "no decision"}{(Hears ? ", hears" : "")}, order {string.Join(' ', Order)} }}";
    }

    /// <summary>The consumer takes the oldest message.</summary>
    /// <param name="Succeeds">Whether it processes it, unless it has before.</param>
    public sealed record Consume(bool Succeeds) : ReplayAction;

    /// <summary>The service hears what became of the message that was consumed longest ago.</summary>
    /// <param name="Twice">Whether that comes twice.</param>
    public sealed record Hear(bool Twice) : ReplayAction;

    /// <summary>An operator decides.</summary>
    /// <param name="What">What.</param>
    public sealed record Decide(Decision What) : ReplayAction;

    /// <summary>Time goes by.</summary>
    /// <param name="Seconds">How much.</param>
    public sealed record Wait(int Seconds) : ReplayAction;
}
