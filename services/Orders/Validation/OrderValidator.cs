using Contracts.Orders;
using Contracts.Rules;
using Microsoft.Extensions.Options;

namespace Microservices.Orders.Validation;

/// <summary>The one place that decides whether an order can be confirmed, used by HTTP and by imports.</summary>
internal sealed class OrderValidator(IOptions<OrdersOptions> options)
{
    /// <summary>How many lines an order may have.</summary>
    internal int MaxLines { get; } = options.Value.MaxLines;

    /// <summary>Checks a whole order.</summary>
    /// <param name="request">The order as sent.</param>
    /// <param name="violations">
    /// What reading it found wrong; receives the rest. Fields in it are not checked again.
    /// </param>
    /// <param name="unitPriceDecimals">Decimals that prices may have where the currency has fewer.</param>
    /// <returns>The order, or <see langword="null"/> if anything is wrong.</returns>
    internal ValidatedOrder? Validate(OrderRequest request, ViolationList violations, int unitPriceDecimals = 0)
    {
        CheckHeader(request, violations);
        CheckLineCount(request.Lines?.Count ?? 0, violations);

        var total = new OrderTotal(request.Currency);
        var lines = request.Lines ?? [];
        for (var index = 0; index < Math.Min(lines.Count, MaxLines); index++)
        {
            LineRules.Check(lines[index], index, request.Currency, violations, unitPriceDecimals);
            total.Add(lines[index]);
        }

        CheckTotal(total, violations);
        return violations.Any ? null : Complete(request, total.Amount);
    }

    /// <summary>Checks everything but the lines and their total.</summary>
    internal static void CheckHeader(OrderRequest request, ViolationList violations)
    {
        TextCheck.Optional(request.OrderNumber, "orderNumber", Identifiers.Rule, Reasons.OrderNumberMissing, violations);
        CustomerRules.Check(request.Customer, violations);
        if (TextCheck.IsThere(request.Currency, "currency", Reasons.CurrencyMissing, violations))
            TextCheck.Optional(request.Currency, "currency", Currencies.Rule, Reasons.CurrencyUnknown, violations);
        AddressRules.Check(request.ShippingAddress, "shippingAddress", violations);
        AddressRules.Check(request.BillingAddress, "billingAddress", violations);
        PaymentRules.Check(request.Payment, violations);
    }

    internal void CheckLineCount(int count, ViolationList violations)
    {
        if (violations.Has("lines"))
            return;
        if (count == 0)
            violations.Add("lines", Reasons.LinesMissing, "must have at least one line");
        else if (count > MaxLines)
            violations.Add("lines", Reasons.TooManyLines, $"must have at most {MaxLines} lines, had {count}");
    }

    internal static void CheckTotal(OrderTotal total, ViolationList violations)
    {
        if (!total.IsKnown)
            return;
        if (total.Amount <= 0)
            violations.Add("", Reasons.TotalNotPositive, "the order's total must be above zero",
                Amounts.Text(total.Amount));
        else if (total.Amount > OrderLimits.Amount)
            violations.Add("", Reasons.TotalTooLarge,
                $"the order's total must be at most {Amounts.Text(OrderLimits.Amount)}",
                Amounts.Text(total.Amount));
    }

    /// <summary>Turns an order that was found right into what is confirmed.</summary>
    internal static ValidatedOrder Complete(OrderRequest request, decimal total)
    {
        var customer = request.Customer!; // found right, hence present
        Locales.TryFind(customer.Locale ?? Locales.Default, out var locale);
        return new ValidatedOrder
        {
            OrderId = request.OrderId,
            OrderNumber = request.OrderNumber,
            Customer = new Customer
            {
                Id = customer.Id!, // found right, hence present; also below
                Name = customer.Name!,
                Email = customer.Email!,
                Locale = locale,
                VatId = customer.VatId,
            },
            Currency = request.Currency!,
            Total = total,
            ShippingAddress = AddressRules.Complete(request.ShippingAddress),
            BillingAddress = AddressRules.Complete(request.BillingAddress),
            Lines = [.. request.Lines!.Select(LineRules.Complete)],
            ConfirmedAt = request.ConfirmedAt is { } instant ? Instants.Cut(instant).ToUniversalTime() : null,
            SupplyDate = request.SupplyDate,
            PricesIncludeVat = request.PricesIncludeVat,
            Payment = PaymentRules.Complete(request.Payment),
            Fingerprint = OrderFingerprint.Of(request),
            EarlierFingerprint = OrderFingerprint.OfEarlierReleases(request),
        };
    }
}
