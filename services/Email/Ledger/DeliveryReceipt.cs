using Microservices.Email.Data;

namespace Microservices.Email.Ledger;

/// <summary>Proof that a mail server accepted a mail of an order.</summary>
/// <param name="Kind">Which of its mails.</param>
/// <param name="OrderId">The order.</param>
/// <param name="MailMessageId">The mail's Message-ID without angle brackets.</param>
/// <param name="Reply">The server's reply.</param>
/// <param name="SentAt">When it came, in UTC.</param>
internal sealed record DeliveryReceipt(MailKind Kind, Guid OrderId, string MailMessageId, string Reply, DateTimeOffset SentAt);
