using System.Globalization;
using Contracts.Orders;
using Contracts.Rules;

namespace Microservices.Orders.Validation;

/// <summary>What one line of an order must be.</summary>
internal static class LineRules
{
    /// <summary>Checks one line.</summary>
    /// <param name="line">The line as sent.</param>
    /// <param name="index">Its place in the order, from 0.</param>
    /// <param name="currency">The order's currency, which limits the decimals; ignored if unknown.</param>
    /// <param name="violations">Receives what is wrong.</param>
    /// <param name="unitPriceDecimals">Decimals that the price may have where the currency has fewer.</param>
    internal static void Check(LineRequest line, int index, string? currency, ViolationList violations,
        int unitPriceDecimals = 0)
    {
        var path = $"lines[{index}]";
        if (violations.Has(path))
            return;

        TextCheck.Required(line.Sku, path + ".sku", Identifiers.Rule, Reasons.SkuMissing, violations);
        TextCheck.Required(line.Description, path + ".description", Lines.Rule, Reasons.DescriptionMissing, violations);
        CheckQuantity(line.Quantity, path + ".quantity", violations);
        CheckUnitPrice(line.UnitPrice, path + ".unitPrice", currency, unitPriceDecimals, violations);
        TextCheck.Optional(line.VatCategory, path + ".vatCategory", VatCategories.Rule, Reasons.VatCategoryUnknown, violations);
    }

    internal static OrderLine Complete(LineRequest line) => new()
    {
        Sku = line.Sku!, // found right, hence present; also below
        Description = line.Description!,
        Quantity = line.Quantity!.Value,
        UnitPrice = Amounts.Normalize(line.UnitPrice!.Value),
        VatCategory = line.VatCategory,
    };

    private static void CheckQuantity(int? quantity, string path, ViolationList violations)
    {
        if (violations.Has(path))
            return;
        if (quantity is null)
            violations.Add(path, Reasons.QuantityMissing, "is required");
        else if (quantity <= 0)
            violations.Add(path, Reasons.QuantityNotPositive, "must be at least 1",
                quantity.Value.ToString(CultureInfo.InvariantCulture));
    }

    private static void CheckUnitPrice(decimal? unitPrice, string path, string? currency, int decimals,
        ViolationList violations)
    {
        if (violations.Has(path))
            return;
        if (unitPrice is not { } price)
            violations.Add(path, Reasons.UnitPriceMissing, "is required");
        else if (price < 0)
            violations.Add(path, Reasons.UnitPriceNegative, "must be zero or more", Amounts.Text(price));
        else if (price > OrderLimits.Amount)
            violations.Add(path, Reasons.UnitPriceTooLarge, $"must be at most {Amounts.Text(OrderLimits.Amount)}",
                Amounts.Text(price));
        else if (currency is not null && Currencies.TryGetMinorUnits(currency, out var minorUnits)
            && Math.Max(minorUnits, decimals) is var limit && !Amounts.Fits(price, limit))
            violations.Add(path, Reasons.TooManyDecimals, $"must have at most {limit} decimals in {currency}",
                Amounts.Text(price));
    }
}
