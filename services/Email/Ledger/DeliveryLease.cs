namespace Microservices.Email.Ledger;

/// <summary>How long an attempt that says nothing counts as alive.</summary>
/// <param name="SendTimeout">The longest time that the sender may take.</param>
internal sealed record DeliveryLease(TimeSpan SendTimeout)
{
    /// <summary>Time to record how an attempt ended.</summary>
    public static readonly TimeSpan TimeToRecord = TimeSpan.FromSeconds(5);

    // Rendering, the commit, and clocks of several machines that differ by a little.
    private static readonly TimeSpan Margin = TimeSpan.FromSeconds(10);

    /// <summary>The sender's longest time, and some more.</summary>
    public TimeSpan Duration { get; } = SendTimeout + TimeToRecord + Margin;
}
