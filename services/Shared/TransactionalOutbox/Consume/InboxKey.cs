namespace MassTransit.EntityFrameworkCoreIntegration;

/// <summary>What makes a delivery a duplicate: the same message for the same consumer.</summary>
/// <param name="MessageId">The original message id.</param>
/// <param name="ConsumerId">Hash of consumer, message type and endpoint name.</param>
internal readonly record struct InboxKey(Guid MessageId, Guid ConsumerId);
