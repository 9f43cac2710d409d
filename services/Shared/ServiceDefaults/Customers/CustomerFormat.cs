using System.Globalization;
using Contracts.Orders;
using Contracts.Rules;

namespace Microservices.ServiceDefaults.Customers;

/// <summary>Writes the numbers, amounts and times of one order as its customer reads them.</summary>
public sealed class CustomerFormat
{
    // https://learn.microsoft.com/dotnet/api/system.globalization.numberformatinfo.currencypositivepattern
    private const int SignFollowsNumber = 1;
    private const int SignFollowsNumberAfterSpace = 3;
    private const int SignPrecedesNumberAfterSpace = 2;

    private readonly CultureInfo _culture;
    private readonly NumberFormatInfo _money;
    private readonly int _minorUnits;

    /// <summary>Takes the customer's culture and the order's currency.</summary>
    /// <param name="culture">The culture.</param>
    /// <param name="currency">ISO 4217 code.</param>
    public CustomerFormat(CultureInfo culture, string currency)
    {
        _culture = culture;
        _minorUnits = Currencies.MinorUnitsOf(currency);
        _money = MoneyFormat(CustomerCulture.InMainCountry(culture), currency);
    }

    /// <summary>An amount in the order's currency, with at least the currency's decimals and never rounded.</summary>
    public string Money(decimal amount)
    {
        var decimals = Math.Max(_minorUnits, UnitPrices.DecimalsOf(amount));
        return amount.ToString($"C{decimals.ToString(CultureInfo.InvariantCulture)}", _money);
    }

    /// <summary>The amount of a line, rounded to the currency's minor units.</summary>
    public decimal LineAmount(OrderLine line) => UnitPrices.LineAmount(line.Quantity, line.UnitPrice, _minorUnits);

    /// <summary>A number of pieces, grouped.</summary>
    public string Quantity(int pieces) => pieces.ToString("N0", _culture);

    /// <summary>The day and time in UTC, which is stated: the customer's own time zone is not known.</summary>
    public string Moment(DateTimeOffset moment)
    {
        var utc = moment.UtcDateTime;
        var format = LongDate.FormatFor(utc, _culture);
        return $"{LongDate.Write(utc, format)}, {utc.ToString("t", format)} UTC";
    }

    /// <summary>A day as it is, in no time zone.</summary>
    public string Day(DateOnly day)
    {
        var moment = day.ToDateTime(TimeOnly.MinValue);
        return LongDate.Write(moment, LongDate.FormatFor(moment, _culture));
    }

    private static NumberFormatInfo MoneyFormat(CultureInfo culture, string currency)
    {
        var format = (NumberFormatInfo)culture.NumberFormat.Clone();
        format.CurrencySymbol = CurrencySymbols.Of(currency, culture);
        if (format.CurrencySymbol != currency)
            return format;

        // "USD12.00" is hard to read: a code, unlike a sign, stands apart from the number.
        format.CurrencyPositivePattern = format.CurrencyPositivePattern is SignFollowsNumber or SignFollowsNumberAfterSpace
            ? SignFollowsNumberAfterSpace
            : SignPrecedesNumberAfterSpace;
        return format;
    }
}
