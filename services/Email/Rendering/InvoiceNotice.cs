using Contracts.Invoice;
using Contracts.Rules;
using Microservices.ServiceDefaults.Customers;
using Microservices.ServiceDefaults.Customers.Links;

namespace Microservices.Email.Rendering;

/// <summary>
/// What the mail with the invoice says: every value on one line, amount and date in the customer's culture. Both parts of the mail
/// are written from it, so they cannot differ in content.
/// </summary>
internal sealed record InvoiceNotice
{
    public required InvoiceTexts Texts { get; init; }

    /// <summary>BCP 47 tag of the words, for <c>lang</c> and <c>Content-Language</c>.</summary>
    public required string LanguageTag { get; init; }

    public required string ShopName { get; init; }

    public required string CustomerName { get; init; }

    public required string InvoiceNumber { get; init; }

    public required string OrderNumber { get; init; }

    public required string IssuedOn { get; init; }

    public required string Total { get; init; }

    /// <summary>Whether something is to be paid; <see langword="null"/> where the shop did not say.</summary>
    public required string? PaymentNote { get; init; }

    /// <summary>The customer's links; <see langword="null"/> for none.</summary>
    public required MailLinks? Links { get; init; }

    public static InvoiceNotice Of(string invoiceNumber, InvoiceSummary invoice, string shopName, CustomerLink? link = null)
    {
        var culture = CustomerCulture.Find(invoice.Customer.Locale);
        var format = new CustomerFormat(culture, invoice.Currency);
        var texts = InvoiceLanguages.For(culture);

        return new InvoiceNotice
        {
            Texts = texts,
            LanguageTag = texts.Common.Words.TagFor(culture),
            ShopName = SingleLine.Of(shopName),
            CustomerName = SingleLine.Of(invoice.Customer.Name),
            InvoiceNumber = SingleLine.Of(invoiceNumber),
            OrderNumber = SingleLine.Of(invoice.OrderNumber),
            IssuedOn = format.Day(invoice.IssuedOn),
            Total = format.Money(invoice.GrossAmount),
            PaymentNote = invoice.PaymentStatus switch
            {
                PaymentStatuses.Paid => texts.IsPaid,
                PaymentStatuses.Unpaid => texts.IsUnpaid,
                _ => null,
            },
            Links = MailLinks.Of(link, culture, invoice.Currency),
        };
    }
}
