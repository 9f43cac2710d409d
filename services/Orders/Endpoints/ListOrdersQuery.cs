using System.ComponentModel;
using Microservices.Orders.Fulfilment;
using Microsoft.AspNetCore.Mvc;

namespace Microservices.Orders.Endpoints;

/// <summary>What to list. Read as texts, so that a wrong one is answered by its name.</summary>
internal sealed record ListOrdersQuery
{
    private const int DefaultLimit = 50;
    private const int MaxLimit = 200;

    /// <summary>The next of the page before.</summary>
    [Description("The next of the page before.")]
    [FromQuery(Name = "after")]
    public string? After { get; init; }

    /// <summary>How many orders, 1 to 200; 50 when absent.</summary>
    [Description("How many orders, 1 to 200; 50 when absent.")]
    [FromQuery(Name = "limit")]
    public string? Limit { get; init; }

    /// <summary>Only orders that are pending, done or failed.</summary>
    [Description("Only orders that are pending, done or failed.")]
    [FromQuery(Name = "status")]
    public string? Status { get; init; }

    /// <summary>Only the order with this number.</summary>
    [Description("Only the order with this number.")]
    [FromQuery(Name = "orderNumber")]
    public string? OrderNumber { get; init; }

    /// <summary>Only orders of this customer.</summary>
    [Description("Only orders of this customer.")]
    [FromQuery(Name = "customerId")]
    public string? CustomerId { get; init; }

    internal (PageCursor? Cursor, int Limit) Read(Dictionary<string, string[]> errors)
    {
        PageCursor? cursor = null;
        if (!string.IsNullOrEmpty(After) && (cursor = PageCursor.Parse(After)) is null)
            errors["after"] = ["must be the next of an earlier answer"];

        var limit = DefaultLimit;
        if (!string.IsNullOrEmpty(Limit) && (!int.TryParse(Limit, out limit) || limit is < 1 or > MaxLimit))
            errors["limit"] = [$"must be a whole number between 1 and {MaxLimit} (was '{Problems.Shorten(Limit)}')"];

        if (!string.IsNullOrEmpty(Status) && !FulfilmentStatus.All.Contains(Status))
        {
            var known = string.Join(", ", FulfilmentStatus.All);
            errors["status"] = [$"must be one of {known} (was '{Problems.Shorten(Status)}')"];
        }

        return (cursor, limit);
    }
}
