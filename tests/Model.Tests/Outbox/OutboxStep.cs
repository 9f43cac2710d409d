namespace Microservices.Model.Tests.Outbox;

/// <summary>Something that happens.</summary>
internal abstract record OutboxStep
{
    /// <summary>A process commits a transaction that sends some messages, unless it is killed before.</summary>
    /// <param name="Process">Which.</param>
    /// <param name="Messages">How many.</param>
    /// <param name="Consumed">The message whose consumer sends them: several steps with the same are copies of it. Null outside consumers.</param>
    /// <param name="HasTransaction">Whether the application begins the transaction, outside consumers.</param>
    /// <param name="HasCause">Whether the save has two commands.</param>
    /// <param name="KilledAfter">After how many steps it is killed; never when null.</param>
    public sealed record Commit(int Process, int Messages, Guid? Consumed = null, bool HasTransaction = false, bool HasCause = false,
        int? KilledAfter = null) : OutboxStep;

    /// <summary>A process ends between two works, and is started again.</summary>
    /// <param name="Process">Which.</param>
    public sealed record Restart(int Process) : OutboxStep;

    /// <summary>A process delivers.</summary>
    /// <param name="Work">What.</param>
    public sealed record Deliver(Delivery Work) : OutboxStep;

    /// <summary>Two processes deliver at once.</summary>
    /// <param name="First">What one does.</param>
    /// <param name="Second">What the other does.</param>
    /// <param name="Order">Whose step is next.</param>
    public sealed record DeliverAtOnce(Delivery First, Delivery Second, int[] Order) : OutboxStep
    {
        public override string ToString() => $"DeliverAtOnce {{ {First}, {Second}, order {string.Join(' ', Order)} }}";
    }

    /// <summary>Time goes by.</summary>
    /// <param name="Seconds">How much.</param>
    public sealed record Wait(int Seconds) : OutboxStep;
}

/// <summary>One delivery of one process.</summary>
/// <param name="Process">Which.</param>
/// <param name="IsStored">Whether it delivers what the table holds, or what was handed over.</param>
/// <param name="KilledAfter">After how many steps it is killed; never when null.</param>
/// <param name="Fates">What the broker makes of its sends; all further ones are confirmed.</param>
internal sealed record Delivery(int Process, bool IsStored, int? KilledAfter, SendFate[] Fates)
{
    public override string ToString() =>
        $"process {Process} {(IsStored ? "stored" : "handed over")}{(KilledAfter is { } steps ? $", killed after {steps}" : "")}, {string.Join(' ', Fates)}";
}
