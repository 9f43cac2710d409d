using Contracts.Orders;
using Contracts.Rules;

namespace Microservices.Orders.Validation;

/// <summary>Where goods can go: anywhere, as long as the texts are sound and a given country code exists.</summary>
internal static class AddressRules
{
    internal static void Check(AddressRequest? address, ViolationList violations)
    {
        if (address is null)
            return;

        CheckLine(address.Name, "name", Lines.Name, violations);
        CheckLine(address.Line1, "line1", Lines.AddressLine, violations);
        CheckLine(address.Line2, "line2", Lines.AddressLine, violations);
        CheckLine(address.PostalCode, "postalCode", Lines.PostalCode, violations);
        CheckLine(address.City, "city", Lines.Place, violations);
        CheckLine(address.Region, "region", Lines.Place, violations);
        CheckLine(address.Country, "country", Lines.Place, violations);
        TextCheck.Optional(address.CountryCode, "shippingAddress.countryCode", CountryCodes.Rule, Reasons.CountryCodeUnknown, violations);
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

    // No code of its own: a line that may be blank is never wrong beyond its characters and its length.
    private static void CheckLine(string? text, string part, int maxLength, ViolationList violations) =>
        TextCheck.Optional(text, $"shippingAddress.{part}", Lines.RuleOrBlank with { MaxLength = maxLength }, Reasons.WrongType, violations);
}
