namespace MassTransit.EntityFrameworkCoreIntegration;

/// <summary>What keeps this process from delivering, as the delivery last saw it.</summary>
/// <typeparam name="TDbContext">The DbContext that holds the outbox.</typeparam>
internal sealed class OutboxDeliveryState<TDbContext>(TimeProvider timeProvider)
{
    private volatile Exception? _interruption;

    /// <summary>The outboxes that could not be sent.</summary>
    public OutboxBackoff Backoff { get; } = new(timeProvider);

    /// <summary>What is wrong; null when nothing is.</summary>
    public string? Trouble => _interruption is { } interruption
        ? $"The delivery is interrupted: {interruption.Message}"
        : Backoff.Describe();

    /// <summary>Notes that delivery as a whole fails; false when that is known.</summary>
    public bool Interrupt(Exception reason) => Interlocked.Exchange(ref _interruption, reason) is null;

    /// <summary>Notes that something went.</summary>
    public void Resume() => _interruption = null;

    /// <summary>Notes that nothing is stored, so that nothing is owed: another replica may have sent what failed here.</summary>
    public void Rest()
    {
        Resume();
        Backoff.Clear();
    }
}
