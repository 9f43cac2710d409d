namespace Microservices.Standalone.Page;

/// <summary>One order on the board.</summary>
/// <param name="OrderId">The order.</param>
/// <param name="OrderNumber">Its number.</param>
/// <param name="Customer">Who ordered.</param>
/// <param name="Locale">The customer's language.</param>
/// <param name="Currency">ISO 4217 code.</param>
/// <param name="Total">What the customer pays.</param>
/// <param name="AcceptedAt">When the shop answered, in UTC.</param>
/// <param name="Steps">What each service did, by its name.</param>
internal sealed record BoardOrder(Guid OrderId, string OrderNumber, string Customer, string Locale, string Currency,
    decimal Total, DateTime AcceptedAt, IReadOnlyDictionary<string, BoardStep> Steps);
