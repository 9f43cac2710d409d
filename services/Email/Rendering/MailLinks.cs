using System.Globalization;
using Microservices.ServiceDefaults.Customers;
using Microservices.ServiceDefaults.Customers.Links;

namespace Microservices.Email.Rendering;

/// <summary>The customer's links as a mail shows them.</summary>
/// <param name="Order">Address of the page with the order.</param>
/// <param name="Invoice">Address of the invoice.</param>
/// <param name="LastDay">The last day on which they work.</param>
internal sealed record MailLinks(string Order, string Invoice, string LastDay)
{
    public static MailLinks? Of(CustomerLink? link, CultureInfo culture, string currency) => link is null
        ? null
        : new MailLinks(link.Order.AbsoluteUri, link.Invoice.AbsoluteUri, new CustomerFormat(culture, currency).Day(link.LastDay));
}
