namespace Microservices.Chaos.Shopping;

/// <summary>A message at the exchange of an event.</summary>
/// <param name="MessageId">Its AMQP message id.</param>
/// <param name="OrderId">The order that it tells of; null when it cannot be read.</param>
/// <param name="OrderNumber">The order's number.</param>
/// <param name="IsOurs">Whether this program sent it.</param>
/// <param name="IsReplay">Whether it bears the mark of a replay, which must never come here.</param>
/// <param name="At">When it was seen.</param>
internal sealed record Sighting(
    string MessageId, Guid? OrderId, string? OrderNumber, bool IsOurs, bool IsReplay, DateTimeOffset At);
