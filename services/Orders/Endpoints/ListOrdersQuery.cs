using System.ComponentModel;
using System.Globalization;
using Contracts.Rules;
using Microservices.Orders.Fulfilment;
using Microsoft.AspNetCore.Mvc;

namespace Microservices.Orders.Endpoints;

/// <summary>What to list. Read as texts, so that a wrong one is answered by its name.</summary>
internal sealed record ListOrdersQuery
{
    private const int DefaultLimit = 50;
    private const int MaxLimit = 200;

    private static readonly string[] Parameters = ["after", "limit", "status", "orderNumber", "customerId", "email", "from", "to"];

    /// <summary>The <c>next</c> cursor of the previous page; the first page when absent.</summary>
    [Description("The next cursor of the previous page; the first page when absent.")]
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

    /// <summary>Only orders of the customer with this e-mail address, as the order has it.</summary>
    [Description("Only orders of the customer with this e-mail address, as the order has it.")]
    [FromQuery(Name = "email")]
    public string? Email { get; init; }

    /// <summary>Only orders accepted at this instant or later; with its zone.</summary>
    [Description("Only orders accepted at this instant or later, such as 2026-05-01T00:00:00Z.")]
    [FromQuery(Name = "from")]
    public string? From { get; init; }

    /// <summary>Only orders accepted before this instant; with its zone.</summary>
    [Description("Only orders accepted before this instant, such as 2026-06-01T00:00:00Z.")]
    [FromQuery(Name = "to")]
    public string? To { get; init; }

    /// <summary>Reads the parameters.</summary>
    /// <param name="names">Those of the request: one that is misspelt would select more than was asked for.</param>
    /// <param name="errors">Receives what is wrong, by parameter.</param>
    internal (OrderSearch Search, int Limit) Read(IEnumerable<string> names, Dictionary<string, string[]> errors)
    {
        foreach (var name in names.Except(Parameters, StringComparer.OrdinalIgnoreCase))
            errors[name] = [$"is no parameter; there are {string.Join(", ", Parameters)}"];

        PageCursor? cursor = null;
        if (!string.IsNullOrEmpty(After) && (cursor = PageCursor.Parse(After)) is null)
            Add("after", "must be the next cursor of an earlier page", After);

        var limit = DefaultLimit;
        if (!string.IsNullOrEmpty(Limit) && (!int.TryParse(Limit, NumberStyles.None, CultureInfo.InvariantCulture, out limit)
            || limit is < 1 or > MaxLimit))
            Add("limit", $"must be a whole number between 1 and {MaxLimit}", Limit);
        if (!string.IsNullOrEmpty(Status) && !FulfilmentStatus.All.Contains(Status))
            Add("status", $"must be one of {string.Join(", ", FulfilmentStatus.All)}", Status);
        if (!string.IsNullOrEmpty(Email) && !EmailAddresses.Rule.Holds(Email))
            Add("email", EmailAddresses.Rule.Words, Email);

        var (from, to) = (Instant("from", From), Instant("to", To));
        if (to <= from)
            Add("to", "must be after from", To);

        return (new OrderSearch
        {
            After = cursor,
            Status = Given(Status),
            OrderNumber = Given(OrderNumber),
            CustomerId = Given(CustomerId),
            Email = Given(Email),
            From = from,
            To = to,
        }, limit);

        void Add(string name, string rule, string? value) => errors[name] = [$"{rule} (was '{Problems.Shorten(value)}')"];

        DateTime? Instant(string name, string? text)
        {
            if (string.IsNullOrEmpty(text))
                return null;
            if (Instants.Read(text, out var instant) == InstantReading.Zoned)
                return instant.UtcDateTime;

            Add(name, "must be an instant with its zone, such as 2026-05-01T00:00:00Z; a + of the zone is written %2B", text);
            return null;
        }
    }

    private static string? Given(string? text) => string.IsNullOrEmpty(text) ? null : text;
}
