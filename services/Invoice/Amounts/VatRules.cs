using System.Collections.Frozen;
using Contracts.Orders;
using Contracts.Rules;
using Microsoft.Extensions.Options;

namespace Microservices.Invoice.Amounts;

/// <summary>
/// Chooses an order's VAT: that of the destination where there are rates of it, none (export) where there are not, none within the
/// Union where the buyer is a company of another member state, the seller's own where the order names no country.
/// </summary>
internal sealed class VatRules(IOptions<InvoiceOptions> options)
{
    private readonly FrozenDictionary<string, decimal> _stated = options.Value.Vat.Rates.ToFrozenDictionary(StringComparer.OrdinalIgnoreCase);
    private readonly string _seller = options.Value.Seller.CountryCode;

    /// <summary>Decides for one order.</summary>
    /// <param name="order">The order, which keeps its contract.</param>
    /// <param name="date">The day of supply.</param>
    /// <returns>What applies to its lines.</returns>
    public VatDecision Decide(OrderConfirmed order, DateOnly date)
    {
        var seller = VatTerritories.Find(_seller, postalCode: null, date);
        // Goods go to the shipping address; without a country in it, the billing address is the best that is known.
        var address = HasCountry(order.ShippingAddress) ? order.ShippingAddress : order.BillingAddress;
        if (!HasCountry(address))
            return Taxed(VatTreatment.Seller, seller.Code!, date); // the start demands rates of the seller's country

        var destination = VatTerritories.Find(address!.CountryCode!.Trim(), address.PostalCode, date); // as just asked
        if (destination.Code is not { } area || !(VatRates.Know(area) || _stated.ContainsKey(area)))
            return new VatDecision(VatTreatment.Export, "", date);

        return IsIntraCommunity(seller, destination, order.Customer.VatId, date)
            ? new VatDecision(VatTreatment.IntraCommunity, area, date)
            : Taxed(VatTreatment.Destination, area, date);
    }

    private static bool HasCountry(ShippingAddress? address) => !string.IsNullOrWhiteSpace(address?.CountryCode);

    private static bool IsIntraCommunity(VatArea seller, VatArea destination, string? buyer, DateOnly date) =>
        seller.Union is not null && destination.Union is not null && destination.Union != seller.Union
        && buyer is not null && VatIds.CountryOf(buyer) is { } country && country != seller.Union && VatTerritories.IsMember(country, date);

    private VatDecision Taxed(VatTreatment treatment, string area, DateOnly date) =>
        new(treatment, area, date, _stated.TryGetValue(area, out var rate) ? rate : null);
}
