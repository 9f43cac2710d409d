using Contracts.Orders;

namespace Microservices.Orders.Validation;

/// <summary>Where goods can go: anywhere, as long as the texts are sound and a given country code exists.</summary>
internal static class AddressRules
{
    internal static void Check(AddressRequest? address, ViolationList violations)
    {
        if (address is null)
            return;

        TextRules.Optional(address.Name, "shippingAddress.name", OrderLimits.Name, violations);
        TextRules.Optional(address.Line1, "shippingAddress.line1", OrderLimits.AddressLine, violations);
        TextRules.Optional(address.Line2, "shippingAddress.line2", OrderLimits.AddressLine, violations);
        TextRules.Optional(address.PostalCode, "shippingAddress.postalCode", OrderLimits.PostalCode, violations);
        TextRules.Optional(address.City, "shippingAddress.city", OrderLimits.Place, violations);
        TextRules.Optional(address.Region, "shippingAddress.region", OrderLimits.Place, violations);
        TextRules.Optional(address.Country, "shippingAddress.country", OrderLimits.Place, violations);
        if (address.CountryCode is { } code && !violations.Has("shippingAddress.countryCode")
            && !Countries.IsCode(code))
            violations.Add("shippingAddress.countryCode", Reasons.CountryCodeUnknown,
                "must be an ISO 3166-1 alpha-2 code in capitals, such as GB", code);
    }

    internal static ShippingAddress? Complete(AddressRequest? address) => address is null ? null : new ShippingAddress
    {
        Name = address.Name,
        Line1 = address.Line1,
        Line2 = address.Line2,
        PostalCode = address.PostalCode,
        City = address.City,
        Region = address.Region,
        Country = address.Country,
        CountryCode = address.CountryCode ?? Countries.FindCode(address.Country),
    };
}
