using Contracts.Orders;

namespace Microservices.ServiceDefaults.Customers;

/// <summary>An order as its customer reads it: every value on one line, amounts and times in the customer's culture.</summary>
public sealed record CustomerOrder
{
    /// <summary>The words of the customer's language.</summary>
    public required CustomerWords Words { get; init; }

    /// <summary>BCP 47 tag of the words, for <c>lang</c> and <c>Content-Language</c>.</summary>
    public required string LanguageTag { get; init; }

    /// <summary>The customer's name.</summary>
    public required string CustomerName { get; init; }

    /// <summary>The order's number.</summary>
    public required string Number { get; init; }

    /// <summary>The day and time of the confirmation, in UTC.</summary>
    public required string ConfirmedAt { get; init; }

    /// <summary>The sum of the lines with its currency.</summary>
    public required string Total { get; init; }

    /// <summary>Says whether the prices include VAT.</summary>
    public required string VatNote { get; init; }

    /// <summary>The lines of the order.</summary>
    public required IReadOnlyList<CustomerOrderLine> Lines { get; init; }

    /// <summary>The parts of the address that the shop knows; empty when there are none.</summary>
    public required IReadOnlyList<string> ShippingAddress { get; init; }

    /// <summary>Writes an order for its customer.</summary>
    /// <param name="order">The order.</param>
    public static CustomerOrder Of(OrderConfirmed order)
    {
        ArgumentNullException.ThrowIfNull(order);

        var culture = CustomerCulture.Find(order.Customer.Locale);
        var format = new CustomerFormat(culture, order.Currency);
        var words = CustomerLanguages.For(culture);

        return new CustomerOrder
        {
            Words = words,
            LanguageTag = words.TagFor(culture),
            CustomerName = SingleLine.Of(order.Customer.Name),
            Number = SingleLine.Of(order.OrderNumber),
            ConfirmedAt = format.Moment(order.ConfirmedAt),
            Total = format.Money(order.Lines.Sum(format.LineAmount)),
            VatNote = order.PricesIncludeVat == false ? words.PricesExcludeVat : words.PricesIncludeVat,
            Lines = [.. order.Lines.Select(line => CustomerOrderLine.Of(line, format))],
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
