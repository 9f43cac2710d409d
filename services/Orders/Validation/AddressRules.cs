using Contracts.Orders;
using Contracts.Rules;

namespace Microservices.Orders.Validation;

/// <summary>Where goods and invoices can go: anywhere, as long as the texts are sound and a given country code exists.</summary>
internal static class AddressRules
{
    /// <summary>Checks an address.</summary>
    /// <param name="address">The address; absent is right.</param>
    /// <param name="path">Its place in the order.</param>
    /// <param name="violations">Receives what is wrong.</param>
    internal static void Check(AddressRequest? address, string path, ViolationList violations)
    {
        if (address is null)
            return;

        CheckLine(address.Name, $"{path}.name", Lines.Name, violations);
        CheckLine(address.Line1, $"{path}.line1", Lines.AddressLine, violations);
        CheckLine(address.Line2, $"{path}.line2", Lines.AddressLine, violations);
        CheckLine(address.PostalCode, $"{path}.postalCode", Lines.PostalCode, violations);
        CheckLine(address.City, $"{path}.city", Lines.Place, violations);
        CheckLine(address.Region, $"{path}.region", Lines.Place, violations);
        CheckLine(address.Country, $"{path}.country", Lines.Place, violations);
        TextCheck.Optional(address.CountryCode, $"{path}.countryCode", CountryCodes.Rule, Reasons.CountryCodeUnknown, violations);
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
    private static void CheckLine(string? text, string path, int maxLength, ViolationList violations) =>
        TextCheck.Optional(text, path, Lines.RuleOrBlank with { MaxLength = maxLength }, Reasons.WrongType, violations);
}
