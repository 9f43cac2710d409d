namespace Microservices.Chaos.Judging;

/// <summary>A row of Email's ledger.</summary>
internal sealed record StoredDelivery(Guid OrderId, string MailId, string Status, int RepeatedSends);
