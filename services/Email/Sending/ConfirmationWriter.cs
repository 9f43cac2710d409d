using Contracts.Orders;
using Microservices.Email.Data;
using Microservices.Email.Rendering;
using Microservices.ServiceDefaults.Customers.Links;

namespace Microservices.Email.Sending;

/// <summary>Makes an order into its confirmation.</summary>
internal sealed class ConfirmationWriter(MailComposer composer, CustomerLinks links) : IMailWriter<OrderConfirmed>
{
    public MailKind Kind => MailKind.Confirmation;

    // Everything is in the message.
    public TimeSpan WritingTimeout => TimeSpan.Zero;

    public Guid OrderIdOf(OrderConfirmed message) => message.OrderId;

    public string? FindReasonForNone(OrderConfirmed message) => null;

    public Task<OrderMail> WriteAsync(OrderConfirmed message, CancellationToken cancellationToken) => Task.FromResult(Write(message));

    /// <summary>Writes the confirmation.</summary>
    /// <exception cref="RecipientRejectedException">The customer's address can never get mail.</exception>
    public OrderMail Write(OrderConfirmed order)
    {
        var recipient = MailComposer.RecipientOf(order.Customer);
        var confirmation = Confirmation.Of(order, composer.ShopName, links.For(order.OrderId));
        var body = MailComposer.BodyOf(
            order.OrderId, confirmation.Order.LanguageTag, TextBody.Write(confirmation), HtmlBody.Write(confirmation));
        return composer.Compose(Kind, order.OrderId, recipient, confirmation.Texts.Subject(confirmation.Order.Number), body);
    }
}
