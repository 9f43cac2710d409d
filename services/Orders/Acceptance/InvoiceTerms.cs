using Contracts.Orders;
using Microservices.Orders.Validation;

namespace Microservices.Orders.Acceptance;

/// <summary>The optional members of an order that concern its invoice. Stored as JSON; most orders have none.</summary>
internal sealed record InvoiceTerms
{
    public string? VatId { get; init; }

    public ShippingAddress? BillingAddress { get; init; }

    public DateOnly? SupplyDate { get; init; }

    public bool? PricesIncludeVat { get; init; }

    public Payment? Payment { get; init; }

    private static InvoiceTerms None { get; } = new();

    /// <summary>The terms of an order, or <see langword="null"/> if it says nothing.</summary>
    internal static InvoiceTerms? Of(ValidatedOrder order)
    {
        var terms = new InvoiceTerms
        {
            VatId = order.Customer.VatId,
            BillingAddress = order.BillingAddress,
            SupplyDate = order.SupplyDate,
            PricesIncludeVat = order.PricesIncludeVat,
            Payment = order.Payment,
        };
        return terms == None ? null : terms;
    }
}
