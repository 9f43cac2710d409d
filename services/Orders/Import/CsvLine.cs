using System.Globalization;
using Contracts.Rules;
using Microservices.Orders.Validation;

namespace Microservices.Orders.Import;

/// <summary>Turns the fields of a record into a line of an order; what is no number is a violation.</summary>
internal sealed class CsvLine(CsvLayout layout, ImportOptions options)
{
    internal static string? Trimmed(CsvRecord record, int index) => record.Field(index)?.Trim();

    /// <summary>A field of a column that the file may lack; nothing in it is nothing said.</summary>
    internal static string? Optional(CsvRecord record, int index) =>
        index >= 0 && Trimmed(record, index) is { Length: > 0 } text ? text : null;

    internal LineRequest Read(CsvRecord record, int index, ViolationList violations)
    {
        var line = new LineRequest
        {
            Sku = Trimmed(record, layout.StockCode),
            // As written: blanks around it are the shop's business.
            Description = record.Field(layout.Description),
            Quantity = ReadQuantity(Trimmed(record, layout.Quantity), index, violations),
            UnitPrice = ReadUnitPrice(Trimmed(record, layout.UnitPrice), index, violations),
            VatCategory = Optional(record, layout.VatCategory),
        };
        LineRules.Check(line, index, options.Currency, violations, options.UnitPriceDecimals);
        return layout.Discount < 0 ? line : TakeDiscount(line, Trimmed(record, layout.Discount), index, violations);
    }

    private LineRequest TakeDiscount(LineRequest line, string? text, int index, ViolationList violations)
    {
        var path = $"lines[{index}].discount";
        if (Discounts.ReadShare(text, options.WholeDiscount) is not { } share)
        {
            violations.Add(path, Reasons.DiscountInvalid, options.WholeDiscount == 1
                ? "must be a share from 0 to 1; percents are told with discountUnit=percent"
                : "must be from 0 to 100 percent", text);
            return line;
        }

        if (share == 0 || line is not { Quantity: > 0 and var quantity, UnitPrice: >= 0 and <= OrderLimits.Amount and var price })
            return line;
        if (Discounts.TakeOff(share, quantity, price, Currencies.MinorUnitsOf(options.Currency)) is { } net)
            return line with { UnitPrice = net };

        violations.Add(path, Reasons.DiscountInexact,
            $"gives an amount that no unit price of {UnitPrices.MaxDecimals} decimals gives for {quantity} pieces", text);
        return line;
    }

    private static int? ReadQuantity(string? text, int index, ViolationList violations)
    {
        if (string.IsNullOrEmpty(text))
            return null;
        if (!text.StartsWith('+') && int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var quantity))
            return quantity;

        violations.Add($"lines[{index}].quantity", Reasons.QuantityInvalid,
            $"must be a whole number of at most {int.MaxValue}, without plus sign", text);
        return null;
    }

    private static decimal? ReadUnitPrice(string? text, int index, ViolationList violations)
    {
        if (string.IsNullOrEmpty(text))
            return null;
        if (Amounts.TryParsePlain(text, out var price))
            return price;

        violations.Add($"lines[{index}].unitPrice", Reasons.UnitPriceInvalid, "must be a number such as 2.55, without plus sign or exponent", text);
        return null;
    }
}
