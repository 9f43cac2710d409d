using System.Collections.Frozen;

namespace Microservices.Orders.Validation;

/// <summary>
/// Why an order is refused: stable codes, part of the HTTP interface. An order with several reasons is counted under
/// the one that comes first in <see cref="ByPrecedence"/>: what makes the rest unreadable, then who and what it is
/// about, then its lines, then its total, then what is in the database.
/// </summary>
internal static class Reasons
{
    internal const string EncodingNotUtf8 = "encoding-not-utf8";
    internal const string MalformedCsv = "malformed-csv";
    internal const string MalformedJson = "malformed-json";
    internal const string OrderSplit = "order-split";
    internal const string WrongType = "wrong-type";
    internal const string ControlCharacter = "control-character";
    internal const string InvisibleCharacter = "invisible-character";
    internal const string BlanksAround = "blanks-around";
    internal const string TextTooLong = "text-too-long";
    internal const string OrderIdInvalid = "order-id-invalid";
    internal const string OrderNumberMissing = "order-number-missing";
    internal const string OrderNumberNotNumeric = "order-number-not-numeric";
    internal const string OrderNumberDiffers = "order-number-differs";
    internal const string CustomerMissing = "customer-missing";
    internal const string CustomerNameMissing = "customer-name-missing";
    internal const string EmailMissing = "email-missing";
    internal const string EmailInvalid = "email-invalid";
    internal const string LocaleUnknown = "locale-unknown";
    internal const string VatIdInvalid = "vat-id-invalid";
    internal const string CustomerDiffers = "customer-differs";
    internal const string CountryDiffers = "country-differs";
    internal const string CountryCodeUnknown = "country-code-unknown";
    internal const string CurrencyMissing = "currency-missing";
    internal const string CurrencyUnknown = "currency-unknown";
    internal const string DateMissing = "date-missing";
    internal const string DateInvalid = "date-invalid";
    internal const string DateWithoutZone = "date-without-zone";
    internal const string PaymentStatusMissing = "payment-status-missing";
    internal const string PaymentStatusUnknown = "payment-status-unknown";
    internal const string LinesMissing = "lines-missing";
    internal const string TooManyLines = "too-many-lines";
    internal const string SkuMissing = "sku-missing";
    internal const string DescriptionMissing = "description-missing";
    internal const string QuantityMissing = "quantity-missing";
    internal const string QuantityInvalid = "quantity-invalid";
    internal const string QuantityNotPositive = "quantity-not-positive";
    internal const string UnitPriceMissing = "unit-price-missing";
    internal const string UnitPriceInvalid = "unit-price-invalid";
    internal const string UnitPriceNegative = "unit-price-negative";
    internal const string UnitPriceTooLarge = "unit-price-too-large";
    internal const string TooManyDecimals = "too-many-decimals";
    internal const string VatCategoryUnknown = "vat-category-unknown";
    internal const string DiscountInvalid = "discount-invalid";
    internal const string DiscountInexact = "discount-inexact";
    internal const string TotalNotPositive = "total-not-positive";
    internal const string TotalTooLarge = "total-too-large";
    internal const string Conflict = "conflict";
    internal const string OrderNumberTaken = "order-number-taken";

    /// <summary>Every code, the one that counts first.</summary>
    internal static readonly IReadOnlyList<string> ByPrecedence =
    [
        EncodingNotUtf8, MalformedCsv, MalformedJson, OrderSplit, WrongType, ControlCharacter, InvisibleCharacter, BlanksAround,
        TextTooLong,
        OrderIdInvalid, OrderNumberMissing, OrderNumberNotNumeric, OrderNumberDiffers,
        CustomerMissing, CustomerNameMissing, EmailMissing, EmailInvalid, LocaleUnknown, VatIdInvalid, CustomerDiffers,
        CountryDiffers, CountryCodeUnknown, CurrencyMissing, CurrencyUnknown,
        DateMissing, DateInvalid, DateWithoutZone, PaymentStatusMissing, PaymentStatusUnknown,
        LinesMissing, TooManyLines, SkuMissing, DescriptionMissing,
        QuantityMissing, QuantityInvalid, QuantityNotPositive,
        UnitPriceMissing, UnitPriceInvalid, UnitPriceNegative, UnitPriceTooLarge, TooManyDecimals,
        VatCategoryUnknown, DiscountInvalid, DiscountInexact, TotalNotPositive, TotalTooLarge, Conflict, OrderNumberTaken,
    ];

    private static readonly FrozenDictionary<string, int> Ranks =
        ByPrecedence.Select((code, rank) => KeyValuePair.Create(code, rank)).ToFrozenDictionary();

    /// <summary>Place of a code in <see cref="ByPrecedence"/>; lower counts first.</summary>
    /// <param name="code">The code.</param>
    /// <returns>The place.</returns>
    internal static int RankOf(string code) => Ranks[code];
}
