using System.ComponentModel.DataAnnotations;

namespace Contracts.Email;

/// <summary>
/// The confirmation of an order was handed to the mail server, which accepted it. Published once per order by Email.
/// Wire name: <c>urn:message:Contracts.Email:OrderConfirmationSent</c>.
/// </summary>
public sealed record OrderConfirmationSent
{
    /// <summary>The order that was confirmed.</summary>
    public required Guid OrderId { get; init; }

    /// <summary>The mail's <c>Message-ID</c> header without angle brackets (RFC 5322), derived from the order id.</summary>
    [StringLength(998, MinimumLength = 1)]
    public required string MailMessageId { get; init; }

    /// <summary>When the mail server accepted the mail, in UTC.</summary>
    public required DateTimeOffset SentAt { get; init; }
}
