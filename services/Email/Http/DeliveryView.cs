using System.Text.Json.Serialization;
using Microservices.Email.Data;

namespace Microservices.Email.Http;

/// <summary>The state of an order's mail.</summary>
/// <param name="OrderId">The order.</param>
/// <param name="Status"><c>pending</c>, <c>sending</c>, <c>sent</c>, <c>rejected</c>, or <c>bounced</c>, which means sent but returned.</param>
/// <param name="MailMessageId">The mail's Message-ID without angle brackets.</param>
/// <param name="Attempts">Attempts so far.</param>
/// <param name="ServerReply">The mail server's last reply, without the recipient's address.</param>
/// <param name="CreatedAt">When the first attempt began, in UTC.</param>
/// <param name="SentAt">When the mail server accepted the mail, in UTC.</param>
/// <param name="Bounce">Why and when the mail came back.</param>
internal sealed record DeliveryView(Guid OrderId, string Status, string MailMessageId, int Attempts, string? ServerReply,
    DateTimeOffset CreatedAt, DateTimeOffset? SentAt, BounceView? Bounce)
{
    private const string Bounced = "bounced";

    /// <summary>The mail with the invoice, in the view of the confirmation; absent until its first attempt.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public DeliveryView? Invoice { get; init; }

    public static DeliveryView Of(Delivery delivery, Bounce? bounce) => new(
        delivery.OrderId,
        bounce is null ? delivery.Status.ToString().ToLowerInvariant() : Bounced,
        delivery.MailMessageId, delivery.Attempts, delivery.ServerReply,
        Utc(delivery.CreatedAt), delivery.SentAt is { } sentAt ? Utc(sentAt) : null,
        bounce is null ? null : new BounceView(bounce.StatusCode, bounce.Diagnostic, Utc(bounce.BouncedAt)));

    // SQLite keeps no zone.
    private static DateTimeOffset Utc(DateTime instant) => new(instant.Ticks, TimeSpan.Zero);
}
