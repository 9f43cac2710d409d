using System.ComponentModel.DataAnnotations;
using Contracts.Rules;

namespace Contracts.Orders;

/// <summary>Whether and how an order is paid.</summary>
public sealed record Payment
{
    /// <summary><c>paid</c>, or <c>unpaid</c>: then the invoice tells where to pay, and by when.</summary>
    [TextRule(PaymentStatuses.Format)]
    public required string Status { get; init; }

    /// <summary>How the customer pays, as printed on the invoice, such as <c>Visa</c>; at most 40 characters.</summary>
    [TextRule(Lines.Format), StringLength(Lines.PaymentMethod, MinimumLength = 1)]
    public string? Method { get; init; }
}
