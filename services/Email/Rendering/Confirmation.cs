using Contracts.Orders;

namespace Microservices.Email.Rendering;

/// <summary>
/// What a confirmation says: every value on one line, amounts and times in the customer's culture. Both parts of the mail
/// are written from it, so they cannot differ in content.
/// </summary>
internal sealed record Confirmation
{
    public required ConfirmationTexts Texts { get; init; }

    /// <summary>BCP 47 tag of the words, for <c>lang</c> and <c>Content-Language</c>.</summary>
    public required string LanguageTag { get; init; }

    public required string ShopName { get; init; }

    public required string CustomerName { get; init; }

    public required string OrderNumber { get; init; }

    public required string ConfirmedAt { get; init; }

    public required string Total { get; init; }

    /// <summary>Whether the prices include VAT.</summary>
    public required string VatNote { get; init; }

    public required IReadOnlyList<ConfirmationLine> Lines { get; init; }

    /// <summary>The parts of the address that the shop knows; empty when there are none.</summary>
    public required IReadOnlyList<string> ShippingAddress { get; init; }

    public static Confirmation Of(OrderConfirmed order, string shopName)
    {
        var culture = CustomerCulture.Find(order.Customer.Locale);
        var format = new CustomerFormat(culture, order.Currency);
        var texts = Languages.For(culture);

        return new Confirmation
        {
            Texts = texts,
            LanguageTag = Languages.TagOf(texts, culture),
            ShopName = SingleLine.Of(shopName),
            CustomerName = SingleLine.Of(order.Customer.Name),
            OrderNumber = SingleLine.Of(order.OrderNumber),
            ConfirmedAt = format.Moment(order.ConfirmedAt),
            Total = format.Money(order.Lines.Sum(format.LineAmount)),
            VatNote = order.PricesIncludeVat == false ? texts.PricesExcludeVat : texts.PricesIncludeVat,
            Lines = [.. order.Lines.Select(line => ConfirmationLine.Of(line, format))],
            ShippingAddress = AddressLines(order.ShippingAddress),
        };
    }

    private static List<string> AddressLines(ShippingAddress? address)
    {
        if (address is null)
            return [];

        string[] lines =
        [
            SingleLine.Of(address.Name),
            SingleLine.Of(address.Line1),
            SingleLine.Of(address.Line2),
            SingleLine.Of($"{address.PostalCode} {address.City}"),
            SingleLine.Of(address.Region),
            SingleLine.Of(address.Country ?? address.CountryCode),
        ];
        return [.. lines.Where(line => line.Length > 0)];
    }
}
