namespace Microservices.Chaos.Shopping;

/// <summary>What the shop answered in the end, and how often it had to be asked.</summary>
/// <param name="Order">The order.</param>
/// <param name="Status">The HTTP status.</param>
/// <param name="OrderId">The order's id, when it was accepted.</param>
/// <param name="Attempts">How many requests it took; the answers of all but the last one are unknown.</param>
/// <param name="At">When.</param>
internal sealed record Answer(PlannedOrder Order, int Status, Guid? OrderId, int Attempts, DateTimeOffset At)
{
    /// <summary>When the customer asked first.</summary>
    public DateTimeOffset Asked { get; init; }

    /// <summary>How long the request took that was answered.</summary>
    public TimeSpan Took { get; init; }

    public bool IsAccepted => Status == 202;
}
