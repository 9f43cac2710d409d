namespace Contracts.Orders;

/// <summary>Where the goods go. Every part is optional: shops differ in what they know.</summary>
public sealed record ShippingAddress
{
    /// <summary>Who receives the goods, when it is not the customer.</summary>
    public string? Name { get; init; }

    /// <summary>Street and house number.</summary>
    public string? Line1 { get; init; }

    /// <summary>Building, floor or other addition.</summary>
    public string? Line2 { get; init; }

    /// <summary>Postal code as written in the country.</summary>
    public string? PostalCode { get; init; }

    /// <summary>City or town.</summary>
    public string? City { get; init; }

    /// <summary>State, province or county.</summary>
    public string? Region { get; init; }

    /// <summary>The country as the shop wrote it, such as <c>EIRE</c> or <c>DE</c>.</summary>
    public string? Country { get; init; }

    /// <summary>
    /// ISO 3166-1 alpha-2 code of <see cref="Country"/>, such as <c>IE</c>; absent when the name stands for no one
    /// country (<c>Unspecified</c>, <c>European Community</c>).
    /// </summary>
    public string? CountryCode { get; init; }
}
