namespace Microservices.Email.Data;

/// <summary>
/// The ledger's row of one order: what is known about one of its mails. Holds no personal data: no name, no address, no content,
/// and replies only without the recipient's address.
/// </summary>
internal sealed class Delivery
{
    /// <summary>The order: its business key allows one row, whatever MessageId a duplicate comes with.</summary>
    public Guid OrderId { get; init; }

    /// <summary>MessageId of the consumed message that made the last attempt, to find it in logs and queues.</summary>
    public Guid MessageId { get; init; }

    public DeliveryStatus Status { get; init; }

    /// <summary>The mail's Message-ID header without angle brackets.</summary>
    public required string MailMessageId { get; init; }

    /// <summary>Attempts so far, the running one included.</summary>
    public int Attempts { get; init; }

    /// <summary>How many of them began although an earlier one may have reached the mail server.</summary>
    public int RepeatedSends { get; init; }

    /// <summary>The attempt that owns the row while it is <see cref="DeliveryStatus.Sending"/>.</summary>
    public Guid ClaimId { get; init; }

    /// <summary>When that attempt counts as dead and another may take over, in UTC.</summary>
    public DateTime ClaimedUntil { get; init; }

    /// <summary>The mail server's last reply, or why there was none.</summary>
    public string? ServerReply { get; init; }

    /// <summary>When the first attempt began, in UTC.</summary>
    public DateTime CreatedAt { get; init; }

    /// <summary>When the last attempt began, in UTC.</summary>
    public DateTime SendingAt { get; init; }

    /// <summary>When the mail server accepted the mail, in UTC.</summary>
    public DateTime? SentAt { get; init; }
}
