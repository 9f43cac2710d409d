using Microservices.Email.Data;
using MimeKit;

namespace Microservices.Email.Sending;

/// <summary>A mail about an order, ready to be sent.</summary>
/// <param name="Kind">Which of the order's mails.</param>
/// <param name="OrderId">The order that it is about.</param>
/// <param name="Recipient">Who gets it.</param>
/// <param name="Message">Headers and body.</param>
internal sealed record OrderMail(MailKind Kind, Guid OrderId, MailboxAddress Recipient, MimeMessage Message)
{
    /// <summary>What files and Message-IDs of an order's mail are called: the same for each attempt.</summary>
    public static string NameOf(MailKind kind, Guid orderId) => kind == MailKind.Invoice ? $"invoice-{orderId:D}" : $"order-{orderId:D}";
}
