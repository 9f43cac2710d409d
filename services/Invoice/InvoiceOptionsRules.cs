using System.Globalization;
using Contracts.Rules;
using Microservices.Invoice.Amounts;
using Microservices.Invoice.Issuing;
using Microservices.Invoice.Numbering;
using Microservices.ServiceDefaults.Configuration;

namespace Microservices.Invoice;

/// <summary>Checks what attributes cannot say.</summary>
internal sealed class InvoiceOptionsRules : ISettingsRules<InvoiceOptions>
{
    private const string Rates = $"{nameof(InvoiceOptions.Vat)}:{nameof(VatOptions.Rates)}";
    private const string SellerCountry = $"{nameof(InvoiceOptions.Seller)}:{nameof(SellerOptions.CountryCode)}";

    /// <inheritdoc />
    public IEnumerable<SettingProblem> Check(InvoiceOptions options)
    {
        if (!TimeZoneInfo.TryFindSystemTimeZoneById(options.TimeZone, out _))
        {
            yield return new SettingProblem(nameof(options.TimeZone),
                "must be an IANA name that is known here (the system's time zone data must be installed)");
        }

        if (!InvoiceNumberFormat.TryParse(options.NumberFormat, options.Series, out _, out var reason))
            yield return new SettingProblem(nameof(options.NumberFormat), reason) { ComparedWith = [nameof(options.Series)] };

        foreach (var (country, rate) in options.Vat.Rates)
        {
            if (!CountryCodes.Rule.Holds(country.ToUpperInvariant()))
            {
                yield return new SettingProblem($"{Rates}:{country}", "must be named by an ISO 3166-1 alpha-2 code")
                {
                    Example = "Invoice__Vat__Rates__DE=19"
                };
            }

            if (rate is < 0m or > 100m)
                yield return new SettingProblem($"{Rates}:{country}", "must be 0 to 100 percent");
        }

        foreach (var problem in SellerRules.Check(options.Seller))
            yield return problem with { Setting = $"{nameof(InvoiceOptions.Seller)}:{problem.Setting}" };

        var seller = options.Seller.CountryCode;
        if (seller.Length == 0)
            yield break; // that it needs a value is said already
        if (!CountryCodes.Rule.Holds(seller))
        {
            yield return new SettingProblem(SellerCountry, CountryCodes.Rule.Words) { Example = "" };
            yield break;
        }

        var area = VatTerritories.Find(seller, postalCode: null, DateOnly.MaxValue).Code ?? seller;
        if (!VatRates.Know(area) && !options.Vat.Rates.ContainsKey(area))
        {
            yield return new SettingProblem(SellerCountry,
                string.Create(CultureInfo.InvariantCulture, $"must be a country with a VAT rate, or Invoice__Vat__Rates__{seller} must be set"))
            {
                ComparedWith = [$"{Rates}:{seller}"]
            };
        }
    }
}
