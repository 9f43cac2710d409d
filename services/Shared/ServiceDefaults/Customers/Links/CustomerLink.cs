namespace Microservices.ServiceDefaults.Customers.Links;

/// <summary>A customer's way to one order.</summary>
/// <param name="Order">Address of the page with the order.</param>
/// <param name="Invoice">Address of the invoice's PDF.</param>
/// <param name="LastDay">The last day on which the addresses work, in UTC.</param>
public sealed record CustomerLink(Uri Order, Uri Invoice, DateOnly LastDay);
