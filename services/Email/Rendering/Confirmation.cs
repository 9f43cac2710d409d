using Contracts.Orders;
using Microservices.ServiceDefaults.Customers;
using Microservices.ServiceDefaults.Customers.Links;

namespace Microservices.Email.Rendering;

/// <summary>The content of a confirmation. Both parts of the mail are written from it, so they cannot differ in content.</summary>
/// <param name="Texts">The words.</param>
/// <param name="Order">The order in the customer's culture.</param>
/// <param name="ShopName">The shop.</param>
/// <param name="Links">The customer's links; null for none.</param>
internal sealed record Confirmation(ConfirmationTexts Texts, CustomerOrder Order, string ShopName, MailLinks? Links)
{
    public static Confirmation Of(OrderConfirmed order, string shopName, CustomerLink? link = null)
    {
        var culture = CustomerCulture.Find(order.Customer.Locale);
        return new Confirmation(Languages.For(culture), CustomerOrder.Of(order), SingleLine.Of(shopName),
            MailLinks.Of(link, culture, order.Currency));
    }
}
