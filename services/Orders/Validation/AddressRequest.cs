namespace Microservices.Orders.Validation;

/// <summary>Where the goods or the invoice go; every part is optional.</summary>
internal sealed record AddressRequest
{
    /// <summary>The recipient, when it is not the customer.</summary>
    public string? Name { get; init; }

    /// <summary>Street and house number.</summary>
    public string? Line1 { get; init; }

    /// <summary>Building, floor or other addition.</summary>
    public string? Line2 { get; init; }

    /// <summary>Postal code.</summary>
    public string? PostalCode { get; init; }

    /// <summary>City or town.</summary>
    public string? City { get; init; }

    /// <summary>State, province or county.</summary>
    public string? Region { get; init; }

    /// <summary>Country by name or code, as the shop writes it, such as <c>EIRE</c> or <c>DE</c>.</summary>
    public string? Country { get; init; }

    /// <summary>ISO 3166-1 alpha-2 code; found from <see cref="Country"/> when absent.</summary>
    public string? CountryCode { get; init; }
}
