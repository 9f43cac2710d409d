using Microservices.ServiceDefaults.Configuration;

namespace Microservices.ServiceDefaults.Customers.Links;

/// <summary>Links by which customers see their order and invoice (section <c>CustomerLinks</c>).</summary>
internal sealed class CustomerLinksOptions
{
    internal const string SectionName = "CustomerLinks";

    /// <summary>
    /// Secrets of 32 characters or more, taken at random, the same in all services; without one there are no links. The first signs, and all are
    /// believed, so that a new one can come before the old one goes. Read anew whenever their source changes.
    /// </summary>
    [Secret, Example("wY0m3cJ8qv5bK1tGx7Zr2nLdQ4sHf9Ae6uTiPoM0RkE=")]
    public IList<string> Keys { get; } = [];

    /// <summary>The address under which customers reach Orders; needed with a key.</summary>
    [HttpAddress, Example("https://orders.shop.example")]
    public string? Address { get; set; }

    /// <summary>How long a link works; 90 days by default, one day to ten years. It ends with its last day, in UTC.</summary>
    [Between("1.00:00:00", "3650.00:00:00"), Example("90.00:00:00")]
    public TimeSpan Lifetime { get; set; } = TimeSpan.FromDays(90);
}
