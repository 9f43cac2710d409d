using Contracts.Orders;
using Contracts.Rules;
using Microservices.Invoice.Amounts;
using Microservices.Invoice.Data;
using Microsoft.Extensions.Options;

namespace Microservices.Invoice.Issuing;

/// <summary>Turns an order into an invoice that lacks only its number and date. Holds no state.</summary>
internal sealed class InvoiceDrafter(VatRules vatRules, IOptions<InvoiceOptions> options)
{
    private readonly TimeZoneInfo _timeZone = TimeZoneInfo.FindSystemTimeZoneById(options.Value.TimeZone); // validated at start

    /// <summary>Computes the amounts and copies what is printed.</summary>
    /// <param name="order">The order.</param>
    /// <returns>The draft.</returns>
    /// <exception cref="InvoiceNotPossibleException">No invoice can be written for the order.</exception>
    public InvoiceDraft Draft(OrderConfirmed order)
    {
        OrderRules.Check(order);

        var supplyDate = order.SupplyDate ?? DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(order.ConfirmedAt, _timeZone).DateTime);
        var vat = vatRules.Decide(order, supplyDate);
        var lines = ToInvoiceLines(order, vat);
        var gross = lines.Sum(line => line.Gross);
        if (gross > Money.Maximum)
            throw new InvoiceNotPossibleException($"The order is worth more than {Money.Maximum}.");

        var vatSum = lines.Sum(line => line.Vat);
        return new InvoiceDraft(ToContent(order, vat, lines), gross - vatSum, vatSum, gross);
    }

    private static List<InvoiceLine> ToInvoiceLines(OrderConfirmed order, VatDecision vat)
    {
        var minorUnits = Currencies.MinorUnitsOf(order.Currency);
        var byVat = new Dictionary<LineVat, RateAmounts>();
        return order.Lines.Select(line =>
        {
            var lineVat = vat.Of(line.VatCategory);
            if (!byVat.TryGetValue(lineVat, out var amounts))
                byVat[lineVat] = amounts = new RateAmounts(lineVat.RatePercent, minorUnits, order.PricesIncludeVat == false);
            return ToInvoiceLine(line, lineVat, amounts.Add(line.Quantity, line.UnitPrice));
        }).ToList();
    }

    private static InvoiceLine ToInvoiceLine(OrderLine line, LineVat vat, LineAmounts amounts) => new()
    {
        Sku = line.Sku,
        Description = line.Description,
        Quantity = line.Quantity,
        UnitPrice = line.UnitPrice,
        RatePercent = vat.RatePercent,
        Gross = amounts.Gross,
        Vat = amounts.Vat,
        Category = vat.Category,
    };

    private InvoiceContent ToContent(OrderConfirmed order, VatDecision vat, List<InvoiceLine> lines)
    {
        var buyerAddress = order.BillingAddress ?? order.ShippingAddress;
        var deliveryAddress = order.ShippingAddress == buyerAddress ? null : order.ShippingAddress;
        return new InvoiceContent
        {
            Locale = order.Customer.Locale ?? "en",
            TimeZone = options.Value.TimeZone,
            PaymentDays = options.Value.PaymentDays,
            Seller = options.Value.Seller,
            BuyerLines = BuyerAddress.Lines(order.Customer, buyerAddress),
            DeliveryLines = deliveryAddress is null ? null : BuyerAddress.Lines(order.Customer, deliveryAddress),
            BuyerAddress = buyerAddress,
            DeliveryAddress = deliveryAddress,
            BuyerVatId = order.Customer.VatId,
            Customer = order.Customer,
            CustomerId = order.Customer.Id,
            OrderNumber = order.OrderNumber,
            OrderedAt = order.ConfirmedAt,
            SupplyDate = vat.Date,
            Payment = order.Payment,
            PricesAreNet = order.PricesIncludeVat == false,
            VatTreatment = vat.Treatment,
            Lines = lines,
            VatSummary = VatSum.Of(lines, line => new LineVat(line.Category!.Value, line.RatePercent)), // just made with one
        };
    }
}
