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

/// <summary>What one service did about an order.</summary>
/// <param name="Status"><c>pending</c>, <c>done</c> or <c>failed</c>.</param>
/// <param name="At">When, in UTC.</param>
/// <param name="Reference">The service's own id of the effect.</param>
/// <param name="Detail">What a reader should know.</param>
internal sealed record BoardStep(string Status, DateTime? At, string? Reference, string? Detail);

/// <summary>The board: the latest orders and how many of everything there are.</summary>
/// <param name="Counts">Totals.</param>
/// <param name="Orders">The latest orders, newest first.</param>
internal sealed record Board(Progress.FulfilmentCounts Counts, IReadOnlyList<BoardOrder> Orders);
