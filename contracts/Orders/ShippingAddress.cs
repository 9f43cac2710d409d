using System.ComponentModel.DataAnnotations;
using Contracts.Rules;

namespace Contracts.Orders;

/// <summary>Where the goods or the invoice go. Every part is optional: shops differ in what they know.</summary>
public sealed record ShippingAddress
{
    /// <summary>The recipient, when it is not the customer.</summary>
    [TextRule(Lines.FormatOrBlank), StringLength(Lines.Name)]
    public string? Name { get; init; }

    /// <summary>Street and house number.</summary>
    [TextRule(Lines.FormatOrBlank), StringLength(Lines.AddressLine)]
    public string? Line1 { get; init; }

    /// <summary>Building, floor or other addition.</summary>
    [TextRule(Lines.FormatOrBlank), StringLength(Lines.AddressLine)]
    public string? Line2 { get; init; }

    /// <summary>Postal code as written in the country.</summary>
    [TextRule(Lines.FormatOrBlank), StringLength(Lines.PostalCode)]
    public string? PostalCode { get; init; }

    /// <summary>City or town.</summary>
    [TextRule(Lines.FormatOrBlank), StringLength(Lines.Place)]
    public string? City { get; init; }

    /// <summary>State, province or county.</summary>
    [TextRule(Lines.FormatOrBlank), StringLength(Lines.Place)]
    public string? Region { get; init; }

    /// <summary>The country as the shop wrote it, such as <c>EIRE</c> or <c>DE</c>.</summary>
    [TextRule(Lines.FormatOrBlank), StringLength(Lines.Place)]
    public string? Country { get; init; }

    /// <summary>
    /// ISO 3166-1 alpha-2 code of <see cref="Country"/>, such as <c>IE</c>; absent when the name stands for no one
    /// country (<c>Unspecified</c>, <c>European Community</c>).
    /// </summary>
    [TextRule(CountryCodes.Format)]
    public string? CountryCode { get; init; }
}
