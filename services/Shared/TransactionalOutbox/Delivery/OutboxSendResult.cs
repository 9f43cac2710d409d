namespace MassTransit.EntityFrameworkCoreIntegration;

/// <summary>What became of the messages of one delivery pass.</summary>
/// <param name="Sent">Confirmed by the broker, or expired: to be deleted.</param>
/// <param name="Failed">To be kept and tried again, each with what kept it from going.</param>
internal sealed record OutboxSendResult(IReadOnlyList<OutboxMessage> Sent,
    IReadOnlyList<(OutboxMessage Message, Exception Reason)> Failed);
