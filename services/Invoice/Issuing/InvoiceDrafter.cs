using Contracts.Orders;
using Contracts.Rules;
using Microservices.Invoice.Amounts;
using Microservices.Invoice.Data;
using Microsoft.Extensions.Options;

namespace Microservices.Invoice.Issuing;

/// <summary>Turns an order into an invoice that lacks only its number and date. Holds no state.</summary>
internal sealed class InvoiceDrafter(VatRateTable vatRates, IOptions<InvoiceOptions> options)
{
    /// <summary>Computes the amounts and copies what is printed.</summary>
    /// <param name="order">The order.</param>
    /// <returns>The draft.</returns>
    /// <exception cref="InvoiceNotPossibleException">No invoice can be written for the order.</exception>
    public InvoiceDraft Draft(OrderConfirmed order)
    {
        OrderRules.Check(order);

        var vat = vatRates.Decide(order.ShippingAddress?.CountryCode);
        var minorUnits = Currencies.MinorUnitsOf(order.Currency);
        var lines = order.Lines.Select(line => ToInvoiceLine(line, vat.RatePercent, minorUnits)).ToList();

        var gross = lines.Sum(line => line.Gross);
        if (gross > Money.Maximum)
            throw new InvoiceNotPossibleException($"The order is worth more than {Money.Maximum}.");

        var vatSum = lines.Sum(line => line.Vat);
        return new InvoiceDraft(ToContent(order, vat.Treatment, lines), gross - vatSum, vatSum, gross);
    }

    private static InvoiceLine ToInvoiceLine(OrderLine line, decimal ratePercent, int minorUnits)
    {
        var amounts = AmountRules.Split(line.Quantity, line.UnitPrice, ratePercent, minorUnits);
        return new InvoiceLine
        {
            Sku = line.Sku,
            Description = line.Description,
            Quantity = line.Quantity,
            UnitPrice = line.UnitPrice,
            RatePercent = ratePercent,
            Gross = amounts.Gross,
            Vat = amounts.Vat,
        };
    }

    private InvoiceContent ToContent(OrderConfirmed order, VatTreatment treatment, List<InvoiceLine> lines) => new()
    {
        Locale = order.Customer.Locale ?? "en",
        TimeZone = options.Value.TimeZone,
        PaymentDays = options.Value.PaymentDays,
        Seller = options.Value.Seller,
        BuyerLines = BuyerAddress.Lines(order.Customer, order.ShippingAddress),
        CustomerId = order.Customer.Id,
        OrderNumber = order.OrderNumber,
        OrderedAt = order.ConfirmedAt,
        VatTreatment = treatment,
        Lines = lines,
        VatSummary = lines.GroupBy(line => line.RatePercent)
            .OrderByDescending(group => group.Key)
            .Select(group => Sum(group.Key, group))
            .ToList(),
    };

    private static VatSum Sum(decimal ratePercent, IEnumerable<InvoiceLine> lines)
    {
        var (vat, gross) = (0m, 0m);
        foreach (var line in lines)
            (vat, gross) = (vat + line.Vat, gross + line.Gross);
        return new VatSum(ratePercent, gross - vat, vat, gross);
    }
}
