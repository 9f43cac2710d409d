namespace MassTransit.EntityFrameworkCoreIntegration;

/// <summary>The trouble that keeps this process from delivering, as the delivery last saw it.</summary>
/// <typeparam name="TDbContext">The DbContext that holds the outbox.</typeparam>
internal sealed class OutboxDeliveryState<TDbContext>(TimeProvider timeProvider)
{
    private volatile Exception? _interruption;
    private int _isLogged;

    /// <summary>The outboxes that could not be sent.</summary>
    public OutboxBackoff Backoff { get; } = new(timeProvider);

    /// <summary>The reason, for a person; null while there is no trouble.</summary>
    public string? Trouble => _interruption is { } interruption
        ? $"The delivery is interrupted: {interruption.GetBaseException().Message}"
        : Backoff.Describe();

    /// <summary>Notes that delivery as a whole fails; false when that has been said since something last went.</summary>
    public bool Interrupt(Exception reason)
    {
        _interruption = reason;
        return Interlocked.Exchange(ref _isLogged, 1) == 0;
    }

    /// <summary>Notes that the interruption is over.</summary>
    public void End() => _interruption = null;

    /// <summary>Notes that something went: the next interruption is another.</summary>
    public void Resume() => _isLogged = 0;

    /// <summary>Notes that nothing is stored, so that nothing is owed: another replica may have sent what failed here.</summary>
    public void Rest()
    {
        Resume();
        Backoff.Clear();
    }
}
