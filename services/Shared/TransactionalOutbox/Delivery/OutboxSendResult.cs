namespace MassTransit.EntityFrameworkCoreIntegration;

/// <summary>What became of the messages of one delivery pass.</summary>
/// <param name="Sent">Confirmed by the broker.</param>
/// <param name="Expired">Not sent, because their time to live is over: as on the broker, they are gone.</param>
/// <param name="Failed">To be kept and tried again, each with what kept it from going.</param>
internal sealed record OutboxSendResult(IReadOnlyList<OutboxMessage> Sent, IReadOnlyList<OutboxMessage> Expired,
    IReadOnlyList<(OutboxMessage Message, Exception Reason)> Failed)
{
    /// <summary>Those that need not be kept.</summary>
    public IReadOnlyList<OutboxMessage> Done => Expired.Count == 0 ? Sent : [.. Sent, .. Expired];
}
