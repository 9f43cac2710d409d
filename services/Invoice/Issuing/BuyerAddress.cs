using Contracts.Orders;

namespace Microservices.Invoice.Issuing;

/// <summary>Arranges a name and an address as printed.</summary>
internal static class BuyerAddress
{
    /// <summary>The lines from the name down to the country; what is unknown is left out.</summary>
    /// <param name="customer">Who ordered.</param>
    /// <param name="address">Where the invoice or the goods go; absent when the shop did not say.</param>
    /// <returns>At least the name.</returns>
    public static IReadOnlyList<string> Lines(Customer customer, ShippingAddress? address)
    {
        List<string?> lines = [customer.Name];
        if (address is not null)
        {
            if (!string.Equals(address.Name?.Trim(), customer.Name.Trim(), StringComparison.Ordinal))
                lines.Add(address.Name);
            lines.Add(address.Line1);
            lines.Add(address.Line2);
            lines.Add(string.Join(' ', new[] { address.PostalCode, address.City }.Where(HasText)));
            lines.Add(address.Region);
            lines.Add(HasText(address.Country) ? address.Country : address.CountryCode);
        }

        return lines.Where(HasText).Select(line => line!.Trim()).ToList(); // HasText leaves no null
    }

    private static bool HasText(string? text) => !string.IsNullOrWhiteSpace(text);
}
